import type { Kysely, Transaction } from 'kysely';
import { firstId, titleIdentity } from '../../src/intake/identity.ts';
import { type Joined, joinSightings, type Known, type KnownPaper } from '../../src/intake/join.ts';
import type { Sighting } from '../../src/papers/sighting.ts';
import type { Clock } from '../../src/ports.ts';
import type { PaperStore, Recorded } from '../../src/stores.ts';
import { observationOf, observationRow } from './observations.ts';
import type { Database, Schema } from './schema.ts';

/** Sightings a transaction. */
const BATCH = 200;
/** No statement may have more than some tens of thousands of values. */
const ROWS = 500;

/**
 * Takes in sightings a batch a transaction, one process at a time: whoever joins must see all that is known. What a
 * transaction wrote has its number of change, and since the next one waits for it to end, numbers appear in order.
 */
export function recorder({ db, engine }: Database, clock: Clock): PaperStore['record'] {
  const recordBatch = (batch: readonly Sighting[]) =>
    db.transaction().execute(async (transaction): Promise<Recorded> => {
      const change = (await lastChange(transaction, engine)) + 1;
      const joined = joinSightings(await known(transaction, batch), batch);
      await write(transaction, joined, change, clock.now().getTime());
      const { added, updated, unchanged, observations } = joined;
      return { added: added.length, updated: updated.length, unchanged, observed: observations.length };
    });

  return async (seen) => {
    const total = { added: 0, updated: 0, unchanged: 0, observed: 0 };
    for (let start = 0; start < seen.length; start += BATCH) {
      const { added, updated, unchanged, observed } = await recordBatch(seen.slice(start, start + BATCH));
      total.added += added;
      total.updated += updated;
      total.unchanged += unchanged;
      total.observed += observed;
    }
    return total;
  };
}

/** On PostgreSQL the row is locked until the transaction ends; on SQLite a transaction is alone from its beginning. */
async function lastChange(db: Transaction<Schema>, engine: Database['engine']): Promise<number> {
  const { value } = await db
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'change')
    .$if(engine === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  return value;
}

/** What the sightings may be of, and what was last said of it. */
async function known(db: Kysely<Schema>, seen: readonly Sighting[]): Promise<Known> {
  const papers = await knownPapers(db, seen);
  const moments = seen.flatMap(({ observation }) => observation?.at ?? []);
  if (papers.length === 0 || moments.length === 0) return { papers, observations: [] };
  const earliest = moments.reduce((a, b) => Math.min(a, b));
  const ids = papers.map(({ id }) => id);
  const rows = await db
    .selectFrom('observations')
    .selectAll()
    .where('paper_id', 'in', ids)
    .where((eb) =>
      eb(
        'at',
        '>=',
        eb.fn.coalesce(
          eb
            .selectFrom('observations as before')
            .select(({ fn }) => fn.max('before.at').as('at'))
            .whereRef('before.paper_id', '=', 'observations.paper_id')
            .whereRef('before.source', '=', 'observations.source')
            .where('before.at', '<=', earliest),
          eb.val(0),
        ),
      ),
    )
    .execute();
  return { papers, observations: rows.map(observationOf) };
}

async function knownPapers(db: Kysely<Schema>, seen: readonly Sighting[]): Promise<readonly KnownPaper[]> {
  const arxivIds = [...new Set(seen.flatMap(({ record }) => record.arxivId ?? []))];
  const titles = [...new Set(seen.map(({ record }) => titleIdentity(record.title)))];
  const ids = [...new Set(seen.map(({ record }) => firstId(record)))];
  const rows = await db
    .selectFrom('papers')
    .select(['id', 'record'])
    .where((eb) =>
      eb(
        'id',
        'in',
        eb
          .selectFrom('papers as asked')
          .select('asked.id')
          .where('asked.id', 'in', ids)
          .$if(arxivIds.length > 0, (query) =>
            query.union(eb.selectFrom('papers as same').select('same.id').where('same.arxiv_id', 'in', arxivIds)),
          )
          .union(eb.selectFrom('paper_titles').select('paper_id as id').where('title_key', 'in', titles)),
      ),
    )
    .orderBy('first_seen')
    .orderBy('id')
    .execute();
  const named = await titlesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, record }) => ({ id, record: JSON.parse(record), titles: named.get(id) ?? [] }));
}

async function titlesOf(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('paper_titles').selectAll().where('paper_id', 'in', ids).execute();
  const named = new Map<string, string[]>();
  for (const { paper_id, title_key } of rows) named.set(paper_id, [...(named.get(paper_id) ?? []), title_key]);
  return named;
}

/** What changes nothing writes nothing. */
async function write(db: Kysely<Schema>, joined: Joined, change: number, now: number): Promise<void> {
  const { added, updated, observations } = joined;
  if (added.length + updated.length + observations.length === 0) return;
  await db.updateTable('counters').set({ value: change }).where('name', '=', 'change').execute();
  const papers = [...added, ...updated].map(({ id, record }) => ({
    id,
    record: JSON.stringify(record),
    arxiv_id: record.arxivId ?? null,
    change,
    // of one that is known it stays
    first_seen: now,
  }));
  for (const rows of inPieces(papers))
    await db
      .insertInto('papers')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          record: eb.ref('excluded.record'),
          arxiv_id: eb.ref('excluded.arxiv_id'),
          change,
        })),
      )
      .execute();
  const titles = [...added, ...updated].flatMap((paper) =>
    paper.titles.map((title_key) => ({ title_key, paper_id: paper.id })),
  );
  for (const rows of inPieces(titles))
    await db
      .insertInto('paper_titles')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  for (const rows of inPieces(observations.map((observation) => observationRow(observation, change))))
    await db.insertInto('observations').values(rows).execute();
}

function inPieces<Row>(rows: readonly Row[]): readonly Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, n) => rows.slice(n * ROWS, (n + 1) * ROWS));
}
