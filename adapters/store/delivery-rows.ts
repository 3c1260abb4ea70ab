import { randomBytes } from 'node:crypto';
import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Claim, Delivery, DeliveryKind, DeliveryState, Payload } from '../../src/digest/delivery.ts';
import type { Place } from '../../src/ports.ts';
import { channelColumns, placeOf } from './place.ts';
import { freePapers } from './posted-papers.ts';
import type { Deliveries, Schema } from './schema.ts';

const STATES: readonly string[] = [
  'planned',
  'claimed',
  'sending',
  'uncertain',
  'sent',
  'failed',
  'skipped',
] satisfies readonly DeliveryState[];

/** A delivery that is final needs no attention and is nobody's. */
export const FINAL = { wake_at: null, lease_until: null };

interface NewDelivery {
  readonly kind: DeliveryKind;
  readonly subscriptionId: number;
  readonly place: Place;
  readonly recipient?: string;
  readonly due: number;
  readonly plannedAt: number;
  readonly expiresAt: number;
  readonly content: { readonly payload: Payload } | { readonly skipped: string };
}

export function newRow(delivery: NewDelivery): Insertable<Deliveries> {
  const { content } = delivery;
  return {
    // 22 characters: Discord's nonce takes 25
    key: randomBytes(16).toString('base64url'),
    kind: delivery.kind,
    subscription_id: delivery.subscriptionId,
    ...channelColumns(delivery.place),
    recipient: delivery.recipient ?? null,
    due: delivery.due,
    planned_at: delivery.plannedAt,
    expires_at: delivery.expiresAt,
    ...('payload' in content
      ? { state: 'planned', wake_at: delivery.plannedAt, payload: JSON.stringify(content.payload), reason: null }
      : { state: 'skipped', wake_at: null, payload: null, reason: content.skipped }),
  };
}

export function deliveryOf(row: Omit<Selectable<Deliveries>, 'payload'>): Delivery {
  if (!isState(row.state)) throw new Error(`Delivery ${row.id} is in the unknown state “${row.state}”.`);
  return {
    id: row.id,
    key: row.key,
    kind: row.kind === 'notice' ? 'notice' : 'digest',
    subscriptionId: String(row.subscription_id),
    place: placeOf(row),
    ...(row.recipient === null ? {} : { recipient: row.recipient }),
    due: row.due,
    plannedAt: row.planned_at,
    expiresAt: row.expires_at,
    state: row.state,
    attempts: row.attempts,
    ...(row.wake_at === null ? {} : { wakeAt: row.wake_at }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
  };
}

export function claimOf(row: Selectable<Deliveries>): Claim {
  const payload: Payload = JSON.parse(row.payload ?? 'null');
  return { delivery: deliveryOf(row), fence: row.fence, payload };
}

/** Takes back what was planned for subscriptions; a worker that claimed it and has not begun finds its fence too low. */
export async function skipPlanned(
  db: Kysely<Schema>,
  subscriptionIds: readonly number[],
  reason: string,
): Promise<void> {
  if (subscriptionIds.length === 0) return;
  const skipped = await db
    .updateTable('deliveries')
    .set((eb) => ({ ...FINAL, state: 'skipped', reason, fence: eb('fence', '+', 1) }))
    .where('subscription_id', 'in', subscriptionIds)
    .where('state', 'in', ['planned', 'claimed'])
    .where('kind', '=', 'digest')
    .returning('id')
    .execute();
  await freePapers(
    db,
    skipped.map(({ id }) => id),
  );
}

function isState(text: string): text is DeliveryState {
  return STATES.includes(text);
}
