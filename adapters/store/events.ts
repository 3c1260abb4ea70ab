import type { Clock } from '../../src/ports.ts';
import type { EventStore } from '../../src/stores.ts';
import type { Database } from './schema.ts';

/** The primary key tells a redelivery, the lease whose an event is. A finished one has neither body nor lease. */
export function eventStore({ db, engine }: Database, clock: Clock): EventStore {
  return {
    async keep({ adapter, workspace, id, body }, leaseUntil) {
      const kept = await db
        .insertInto('events')
        .values({ adapter, workspace, id, body, lease_until: leaseUntil, arrived_at: clock.now().getTime() })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return kept !== undefined;
    },

    async finish({ adapter, workspace, id }) {
      await db
        .updateTable('events')
        .set({ body: null, lease_until: null })
        .where('id', '=', id)
        .where('workspace', '=', workspace)
        .where('adapter', '=', adapter)
        .execute();
    },

    async takeOver(adapter, now, leaseUntil, limit) {
      // one statement: whoever reads a row here has it, and no other process does
      const rows = await db
        .with('picked', (inner) =>
          inner
            .selectFrom('events')
            .select(['events.id', 'events.workspace'])
            .where('lease_until', '<=', now)
            .where('adapter', '=', adapter)
            .orderBy('lease_until')
            .orderBy('arrived_at')
            .limit(limit)
            .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked()),
        )
        .updateTable('events')
        .set((eb) => ({ lease_until: leaseUntil, tries: eb('tries', '+', 1) }))
        .where('adapter', '=', adapter)
        .where((eb) =>
          eb(eb.refTuple('events.id', 'events.workspace'), 'in', (inner) =>
            inner.selectFrom('picked').select(['picked.id', 'picked.workspace']).$asTuple('id', 'workspace'),
          ),
        )
        .returning(['id', 'workspace', 'body', 'tries', 'arrived_at'])
        .execute();
      return rows
        .sort((a, b) => a.arrived_at - b.arrived_at)
        .map(({ id, workspace, body, tries }) => ({ adapter, workspace, id, body: body ?? '', tries }));
    },
  };
}
