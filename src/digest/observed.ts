import type { Observation, Paper } from '../papers/paper.ts';
import { countAt, firstCount } from '../trending/counts.ts';

type Observations = ReadonlyMap<string, readonly Observation[]>;

/**
 * The votes that were counted of a paper at a moment. Where none had been counted by then, the first count there is, so
 * that nothing seems gained that was only not seen before.
 */
export function votesAt(observations: readonly Observation[], moment: number): number {
  return countAt(observations, 'votes', moment) ?? firstCount(observations, 'votes')?.votes ?? 0;
}

/** Whether Paperboy knew of the paper at a moment. */
export function wasKnown(paper: Paper, observations: Observations, moment: number): boolean {
  const seen = paper.firstSeen ?? observations.get(paper.id)?.[0]?.at;
  return seen === undefined || seen <= moment;
}

/** The last day (YYYY-MM-DD) whose list named a paper that was known at a moment. */
export function lastListed(papers: Iterable<Paper>, observations: Observations, moment: number): string | undefined {
  let latest: string | undefined;
  for (const paper of papers)
    if (paper.listedOn !== undefined && paper.listedOn > (latest ?? '') && wasKnown(paper, observations, moment))
      latest = paper.listedOn;
  return latest;
}
