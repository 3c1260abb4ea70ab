import type { Documents } from './documents.ts';
import type { GramIndex } from './grams.ts';
import { grown } from './growable.ts';
import type { TermScores } from './term-scores.ts';
import type { Understanding } from './understanding.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Which terms of the collection have to do with a query: those that stand for its words, and those that share pieces with
 * them. One look-up tells of a term that it has nothing to do with it.
 */
export interface QueryMarks {
  /** The entry of a term, 0 where it has none. */
  readonly entryOf: Int32Array;
  /** The word of the query that an entry's term stands for, counted from 1; 0 where it stands for none. */
  readonly wordOf: Int32Array;
  readonly worthOf: Float32Array;
  /** The pieces of an entry's term as a list: the place of the first, 0 for none, and of each the next place and its slot. */
  readonly firstPiece: Int32Array;
  readonly nextPiece: Int32Array;
  readonly pieceSlot: Int32Array;
  /** What the piece at a slot is worth; slots count from 1. */
  readonly pieceWorths: readonly number[];
  /** What each word of the query is worth, counted from 0. */
  readonly worths: Float32Array;
  /** Whether a word of the query is a stop word in one of its forms ("making"), which few are. */
  readonly hasStops: boolean;
  /** To be called before the next query is marked. */
  clear(): void;
}

/** What stands before the terms that share a piece: the piece, in how many documents it is, how many terms follow. */
const PIECE_HEADER = 3;

export function createQueryMarks(
  documents: Documents,
  vocabulary: Vocabulary,
  grams: GramIndex,
  scores: TermScores,
): (understanding: Understanding) => QueryMarks {
  let entryOf = new Int32Array(1024);
  let termOf = new Int32Array(64);
  let wordOf = new Int32Array(64);
  let worthOf = new Float32Array(64);
  let firstPiece = new Int32Array(64);
  let nextPiece = new Int32Array(64);
  let pieceSlot = new Int32Array(64);
  const seen = new Uint8Array(grams.buckets);

  function reserve(mostEntries: number, mostPieces: number): void {
    if (entryOf.length < vocabulary.size) entryOf = grown(entryOf, vocabulary.size);
    if (termOf.length <= mostEntries) {
      termOf = grown(termOf, mostEntries + 1);
      wordOf = grown(wordOf, mostEntries + 1);
      worthOf = grown(worthOf, mostEntries + 1);
      firstPiece = grown(firstPiece, mostEntries + 1);
    }
    if (nextPiece.length <= mostPieces) {
      nextPiece = grown(nextPiece, mostPieces + 1);
      pieceSlot = grown(pieceSlot, mostPieces + 1);
    }
  }

  return ({ words }) => {
    const readings: Int32Array[] = [];
    let mostEntries = 0;
    let mostPieces = 0;
    for (const word of words) {
      const reading = grams.piecesOf(word.terms[0]!.term);
      readings.push(reading);
      mostEntries += word.terms.length;
      mostPieces += reading.length;
    }
    reserve(mostEntries + mostPieces, mostPieces);

    // constants of this call are read faster than variables of the closure
    const marked = entryOf;
    const owner = termOf;
    const wordAt = wordOf;
    const worthAt = worthOf;
    const firstAt = firstPiece;
    const nextAt = nextPiece;
    const slotAt = pieceSlot;
    let entries = 0;
    let hasStops = false;
    const worths = new Float32Array(words.length);
    for (let w = 0; w < words.length; w++) {
      const word = words[w]!;
      for (const { term, weight } of word.terms) {
        const worth = word.weight * weight * scores.weightOf(term);
        if (worth > worths[w]!) worths[w] = worth;
        if (marked[term] !== 0) continue;
        if (vocabulary.isStop(term)) hasStops = true;
        marked[term] = ++entries;
        owner[entries] = term;
        wordAt[entries] = w + 1;
        worthAt[entries] = worth;
        firstAt[entries] = 0;
      }
    }
    const pieceWorths: number[] = [0];
    const seenGrams: number[] = [];
    let pieces = 0;
    for (let w = 0; w < words.length; w++) {
      const reading = readings[w]!;
      for (let at = 0; at < reading.length; ) {
        const gram = reading[at]!;
        const frequency = Math.min(documents.living, reading[at + 1]!);
        const first = at + PIECE_HEADER;
        at = first + reading[at + 2]!;
        if (seen[gram] !== 0) continue;
        seen[gram] = 1;
        seenGrams.push(gram);
        const slot = pieceWorths.length;
        pieceWorths.push(words[w]!.weight * scores.inverseFrequency(frequency));
        for (let i = first; i < at; i++) {
          const term = reading[i]!;
          let entry = marked[term]!;
          if (entry === 0) {
            entry = ++entries;
            marked[term] = entry;
            owner[entry] = term;
            wordAt[entry] = 0;
            firstAt[entry] = 0;
          }
          pieces++;
          slotAt[pieces] = slot;
          nextAt[pieces] = firstAt[entry]!;
          firstAt[entry] = pieces;
        }
      }
    }
    for (const gram of seenGrams) seen[gram] = 0;

    return {
      entryOf,
      wordOf,
      worthOf,
      firstPiece,
      nextPiece,
      pieceSlot,
      pieceWorths,
      worths,
      hasStops,
      clear() {
        for (let entry = 1; entry <= entries; entry++) marked[owner[entry]!] = 0;
      },
    };
  };
}
