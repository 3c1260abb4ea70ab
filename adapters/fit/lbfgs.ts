/** Gives the value of a function at a point and writes its gradient there over `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
}

/** Steps that are remembered. */
const HISTORY = 10;
const MOST_ITERATIONS = 300;
const MOST_TRIALS = 40;
const RELATIVE_CHANGE = 1e-7;
/** Of the conditions on a step: how much the value falls (Armijo), and how much less steep it is after it (Wolfe). */
const DECREASE = 1e-4;
const CURVATURE = 0.9;

interface Step {
  /** Of the point and of the gradient. */
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  /** The dot product of the two, above 0. */
  readonly product: number;
}

/**
 * Minimises a smooth function by L-BFGS (Liu and Nocedal, 1989), with steps that meet the weak Wolfe conditions, found
 * by bisection. Stops where an iteration changes the value by less than 1e-7 of it (of 1 where it is smaller).
 *
 * @param start stays as it is
 */
export function minimise(objective: Objective, start: Float64Array, mostIterations = MOST_ITERATIONS): Minimum {
  let point: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(point.length);
  let value = objective(point, gradient);
  const steps: Step[] = [];
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const direction = descent(gradient, steps);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) return { point, value, iterations: iteration };
    const first = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    const next = search(objective, point, value, direction, slope, first);
    if (next === undefined) return { point, value, iterations: iteration };
    const moved = difference(next.point, point);
    const turned = difference(next.gradient, gradient);
    const product = dot(moved, turned);
    if (product > 0) steps.push({ moved, turned, product });
    if (steps.length > HISTORY) steps.shift();
    const change = value - next.value;
    ({ point, gradient, value } = next);
    if (change <= RELATIVE_CHANGE * Math.max(1, Math.abs(value))) return { point, value, iterations: iteration + 1 };
  }
  return { point, value, iterations: mostIterations };
}

/** The direction of the step: minus the gradient times what the steps tell of the inverse of the second derivatives. */
function descent(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares: number[] = [];
  for (const { moved, turned, product } of steps.toReversed()) {
    const share = dot(moved, direction) / product;
    add(direction, turned, -share);
    shares.push(share);
  }
  const last = steps.at(-1);
  if (last) {
    const scale = last.product / dot(last.turned, last.turned);
    for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  }
  for (const { moved, turned, product } of steps)
    add(direction, moved, shares.pop()! - dot(turned, direction) / product);
  return direction;
}

/** The point after a step along the direction, undefined where none is any lower. */
function search(
  objective: Objective,
  from: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  first: number,
): { point: Float64Array; gradient: Float64Array; value: number } | undefined {
  const gradient = new Float64Array(from.length);
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  let length = first;
  let lower: number | undefined;
  const at = (step: number) => {
    const point = from.slice();
    add(point, direction, step);
    return { point, gradient, value: objective(point, gradient) };
  };
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const next = at(length);
    if (!(next.value <= value + DECREASE * length * slope)) most = length;
    else if (dot(gradient, direction) >= CURVATURE * slope) return next;
    else lower = least = length;
    length = most === Number.POSITIVE_INFINITY ? 2 * length : (least + most) / 2;
  }
  return lower === undefined ? undefined : at(lower);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += times * what[i]!;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}
