import { hintsText } from './hints-text.ts';
import { minimise } from './lbfgs.ts';
import { penalised } from './penalty.ts';
import type { RankingExample, RankingExamples } from './ranking-examples.ts';
import { rankingLoss } from './ranking-loss.ts';
import { roundedWeights, type Weights } from './rounding.ts';

/** A ranking as it would be written. */
export interface FittedRanking {
  readonly weights: Weights;
  /** As parseHints reads them. */
  readonly hints: string;
  readonly questions: number;
  readonly iterations: number;
}

/** Hints are kept for phrases of at least so many questions. */
const FEWEST_QUESTIONS = 10;
/** Strengths of L2: on features in units of their standard deviations, and on hints. */
const FEATURE_STRENGTH = 15;
const HINT_STRENGTH = 2.5;
const LEAST_DEVIATION = 0.1;

/**
 * Fits the weights of the features and the hints together, and rounds them: the loss of ranking-loss.ts +
 * 15 · Σ (w · deviation)² + 2.5 · Σ u². The weight of `hinted` is 1.
 *
 * @param folds whether the questions of a fold take part
 */
export function fitRanking(
  { examples, features, phrases, signs }: RankingExamples,
  folds: (fold: number) => boolean,
): FittedRanking {
  const chosen = examples.filter((example) => folds(example.fold));
  const width = features.names.length;
  const known = knownPhrases(chosen, phrases.names.length);
  const rowOfPhrase = new Int32Array(phrases.names.length).fill(-1);
  known.forEach((phrase, row) => {
    rowOfPhrase[phrase] = row;
  });
  const hints = known.length * signs.names.length;
  const loss = rankingLoss(chosen, rowOfPhrase, { features: width, signs: signs.names.length });
  const strengths = new Float64Array(width + hints).fill(HINT_STRENGTH);
  strengths.set(deviations(chosen, width).map((deviation) => FEATURE_STRENGTH * deviation ** 2));
  const { point, iterations } = minimise(penalised(loss, strengths), new Float64Array(width + hints));
  const names = known.map((phrase) => phrases.names[phrase]!);
  return {
    weights: { ...roundedWeights(features.names, point.subarray(0, width)), hinted: 1 },
    hints: hintsText(names, signs.names, point.subarray(width)),
    questions: chosen.length,
    iterations,
  };
}

function knownPhrases(examples: readonly RankingExample[], phrases: number): number[] {
  const counts = new Int32Array(phrases);
  for (const example of examples) if (example.countsPhrases) for (const phrase of example.phrases) counts[phrase]!++;
  return [...counts.keys()].filter((phrase) => counts[phrase]! >= FEWEST_QUESTIONS);
}

/** Of each feature over all sentences, at least 0.1. */
function deviations(examples: readonly RankingExample[], features: number): Float64Array {
  const sums = new Float64Array(features);
  const squares = new Float64Array(features);
  let count = 0;
  for (const { sentences } of examples)
    for (const { columns, values } of sentences) {
      count++;
      columns.forEach((column, k) => {
        sums[column]! += values[k]!;
        squares[column]! += values[k]! ** 2;
      });
    }
  return sums.map((sum, i) => {
    const mean = sum / Math.max(1, count);
    return Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, squares[i]! / Math.max(1, count) - mean ** 2)));
  });
}
