import type { Observation, Paper } from '../papers/paper.ts';
import { countAt, firstCount, listDay } from './counts.ts';
import { outcomeOf } from './expectation.ts';
import type { Outcome } from './track-record.ts';

const HOUR = 3_600_000;

/** When a paper's votes are read off, in hours after the day of its list began: at best then, at least in between. */
const MORNING = { at: 8, from: 4, to: 14 };
const END_OF_DAY = { at: 24, from: 20, to: 30 };
const END_OF_WEEK = { at: 168, from: 156, to: 180 };

/**
 * What became of the papers that were listed more than a day before, as far as it was observed. Observations are kept where
 * they say something else than the last one, so a paper without any in a stretch had as many votes as before, provided that
 * something was observed in that stretch at all.
 *
 * @param observations by paper id, oldest first
 */
export function outcomesOf(
  papers: Iterable<Paper>,
  observations: ReadonlyMap<string, readonly Observation[]>,
  now: number,
): Outcome[] {
  const hours = countedHours(observations, now);
  const outcomes: Outcome[] = [];
  for (const paper of papers) {
    const seen = observations.get(paper.id);
    const first = seen && firstCount(seen, 'votes');
    if (seen === undefined || first === undefined) continue;
    const listed = listDay(paper, first.at);
    if (listed === undefined || listed + END_OF_DAY.from * HOUR > now) continue;
    const read = (stretch: typeof MORNING) => votesIn(seen, listed, stretch, hours, now);
    const votes = read(MORNING);
    const day = votes === undefined ? undefined : read(END_OF_DAY);
    if (votes === undefined || day === undefined) continue;
    const week = read(END_OF_WEEK);
    outcomes.push({ paper, votes, outcome: outcomeOf(week === undefined ? [day] : [day, week]) });
  }
  return outcomes;
}

/** The hours in which votes of any paper were counted. */
function countedHours(observations: ReadonlyMap<string, readonly Observation[]>, now: number): ReadonlySet<number> {
  const hours = new Set<number>();
  for (const seen of observations.values())
    for (const { at, votes } of seen) if (votes !== undefined && at <= now) hours.add(Math.floor(at / HOUR));
  return hours;
}

function votesIn(
  observations: readonly Observation[],
  listed: number,
  { at, from, to }: typeof MORNING,
  hours: ReadonlySet<number>,
  now: number,
): number | undefined {
  const end = Math.min(listed + to * HOUR, now);
  const start = listed + from * HOUR;
  const middle = listed + at * HOUR;
  let nearest: Observation | undefined;
  for (const one of observations) {
    if (one.at > end) break;
    if (one.at < start || one.votes === undefined) continue;
    if (nearest === undefined || Math.abs(one.at - middle) <= Math.abs(nearest.at - middle)) nearest = one;
  }
  if (nearest) return countAt(observations, 'votes', nearest.at);
  for (let hour = Math.ceil(start / HOUR); hour < Math.floor(end / HOUR); hour++)
    if (hours.has(hour)) return countAt(observations, 'votes', start);
  return undefined;
}
