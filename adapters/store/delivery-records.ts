import type { Kysely, Selectable } from 'kysely';
import type { DeliveryRecords, Intervention } from '../../src/digest/delivery.ts';
import { deliveryOf, FINAL } from './delivery-rows.ts';
import { channelColumns } from './place.ts';
import { freePapers, notePosted } from './posted-papers.ts';
import type { Database, Deliveries, Schema } from './schema.ts';

type Row = Selectable<Deliveries>;

/** Undoes a transaction, and is what its caller then gets. */
class Refused extends Error {}

export function deliveryRecords({ db, engine }: Database): DeliveryRecords {
  /** Changes a row that no worker can take meanwhile. */
  async function intervene(id: number, change: (row: Row, db: Kysely<Schema>) => Promise<void>): Promise<Intervention> {
    try {
      return await db.transaction().execute(async (transaction): Promise<Intervention> => {
        const load = () => transaction.selectFrom('deliveries').selectAll().where('id', '=', id);
        const row = await load()
          .$if(engine === 'postgres', (query) => query.forUpdate())
          .executeTakeFirst();
        if (!row) return { kind: 'unknown' };
        await change(row, transaction);
        return { kind: 'done', delivery: deliveryOf(await load().executeTakeFirstOrThrow()) };
      });
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', why: error.message };
      throw error;
    }
  }

  return {
    async list({ states, limit }) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    async payload(id) {
      const row = await db.selectFrom('deliveries').select('payload').where('id', '=', id).executeTakeFirst();
      return row?.payload == null ? undefined : JSON.parse(row.payload);
    },

    retry: (id, now, askAt, expiresAt) =>
      intervene(id, async (row, transaction) => {
        await refuseRetry(row, transaction);
        // one that waits or is in doubt still has its papers
        if (row.state === 'failed' || row.state === 'skipped') await takePapers(row, transaction);
        const asksFirst = row.attempts > 0;
        await transaction
          .updateTable('deliveries')
          .set((eb) => ({
            state: asksFirst ? 'uncertain' : 'planned',
            wake_at: asksFirst ? askAt : now,
            lease_until: null,
            expires_at: expiresAt,
            fence: eb('fence', '+', 1),
          }))
          .where('id', '=', id)
          .execute();
      }),

    skip: (id) =>
      intervene(id, async (row, transaction) => {
        if (row.state === 'sent') throw new Refused('It was sent.');
        if (row.state === 'skipped') throw new Refused('It is skipped already.');
        if (row.state === 'sending') throw new Refused('It is being sent right now; look again in a few minutes.');
        await transaction
          .updateTable('deliveries')
          .set((eb) => ({ ...FINAL, state: 'skipped', reason: 'Skipped by hand.', fence: eb('fence', '+', 1) }))
          .where('id', '=', id)
          .execute();
        // what is in doubt may have been posted
        if (row.state !== 'uncertain') await freePapers(transaction, [id]);
      }),
  };
}

async function refuseRetry(row: Row, db: Kysely<Schema>): Promise<void> {
  if (row.state === 'sent') throw new Refused('It was sent.');
  if (row.state === 'claimed' || row.state === 'sending')
    throw new Refused('It is being sent right now; look again in a few minutes.');
  if (row.payload === null) throw new Refused('It was missed, so nothing was ever decided for it.');
  if (row.kind === 'notice') return;
  const subscription = await db
    .selectFrom('subscriptions')
    .select('paused')
    .where('id', '=', row.subscription_id)
    .executeTakeFirst();
  if (!subscription) throw new Refused('Its subscription has ended.');
  if (subscription.paused !== null) throw new Refused('Its subscription is paused; resume it first.');
}

async function takePapers(row: Row, db: Kysely<Schema>): Promise<void> {
  const { topic } = JSON.parse(row.payload ?? '{}');
  const papers: readonly string[] = row.kind === 'notice' ? [] : (topic?.paperIds ?? []);
  // one that was skipped while in doubt kept them
  await freePapers(db, [row.id]);
  const noted = await notePosted(
    db,
    papers.map((paper) => ({ ...channelColumns(row), paper_id: paper, delivery_id: row.id, posted_at: row.due })),
  );
  if (!noted) throw new Refused('The channel got some of its papers in a later post.');
}
