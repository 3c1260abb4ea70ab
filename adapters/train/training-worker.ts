import { parentPort, workerData } from 'node:worker_threads';
import { barrier } from './barrier.ts';
import type { TrainingJob } from './training.ts';
import { trainingPhases } from './training-phases.ts';
import { trainingSteps } from './training-settings.ts';
import { meanLoss } from './training-state.ts';

const { corpus, settings, state, gate, thread } = workerData as TrainingJob;
const phases = trainingPhases(corpus, settings, state, thread);
const waitForOthers = barrier(gate, settings.threads);
for (let step = 0; step < trainingSteps(corpus.papers, settings); step++) {
  for (const phase of phases) {
    phase(step);
    waitForOthers();
  }
  // losses stay as they are until the fourth phase of the next step, which no thread reaches without this one
  if (thread === 0) parentPort?.postMessage(meanLoss(state));
}
