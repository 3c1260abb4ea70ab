import type { Postings } from './postings.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word of the collection that an unknown word may have been meant as. */
export interface Candidate {
  readonly word: string;
  readonly term: number;
  /** 1 is as good as sure. */
  readonly weight: number;
  readonly kind: 'prefix' | 'typo';
  /** Of typing; 0 for a prefix. */
  readonly mistakes: number;
}

const MOST_CANDIDATES = 3;
const SHORTEST_PREFIX = 3;
const MOST_COMPLETIONS = 200;

/**
 * The words that begin with an unknown word or are a few typing mistakes away from it, best first. One mistake is
 * allowed from four letters, two from eight, three from twelve; a swap of neighbours, the commonest of them, counts as
 * one. A wrong first letter is rarely mistyped: it must be the only mistake.
 */
export function candidatesFor(word: string, vocabulary: Vocabulary, postings: Postings): Candidate[] {
  const found = new Map<number, Candidate & { readonly cost: number }>();
  function consider(candidate: string, term: number, cost: number, kind: Candidate['kind'], mistakes: number): void {
    const frequency = postings.documentFrequency(term);
    if (frequency === 0) return;
    const weighed = cost - 0.08 * Math.log(Math.min(frequency, 100));
    const known = found.get(term);
    if (known === undefined || weighed < known.cost)
      found.set(term, { word: candidate, term, kind, mistakes, cost: weighed, weight: 1 });
  }

  if (word.length >= SHORTEST_PREFIX) {
    let completions = 0;
    for (const [candidate, term] of vocabulary.words.atPrefix(word)) {
      if (++completions > MOST_COMPLETIONS) break;
      consider(candidate, term, 0.4 + 0.1 * (candidate.length - word.length), 'prefix', 0);
    }
  }
  const allowed = mistakesAllowed(word);
  // a swap is two edits to the radix tree; more of them cost a long search, and a word with one mistake is near enough
  for (let edits = 2; edits <= Math.min(3, allowed + 1); edits++) {
    let least = Number.POSITIVE_INFINITY;
    for (const [candidate, [term]] of vocabulary.words.fuzzyGet(word, edits)) {
      const mistakes = typingDistance(word, candidate);
      if (mistakes > allowed || postings.documentFrequency(term) === 0) continue;
      if (mistakes > 1 && candidate[0] !== word[0]) continue;
      const first = candidate[0] === word[0] ? 0 : 0.4;
      consider(candidate, term, mistakes + first, 'typo', mistakes);
      least = Math.min(least, mistakes);
    }
    if (least <= 1) break;
  }

  const best = [...found.values()].sort((a, b) => a.cost - b.cost || (a.word < b.word ? -1 : 1));
  const least = best[0]?.cost ?? 0;
  return best
    .slice(0, MOST_CANDIDATES)
    .map(({ cost, ...candidate }) => ({ ...candidate, weight: Math.exp(-2.5 * (cost - least)) }))
    .filter((candidate) => candidate.weight > 0.15);
}

function mistakesAllowed(word: string): number {
  if (!/^\p{L}[\p{L}\p{N}]*$/u.test(word) || word.length < 4) return 0;
  if (word.length < 8) return 1;
  return word.length < 12 ? 2 : 3;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, each one mistake. */
export function typingDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
