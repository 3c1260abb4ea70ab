import type { Kysely } from 'kysely';
import type { PostedPapers } from '../../src/digest/subscription.ts';
import type { Place } from '../../src/ports.ts';
import { channelKey } from './place.ts';
import type { Schema } from './schema.ts';

export interface PostedPaper {
  readonly adapter: string;
  readonly workspace: string;
  readonly channel: string;
  readonly paper_id: string;
  readonly delivery_id: number;
  /** When the post was due, milliseconds since the epoch. */
  readonly posted_at: number;
}

export async function postedIn(db: Kysely<Schema>, place: Place): Promise<PostedPapers> {
  return (await postedInAll(db, [place])).get(channelKey(place)) ?? new Map();
}

/** @returns by `channelKey` */
export async function postedInAll(db: Kysely<Schema>, places: readonly Place[]): Promise<Map<string, PostedPapers>> {
  const byChannel = new Map(places.map((place) => [channelKey(place), new Map<string, number>()]));
  const channels = [...new Set(places.map(({ channel }) => channel))];
  const rows = await db.selectFrom('posted_papers').selectAll().where('channel', 'in', channels).execute();
  for (const row of rows) byChannel.get(channelKey(row))?.set(row.paper_id, row.posted_at);
  return byChannel;
}

/**
 * Notes that channels had papers, or are about to.
 *
 * @returns false where a channel had one of them already; then the caller must undo it
 */
export async function notePosted(db: Kysely<Schema>, posted: readonly PostedPaper[]): Promise<boolean> {
  if (posted.length === 0) return true;
  // in one order for all processes, so that they wait for each other and never in a circle
  const rows = posted
    .map((row) => ({ row, order: channelKey(row) + row.paper_id }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ row }) => row);
  const noted = await db
    .insertInto('posted_papers')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return noted.numInsertedOrUpdatedRows === BigInt(rows.length);
}

/** What these deliveries were to bring was not posted, so the channel may have it another time. */
export async function freePapers(db: Kysely<Schema>, deliveryIds: readonly number[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  await db.deleteFrom('posted_papers').where('delivery_id', 'in', deliveryIds).execute();
}
