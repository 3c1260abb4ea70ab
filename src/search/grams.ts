import { fnv1a } from '../papers/slug.ts';
import { grown } from './growable.ts';
import type { Vocabulary } from './vocabulary.ts';

const LENGTH = 4;
const BUCKETS = 1 << 16;
const NONE: readonly number[] = [];
/** Words recur, and what their pieces are need not be gathered again until papers come or go. */
const MOST_REMEMBERED = 500;

/**
 * The pieces of four characters that terms are made of, by which "hypersonic" meets "supersonic" and a compound its
 * parts. Pieces are hashed; how many documents hold one is estimated by its terms'.
 */
export interface GramIndex {
  readonly buckets: number;
  /** Takes in the terms that are new to the vocabulary. */
  extend(): void;
  count(term: number, change: number): void;
  /**
   * The pieces of a term and the terms that share them, piece after piece: the piece, how many documents hold it, how
   * many terms have it, and these; one that has it twice is there twice.
   */
  piecesOf(term: number): Int32Array;
}

export function createGramIndex(vocabulary: Vocabulary): GramIndex {
  let offsets = new Int32Array(1024);
  let list = new Int32Array(4096);
  const owners = new Map<number, number[]>();
  let terms = 1;
  const frequency = new Int32Array(BUCKETS);
  const pieces = new Map<number, Int32Array>();

  function readPieces(term: number): Int32Array {
    const read: number[] = [];
    for (let at = offsets[term]!; at < offsets[term + 1]!; at++) {
      const gram = list[at]!;
      const sharing = owners.get(gram) ?? NONE;
      read.push(gram, frequency[gram]!, sharing.length);
      for (const other of sharing) read.push(other);
    }
    return Int32Array.from(read);
  }

  return {
    buckets: BUCKETS,
    extend() {
      pieces.clear();
      offsets = grown(offsets, vocabulary.size + 1);
      for (; terms < vocabulary.size; terms++) {
        const from = offsets[terms]!;
        const grams = vocabulary.isStop(terms) ? [] : gramsOf(vocabulary.term(terms));
        list = grown(list, from + grams.length);
        for (let i = 0; i < grams.length; i++) {
          const gram = grams[i]!;
          list[from + i] = gram;
          const others = owners.get(gram);
          if (others === undefined) owners.set(gram, [terms]);
          else others.push(terms);
        }
        offsets[terms + 1] = from + grams.length;
      }
    },
    count(term, change) {
      if (pieces.size > 0) pieces.clear();
      for (let i = offsets[term]!; i < offsets[term + 1]!; i++) frequency[list[i]!]! += change;
    },
    piecesOf(term) {
      let known = pieces.get(term);
      if (known === undefined) {
        known = readPieces(term);
        if (pieces.size >= MOST_REMEMBERED) pieces.clear();
        pieces.set(term, known);
      }
      return known;
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
