const MOST_SWEEPS = 30;
/** Of what stands beside the diagonal, next to the whole, squared: as good as nothing in double precision. */
const NOTHING = 1e-26;
/** Eigenvalues are taken for at least this share of the largest, so that a missing direction does not become endless. */
const LEAST_SHARE = 1e-12;

/**
 * A power of a symmetric positive semidefinite matrix, by its eigenvalues (cyclic Jacobi: Golub and Van Loan, "Matrix
 * Computations", 8.5).
 *
 * @param matrix n rows of n
 */
export function symmetricPower(matrix: Float64Array, n: number, exponent: number): Float64Array {
  const a = matrix.slice();
  // its rows are the eigenvectors in the end
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a, n); sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);

  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, a[i * n + i]!);
  const power = new Float64Array(n * n);
  if (largest === 0) return power;
  for (let k = 0; k < n; k++) {
    const value = Math.max(a[k * n + k]!, LEAST_SHARE * largest) ** exponent;
    for (let i = 0; i < n; i++) {
      const weight = value * vectors[k * n + i]!;
      for (let j = 0; j < n; j++) power[i * n + j]! += weight * vectors[k * n + j]!;
    }
  }
  return power;
}

function isDiagonal(a: Float64Array, n: number): boolean {
  let beside = 0;
  let whole = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const square = a[i * n + j]! ** 2;
      whole += square;
      if (i !== j) beside += square;
    }
  return beside <= NOTHING * whole;
}

/** Turns rows and columns p and q so that the element where they cross becomes zero. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const crossing = a[p * n + q]!;
  if (crossing === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * crossing);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  turnRows(a, n, p, q, cosine, sine);
  turnRows(vectors, n, p, q, cosine, sine);
  for (let row = 0; row < n * n; row += n) {
    const first = a[row + p]!;
    const second = a[row + q]!;
    a[row + p] = cosine * first - sine * second;
    a[row + q] = sine * first + cosine * second;
  }
}

function turnRows(a: Float64Array, n: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < n; k++) {
    const first = a[p * n + k]!;
    const second = a[q * n + k]!;
    a[p * n + k] = cosine * first - sine * second;
    a[q * n + k] = sine * first + cosine * second;
  }
}
