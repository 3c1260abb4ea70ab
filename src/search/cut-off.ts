import type { Ranking } from './ranking.ts';
import { topIndexes } from './top.ts';

/** Where the relevant results end. */
export interface CutOff {
  readonly ranking: Ranking;
  /** The places in the ranking of the relevant ones, best first; of the nearest where none is relevant. */
  readonly places: Int32Array;
  /** How many are relevant, among the places or not; 0 where none is. */
  readonly total: number;
  readonly kind: 'found' | 'nearest' | 'nothing';
}

/** A result counts as relevant while its score is at least this share of the best one's. */
const SHARE_OF_BEST = 0.24;
/** What the best results must show of a query, in coverage and cosine; less where every word of it is known. */
const LEAST_EVIDENCE = { withUnknownWords: 0.65, else: 0.4 };
/** Below this there is nothing near either: no word is known, and nothing is meant that the table knows. */
const NO_EVIDENCE = 0.05;
/** The shipped table’s cosines of a query with the best papers are 0.37 on average. */
const WORTH_OF_COSINE = 1.74;
const NONE = new Int32Array(0);
/** The best few decide whether there is anything. */
const BEST = 10;

/** @param most how many places are wanted */
export function cutOff(ranking: Ranking, hasUnknownWords: boolean, most: number): CutOff {
  const { scores, coverage, cosines, views } = ranking;
  const order = topIndexes(scores, scores.length, Math.max(BEST, most));
  const best = order.subarray(0, BEST);
  const top = best[0];
  if (top === undefined || scores[top]! <= 0) return { ranking, places: NONE, total: 0, kind: 'nothing' };
  const largest = (values: Float32Array): number => {
    let found = 0;
    for (const i of best) if (values[i]! > found) found = values[i]!;
    return found;
  };
  const evidence = largest(coverage) + WORTH_OF_COSINE * ranking.knownShare * largest(cosines);
  if (evidence < NO_EVIDENCE && largest(views.name) === 0) return { ranking, places: NONE, total: 0, kind: 'nothing' };
  const least = hasUnknownWords ? LEAST_EVIDENCE.withUnknownWords : LEAST_EVIDENCE.else;
  if (evidence < least && largest(views.name) === 0) return { ranking, places: best, total: 0, kind: 'nearest' };
  let total = 0;
  for (let i = 0; i < scores.length; i++) if (scores[i]! >= SHARE_OF_BEST * scores[top]!) total++;
  return { ranking, places: order.subarray(0, total), total, kind: 'found' };
}
