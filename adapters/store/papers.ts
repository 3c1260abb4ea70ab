import { makePaper, type Observation, type Paper, type PaperRecord } from '../../src/papers/paper.ts';
import type { Clock } from '../../src/ports.ts';
import type { PaperStore } from '../../src/stores.ts';
import type { Database } from './schema.ts';

const BATCH = 200;

/** Keeps what the sources gave; what can be read off a text is read again, so that a better reader needs no migration. */
export function paperStore({ db }: Database, clock: Clock): PaperStore {
  return {
    async record(seen) {
      const first_seen = clock.now().getTime();
      for (let start = 0; start < seen.length; start += BATCH) {
        const batch = seen.slice(start, start + BATCH);
        // a statement may not touch a row twice
        const papers = new Map(batch.map(({ paper }) => [paper.id, paper]));
        const observations = batch.flatMap(({ observation }) => observation ?? []);
        await db.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('papers')
            .values(
              [...papers.values()].map((paper) => ({
                id: paper.id,
                record: JSON.stringify(recordOf(paper)),
                first_seen,
              })),
            )
            .onConflict((conflict) =>
              conflict.column('id').doUpdateSet((eb) => ({ record: eb.ref('excluded.record') })),
            )
            .execute();
          if (observations.length === 0) return;
          await transaction
            .insertInto('observations')
            .values(observations.map(columnsOf))
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        });
      }
    },

    async load() {
      const papers = await db.selectFrom('papers').select('record').orderBy('first_seen').orderBy('id').execute();
      const observations = await db.selectFrom('observations').selectAll().orderBy('at').execute();
      return {
        papers: papers.map(({ record }) => makePaper(JSON.parse(record))),
        observations: observations.map(observationOf),
      };
    },
  };
}

function recordOf(paper: Paper): PaperRecord {
  const { arxivId, title, abstract, authors, keywords, links, publishedAt } = paper;
  return {
    ...(arxivId === undefined ? {} : { arxivId }),
    title,
    abstract,
    authors,
    keywords,
    links,
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}

interface Columns {
  readonly paper_id: string;
  readonly source: string;
  readonly at: number;
  readonly votes: number | null;
  readonly comments: number | null;
  readonly stars: number | null;
  readonly rank: number | null;
}

function columnsOf({ paperId, source, at, votes, comments, stars, rank }: Observation): Columns {
  return {
    paper_id: paperId,
    source,
    at,
    votes: votes ?? null,
    comments: comments ?? null,
    stars: stars ?? null,
    rank: rank ?? null,
  };
}

function observationOf({ paper_id, source, at, votes, comments, stars, rank }: Columns): Observation {
  return {
    paperId: paper_id,
    source,
    at,
    ...(votes === null ? {} : { votes }),
    ...(comments === null ? {} : { comments }),
    ...(stars === null ? {} : { stars }),
    ...(rank === null ? {} : { rank }),
  };
}
