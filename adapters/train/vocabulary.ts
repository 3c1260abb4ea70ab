import type { TokenisedPapers } from './tokenised-papers.ts';

/** How much of the corpus the table may know by itself; a small corpus yields fewer words and bigrams. */
export interface VocabularySizes {
  readonly words: number;
  readonly bigrams: number;
}

/** Both most frequent first. */
export interface Vocabulary {
  /** Numbers of token types. */
  readonly words: readonly number[];
  /** Pairs of token types that stand side by side, as `bigramKey` of the two. */
  readonly bigrams: readonly number[];
}

/** A word in fewer papers, or a bigram with fewer occurrences, has too little company to learn from. */
const FEWEST_PAPERS = 3;
const FEWEST_OCCURRENCES = 8;
/** How many times more often than chance two words must stand side by side: "visual servo", not "model train". */
const LEAST_LIFT = 10;
/** Bigrams are counted in so many buckets first, so that only those that may be frequent need a place in a Map. */
const BUCKETS = 2 ** 24;
const TYPES = 2 ** 26;

/** One number for two token types, exact up to 2^26 types. */
export function bigramKey(first: number, second: number): number {
  return first * TYPES + second;
}

export function bigramTypes(key: number): readonly [number, number] {
  return [Math.floor(key / TYPES), key % TYPES];
}

/** The words that occur in most papers, and the bigrams of those words that occur most often. */
export function selectVocabulary(papers: TokenisedPapers, sizes: VocabularySizes): Vocabulary {
  const frequency = papers.documentFrequency;
  const words = [...frequency.keys()]
    .filter((type) => frequency[type]! >= FEWEST_PAPERS)
    .sort((a, b) => frequency[b]! - frequency[a]! || a - b)
    .slice(0, sizes.words);
  return { words, bigrams: sizes.bigrams === 0 ? [] : frequentBigrams(papers, new Set(words), sizes.bigrams) };
}

/**
 * The words and bigrams of a table that the papers have often enough to learn from, in its order.
 *
 * @param table words, and bigrams with a space between
 */
export function sharedVocabulary(
  papers: TokenisedPapers,
  table: { readonly words: readonly string[]; readonly bigrams: readonly string[] },
): Vocabulary {
  const typeOf = new Map(papers.types.map((token, type) => [token, type]));
  const occurrences = new Map<number, number>();
  for (const bigram of table.bigrams) {
    const [first, second] = bigram.split(' ').map((word) => typeOf.get(word));
    if (first !== undefined && second !== undefined) occurrences.set(bigramKey(first, second), 0);
  }
  const all = new Uint8Array(papers.types.length).fill(1);
  eachBigram(papers, all, (first, second) => {
    const key = bigramKey(first, second);
    const count = occurrences.get(key);
    if (count !== undefined) occurrences.set(key, count + 1);
  });
  const words = table.words.flatMap((word) => typeOf.get(word) ?? []);
  return {
    words: words.filter((type) => papers.documentFrequency[type]! >= FEWEST_PAPERS),
    bigrams: [...occurrences].filter(([, count]) => count >= FEWEST_OCCURRENCES).map(([key]) => key),
  };
}

function frequentBigrams(papers: TokenisedPapers, words: ReadonlySet<number>, most: number): number[] {
  const known = Uint8Array.from(papers.types, (_, type) => (words.has(type) ? 1 : 0));
  const buckets = new Uint32Array(BUCKETS);
  eachBigram(papers, known, (first, second) => {
    buckets[bucket(first, second)]!++;
  });
  const counts = new Map<number, number>();
  eachBigram(papers, known, (first, second) => {
    if (buckets[bucket(first, second)]! < FEWEST_OCCURRENCES) return;
    const key = bigramKey(first, second);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const occurrences = new Float64Array(papers.types.length);
  for (const type of papers.tokens) occurrences[type]!++;
  const together = ([key, count]: readonly [number, number]) => {
    const [first, second] = bigramTypes(key);
    return (count * papers.tokens.length) / (occurrences[first]! * occurrences[second]!);
  };
  return [...counts]
    .filter((bigram) => bigram[1] >= FEWEST_OCCURRENCES && together(bigram) >= LEAST_LIFT)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, most)
    .map(([key]) => key);
}

function bucket(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 8;
}

function eachBigram(papers: TokenisedPapers, known: Uint8Array, visit: (first: number, second: number) => void): void {
  const { tokens, partStart } = papers;
  for (let part = 0; part + 1 < partStart.length; part++)
    for (let at = partStart[part]!; at + 1 < partStart[part + 1]!; at++) {
      const first = tokens[at]!;
      const second = tokens[at + 1]!;
      if (known[first] === 1 && known[second] === 1) visit(first, second);
    }
}
