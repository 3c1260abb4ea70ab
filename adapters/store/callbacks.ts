import { createHash } from 'node:crypto';
import type { Clock } from '../../src/ports.ts';
import type { CallbackStore } from '../../src/stores.ts';
import type { Database } from './schema.ts';

const ID_LENGTH = 22;

/** The id is a hash of what is kept, so that ten thousand equal buttons are one row. */
export function callbackStore({ db }: Database, clock: Clock): CallbackStore {
  return {
    async keep({ command, args }) {
      const sorted = Object.fromEntries(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)));
      const invocation = JSON.stringify({ command, args: sorted });
      const id = createHash('sha256').update(invocation).digest('base64url').slice(0, ID_LENGTH);
      const used_at = clock.now().getTime();
      await db
        .insertInto('callbacks')
        .values({ id, invocation, used_at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ used_at }))
        .execute();
      return id;
    },

    async recall(id) {
      const row = await db.selectFrom('callbacks').select('invocation').where('id', '=', id).executeTakeFirst();
      return row && JSON.parse(row.invocation);
    },
  };
}
