import type { VocabularySizes } from './vocabulary.ts';

export interface TrainingSettings extends VocabularySizes {
  /** Rows for the character n-grams of unknown words. */
  readonly hashed: number;
  /** A multiple of four. */
  readonly dimensions: number;
  /** Pairs in a step, each other's wrong answers; a multiple of four. */
  readonly batch: number;
  /** How often every paper is seen. */
  readonly epochs: number;
  /** Of Adam, at the first step; falls to nothing in a straight line. */
  readonly learningRate: number;
  /** Of InfoNCE: cosines are divided by it. */
  readonly temperature: number;
  readonly seed: number;
  readonly threads: number;
}

const LARGEST_BATCH = 1024;
const SMALLEST_BATCH = 128;
/** A smaller corpus has smaller batches, since few steps teach less than few wrong answers a step. */
const BATCHES = 100;

/** What gave the best tables of 30,000 and of 87,500 papers; more epochs fit the training papers and help no search. */
export function defaultSettings(papers: number): TrainingSettings {
  const batch = 2 ** Math.floor(Math.log2(Math.max(1, papers / BATCHES)));
  return {
    words: 20_000,
    bigrams: 12_000,
    hashed: 4_096,
    dimensions: 256,
    batch: Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, batch)),
    epochs: 8,
    learningRate: 0.008,
    temperature: 0.05,
    seed: 1,
    threads: 1,
  };
}

/** Batches in an epoch. They are equally long; up to `batch - 1` papers, others in every epoch, sit one out. */
export function batchesPerEpoch(papers: number, settings: TrainingSettings): number {
  return Math.floor(papers / settings.batch);
}

export function trainingSteps(papers: number, settings: TrainingSettings): number {
  return batchesPerEpoch(papers, settings) * settings.epochs;
}
