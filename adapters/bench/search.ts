import MiniSearch from 'minisearch';
import type { Paper } from '../../src/papers/paper.ts';
import type { Lexicon } from '../../src/search/lexicon.ts';
import { describeReason } from '../../src/search/reasons.ts';
import { createSearchEngine } from '../../src/search/search-engine.ts';
import type { SemanticTable } from '../../src/search/semantic/table.ts';

/** Of one engine at one size. */
export interface Measurement {
  readonly buildSeconds: number;
  /** Heap and typed arrays that the index adds to the papers. */
  readonly megabytes: number;
  readonly p50: number;
  /** Milliseconds, as p50. */
  readonly p99: number;
}

interface Searcher {
  search(query: string): void;
}

const SHOWN = 10;
/** Slow engines are asked less often: a round of queries is not begun after so many seconds. */
const MOST_SECONDS = 10;
const MOST_ROUNDS = 20;

/** The bot's search with everything a page of ten results shows: ranking, snippets, and why each is there. */
export function measureEngine(
  papers: readonly Paper[],
  queries: readonly string[],
  resources: { semantic: SemanticTable; lexicon: Lexicon },
): Measurement {
  return measure(queries, () => {
    const engine = createSearchEngine(resources);
    engine.add(papers);
    return {
      search(query) {
        for (const hit of engine.search(query, { limit: SHOWN }).hits) {
          if (hit.snippet.text.length < 0) throw new Error('unreachable');
          hit.reasons.map(describeReason);
        }
      },
    };
  });
}

/** MiniSearch as it comes: OR, its default options, title and abstract; no snippets, no reasons. */
export function measureMiniSearch(papers: readonly Paper[], queries: readonly string[]): Measurement {
  return measure(queries, () => {
    const index = new MiniSearch<Paper>({ fields: ['title', 'abstract'] });
    index.addAll(papers);
    return {
      search(query) {
        index.search(query);
      },
    };
  });
}

function measure(queries: readonly string[], build: () => Searcher): Measurement {
  const before = memoryInUse();
  const start = performance.now();
  const searcher = build();
  const buildSeconds = (performance.now() - start) / 1000;
  const megabytes = (memoryInUse() - before) / 1e6;
  const times: number[] = [];
  const begun = performance.now();
  for (const query of queries) searcher.search(query);
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || performance.now() - begun < MOST_SECONDS * 1000); round++)
    for (const query of queries) {
      const asked = performance.now();
      searcher.search(query);
      times.push(performance.now() - asked);
    }
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { buildSeconds, megabytes, p50: quantile(0.5), p99: quantile(0.99) };
}

/** Exact where node runs with --expose-gc. */
function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
