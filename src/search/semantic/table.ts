import { HEADER_BYTES, MAGIC } from './format.ts';
import { hashedGrams } from './hashed-grams.ts';
import { semanticTokens } from './tokens.ts';
import { unitVector } from './vectors.ts';

/** A static embedding: a vector a stem, a stem bigram and a hashed character n-gram. */
export interface SemanticTable {
  readonly dimensions: number;
  /**
   * A text's vector: the sum of sqrt(tf) times the rows of its tokens, of length 1; all zeros where no token is known.
   * The cosine of two texts is the dot product of their vectors.
   */
  embed(text: string): Float32Array;
  /** Whether every token of the text has a row of its own, so that none is made up from pieces of words. */
  knows(text: string): boolean;
  /** How many pairs of neighbouring tokens a text has, and how many of them the table has a row for. */
  pairs(text: string): { readonly all: number; readonly known: number };
}

/**
 * Reads a table: a header of eight int32 (magic, words, hashed rows, dimensions, bigrams, bits a value, bytes of the
 * word list, reserved), the words and after a blank line the bigrams, padding to four bytes, a float32 scale a row,
 * the rows in 4 or 8 bits a value.
 *
 * @throws Error where the bytes are not such a table
 */
export function readSemanticTable(bytes: Uint8Array): SemanticTable {
  if (bytes.length < HEADER_BYTES) throw new Error('The semantic table is too short to be one.');
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new Int32Array(aligned.buffer, aligned.byteOffset, HEADER_BYTES / 4);
  const [magic = 0, words = 0, hashed = 0, dimensions = 0, bigrams = 0, bits = 0, listBytes = 0] = header;
  const sizes = [words, hashed, dimensions, bigrams, listBytes];
  if (magic !== MAGIC || (bits !== 4 && bits !== 8) || dimensions % 2 !== 0 || sizes.some((size) => size < 0))
    throw new Error('The file is not a semantic table.');
  const rows = words + hashed + bigrams;
  const scalesAt = HEADER_BYTES + Math.ceil(listBytes / 4) * 4;
  const valuesAt = scalesAt + 4 * rows;
  if (aligned.length < valuesAt + (rows * dimensions * bits) / 8) throw new Error('The semantic table is cut short.');

  const list = new TextDecoder().decode(aligned.subarray(HEADER_BYTES, HEADER_BYTES + listBytes));
  const [wordList = '', bigramList = ''] = list.split('\n\n');
  const rowOf = new Map<string, number>();
  linesOf(wordList).forEach((word, i) => {
    rowOf.set(word, i);
  });
  linesOf(bigramList).forEach((bigram, i) => {
    rowOf.set(bigram, words + hashed + i);
  });
  if (rowOf.size !== words + bigrams) throw new Error('The words of the semantic table do not fit its rows.');
  const scales = new Float32Array(aligned.buffer, aligned.byteOffset + scalesAt, rows);
  const values = aligned.subarray(valuesAt);
  const signed = new Int8Array(values.buffer, values.byteOffset, values.length);

  function addRow(vector: Float32Array, row: number, weight: number): void {
    const scaled = weight * scales[row]!;
    if (bits === 8) {
      const at = row * dimensions;
      for (let k = 0; k < dimensions; k++) vector[k]! += scaled * signed[at + k]!;
      return;
    }
    const at = (row * dimensions) >> 1;
    for (let k = 0; k < dimensions; k += 2) {
      const pair = values[at + (k >> 1)]!;
      vector[k]! += scaled * ((pair & 15) - 8);
      vector[k + 1]! += scaled * ((pair >> 4) - 8);
    }
  }

  function addUnknown(vector: Float32Array, token: string, weight: number): void {
    const grams = hashedGrams(token, hashed);
    for (const gram of grams) addRow(vector, words + gram, weight / grams.length);
  }

  return {
    dimensions,
    knows(text) {
      return semanticTokens(text).every((token) => rowOf.has(token));
    },
    pairs(text) {
      const found = [...pairs(semanticTokens(text))];
      return { all: found.length, known: found.filter((pair) => rowOf.has(pair)).length };
    },
    embed(text) {
      const vector = new Float32Array(dimensions);
      const tokens = semanticTokens(text);
      for (const [pair, count] of counts(pairs(tokens))) {
        const row = rowOf.get(pair);
        if (row !== undefined) addRow(vector, row, Math.sqrt(count));
      }
      for (const [token, count] of counts(tokens)) {
        const row = rowOf.get(token);
        if (row === undefined) addUnknown(vector, token, Math.sqrt(count));
        else addRow(vector, row, Math.sqrt(count));
      }
      return unitVector(vector);
    },
  };
}

function* pairs(tokens: readonly string[]): Iterable<string> {
  for (let i = 0; i + 1 < tokens.length; i++) yield `${tokens[i]} ${tokens[i + 1]}`;
}

function counts(tokens: Iterable<string>): Map<string, number> {
  const count = new Map<string, number>();
  for (const token of tokens) count.set(token, (count.get(token) ?? 0) + 1);
  return count;
}
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
