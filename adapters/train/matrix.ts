/**
 * Rows `from` to `to` of out = a times the transpose of b, all in row-major order: out[i, j] is the dot product of
 * row i of a and row j of b. Two rows by four at a time keep the sums in registers; that is what makes it fast.
 *
 * @param from even, as is `to`
 * @param columns rows of b, a multiple of four
 * @param depth length of a row of a and of b
 */
export function multiplyTransposed(
  a: Float32Array,
  b: Float32Array,
  out: Float32Array,
  from: number,
  to: number,
  columns: number,
  depth: number,
): void {
  for (let i = from; i < to; i += 2) {
    const a0 = i * depth;
    const a1 = a0 + depth;
    for (let j = 0; j < columns; j += 4) {
      const b0 = j * depth;
      const b1 = b0 + depth;
      const b2 = b1 + depth;
      const b3 = b2 + depth;
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      for (let k = 0; k < depth; k++) {
        const x0 = a[a0 + k]!;
        const x1 = a[a1 + k]!;
        const y0 = b[b0 + k]!;
        const y1 = b[b1 + k]!;
        const y2 = b[b2 + k]!;
        const y3 = b[b3 + k]!;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
      }
      const upper = i * columns + j;
      out[upper] = s00;
      out[upper + 1] = s01;
      out[upper + 2] = s02;
      out[upper + 3] = s03;
      const lower = upper + columns;
      out[lower] = s10;
      out[lower + 1] = s11;
      out[lower + 2] = s12;
      out[lower + 3] = s13;
    }
  }
}

type Floats = Float32Array | Float64Array;

/**
 * The transpose of a times b: element [i, j] sums, over the rows, column i of a times column j of b.
 *
 * @param weights what a row counts, the same for all where not given
 */
export function crossProduct(a: Floats, b: Floats, columns: number, weights?: Floats): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let row = 0; row * columns < a.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    if (weight === 0) continue;
    const at = row * columns;
    for (let i = 0; i < columns; i++) {
      const value = weight * a[at + i]!;
      for (let j = 0; j < columns; j++) out[i * columns + j]! += value * b[at + j]!;
    }
  }
  return out;
}

/** The rows of a times a square matrix. */
export function timesSquare(a: Float32Array, square: Float64Array, columns: number): Float32Array {
  const out = new Float32Array(a.length);
  const sums = new Float64Array(columns);
  for (let at = 0; at < a.length; at += columns) {
    sums.fill(0);
    for (let k = 0; k < columns; k++) {
      const value = a[at + k]!;
      for (let j = 0; j < columns; j++) sums[j]! += value * square[k * columns + j]!;
    }
    out.set(sums, at);
  }
  return out;
}
