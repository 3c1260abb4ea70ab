import { type Kysely, sql } from 'kysely';
import type { DeliveryStore, Plan } from '../../src/digest/delivery.ts';
import type { PostedPapers, Subscription } from '../../src/digest/subscription.ts';
import { newRow } from './delivery-rows.ts';
import { channelColumns, channelKey } from './place.ts';
import { notePosted, type PostedPaper, postedInAll } from './posted-papers.ts';
import type { Database, Schema } from './schema.ts';
import { subscriptionOf } from './subscriptions.ts';

const MOST_ATTEMPTS = 5;
/** What the lock is for. */
const PLANNING = 1;
const NOTHING: PostedPapers = new Map();

/** An operator's retry took the same papers for the same channel first. */
class PapersTaken extends Error {}

export function planner({ db, engine }: Database): DeliveryStore['plan'] {
  return async function plan(now, limit, decide) {
    if (!(await isAnyDue(db, now))) return 0;
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.transaction().execute(async (transaction) => {
          if (engine === 'postgres') await takeTurn(transaction);
          const subscriptions = await lockDue(transaction, engine, now, limit);
          if (subscriptions.length > 0) await planAll(transaction, subscriptions, now, decide);
          return subscriptions.length;
        });
      } catch (error) {
        if (!isCollision(error) || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  };
}

/**
 * One process plans at a time, until its transaction ends: two that choose papers for the same channel would choose the
 * same ones. The table's own number keeps the lock apart from those of other schemas.
 */
async function takeTurn(db: Kysely<Schema>): Promise<void> {
  await sql`select pg_advisory_xact_lock('deliveries'::regclass::oid::integer, ${sql.lit(PLANNING)})`.execute(db);
}

export async function isAnyDue(db: Kysely<Schema>, now: number): Promise<boolean> {
  return (await due(db, now).select('id').limit(1).executeTakeFirst()) !== undefined;
}

function due(db: Kysely<Schema>, now: number) {
  return db.selectFrom('subscriptions').where('paused', 'is', null).where('next_due', '<=', now);
}

/** Locked until the transaction ends; those that a person changes right now are left for the next time. */
async function lockDue(
  db: Kysely<Schema>,
  engine: Database['engine'],
  now: number,
  limit: number,
): Promise<Subscription[]> {
  const rows = await due(db, now)
    .selectAll()
    .orderBy('next_due')
    .orderBy('id')
    .limit(limit)
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  return rows.map(subscriptionOf);
}

async function planAll(
  db: Kysely<Schema>,
  subscriptions: readonly Subscription[],
  now: number,
  decide: (subscription: Subscription, posted: PostedPapers) => Plan,
): Promise<void> {
  const posted = await postedInAll(
    db,
    subscriptions.map(({ place }) => place),
  );
  const plans = subscriptions.map((subscription) => {
    const channel = channelKey(subscription.place);
    const plan = decide(subscription, posted.get(channel) ?? NOTHING);
    // the next subscription of this channel must not bring the same
    const before = posted.get(channel) ?? NOTHING;
    posted.set(channel, new Map([...before, ...papersOf(plan).map((id) => [id, plan.due] as const)]));
    return { subscription, plan };
  });
  const inserted = await db
    .insertInto('deliveries')
    .values(
      plans.map(({ subscription, plan }) =>
        newRow({
          kind: 'digest',
          subscriptionId: Number(subscription.id),
          place: subscription.place,
          due: plan.due,
          plannedAt: now,
          expiresAt: plan.expiresAt,
          content: plan.content.kind === 'post' ? { payload: plan.content.payload } : { skipped: plan.content.reason },
        }),
      ),
    )
    .onConflict((conflict) => conflict.columns(['subscription_id', 'due', 'kind']).doNothing())
    .returning(['id', 'subscription_id'])
    .execute();
  const ids = new Map(inserted.map((row) => [row.subscription_id, row.id]));
  const rows = plans.flatMap(({ subscription, plan }): PostedPaper[] => {
    const id = ids.get(Number(subscription.id));
    if (id === undefined) return [];
    return papersOf(plan).map((paper) => ({
      ...channelColumns(subscription.place),
      paper_id: paper,
      delivery_id: id,
      posted_at: plan.due,
    }));
  });
  if (!(await notePosted(db, rows))) throw new PapersTaken();
  await moveOn(db, plans);
}

/** Most that are due together are due together again, so this is a statement or two. */
async function moveOn(
  db: Kysely<Schema>,
  plans: readonly { readonly subscription: Subscription; readonly plan: Plan }[],
): Promise<void> {
  const byNext = new Map<number, number[]>();
  for (const { subscription, plan } of plans)
    byNext.set(plan.nextDue, [...(byNext.get(plan.nextDue) ?? []), Number(subscription.id)]);
  for (const [next, ids] of byNext)
    await db.updateTable('subscriptions').set({ next_due: next }).where('id', 'in', ids).execute();
}

function papersOf(plan: Plan): readonly string[] {
  return plan.content.kind === 'post' ? [...new Set(plan.content.payload.topic?.paperIds)] : [];
}

/** Also PostgreSQL's own: a serialisation failure or a deadlock that it ended. */
function isCollision(error: unknown): boolean {
  if (error instanceof PapersTaken) return true;
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
