import type { Corpus } from './corpus.ts';
import { normal, seededRandom } from './random.ts';
import { sharedFloats, sharedInts } from './shared-arrays.ts';
import type { TrainingSettings } from './training-settings.ts';

/** Of a row, times its rarity. */
const INITIAL_LENGTH = 0.15;

/**
 * What the threads of a training share. A batch of n pairs has 2n texts, the n queries first; a text's `rows` and
 * `weights` begin at `corpus.mostRows` times its number.
 */
export interface TrainingState {
  /** The table in training, a row of `dimensions` after the other. */
  readonly table: Float32Array;
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  /** How many rows a text has. */
  readonly counts: Int32Array;
  /** A vector of length 1 a text; zeros where it has no known token. */
  readonly vectors: Float32Array;
  /** Lengths before that. */
  readonly lengths: Float32Array;
  /** The same vectors, a dimension a row, a text a column. */
  readonly queriesTransposed: Float32Array;
  readonly documentsTransposed: Float32Array;
  /** exp((cosine - 1) / temperature), a query a row, a document a column. */
  readonly similarities: Float32Array;
  readonly rowSums: Float32Array;
  readonly columnSums: Float32Array;
  /** Of the loss, by a text's sum of rows. */
  readonly gradients: Float32Array;
  /** A pair's. */
  readonly losses: Float32Array;
}

export function initialState(corpus: Corpus, settings: TrainingSettings): TrainingState {
  const { batch, dimensions } = settings;
  return {
    table: initialTable(corpus, settings),
    rows: sharedInts(2 * batch * corpus.mostRows),
    weights: sharedFloats(2 * batch * corpus.mostRows),
    counts: sharedInts(2 * batch),
    vectors: sharedFloats(2 * batch * dimensions),
    lengths: sharedFloats(2 * batch),
    queriesTransposed: sharedFloats(dimensions * batch),
    documentsTransposed: sharedFloats(dimensions * batch),
    similarities: sharedFloats(batch * batch),
    rowSums: sharedFloats(batch),
    columnSums: sharedFloats(batch),
    gradients: sharedFloats(2 * batch * dimensions),
    losses: sharedFloats(batch),
  };
}

export function meanLoss(state: TrainingState): number {
  let sum = 0;
  for (const loss of state.losses) sum += loss;
  return sum / state.losses.length;
}

/** Small random rows, those of rare words longer, as they say more. Larger ones are learned away too slowly. */
function initialTable(corpus: Corpus, { dimensions, seed }: TrainingSettings): Float32Array {
  const table = sharedFloats(corpus.rows * dimensions);
  const random = seededRandom(seed);
  for (let row = 0; row < corpus.rows; row++) {
    const spread = (INITIAL_LENGTH * corpus.rarity[row]!) / Math.sqrt(dimensions);
    for (let k = 0; k < dimensions; k++) table[row * dimensions + k] = normal(random) * spread;
  }
  return table;
}
