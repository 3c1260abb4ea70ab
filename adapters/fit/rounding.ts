/** Weights by the name of what they weigh; what is not in it weighs 0. */
export type Weights = Readonly<Record<string, number>>;

/** No feature counts for more: what lies beyond is an outlier. */
const MOST = 3;

/** A feature's value as the fits see it, -3 to 3. */
export function clipped(value: number): number {
  return Math.max(-MOST, Math.min(MOST, value));
}

/** To two decimals. */
export function roundedWeights(names: readonly string[], values: ArrayLike<number>): Weights {
  return Object.fromEntries(names.map((name, i) => [name, Math.round(100 * values[i]!) / 100]));
}
