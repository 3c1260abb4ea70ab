import { sql } from 'kysely';
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
/** A part that was not asked for so long won't be. */
const SOURCE_STATES = 60 * DAY;
/** What a source counted within a day matters for a week. */
const EVERY_OBSERVATION = 8 * DAY;
/** After that it matters how many votes a paper had on its first morning and at the end of the day. */
const THIRD_OF_A_DAY = DAY / 3;

/**
 * Forgets events that won't come again, threads and buttons that nobody used for half a year, old deliveries and source
 * states, and of old observations all but the last of each third of a day (UTC), paper and
 * source.
 */
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
  await db
    .deleteFrom('source_states')
    .where('at', '<', now - SOURCE_STATES)
    .execute();
  await db
    .deleteFrom('observations')
    .where('at', '<', now - EVERY_OBSERVATION)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('observations as later')
          .select('later.at')
          .whereRef('later.paper_id', '=', 'observations.paper_id')
          .whereRef('later.source', '=', 'observations.source')
          .whereRef('later.at', '>', 'observations.at')
          // both are whole numbers, so this is the third of a day
          .where(sql<boolean>`later.at / ${sql.lit(THIRD_OF_A_DAY)} = observations.at / ${sql.lit(THIRD_OF_A_DAY)}`),
      ),
    )
    .execute();
}
