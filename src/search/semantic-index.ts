import { grown } from './growable.ts';
import type { SemanticTable } from './semantic/table.ts';

/** The papers' vectors, a byte a value (26 MB at 100,000 papers of 256 dimensions), and their signs, a bit a value. */
export interface SemanticIndex {
  readonly dimensions: number;
  add(document: number, text: string): void;
  /** Takes a document's vector out of the mean. */
  forget(document: number): void;
  /** The mean of a query's cosine with all the papers. */
  meanCosine(query: Float32Array): number;
  /** The exact cosines with some documents, in their order. */
  cosinesWith(query: Float32Array, documents: Int32Array, into: Float32Array): void;
  /** The cosines with documents 0..to, estimated from the signs of their values. */
  estimateCosines(query: Float32Array, to: number, into: Float32Array): void;
  /** Adds weight times a document's vector. */
  accumulate(document: number, weight: number, into: Float32Array): void;
}

const MOST_OF_QUERY = 2047;

export function createSemanticIndex(table: SemanticTable): SemanticIndex {
  const { dimensions } = table;
  // read four at a time; those beyond the dimensions add nothing
  const signBytes = Math.ceil(dimensions / 32) * 4;
  let values = new Int8Array(16 * dimensions);
  let scales = new Float32Array(16);
  let signs = new Uint8Array(16 * signBytes);
  let sums = new Float32Array(16);
  const total = new Float64Array(dimensions);
  const partial = new Float32Array(signBytes * 256);
  const wholeQuery = new Int32Array(dimensions);
  let queryScale = 0;
  let living = 0;

  /** Whole numbers multiply faster than mixed ones; 12 bits of the query lose nothing that 8 of the papers' have. */
  function read(query: Float32Array): void {
    let largest = 0;
    for (let k = 0; k < dimensions; k++) {
      const size = Math.abs(query[k]!);
      if (size > largest) largest = size;
    }
    const inverse = largest === 0 ? 0 : MOST_OF_QUERY / largest;
    for (let k = 0; k < dimensions; k++) wholeQuery[k] = Math.floor(query[k]! * inverse + 0.5);
    queryScale = largest / MOST_OF_QUERY;
  }

  function cosinesWith(query: Float32Array, documents: Int32Array, into: Float32Array): void {
    read(query);
    // constants of this call are read faster than variables of the closure
    const vectors = values;
    const factors = scales;
    const whole = wholeQuery;
    const count = documents.length;
    // four documents at a time, so that a value of the query is read once for all of them
    for (let n = 0; n < count; n += 4) {
      const first = documents[n]! * dimensions;
      const second = documents[Math.min(n + 1, count - 1)]! * dimensions;
      const third = documents[Math.min(n + 2, count - 1)]! * dimensions;
      const fourth = documents[Math.min(n + 3, count - 1)]! * dimensions;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < dimensions; k++) {
        const value = whole[k]!;
        a = (a + Math.imul(value, vectors[first + k]!)) | 0;
        b = (b + Math.imul(value, vectors[second + k]!)) | 0;
        c = (c + Math.imul(value, vectors[third + k]!)) | 0;
        d = (d + Math.imul(value, vectors[fourth + k]!)) | 0;
      }
      into[n] = a;
      if (n + 1 < count) into[n + 1] = b;
      if (n + 2 < count) into[n + 2] = c;
      if (n + 3 < count) into[n + 3] = d;
    }
    for (let n = 0; n < count; n++) into[n]! *= factors[documents[n]!]! * queryScale;
  }

  /** What each byte of signs adds to the dot product of the query with the signs. */
  function fillPartials(query: Float32Array): void {
    for (let byte = 0; byte < dimensions >> 3; byte++) {
      const at = byte * 256;
      let none = 0;
      for (let bit = 0; bit < 8; bit++) none -= query[byte * 8 + bit]!;
      partial[at] = none;
      for (let bit = 0; bit < 8; bit++) {
        const step = 1 << bit;
        const twice = 2 * query[byte * 8 + bit]!;
        const after = at + step;
        for (let i = at; i < after; i++) partial[i + step] = partial[i]! + twice;
      }
    }
  }

  return {
    dimensions,
    add(document, text) {
      values = grown(values, (document + 1) * dimensions);
      scales = grown(scales, document + 1);
      signs = grown(signs, (document + 1) * signBytes);
      sums = grown(sums, document + 1);
      const vector = table.embed(text);
      let largest = 0;
      let sum = 0;
      for (let k = 0; k < dimensions; k++) {
        const size = Math.abs(vector[k]!);
        if (size > largest) largest = size;
        sum += size;
      }
      living++;
      sums[document] = sum;
      scales[document] = largest / 127;
      const inverse = largest === 0 ? 0 : 127 / largest;
      for (let k = 0; k < dimensions; k++) {
        const value = Math.round(vector[k]! * inverse);
        values[document * dimensions + k] = value;
        total[k]! += value * scales[document]!;
        if (vector[k]! > 0) signs[document * signBytes + (k >> 3)]! |= 1 << (k & 7);
      }
    },
    forget(document) {
      const at = document * dimensions;
      for (let k = 0; k < dimensions; k++) total[k]! -= values[at + k]! * scales[document]!;
      living--;
    },
    meanCosine(query) {
      let even = 0;
      let odd = 0;
      for (let k = 0; k < dimensions; k += 2) {
        even += query[k]! * total[k]!;
        odd += query[k + 1]! * total[k + 1]!;
      }
      return living === 0 ? 0 : (even + odd) / living;
    },
    cosinesWith,
    /** The estimate is that of RaBitQ (Gao and Long, 2024) without its rotation: <query, signs> / <vector, signs>. */
    estimateCosines(query, to, into) {
      fillPartials(query);
      const bytes = signs;
      const norms = sums;
      const rows = partial;
      for (let document = 0; document < to; document++) {
        const at = document * signBytes;
        // sums of their own need not wait for each other
        let a = 0;
        let b = 0;
        let c = 0;
        let d = 0;
        for (let byte = 0; byte < signBytes; byte += 4) {
          const row = byte << 8;
          a += rows[row + bytes[at + byte]!]!;
          b += rows[row + 256 + bytes[at + byte + 1]!]!;
          c += rows[row + 512 + bytes[at + byte + 2]!]!;
          d += rows[row + 768 + bytes[at + byte + 3]!]!;
        }
        const sum = a + b + c + d;
        into[document] = norms[document]! > 0 ? sum / norms[document]! : 0;
      }
    },
    accumulate(document, weight, into) {
      const at = document * dimensions;
      const scaled = weight * scales[document]!;
      for (let k = 0; k < dimensions; k++) into[k]! += scaled * values[at + k]!;
    },
  };
}
