import { ingest } from '../../src/intake/ingest.ts';
import type { Paper, PaperRecord } from '../../src/papers/paper.ts';
import type { Sighting } from '../../src/papers/sighting.ts';
import type { Clock, PaperSource } from '../../src/ports.ts';
import type { PaperStore, SourceStateStore } from '../../src/stores.ts';

/** Papers an answer, and rows a transaction of the baseline. */
const PART = 200;
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** A row of the baseline: what is kept of a paper, and what was counted of it. */
export interface BareRow {
  readonly id: string;
  readonly record: string;
  readonly at: number;
  readonly votes: number;
}

/** Seconds. */
export interface IngestMeasurement {
  /** All papers are new. */
  readonly first: number;
  /** The same again, of which nothing is written. */
  readonly again: number;
  /** Half of them have more votes, a tenth another version. */
  readonly changed: number;
}

/** A source that gives the papers in answers of 200, for nothing. */
export function benchSource(papers: readonly Paper[], at: number, round: number): PaperSource {
  const sightings = papers.map((paper, n): Sighting => {
    const version = n % 10 === 0 ? round : 1;
    const votes = n % 2 === 0 ? n + round : n;
    return {
      record: { ...recordOf(paper), version, ...(version > 1 ? { abstract: `${paper.abstract} Revised.` } : {}) },
      observation: { source: 'bench', at: at + round, votes, comments: 1, hasCode: n % 3 === 0 },
    };
  });
  return {
    name: 'bench',
    async *read() {
      for (let start = 0; start < sightings.length; start += PART)
        yield {
          kind: 'papers',
          part: `from ${start}`,
          sightings: sightings.slice(start, start + PART),
          rejected: [],
        };
    },
  };
}

export async function measureIngest(
  papers: readonly Paper[],
  store: { readonly papers: PaperStore; readonly states: SourceStateStore; readonly clock: Clock },
): Promise<IngestMeasurement> {
  const at = store.clock.now().getTime();
  const run = (round: number) =>
    seconds(async () => {
      const source = benchSource(papers, at, round);
      await ingest({ ...store, sources: [source], log: SILENT, signal: new AbortController().signal });
    });
  return { first: await run(1), again: await run(1), changed: await run(2) };
}

/** The bare rows of the papers, in the pieces in which the baseline writes them. */
export function bareRows(papers: readonly Paper[], at: number): readonly (readonly BareRow[])[] {
  const rows = papers.map((paper, n) => ({ id: paper.id, record: JSON.stringify(recordOf(paper)), at, votes: n }));
  return Array.from({ length: Math.ceil(rows.length / PART) }, (_, n) => rows.slice(n * PART, (n + 1) * PART));
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function recordOf({ arxivId, title, abstract }: Paper): PaperRecord {
  return { ...(arxivId === undefined ? {} : { arxivId }), title, abstract };
}
