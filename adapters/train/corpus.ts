import { hashedGrams } from '../../src/search/semantic/hashed-grams.ts';
import { growingInts } from './growing-ints.ts';
import { sharedInts } from './shared-arrays.ts';
import type { TokenisedPapers } from './tokenised-papers.ts';
import { bigramKey, type Vocabulary } from './vocabulary.ts';

/**
 * The papers with the rows of the table that their tokens touch, in arrays that every thread sees. Rows are numbered as
 * in the file: words, hashed n-grams, bigrams.
 */
export interface Corpus {
  readonly papers: number;
  readonly rows: number;
  /** Token types, part by part; see TokenisedPapers for the three arrays. */
  readonly tokens: Int32Array;
  readonly partStart: Int32Array;
  readonly partKind: Int32Array;
  readonly paperStart: Int32Array;
  /** The row of the bigram that begins at a token, -1 where the table has none. */
  readonly bigramRow: Int32Array;
  /** Type t has the rows `typeRows[typeStart[t]]` up to `typeStart[t + 1]`: its own, those of its n-grams, or none. */
  readonly typeStart: Int32Array;
  readonly typeRows: Int32Array;
  /** The same for the n-grams of every type, known or not. */
  readonly gramStart: Int32Array;
  readonly gramRows: Int32Array;
  /** How often what a row stands for occurs. */
  readonly occurrences: Uint32Array;
  /** How rare it is: ln(1 + papers / occurrences). */
  readonly rarity: Float32Array;
  /** No more rows than this are touched by the tokens and bigrams of one paper. */
  readonly mostRows: number;
}

export function encodeCorpus(papers: TokenisedPapers, vocabulary: Vocabulary, hashed: number): Corpus {
  const words = vocabulary.words.length;
  const grams = papers.types.map((token) => hashedGrams(token, hashed).map((gram) => words + gram));
  const rowOfWord = new Map(vocabulary.words.map((type, row) => [type, row]));
  const known = (gramsOfType: number[], type: number) => {
    const row = rowOfWord.get(type);
    return row === undefined ? gramsOfType : [row];
  };
  const [typeStart, typeRows] = rowLists(grams.map(known));
  const [gramStart, gramRows] = rowLists(grams);
  const rowOfBigram = new Map(vocabulary.bigrams.map((key, i) => [key, words + hashed + i]));

  const { tokens, partStart, paperStart } = papers;
  const bigramRow = sharedInts(tokens.length).fill(-1);
  for (let part = 0; part + 1 < partStart.length; part++)
    for (let at = partStart[part]!; at + 1 < partStart[part + 1]!; at++)
      bigramRow[at] = rowOfBigram.get(bigramKey(tokens[at]!, tokens[at + 1]!)) ?? -1;

  const encoded = {
    papers: paperStart.length - 1,
    rows: words + hashed + vocabulary.bigrams.length,
    tokens: shared(tokens),
    partStart: shared(partStart),
    partKind: shared(papers.partKind),
    paperStart: shared(paperStart),
    bigramRow,
    typeStart,
    typeRows,
    gramStart,
    gramRows,
  };
  const occurrences = occurrencesOfRows(encoded);
  const rarity = Float32Array.from(occurrences, (count) => Math.log(1 + encoded.papers / Math.max(1, count)));
  return { ...encoded, occurrences, rarity, mostRows: mostRowsOfAPaper(encoded) };
}

type Encoded = Omit<Corpus, 'occurrences' | 'rarity' | 'mostRows'>;

function occurrencesOfRows({ rows, tokens, bigramRow, typeStart, typeRows }: Encoded): Uint32Array {
  const occurrences = new Uint32Array(rows);
  tokens.forEach((type, at) => {
    for (let i = typeStart[type]!; i < typeStart[type + 1]!; i++) occurrences[typeRows[i]!]!++;
    if (bigramRow[at]! >= 0) occurrences[bigramRow[at]!]!++;
  });
  return occurrences;
}

function mostRowsOfAPaper({ tokens, partStart, paperStart, bigramRow, typeStart, gramStart }: Encoded): number {
  // spelt out in n-grams, a word takes more room
  const room = (starts: Int32Array, type: number) => starts[type + 1]! - starts[type]!;
  let most = 0;
  for (let paper = 0; paper + 1 < paperStart.length; paper++) {
    let rows = 0;
    for (let at = partStart[paperStart[paper]!]!; at < partStart[paperStart[paper + 1]!]!; at++)
      rows += Math.max(room(typeStart, tokens[at]!), room(gramStart, tokens[at]!)) + (bigramRow[at]! < 0 ? 0 : 1);
    most = Math.max(most, rows);
  }
  return most;
}

/** Lists one after the other, and where each starts. */
function rowLists(lists: readonly (readonly number[])[]): readonly [starts: Int32Array, rows: Int32Array] {
  const starts = growingInts();
  const rows = growingInts();
  for (const list of lists) {
    starts.push(rows.length);
    for (const row of list) rows.push(row);
  }
  starts.push(rows.length);
  return [shared(starts.finish()), shared(rows.finish())];
}

function shared(values: Int32Array): Int32Array {
  const copy = sharedInts(values.length);
  copy.set(values);
  return copy;
}
