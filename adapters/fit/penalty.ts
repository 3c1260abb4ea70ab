import type { Objective } from './lbfgs.ts';

/** Adds Σ strength · x² to a loss (L2). */
export function penalised(loss: Objective, strengths: Float64Array): Objective {
  return (point, gradient) => {
    let value = loss(point, gradient);
    for (let i = 0; i < strengths.length; i++) {
      value += strengths[i]! * point[i]! ** 2;
      gradient[i]! += 2 * strengths[i]! * point[i]!;
    }
    return value;
  };
}
