import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Claim, DeliveryState, DeliveryStore, Verdict } from '../../src/digest/delivery.ts';
import { claimOf, FINAL, newRow, skipPlanned } from './delivery-rows.ts';
import { isAnyDue, planner } from './planning.ts';
import { freePapers } from './posted-papers.ts';
import type { Database, Schema } from './schema.ts';

const GIVEN_UP = 'It could not be sent in time.';

export function deliveryStore(database: Database): DeliveryStore {
  const { db } = database;
  return {
    isAnyDue: (now) => isAnyDue(db, now),
    plan: planner(database),

    claim: (now, leaseUntil, limit, adapters) =>
      take(database, { from: ['planned', 'claimed'], to: 'claimed' }, { now, leaseUntil, limit, adapters }),

    async begin({ delivery, fence }, now, leaseUntil, askAt) {
      const { numUpdatedRows } = await db
        .updateTable('deliveries')
        .set((eb) => ({ state: 'sending', lease_until: leaseUntil, wake_at: askAt, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', delivery.id)
        .where('fence', '=', fence)
        .where('state', '=', 'claimed')
        .where('lease_until', '>', now)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },

    claimInDoubt: (now, leaseUntil, limit, adapters) =>
      take(database, { from: ['sending', 'uncertain'], to: 'uncertain' }, { now, leaseUntil, limit, adapters }),

    conclude: (claim, verdict, now) => conclude(db, claim, verdict, now),

    async expire(now) {
      // most of the time there is none, and then this is all
      const any = await db.selectFrom('deliveries').select('id').where(isLate(now)).limit(1).executeTakeFirst();
      return any ? db.transaction().execute((transaction) => expire(transaction, now)) : 0;
    },
  };
}

/** Waits, or was let go before it was sent, until it was not worth sending any more. */
function isLate(now: number) {
  return (eb: ExpressionBuilder<Schema, 'deliveries'>) =>
    eb.and([
      eb('wake_at', 'is not', null),
      eb('expires_at', '<=', now),
      eb.or([eb('state', '=', 'planned'), eb.and([eb('state', '=', 'claimed'), eb('wake_at', '<=', now)])]),
    ]);
}

async function expire(db: Kysely<Schema>, now: number): Promise<number> {
  const expired = await db
    .updateTable('deliveries')
    .set((eb) => ({
      ...FINAL,
      state: 'skipped',
      reason: eb.fn.coalesce('reason', eb.val(GIVEN_UP)),
      fence: eb('fence', '+', 1),
    }))
    .where(isLate(now))
    .returning('id')
    .execute();
  await freePapers(
    db,
    expired.map(({ id }) => id),
  );
  return expired.length;
}

interface Step {
  readonly from: readonly DeliveryState[];
  readonly to: DeliveryState;
}

interface Wanted {
  readonly now: number;
  readonly leaseUntil: number;
  readonly limit: number;
  readonly adapters: readonly string[];
}

/** One statement: whoever reads a row here has it, and no other process does. */
async function take(
  { db, engine }: Database,
  { from, to }: Step,
  { now, leaseUntil, limit, adapters }: Wanted,
): Promise<readonly Claim[]> {
  if (adapters.length === 0) return [];
  const rows = await db
    .with('picked', (inner) =>
      inner
        .selectFrom('deliveries')
        .select('deliveries.id')
        .where('wake_at', '<=', now)
        .where('state', 'in', from)
        .where('adapter', 'in', adapters)
        .$if(to === 'claimed', (query) => query.where('expires_at', '>', now).where(mayBeSent))
        .orderBy('wake_at')
        .limit(limit)
        .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .updateTable('deliveries')
    .set((eb) => ({ state: to, fence: eb('fence', '+', 1), lease_until: leaseUntil, wake_at: leaseUntil }))
    .where('id', 'in', (eb) => eb.selectFrom('picked').select('picked.id'))
    .returningAll()
    .execute();
  return rows.map(claimOf);
}

/** Nothing is posted for a subscription that ended or rests, except the notice that says why it rests. */
function mayBeSent(eb: ExpressionBuilder<Schema, 'deliveries'>) {
  return eb.or([
    eb('deliveries.kind', '=', 'notice'),
    eb.exists(
      eb
        .selectFrom('subscriptions')
        .select('subscriptions.id')
        .whereRef('subscriptions.id', '=', 'deliveries.subscription_id')
        .where('subscriptions.paused', 'is', null),
    ),
  ]);
}

async function conclude(
  db: Kysely<Schema>,
  { delivery, fence }: Claim,
  verdict: Verdict,
  now: number,
): Promise<boolean> {
  const mine = (database: Kysely<Schema>) =>
    database
      .updateTable('deliveries')
      .where('id', '=', delivery.id)
      .where('fence', '=', fence)
      .where('state', 'in', ['claimed', 'sending', 'uncertain']);
  switch (verdict.kind) {
    case 'sent': {
      const done = await mine(db)
        .set({ ...FINAL, state: 'sent', message_id: verdict.ref.id, reason: null })
        .returning('id')
        .executeTakeFirst();
      return done !== undefined;
    }
    case 'uncertain': {
      const done = await mine(db)
        .set({ state: 'uncertain', wake_at: verdict.askAt, lease_until: null, reason: verdict.reason })
        .returning('id')
        .executeTakeFirst();
      return done !== undefined;
    }
    case 'again':
      return db.transaction().execute(async (transaction) => {
        const done = await mine(transaction)
          .set((eb) => {
            const goesOn = eb.and([eb('expires_at', '>', now), mayBeSent(eb)]);
            return {
              state: eb.case().when(goesOn).then('planned').else('skipped').end(),
              wake_at: eb
                .case()
                .when(goesOn)
                .then(eb.cast<number>(eb.val(verdict.at), 'bigint'))
                .else(null)
                .end(),
              lease_until: null,
              reason: verdict.reason,
            };
          })
          .returning(['id', 'state'])
          .executeTakeFirst();
        if (done?.state === 'skipped') await freePapers(transaction, [done.id]);
        return done !== undefined;
      });
    case 'failed':
      return db.transaction().execute(async (transaction) => {
        const done = await mine(transaction)
          .set({ ...FINAL, state: 'failed', reason: verdict.reason })
          .returning('id')
          .executeTakeFirst();
        if (!done) return false;
        await freePapers(transaction, [done.id]);
        if (verdict.pause) await pause(transaction, { delivery, fence }, verdict.pause, now);
        return true;
      });
    default:
      return verdict satisfies never;
  }
}

/** Only what takes the subscription from running to resting sends the notice, so there is one. */
async function pause(
  db: Kysely<Schema>,
  { delivery }: Pick<Claim, 'delivery' | 'fence'>,
  { pause: problem, notice, noticeExpiresAt }: NonNullable<Extract<Verdict, { kind: 'failed' }>['pause']>,
  now: number,
): Promise<void> {
  const subscriptionId = Number(delivery.subscriptionId);
  const paused = await db
    .updateTable('subscriptions')
    .set({ paused: problem })
    .where('id', '=', subscriptionId)
    .where('paused', 'is', null)
    .returning('created_by')
    .executeTakeFirst();
  if (!paused) return;
  await skipPlanned(db, [subscriptionId], 'The subscription was paused before it was sent.');
  await db
    .insertInto('deliveries')
    .values(
      newRow({
        kind: 'notice',
        subscriptionId,
        place: delivery.place,
        recipient: paused.created_by,
        due: delivery.due,
        plannedAt: now,
        expiresAt: noticeExpiresAt,
        content: { payload: notice },
      }),
    )
    .onConflict((conflict) => conflict.columns(['subscription_id', 'due', 'kind']).doNothing())
    .execute();
}
