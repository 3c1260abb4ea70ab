import { fnv1a } from '../papers/slug.ts';
import { grown } from './growable.ts';
import type { Vocabulary } from './vocabulary.ts';

const LENGTH = 4;
const BUCKETS = 1 << 16;

/**
 * The pieces of four characters that terms are made of, by which "hypersonic" meets "supersonic" and a compound its
 * parts. Pieces are hashed; how many documents hold one is estimated by its terms'.
 */
export interface GramIndex {
  readonly buckets: number;
  /**
   * The terms that have a piece are a list: its last place is last[gram] and the one before place p is before[p], -1
   * where there is none; the term at place p is owners[p].
   */
  readonly last: Int32Array;
  readonly before: Int32Array;
  readonly owners: Int32Array;
  /** Takes in the terms that are new to the vocabulary. */
  extend(): void;
  count(term: number, change: number): void;
  documentFrequency(gram: number): number;
  /** The pieces of a term stand in list from offsets[term] to offsets[term + 1]. */
  readonly offsets: Int32Array;
  readonly list: Int32Array;
}

export function createGramIndex(vocabulary: Vocabulary): GramIndex {
  let offsets = new Int32Array(1024);
  let list = new Int32Array(4096);
  // for each place in list the term it belongs to, and the place before it with the same piece
  let owners = new Int32Array(4096);
  let before = new Int32Array(4096);
  const last = new Int32Array(BUCKETS).fill(-1);
  let terms = 1;
  const frequency = new Int32Array(BUCKETS);

  return {
    buckets: BUCKETS,
    last,
    get before() {
      return before;
    },
    get owners() {
      return owners;
    },
    extend() {
      offsets = grown(offsets, vocabulary.size + 1);
      for (; terms < vocabulary.size; terms++) {
        const from = offsets[terms]!;
        const grams = vocabulary.isStop(terms) ? [] : gramsOf(vocabulary.term(terms));
        list = grown(list, from + grams.length);
        owners = grown(owners, from + grams.length);
        before = grown(before, from + grams.length);
        grams.forEach((gram, i) => {
          const place = from + i;
          list[place] = gram;
          owners[place] = terms;
          before[place] = last[gram]!;
          last[gram] = place;
        });
        offsets[terms + 1] = from + grams.length;
      }
    },
    count(term, change) {
      for (let i = offsets[term]!; i < offsets[term + 1]!; i++) frequency[list[i]!]! += change;
    },
    documentFrequency: (gram) => frequency[gram]!,
    get offsets() {
      return offsets;
    },
    get list() {
      return list;
    },
  };
}

function gramsOf(term: string): number[] {
  if (term.startsWith('\u0000')) return [];
  const marked = `<${term}>`;
  const grams: number[] = [];
  for (let i = 0; i + LENGTH <= marked.length; i++) grams.push(fnv1a(marked.slice(i, i + LENGTH)) % BUCKETS);
  return grams;
}
