import { HEADER_BYTES, MAGIC } from './format.ts';

/** A trained table: a float32 row a word, then a hashed n-gram, then a bigram. */
export interface TableRows {
  readonly words: readonly string[];
  readonly hashed: number;
  /** Two words with a space between. */
  readonly bigrams: readonly string[];
  readonly dimensions: number;
  readonly values: Float32Array;
}

/**
 * The bytes of a table that `readSemanticTable` reads, every value rounded to one of 15 steps of its row's scale.
 *
 * @throws RangeError where the rows don't fit the words, or the dimensions are odd
 */
export function writeSemanticTable(table: TableRows): Uint8Array {
  const { words, hashed, bigrams, dimensions, values } = table;
  const rows = words.length + hashed + bigrams.length;
  if (dimensions % 2 !== 0) throw new RangeError(`A table has an even number of dimensions, not ${dimensions}.`);
  if (values.length !== rows * dimensions)
    throw new RangeError(`${rows} rows of ${dimensions} need ${rows * dimensions} values, not ${values.length}.`);
  const list = new TextEncoder().encode(`${words.join('\n')}\n\n${bigrams.join('\n')}`);
  const scalesAt = HEADER_BYTES + Math.ceil(list.length / 4) * 4;
  const valuesAt = scalesAt + 4 * rows;
  const bytes = new Uint8Array(valuesAt + (rows * dimensions) / 2);
  const header = [MAGIC, words.length, hashed, dimensions, bigrams.length, 4, list.length, 0];
  new Int32Array(bytes.buffer, 0, header.length).set(header);
  bytes.set(list, HEADER_BYTES);
  const scales = new Float32Array(bytes.buffer, scalesAt, rows);
  for (let row = 0; row < rows; row++) {
    const at = row * dimensions;
    let largest = 0;
    for (let k = 0; k < dimensions; k++) largest = Math.max(largest, Math.abs(values[at + k]!));
    const scale = largest / 7;
    scales[row] = scale;
    const step = (value: number) => (scale === 0 ? 8 : Math.round(value / scale) + 8);
    for (let k = 0; k < dimensions; k += 2)
      bytes[valuesAt + (at + k) / 2] = step(values[at + k]!) | (step(values[at + k + 1]!) << 4);
  }
  return bytes;
}
