import type { Clock, Inbox } from '../../src/ports.ts';
import type { Database } from './schema.ts';

/** Two processes that get the same at once are told apart by the primary key. */
export function inboxStore({ db }: Database, clock: Clock): Inbox {
  return {
    async accept({ adapter, workspace }, id, event) {
      const noted = await db
        .insertInto('inbox')
        .values({ adapter, workspace, id, accepted_at: clock.now().getTime(), event: event ?? null })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (noted) return 'new';
      if (event === undefined) return false;
      const unfinished = await db
        .selectFrom('inbox')
        .innerJoin('events', (join) =>
          join
            .onRef('events.id', '=', 'inbox.event')
            .onRef('events.workspace', '=', 'inbox.workspace')
            .onRef('events.adapter', '=', 'inbox.adapter'),
        )
        .select('inbox.id')
        .where('inbox.id', '=', id)
        .where('inbox.workspace', '=', workspace)
        .where('inbox.adapter', '=', adapter)
        .where('inbox.event', '=', event)
        .where('events.lease_until', 'is not', null)
        .executeTakeFirst();
      return unfinished ? 'again' : false;
    },
  };
}
