import type { Passages } from './passages.ts';

/** A term of the collection that a query looks for. */
export interface Match {
  readonly term: number;
  /** Which word of the query it is, counted from 0. */
  readonly word: number;
  readonly worth: number;
}

/** What the terms of a query are worth to the reader of a snippet. */
export interface Matches {
  /** The worth of the words that terms[from..to] stand for, each once. */
  worthOf(terms: Int32Array, from: number, to: number): number;
  /** Whether a run holds any. */
  isIn(passages: Passages, run: number): boolean;
}

/** Of matches with the same term the first counts. Most terms of a text match nothing, which one look at a table tells. */
export function createMatches(matches: readonly Match[]): Matches {
  let size = 64;
  while (size < 8 * matches.length) size *= 2;
  const mask = size - 1;
  // an open hash table: at each slot a term, 0 for none, and as far behind it the place of its match
  const terms = new Int32Array(2 * size);
  const worths: number[] = [];
  matches.forEach(({ term, word }, place) => {
    while (worths.length <= word) worths.push(0);
    const slot = slotOf(terms, mask, term);
    if (terms[slot] === term) return;
    terms[slot] = term;
    terms[slot + size] = place;
  });

  return {
    worthOf(read, from, to) {
      let found = false;
      for (let at = from; at < to; at++) {
        const term = read[at]!;
        if (terms[term & mask] === 0) continue;
        const slot = slotOf(terms, mask, term);
        if (terms[slot] === 0) continue;
        found = true;
        const { word, worth } = matches[terms[slot + size]!]!;
        if (worth > worths[word]!) worths[word] = worth;
      }
      if (!found) return 0;
      let sum = 0;
      for (let word = 0; word < worths.length; word++) {
        sum += worths[word]!;
        worths[word] = 0;
      }
      return sum;
    },
    isIn(passages, run) {
      const end = passages.firstTerm[run + 1]!;
      for (let at = passages.firstTerm[run]!; at < end; at++)
        if (terms[slotOf(terms, mask, passages.terms[at]!)] !== 0) return true;
      return false;
    },
  };
}

/** Where a term stands in the table, or the free slot where it would. */
function slotOf(terms: Int32Array, mask: number, term: number): number {
  let slot = term & mask;
  while (terms[slot] !== 0 && terms[slot] !== term) slot = (slot + 1) & mask;
  return slot;
}
