import type { TableRows } from '../../src/search/semantic/write-table.ts';
import { blend } from './blending.ts';
import { coOccurrenceVectors } from './co-occurrence.ts';
import type { Corpus } from './corpus.ts';

/** Of all trained tables together, and of the words' company, next to the table that is improved. */
const TRAINED = 0.7;
const COMPANY = 0.2;

/**
 * A table with what papers teach of its words: it keeps its words and bigrams, and each row's length.
 *
 * @param known the words and bigrams of the table that the papers have; the corpus's rows are theirs
 * @param trained tables of the corpus's rows
 */
export function blendedTable(
  table: TableRows,
  known: Pick<TableRows, 'words' | 'bigrams'>,
  corpus: Corpus,
  trained: readonly Float32Array[],
  seed: number,
): TableRows {
  const { dimensions, hashed, values } = table;
  const rowOf = tableRowOf(table, known);
  const occurrences = new Float64Array(values.length / dimensions);
  corpus.occurrences.forEach((count, row) => {
    // n-grams share their rows with others, so they have no say in how tables are turned
    const isGram = row >= known.words.length && row < known.words.length + hashed;
    occurrences[rowOf[row]!] = isGram ? 0 : count;
  });
  const spread = (rows: Float32Array, lengthOf: (row: number) => number) => {
    const all = new Float32Array(values.length);
    for (let at = 0; at < rows.length; at++) {
      const row = rowOf[Math.floor(at / dimensions)]!;
      all[row * dimensions + (at % dimensions)] = lengthOf(row) * rows[at]!;
    }
    return all;
  };

  const lengths = lengthsOf(values, dimensions);
  const company = coOccurrenceVectors(corpus, known.words.length, dimensions, seed);
  const additions = [
    ...trained.map((rows) => ({ values: spread(rows, () => 1), weight: TRAINED / trained.length })),
    { values: spread(company, (row) => lengths[row]!), weight: COMPANY },
  ];
  return { ...table, values: blend(values, dimensions, occurrences, additions) };
}

/** The table's row of each row of the corpus. */
function tableRowOf(table: TableRows, known: Pick<TableRows, 'words' | 'bigrams'>): Int32Array {
  const { words, hashed, bigrams } = table;
  const places = (all: readonly string[], from: number) => new Map(all.map((text, i) => [text, from + i]));
  const ofWord = places(words, 0);
  const ofBigram = places(bigrams, words.length + hashed);
  return Int32Array.from([
    ...known.words.map((word) => ofWord.get(word)!),
    ...Array.from({ length: hashed }, (_, i) => words.length + i),
    ...known.bigrams.map((bigram) => ofBigram.get(bigram)!),
  ]);
}

function lengthsOf(values: Float32Array, dimensions: number): Float64Array {
  const lengths = new Float64Array(values.length / dimensions);
  values.forEach((value, at) => {
    lengths[Math.floor(at / dimensions)]! += value * value;
  });
  return lengths.map(Math.sqrt);
}
