import { hashedGrams } from './hashed-grams.ts';
import { readTableFile } from './table-file.ts';
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

/** A token of a text. */
interface Token {
  readonly token: string;
  /** Its own row, UNKNOWN where it has none. */
  readonly row: number;
  /** The rows of the bigrams that begin with it, by their second token. */
  readonly seconds: ReadonlyMap<string, number> | undefined;
}

const UNKNOWN = -1;
/** Words recur, so that most need not be taken apart again. */
const MOST_READINGS = 50_000;

/** @throws Error where the bytes are not a table */
export function readSemanticTable(bytes: Uint8Array): SemanticTable {
  const { words: wordList, hashed, bigrams, dimensions, bits, scales, values } = readTableFile(bytes);
  const words = wordList.length;
  const rows = scales.length;
  const rowOf = new Map<string, number>();
  wordList.forEach((word, i) => {
    rowOf.set(word, i);
  });
  const rowOfPair = new Map<string, Map<string, number>>();
  bigrams.forEach((bigram, i) => {
    const [first = '', second = ''] = bigram.split(' ');
    const seconds = rowOfPair.get(first) ?? new Map<string, number>();
    rowOfPair.set(first, seconds.set(second, words + hashed + i));
  });
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

  const readings = new Map<string, readonly Token[]>();

  /** A piece of a text between spaces, whose tokens do not depend on what is around it. */
  function tokensOf(piece: string): readonly Token[] {
    let tokens = readings.get(piece);
    if (tokens === undefined) {
      tokens = semanticTokens(piece).map((token) => ({
        token,
        row: rowOf.get(token) ?? UNKNOWN,
        seconds: rowOfPair.get(token),
      }));
      if (readings.size >= MOST_READINGS) readings.clear();
      readings.set(piece, tokens);
    }
    return tokens;
  }

  function read(text: string): Token[] {
    const tokens: Token[] = [];
    for (const piece of text.split(' ')) for (const token of tokensOf(piece)) tokens.push(token);
    return tokens;
  }

  // how often a text has a row's token; all zeros between two texts
  const counts = new Int32Array(rows);

  /** Adds a row as often as it was counted, and once only. */
  function addCounted(vector: Float32Array, row: number): void {
    if (row === UNKNOWN || counts[row] === 0) return;
    addRow(vector, row, Math.sqrt(counts[row]!));
    counts[row] = 0;
  }

  return {
    dimensions,
    knows(text) {
      for (const piece of text.split(' ')) for (const { row } of tokensOf(piece)) if (row === UNKNOWN) return false;
      return true;
    },
    pairs(text) {
      const tokens = read(text);
      let known = 0;
      for (let i = 0; i + 1 < tokens.length; i++) if (rowOfNext(tokens, i) !== UNKNOWN) known++;
      return { all: Math.max(0, tokens.length - 1), known };
    },
    embed(text) {
      const vector = new Float32Array(dimensions);
      const tokens = read(text);
      for (let i = 0; i + 1 < tokens.length; i++) {
        const row = rowOfNext(tokens, i);
        if (row !== UNKNOWN) counts[row]!++;
      }
      for (let i = 0; i + 1 < tokens.length; i++) addCounted(vector, rowOfNext(tokens, i));
      for (const { row } of tokens) if (row !== UNKNOWN) counts[row]!++;
      for (let i = 0; i < tokens.length; i++) {
        const { token, row } = tokens[i]!;
        if (row !== UNKNOWN) addCounted(vector, row);
        else if (firstPlaceOf(token, tokens) === i) addUnknown(vector, token, Math.sqrt(countOf(token, tokens)));
      }
      return unitVector(vector);
    },
  };
}

function firstPlaceOf(token: string, tokens: readonly Token[]): number {
  return tokens.findIndex((other) => other.token === token);
}

function countOf(token: string, tokens: readonly Token[]): number {
  return tokens.reduce((count, other) => (other.token === token ? count + 1 : count), 0);
}

/** The row of a token and the one after it. */
function rowOfNext(tokens: readonly Token[], at: number): number {
  return tokens[at]!.seconds?.get(tokens[at + 1]!.token) ?? UNKNOWN;
}
