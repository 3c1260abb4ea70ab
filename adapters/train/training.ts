import { Worker } from 'node:worker_threads';
import type { Corpus } from './corpus.ts';
import { sharedInts } from './shared-arrays.ts';
import { trainingPhases } from './training-phases.ts';
import { type TrainingSettings, trainingSteps } from './training-settings.ts';
import { initialState, meanLoss, type TrainingState } from './training-state.ts';

/** What a worker gets. */
export interface TrainingJob {
  readonly corpus: Corpus;
  readonly settings: TrainingSettings;
  readonly state: TrainingState;
  /** For the barrier. */
  readonly gate: Int32Array;
  readonly thread: number;
}

/**
 * Trains a table, with one thread on the calling one, else in workers. The same corpus, settings and seed give the same
 * table, whatever the number of threads.
 *
 * @param onStep told the step that has ended, 1 the first, and its mean loss
 * @returns a row of `settings.dimensions` values for every row of the corpus
 * @throws Error where a worker fails
 */
export async function train(
  corpus: Corpus,
  settings: TrainingSettings,
  onStep: (step: number, loss: number) => void,
): Promise<Float32Array> {
  const state = initialState(corpus, settings);
  if (settings.threads === 1) {
    const phases = trainingPhases(corpus, settings, state, 0);
    for (let step = 0; step < trainingSteps(corpus.papers, settings); step++) {
      for (const phase of phases) phase(step);
      onStep(step + 1, meanLoss(state));
    }
  } else {
    await trainInWorkers(corpus, settings, state, onStep);
  }
  return state.table;
}

async function trainInWorkers(
  corpus: Corpus,
  settings: TrainingSettings,
  state: TrainingState,
  onStep: (step: number, loss: number) => void,
): Promise<void> {
  const gate = sharedInts(2);
  const workers = Array.from({ length: settings.threads }, (_, thread) => {
    const workerData: TrainingJob = { corpus, settings, state, gate, thread };
    // compiled, since a worker is started by Node itself
    return new Worker(new URL('./training-worker.js', import.meta.url), { workerData });
  });
  let step = 0;
  workers[0]?.on('message', (loss: number) => onStep(++step, loss));
  try {
    await Promise.all(workers.map(ended));
  } finally {
    // where one fails, the others wait for it in vain
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A training thread ended with ${code}.`))));
  });
}
