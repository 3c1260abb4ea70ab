import type { Passages } from './passages.ts';

export interface Match {
  /** Which word of the query it is, counted from 0. */
  readonly word: number;
  readonly worth: number;
}

/** What the terms of a query are worth to the reader of a snippet. */
export interface Matches {
  /** The worth of the words that the runs from..to hold, each once. */
  worthOf(passages: Passages, from: number, to: number): number;
  /** Whether a run holds any. */
  isIn(passages: Passages, run: number): boolean;
}

const FILTER_SIZE = 1024;

/** Most terms of a text match nothing, which a small filter tells faster than the map. */
export function createMatches(matches: ReadonlyMap<number, Match>): Matches {
  const filter = new Uint8Array(FILTER_SIZE);
  let words = 0;
  for (const [term, { word }] of matches) {
    filter[term % FILTER_SIZE] = 1;
    words = Math.max(words, word + 1);
  }
  const worths = new Float64Array(words);

  return {
    worthOf({ terms, firstTerm }, from, to) {
      let found = false;
      const end = firstTerm[to]!;
      for (let at = firstTerm[from]!; at < end; at++) {
        if (filter[terms[at]! % FILTER_SIZE] === 0) continue;
        const match = matches.get(terms[at]!);
        if (match === undefined) continue;
        found = true;
        if (match.worth > worths[match.word]!) worths[match.word] = match.worth;
      }
      if (!found) return 0;
      let sum = 0;
      for (let word = 0; word < words; word++) {
        sum += worths[word]!;
        worths[word] = 0;
      }
      return sum;
    },
    isIn({ terms, firstTerm }, run) {
      const end = firstTerm[run + 1]!;
      for (let at = firstTerm[run]!; at < end; at++)
        if (filter[terms[at]! % FILTER_SIZE] !== 0 && matches.has(terms[at]!)) return true;
      return false;
    },
  };
}
