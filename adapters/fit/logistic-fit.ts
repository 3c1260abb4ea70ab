import { createColumns } from './columns.ts';
import { minimise } from './lbfgs.ts';
import { penalised } from './penalty.ts';
import { clipped, roundedWeights, type Weights } from './rounding.ts';
import { floatRows, intRows } from './rows.ts';

export interface LogisticExample {
  readonly features: ReadonlyMap<string, number>;
  readonly positive: boolean;
  readonly weight: number;
}

/** Strength of L2. */
const STRENGTH = 1;

/**
 * A logistic regression, rounded: Σ weight · log(1 + exp(∓ w · features)) + Σ w², with features clipped
 * to ±3.
 */
export function fitLogistic(examples: readonly LogisticExample[]): Weights {
  const columns = createColumns();
  const { start: from, values: column } = intRows(
    examples.map(({ features }) => Int32Array.from(features.keys(), (name) => columns.of(name))),
  );
  const { values } = floatRows(examples.map(({ features }) => Float32Array.from(features.values(), clipped)));
  const loss = (point: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let sum = 0;
    examples.forEach(({ positive, weight }, i) => {
      let logit = 0;
      for (let k = from[i]!; k < from[i + 1]!; k++) logit += point[column[k]!]! * values[k]!;
      // log(1 + exp(x)) without overflow
      sum += weight * (Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))) - (positive ? logit : 0));
      const slope = weight * (logistic(logit) - (positive ? 1 : 0));
      for (let k = from[i]!; k < from[i + 1]!; k++) gradient[column[k]!]! += slope * values[k]!;
    });
    return sum;
  };
  const width = columns.names.length;
  const { point } = minimise(penalised(loss, new Float64Array(width).fill(STRENGTH)), new Float64Array(width));
  return roundedWeights(columns.names, point);
}

/** How likely it is, 0..1, by features as they come. */
export function likelihood(features: ReadonlyMap<string, number>, weights: Weights): number {
  let logit = 0;
  for (const [name, value] of features) logit += value * (weights[name] ?? 0);
  return logistic(logit);
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
