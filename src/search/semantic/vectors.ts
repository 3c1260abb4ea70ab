/** Of the same length. In four sums, which need not wait for each other. */
export function dot(a: Float32Array, b: Float32Array): number {
  const even = a.length & ~3;
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let k = 0; k < even; k += 4) {
    first += a[k]! * b[k]!;
    second += a[k + 1]! * b[k + 1]!;
    third += a[k + 2]! * b[k + 2]!;
    fourth += a[k + 3]! * b[k + 3]!;
  }
  for (let k = even; k < a.length; k++) first += a[k]! * b[k]!;
  return first + second + (third + fourth);
}

/** Scales a vector to length 1, in place; one of zeros stays. */
export function unitVector(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let k = 0; k < vector.length; k++) vector[k]! /= length;
  return vector;
}
