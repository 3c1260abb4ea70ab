import { setImmediate } from 'node:timers/promises';
import { makePaper, type Paper } from '../../src/papers/paper.ts';
import type { Clock } from '../../src/ports.ts';
import type { Changes, PaperStore } from '../../src/stores.ts';
import { observationOf } from './observations.ts';
import { recorder } from './recording.ts';
import type { Database } from './schema.ts';

const DAY = 86_400_000;
/** Of papers about which nothing was said for longer, only each source's last word matters. */
const REMEMBERED = 45 * DAY;
/** Reading so many papers takes some twenty milliseconds, and others want their turn. */
const AT_A_TIME = 200;

/** Keeps what the sources gave; what can be read off a text is read again, so that a better reader needs no migration. */
export function paperStore(database: Database, clock: Clock): PaperStore {
  const { db } = database;
  return {
    record: recorder(database, clock),

    async changes(after): Promise<Changes> {
      // read first: what is written meanwhile has a higher number and is for the next time
      const { value: last } = await db
        .selectFrom('counters')
        .select('value')
        .where('name', '=', 'change')
        .executeTakeFirstOrThrow();
      if (last <= after) return { papers: [], observations: [], last };
      const rows = await db
        .selectFrom('papers')
        .select(['id', 'record', 'first_seen'])
        .where('change', '>', after)
        .where('change', '<=', last)
        .orderBy('first_seen')
        .orderBy('id')
        .execute();
      const observations = await db
        .selectFrom('observations')
        .selectAll()
        .where('change', '>', after)
        .where('change', '<=', last)
        .where((eb) =>
          eb.or([
            eb('at', '>', clock.now().getTime() - REMEMBERED),
            eb.not(
              eb.exists(
                eb
                  .selectFrom('observations as later')
                  .select('later.at')
                  .whereRef('later.paper_id', '=', 'observations.paper_id')
                  .whereRef('later.source', '=', 'observations.source')
                  .whereRef('later.at', '>', 'observations.at'),
              ),
            ),
          ]),
        )
        .orderBy('at')
        .orderBy('paper_id')
        .orderBy('source')
        .execute();
      return { papers: await readAll(rows), observations: observations.map(observationOf), last };
    },
  };
}

async function readAll(
  rows: readonly { readonly id: string; readonly record: string; readonly first_seen: number }[],
): Promise<Paper[]> {
  const papers: Paper[] = [];
  for (const { id, record, first_seen } of rows) {
    if (papers.length % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    papers.push(makePaper(JSON.parse(record), { id, firstSeen: first_seen }));
  }
  return papers;
}
