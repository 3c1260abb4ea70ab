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

interface Built {
  readonly searcher: Searcher;
  readonly buildSeconds: number;
  readonly megabytes: number;
}

const SHOWN = 10;
/** Slow engines are asked less often: none begins a round of queries after so many seconds of its own. */
const MOST_SECONDS = 10;
const MOST_ROUNDS = 60;

/**
 * Times two engines on the same papers and queries, a round of the one after a round of the other, so that what else the
 * machine does slows both.
 */
export function measureSearch(
  papers: readonly Paper[],
  queries: readonly string[],
  resources: { semantic: SemanticTable; lexicon: Lexicon },
): { readonly paperboy: Measurement; readonly miniSearch: Measurement } {
  const built = [build(() => paperboy(papers, resources)), build(() => plainMiniSearch(papers))] as const;
  for (const { searcher } of built) for (const query of queries) searcher.search(query);
  const times: readonly [number[], number[]] = [[], []];
  const spent = [0, 0];
  for (let round = 0; round < MOST_ROUNDS; round++)
    built.forEach(({ searcher }, i) => {
      if (round > 0 && spent[i]! > MOST_SECONDS * 1000) return;
      const begun = performance.now();
      for (const query of queries) {
        const asked = performance.now();
        searcher.search(query);
        times[i]!.push(performance.now() - asked);
      }
      spent[i]! += performance.now() - begun;
    });
  return { paperboy: measurement(built[0], times[0]), miniSearch: measurement(built[1], times[1]) };
}

/** The bot's search with everything a page of ten results shows: ranking, snippets, and why each is there. */
function paperboy(papers: readonly Paper[], resources: { semantic: SemanticTable; lexicon: Lexicon }): Searcher {
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
}

/** MiniSearch as it comes: OR, its default options, title and abstract; no snippets, no reasons. */
function plainMiniSearch(papers: readonly Paper[]): Searcher {
  const index = new MiniSearch<Paper>({ fields: ['title', 'abstract'] });
  index.addAll(papers);
  return {
    search(query) {
      index.search(query);
    },
  };
}

function build(make: () => Searcher): Built {
  const before = memoryInUse();
  const start = performance.now();
  const searcher = make();
  const buildSeconds = (performance.now() - start) / 1000;
  return { searcher, buildSeconds, megabytes: (memoryInUse() - before) / 1e6 };
}

function measurement({ buildSeconds, megabytes }: Built, times: number[]): Measurement {
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
