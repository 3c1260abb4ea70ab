import type { Ranking } from './ranking.ts';
import { topIndexes } from './top.ts';

/** Where the relevant results end. */
export interface CutOff {
  readonly ranking: Ranking;
  /** The places in the ranking of the relevant ones, best first; of the nearest where none is relevant. */
  readonly places: readonly number[];
  readonly kind: 'found' | 'nearest' | 'nothing';
}

/** A result counts as relevant while its score is at least this share of the best one's. */
const SHARE_OF_BEST = 0.24;
/** What the best results must show of a query, in coverage and cosine; less where every word of it is known. */
const LEAST_EVIDENCE = { withUnknownWords: 0.65, else: 0.4 };
/** Below this there is nothing near either: no word is known, and nothing is meant that the table knows. */
const NO_EVIDENCE = 0.05;
const WORTH_OF_COSINE = 2;
/** The best few decide whether there is anything. */
const BEST = 10;

export function cutOff(ranking: Ranking, hasUnknownWords: boolean): CutOff {
  const { scores, coverage, cosines, views } = ranking;
  const order = [...topIndexes(scores, scores.length, scores.length, () => true)];
  const best = order.slice(0, BEST);
  const top = best[0];
  if (top === undefined || scores[top]! <= 0) return { ranking, places: [], kind: 'nothing' };
  const most = (values: Float32Array): number => best.reduce((least, i) => Math.max(least, values[i]!), 0);
  const evidence = most(coverage) + WORTH_OF_COSINE * ranking.knownShare * most(cosines);
  if (evidence < NO_EVIDENCE && most(views.name) === 0) return { ranking, places: [], kind: 'nothing' };
  const least = hasUnknownWords ? LEAST_EVIDENCE.withUnknownWords : LEAST_EVIDENCE.else;
  if (evidence < least && most(views.name) === 0) return { ranking, places: best, kind: 'nearest' };
  return { ranking, places: order.filter((i) => scores[i]! >= SHARE_OF_BEST * scores[top]!), kind: 'found' };
}
