import { crossProduct, timesSquare } from './matrix.ts';
import { symmetricPower } from './symmetric-power.ts';

/** A table of the same rows and dimensions as the one that it is added to; zeros where it knows nothing. */
export interface Addition {
  readonly values: Float32Array;
  /** Its size next to the table's, where both have the same rows. */
  readonly weight: number;
}

/**
 * Adds tables to one. Tables that were trained apart agree on what is near what, though not on the axes, so each is
 * turned until it lies on the first as well as it can (orthogonal Procrustes: Schönemann, 1966). What they agree on
 * adds up; what is chance in each cancels out. A row keeps the length that it had, which says how telling its word is,
 * and a row that no addition has stays as it is.
 *
 * @param occurrences how much a row counts in the turning
 */
export function blend(
  values: Float32Array,
  dimensions: number,
  occurrences: Float64Array,
  additions: readonly Addition[],
): Float32Array {
  const sum = values.slice();
  const ownSize = size(values, dimensions, occurrences);
  for (const addition of additions) {
    const cross = crossProduct(addition.values, values, dimensions, occurrences);
    const turned = timesSquare(addition.values, nearestRotation(cross, dimensions), dimensions);
    const otherSize = size(turned, dimensions, occurrences);
    const scale = otherSize === 0 ? 0 : (addition.weight * ownSize) / otherSize;
    for (let at = 0; at < sum.length; at++) sum[at]! += scale * turned[at]!;
  }
  for (let row = 0; row < sum.length; row += dimensions) {
    const length = Math.sqrt(squares(sum, row, dimensions));
    const factor = length === 0 ? 0 : Math.sqrt(squares(values, row, dimensions)) / length;
    for (let k = 0; k < dimensions; k++) sum[row + k]! *= factor;
  }
  return sum;
}

/** The orthogonal matrix that is nearest to another: c (c'c)^(-1/2). */
function nearestRotation(cross: Float64Array, dimensions: number): Float64Array {
  const inverseRoot = symmetricPower(crossProduct(cross, cross, dimensions), dimensions, -1 / 2);
  const out = new Float64Array(cross.length);
  for (let row = 0; row < cross.length; row += dimensions)
    for (let k = 0; k < dimensions; k++)
      for (let j = 0; j < dimensions; j++) out[row + j]! += cross[row + k]! * inverseRoot[k * dimensions + j]!;
  return out;
}

function size(values: Float32Array, dimensions: number, occurrences: Float64Array): number {
  let sum = 0;
  occurrences.forEach((count, row) => {
    sum += count * squares(values, row * dimensions, dimensions);
  });
  return Math.sqrt(sum);
}

function squares(values: Float32Array, at: number, dimensions: number): number {
  let sum = 0;
  for (let k = at; k < at + dimensions; k++) sum += values[k]! ** 2;
  return sum;
}
