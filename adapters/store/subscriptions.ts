import type { Selectable } from 'kysely';
import type { Pause, Subscription, SubscriptionChange, SubscriptionStore } from '../../src/digest/subscription.ts';
import { skipPlanned } from './delivery-rows.ts';
import { channelColumns, placeOf } from './place.ts';
import { postedIn } from './posted-papers.ts';
import type { Database, Subscriptions } from './schema.ts';

export function subscriptionStore({ db }: Database): SubscriptionStore {
  return {
    async list(place) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('channel', '=', place.channel)
        .where('workspace', '=', place.workspace)
        .where('adapter', '=', place.adapter)
        .orderBy('id')
        .execute();
      return rows.map(subscriptionOf);
    },

    async of({ adapter, workspace, id }) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('created_by', '=', id)
        .where('workspace', '=', workspace)
        .where('adapter', '=', adapter)
        .orderBy('id')
        .execute();
      return rows.map(subscriptionOf);
    },

    async add(subscription) {
      const row = await db
        .insertInto('subscriptions')
        .values({
          ...channelColumns(subscription.place),
          cron: subscription.schedule.cron,
          zone: subscription.schedule.zone,
          count: subscription.count,
          topics_in: JSON.stringify(subscription.include),
          topics_out: JSON.stringify(subscription.exclude),
          created_by: subscription.createdBy,
          created_at: subscription.createdAt,
          min_votes: subscription.minVotes ?? null,
          next_due: subscription.nextDue,
          paused: subscription.paused ?? null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return subscriptionOf(row);
    },

    change(id, change) {
      return db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('subscriptions')
          .set((eb) => ({ count: eb.ref('count'), ...columnsOf(change) }))
          .where('id', '=', Number(id))
          .returningAll()
          .executeTakeFirst();
        if (row && row.paused !== null)
          await skipPlanned(transaction, [row.id], 'The subscription was paused before it was sent.');
        return row && subscriptionOf(row);
      });
    },

    remove(id) {
      return db.transaction().execute(async (transaction) => {
        const removed = await transaction
          .deleteFrom('subscriptions')
          .where('id', '=', Number(id))
          .returning('id')
          .executeTakeFirst();
        if (removed) await skipPlanned(transaction, [removed.id], 'The subscription was ended before it was sent.');
        return removed !== undefined;
      });
    },

    removeAll(adapter, workspace) {
      return db.transaction().execute(async (transaction) => {
        const removed = await transaction
          .deleteFrom('subscriptions')
          .where('workspace', '=', workspace)
          .where('adapter', '=', adapter)
          .returning('id')
          .execute();
        const ids = removed.map(({ id }) => id);
        await skipPlanned(transaction, ids, 'Paperboy was removed from the workspace before it was sent.');
        return ids.length;
      });
    },

    posted: (place) => postedIn(db, place),
  };
}

const PAUSES: readonly string[] = ['asked', 'gone', 'archived', 'forbidden'] satisfies readonly Pause[];

export function subscriptionOf(row: Selectable<Subscriptions>): Subscription {
  return {
    id: String(row.id),
    place: placeOf(row),
    schedule: { cron: row.cron, zone: row.zone },
    count: row.count,
    ...(row.min_votes === null ? {} : { minVotes: row.min_votes }),
    include: JSON.parse(row.topics_in),
    exclude: JSON.parse(row.topics_out),
    createdBy: row.created_by,
    createdAt: row.created_at,
    nextDue: row.next_due,
    ...(isPause(row.paused) ? { paused: row.paused } : {}),
  };
}

function isPause(text: string | null): text is Pause {
  return text !== null && PAUSES.includes(text);
}

function columnsOf(change: SubscriptionChange) {
  return {
    ...(change.schedule ? { cron: change.schedule.cron, zone: change.schedule.zone } : {}),
    ...(change.count === undefined ? {} : { count: change.count }),
    ...(change.include ? { topics_in: JSON.stringify(change.include) } : {}),
    ...(change.exclude ? { topics_out: JSON.stringify(change.exclude) } : {}),
    ...(change.nextDue === undefined ? {} : { next_due: change.nextDue }),
    ...('minVotes' in change ? { min_votes: change.minVotes ?? null } : {}),
    ...('paused' in change ? { paused: change.paused ?? null } : {}),
  };
}
