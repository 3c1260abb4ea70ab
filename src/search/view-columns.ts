import type { View } from './fusion.ts';
import { parOf } from './top.ts';

/** A view counts 1 for the document at this place of the view. */
const PAR = 10;
/** ... and never less than this share of the view's best. */
const SHARE_OF_LARGEST = 0.33;
/** Values below this are noise, as the cosines of two papers around their mean. */
const LEAST_PAR = 0.01;

/** What each view says of the documents of a ranking, in their order. */
export type ViewColumns = Record<View, Float32Array>;

/**
 * What a view's values are divided by, after a mean is taken off; 0 where there is nothing but noise.
 *
 * @param to how many of the values are looked at
 */
export function parAbove(values: Float32Array, to: number, mean: number): number {
  const par = parOf(values, to, PAR, SHARE_OF_LARGEST) - mean;
  return par > LEAST_PAR ? par : 0;
}

/** Scales views so that each counts 1 for its tenth best document. */
export function scaleToPar(views: ViewColumns, which: readonly View[]): void {
  for (const view of which) {
    const values = views[view];
    const par = parAbove(values, values.length, 0);
    scale(values, par > 0 ? 1 / par : 0);
  }
}

export function scale(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
}

/** The weights times the views, added up for each document. */
export function addWeighted(
  which: readonly View[],
  views: ViewColumns,
  weights: Readonly<Record<View, number>>,
  into: Float32Array,
): void {
  for (const view of which) {
    const values = views[view];
    const weight = weights[view];
    if (weight !== 0) for (let i = 0; i < values.length; i++) into[i]! += weight * values[i]!;
  }
}

export function gather(values: Float32Array, indexes: Int32Array, into: Float32Array): void {
  for (let i = 0; i < indexes.length; i++) into[i] = values[indexes[i]!]!;
}
