import type { Corpus } from './corpus.ts';
import { lazyAdam } from './lazy-adam.ts';
import { multiplyTransposed } from './matrix.ts';
import { pairSampler } from './pair-sampler.ts';
import { seededRandom, shuffled } from './random.ts';
import { batchesPerEpoch, type TrainingSettings, trainingSteps } from './training-settings.ts';
import type { TrainingState } from './training-state.ts';

/** Rows of a gradient that are worked on together, so that they stay in the cache. */
const PANEL = 16;

/**
 * One thread's part in the training: the phases of a step. All threads must have ended a phase before one begins the
 * next. A number is always computed by one thread alone and in the same order, so the table is the same, to the last
 * bit, for any number of threads.
 *
 * The loss is symmetric InfoNCE over the batch (van den Oord et al., "Representation learning with contrastive
 * predictive coding", 2018; both directions as in Radford et al., 2021): a query should find its document among those
 * of the batch, and a document its query.
 */
export function trainingPhases(
  corpus: Corpus,
  settings: TrainingSettings,
  state: TrainingState,
  thread: number,
): readonly ((step: number) => void)[] {
  const { batch, dimensions, temperature, seed, threads } = settings;
  const { rows, weights, counts, vectors, lengths, similarities, rowSums, columnSums, gradients, losses } = state;
  const batches = batchesPerEpoch(corpus.papers, settings);
  const steps = trainingSteps(corpus.papers, settings);
  const from = 4 * Math.floor((batch / 4) * (thread / threads));
  const to = 4 * Math.floor((batch / 4) * ((thread + 1) / threads));
  const slot = corpus.mostRows;
  const samplePair = pairSampler(corpus, state);
  const adam = lazyAdam(state.table, dimensions, thread, threads);
  const queries = vectors.subarray(0, batch * dimensions);
  const documents = vectors.subarray(batch * dimensions);
  const panel = new Float32Array(PANEL * batch);
  const panelGradient = new Float32Array(PANEL * dimensions);
  let order: Int32Array = new Int32Array(0);
  let orderEpoch = -1;

  function embedTexts(step: number): void {
    const epoch = Math.floor(step / batches);
    if (epoch !== orderEpoch) order = shuffled(corpus.papers, seededRandom(seed, 1, epoch));
    orderEpoch = epoch;
    for (let i = from; i < to; i++) {
      const paper = order[(step % batches) * batch + i]!;
      const random = seededRandom(seed, 2, epoch, paper);
      const { query, document } = samplePair(paper, random, i * slot, (batch + i) * slot);
      counts[i] = query;
      counts[batch + i] = document;
      embed(i, state.queriesTransposed, i);
      embed(batch + i, state.documentsTransposed, i);
    }
  }

  function embed(text: number, transposed: Float32Array, column: number): void {
    const { table } = state;
    const at = text * dimensions;
    const vector = vectors.fill(0, at, at + dimensions);
    for (let entry = text * slot; entry < text * slot + counts[text]!; entry++) {
      const row = rows[entry]! * dimensions;
      const weight = weights[entry]!;
      for (let k = 0; k < dimensions; k++) vector[at + k]! += weight * table[row + k]!;
    }
    let squares = 0;
    for (let k = 0; k < dimensions; k++) squares += vector[at + k]! * vector[at + k]!;
    lengths[text] = Math.sqrt(squares);
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let k = 0; k < dimensions; k++) {
      vector[at + k]! *= scale;
      transposed[k * batch + column] = vector[at + k]!;
    }
  }

  function compare(): void {
    multiplyTransposed(queries, documents, similarities, from, to, batch, dimensions);
    for (let i = from; i < to; i++) {
      let sum = 0;
      for (let at = i * batch; at < (i + 1) * batch; at++) {
        const similarity = Math.exp((similarities[at]! - 1) / temperature);
        similarities[at] = similarity;
        sum += similarity;
      }
      rowSums[i] = sum;
    }
  }

  function sumColumns(): void {
    columnSums.fill(0, from, to);
    for (let i = 0; i < batch; i++) for (let j = from; j < to; j++) columnSums[j]! += similarities[i * batch + j]!;
  }

  function findGradients(): void {
    for (let first = from; first < to; first += PANEL) {
      const count = Math.min(PANEL, to - first);
      for (let p = 0; p < count; p++) {
        const i = first + p;
        for (let j = 0; j < batch; j++)
          panel[p * batch + j] = similarities[i * batch + j]! * (0.5 / rowSums[i]! + 0.5 / columnSums[j]!);
        panel[p * batch + i]! -= 1;
        losses[i] = 0.5 * Math.log(rowSums[i]! * columnSums[i]!) - Math.log(similarities[i * batch + i]!);
      }
      multiplyTransposed(panel, state.documentsTransposed, panelGradient, 0, count, dimensions, batch);
      for (let p = 0; p < count; p++) throughNormalisation(p, first + p);

      for (let i = 0; i < batch; i++)
        for (let p = 0; p < count; p++)
          panel[p * batch + i] =
            similarities[i * batch + first + p]! * (0.5 / rowSums[i]! + 0.5 / columnSums[first + p]!);
      for (let p = 0; p < count; p++) panel[p * batch + first + p]! -= 1;
      multiplyTransposed(panel, state.queriesTransposed, panelGradient, 0, count, dimensions, batch);
      for (let p = 0; p < count; p++) throughNormalisation(p, batch + first + p);
    }
  }

  /** The gradient of the sum of rows, from that of the vector of length 1: what points along the vector falls away. */
  function throughNormalisation(row: number, text: number): void {
    const at = text * dimensions;
    const offset = row * dimensions;
    let along = 0;
    for (let k = 0; k < dimensions; k++) along += panelGradient[offset + k]! * vectors[at + k]!;
    const scale = lengths[text]! > 0 ? 1 / (lengths[text]! * temperature * batch) : 0;
    for (let k = 0; k < dimensions; k++)
      gradients[at + k] = (panelGradient[offset + k]! - along * vectors[at + k]!) * scale;
  }

  function update(step: number): void {
    for (let text = 0; text < 2 * batch; text++)
      for (let entry = text * slot; entry < text * slot + counts[text]!; entry++)
        adam.add(rows[entry]!, gradients, text * dimensions, weights[entry]!);
    adam.update(settings.learningRate * (1 - step / steps), step + 1);
  }

  return [embedTexts, compare, sumColumns, findGradients, update];
}
