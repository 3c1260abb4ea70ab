const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

export interface LazyAdam {
  /** Adds `weight` times the gradient at `gradients[at]` to a row's; ignores rows of other threads. */
  add(row: number, gradients: Float32Array, at: number, weight: number): void;
  /** Moves the rows that got a gradient since the last update, and no other. */
  update(rate: number, step: number): void;
}

/**
 * Adam (Kingma and Ba, 2015) for a table of which a batch touches few rows: a row that is not touched keeps its
 * moments. Every row belongs to the thread that is its number modulo `threads`.
 */
export function lazyAdam(table: Float32Array, dimensions: number, thread: number, threads: number): LazyAdam {
  const rows = Math.ceil(table.length / dimensions / threads);
  const means = new Float32Array(rows * dimensions);
  const squares = new Float32Array(rows * dimensions);
  const sums = new Float32Array(rows * dimensions);
  const isTouched = new Uint8Array(rows);
  const touched: number[] = [];

  return {
    add(row, gradients, at, weight) {
      if (row % threads !== thread) return;
      const own = (row - thread) / threads;
      const offset = own * dimensions;
      if (isTouched[own] === 0) {
        isTouched[own] = 1;
        touched.push(own);
      }
      for (let k = 0; k < dimensions; k++) sums[offset + k]! += weight * gradients[at + k]!;
    },
    update(rate, step) {
      const stepSize = (rate * Math.sqrt(1 - SQUARE_DECAY ** step)) / (1 - MEAN_DECAY ** step);
      for (const own of touched) {
        isTouched[own] = 0;
        const offset = own * dimensions;
        const target = (own * threads + thread) * dimensions;
        for (let k = 0; k < dimensions; k++) {
          const gradient = sums[offset + k]!;
          const mean = MEAN_DECAY * means[offset + k]! + (1 - MEAN_DECAY) * gradient;
          const square = SQUARE_DECAY * squares[offset + k]! + (1 - SQUARE_DECAY) * gradient * gradient;
          means[offset + k] = mean;
          squares[offset + k] = square;
          sums[offset + k] = 0;
          table[target + k]! -= (stepSize * mean) / (Math.sqrt(square) + EPSILON);
        }
      }
      touched.length = 0;
    },
  };
}
