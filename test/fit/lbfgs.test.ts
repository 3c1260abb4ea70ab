import { describe, expect, it } from 'vitest';
import { minimise, type Objective } from '../../adapters/fit/lbfgs.ts';
import { fitLogistic, type LogisticExample, likelihood } from '../../adapters/fit/logistic-fit.ts';

describe('L-BFGS', () => {
  it('finds the minimum of a quadratic function of very different scales', () => {
    const scales = [1, 10, 100, 1000];
    const quadratic: Objective = (point, gradient) => {
      let value = 3;
      scales.forEach((scale, i) => {
        value += scale * (point[i]! - i) ** 2;
        gradient[i] = 2 * scale * (point[i]! - i);
      });
      return value;
    };
    const start = Float64Array.of(9, 9, 9, 9);
    const { point, value, iterations } = minimise(quadratic, start);
    point.forEach((x, i) => {
      expect(x).toBeCloseTo(i, 3);
    });
    expect(value).toBeCloseTo(3, 6);
    expect(iterations).toBeLessThan(30);
    expect([...start]).toEqual([9, 9, 9, 9]);
  });

  it('follows the bent valley of Rosenbrock’s function', () => {
    const rosenbrock: Objective = (point, gradient) => {
      const [x, y] = [point[0]!, point[1]!];
      gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
      gradient[1] = 200 * (y - x * x);
      return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    };
    const { point } = minimise(rosenbrock, Float64Array.of(-1.2, 1));
    expect(point[0]).toBeCloseTo(1, 2);
    expect(point[1]).toBeCloseTo(1, 2);
  });

  it('stays where nothing is lower, and stops when told to', () => {
    const bowl: Objective = (point, gradient) => {
      gradient[0] = 2 * point[0]!;
      return point[0]! ** 2;
    };
    expect(minimise(bowl, Float64Array.of(0))).toEqual({ point: Float64Array.of(0), value: 0, iterations: 0 });
    const short = minimise(bowl, Float64Array.of(1000), 1);
    expect(short.iterations).toBe(1);
    expect(short.value).toBeLessThan(1e6);
    expect(short.value).toBeGreaterThan(0);
  });
});

describe('the logistic regression', () => {
  const examples = (positives: number, negatives: number, weight: number): LogisticExample[] =>
    [true, false].flatMap((positive) =>
      Array.from({ length: positive ? positives : negatives }, () => ({
        features: new Map([['bias', 1]]),
        positive,
        weight,
      })),
    );

  it('comes to the known solution', () => {
    // with one constant feature the likelihood is the share of positives, but for L2: 2 · w = Σ (y - likelihood)
    const weights = fitLogistic(examples(30, 10, 1000));
    expect(weights).toEqual({ bias: 1.1 });
    expect(likelihood(new Map([['bias', 1]]), { bias: Math.log(3) })).toBeCloseTo(0.75, 9);
    const held = fitLogistic(examples(30, 10, 1))['bias']!;
    expect(2 * held).toBeCloseTo(30 - 40 * likelihood(new Map([['bias', 1]]), { bias: held }), 0);
  });

  it('is nothing without an example, and takes outliers for 3', () => {
    expect(fitLogistic([])).toEqual({});
    const far = (value: number) => [{ features: new Map([['far', value]]), positive: true, weight: 5 }];
    expect(fitLogistic(far(1000))).toEqual(fitLogistic(far(3)));
  });
});
