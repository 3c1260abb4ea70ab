import { HEADER_BYTES, MAGIC } from './format.ts';

/** What a table's file holds; see data/README.md for its layout. */
export interface TableFile {
  readonly words: readonly string[];
  readonly hashed: number;
  /** Two words with a space between. */
  readonly bigrams: readonly string[];
  readonly dimensions: number;
  /** Of a value: 4 or 8. */
  readonly bits: number;
  /** What a row's values are to be multiplied by. */
  readonly scales: Float32Array;
  /** Row by row: a signed byte a value, or two values a byte, the lower half first, each 8 too large. */
  readonly values: Uint8Array;
}

/**
 * Reads a header of eight int32 (magic, words, hashed rows, dimensions, bigrams, bits a value, bytes of the word list,
 * reserved), the words and after a blank line the bigrams, padding to four bytes, a float32 scale a row, the rows in 4
 * or 8 bits a value.
 *
 * @throws Error where the bytes are not such a table
 */
export function readTableFile(bytes: Uint8Array): TableFile {
  if (bytes.length < HEADER_BYTES) throw new Error('The semantic table is too short to be one.');
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new Int32Array(aligned.buffer, aligned.byteOffset, HEADER_BYTES / 4);
  const [magic = 0, wordCount = 0, hashed = 0, dimensions = 0, bigramCount = 0, bits = 0, listBytes = 0] = header;
  const sizes = [wordCount, hashed, dimensions, bigramCount, listBytes];
  if (magic !== MAGIC || (bits !== 4 && bits !== 8) || dimensions % 2 !== 0 || sizes.some((size) => size < 0))
    throw new Error('The file is not a semantic table.');
  const rows = wordCount + hashed + bigramCount;
  const scalesAt = HEADER_BYTES + Math.ceil(listBytes / 4) * 4;
  const valuesAt = scalesAt + 4 * rows;
  if (aligned.length < valuesAt + (rows * dimensions * bits) / 8) throw new Error('The semantic table is cut short.');

  const list = new TextDecoder().decode(aligned.subarray(HEADER_BYTES, HEADER_BYTES + listBytes));
  const [words = [], bigrams = []] = list.split('\n\n').map(linesOf);
  if (new Set(words).size !== wordCount || bigrams.length !== bigramCount)
    throw new Error('The words of the semantic table do not fit its rows.');
  const scales = new Float32Array(aligned.buffer, aligned.byteOffset + scalesAt, rows);
  return { words, hashed, bigrams, dimensions, bits, scales, values: aligned.subarray(valuesAt) };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
