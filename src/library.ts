import { type Answerer, createAnswerer } from './answers/answer.ts';
import type { Hints } from './answers/hints.ts';
import type { Observation, Paper } from './papers/paper.ts';
import type { Lexicon } from './search/lexicon.ts';
import { createSearchEngine, type SearchEngine } from './search/search-engine.ts';
import type { SemanticTable } from './search/semantic/table.ts';

/** What Paperboy knows of papers. */
export interface Library {
  readonly search: SearchEngine;
  readonly answers: Answerer;
  /** The field's topics by their usual names, for completion. */
  readonly topics: readonly string[];
  /** In the order in which they came. */
  papers(): readonly Paper[];
  /** What sources said of papers, by the paper's id, oldest first. */
  observations(): ReadonlyMap<string, readonly Observation[]>;
}

/** A library that takes in papers while it is asked. */
export interface GrowingLibrary extends Library {
  /** Adds papers, replacing those with the same id, and what was observed; takes effect at once. */
  add(papers: readonly Paper[], observations: readonly Observation[]): void;
}

const DAY = 86_400_000;
/** A month is the longest window that anything is asked for; of what is older, each source's last word is enough. */
const OBSERVED_FOR = 45 * DAY;
/** So many more, and what is too old is looked for. */
const SWEEP_EVERY = 50_000;

/** A library without papers. */
export function createLibrary(resources: {
  semantic?: SemanticTable;
  lexicon: Lexicon;
  hints?: Hints;
}): GrowingLibrary {
  const search = createSearchEngine(resources);
  const papers = new Map<string, Paper>();
  const observed = new Map<string, readonly Observation[]>();
  let unswept = 0;

  function note(observation: Observation): void {
    const known = observed.get(observation.paperId) ?? [];
    const last = known.at(-1)?.at ?? 0;
    const all = [...known, observation];
    // nearly always it is the latest
    observed.set(observation.paperId, last <= observation.at ? all : all.sort((a, b) => a.at - b.at));
  }

  function forget(before: number): void {
    for (const [id, all] of observed) {
      const words = new Map(all.filter(({ at }) => at < before).map((one) => [one.source, one]));
      if (words.size < all.length)
        observed.set(
          id,
          all.filter((one) => one.at >= before || words.get(one.source) === one),
        );
    }
  }

  return {
    search,
    answers: createAnswerer(resources),
    topics: resources.lexicon.groups.flatMap(([name]) => name ?? []),
    papers: () => [...papers.values()],
    observations: () => observed,
    add(added, observations) {
      for (const paper of added) papers.set(paper.id, paper);
      search.add(added);
      let latest = 0;
      for (const observation of observations) {
        note(observation);
        latest = Math.max(latest, observation.at);
      }
      unswept += observations.length;
      if (unswept < SWEEP_EVERY) return;
      forget(latest - OBSERVED_FOR);
      unswept = 0;
    },
  };
}
