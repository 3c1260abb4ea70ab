import type { Clock, Inbox } from '../../src/ports.ts';
import type { Database } from './schema.ts';

/** Two processes that get the same event at once are told apart by the primary key. */
export function inboxStore({ db }: Database, clock: Clock): Inbox {
  return {
    async accept({ adapter, workspace }, id) {
      const noted = await db
        .insertInto('inbox')
        .values({ adapter, workspace, id, accepted_at: clock.now().getTime() })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return noted !== undefined;
    },
  };
}
