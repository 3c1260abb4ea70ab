import type { Database } from './schema.ts';

const DAY = 86_400_000;
/** Slack sends an event again for a few minutes, Discord not at all. */
const EVENTS = 3 * DAY;
/** Of a door that no longer runs; one that does finishes or gives up within minutes. */
const STRANDED_EVENTS = 30 * DAY;
const THREADS = 180 * DAY;
const BUTTONS = 180 * DAY;
/** How long one can see what was sent. The papers that a channel had are kept for ever. */
const DELIVERIES = 90 * DAY;

/** Forgets events that won't come again, threads and buttons that nobody used for half a year, and old deliveries. */
export async function prune({ db }: Database, now: number): Promise<void> {
  await db
    .deleteFrom('inbox')
    .where('accepted_at', '<', now - EVENTS)
    .execute();
  await db
    .deleteFrom('events')
    .where((eb) =>
      eb.or([
        eb.and([eb('lease_until', 'is', null), eb('arrived_at', '<', now - EVENTS)]),
        eb('arrived_at', '<', now - STRANDED_EVENTS),
      ]),
    )
    .execute();
  await db
    .deleteFrom('threads')
    .where('saved_at', '<', now - THREADS)
    .execute();
  await db
    .deleteFrom('callbacks')
    .where('used_at', '<', now - BUTTONS)
    .execute();
  await db
    .deleteFrom('deliveries')
    .where('wake_at', 'is', null)
    .where('planned_at', '<', now - DELIVERIES)
    .execute();
}
