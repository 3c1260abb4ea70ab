import type { Observation, Paper } from '../papers/paper.ts';

const DAY = 86_400_000;

export type Counted = 'votes' | 'comments' | 'stars';

/** The most that any source counted at a moment, as it was last observed until then; undefined where none had counted yet. */
export function countAt(observations: readonly Observation[], what: Counted, moment: number): number | undefined {
  // nearly always one source counts, and it needs no table
  let source: string | undefined;
  let last: number | undefined;
  let others: Map<string, number> | undefined;
  for (const observation of observations) {
    if (observation.at > moment) break;
    const count = observation[what];
    if (count === undefined) continue;
    if (source === undefined || source === observation.source) {
      source = observation.source;
      last = count;
    } else {
      others ??= new Map();
      others.set(observation.source, count);
    }
  }
  return others === undefined || last === undefined ? last : Math.max(last, ...others.values());
}

/** The first observation that has a count. */
export function firstCount(observations: readonly Observation[], what: Counted): Observation | undefined {
  return observations.find((observation) => observation[what] !== undefined);
}

/**
 * From when on votes could be given to a paper. A day's list grows until the evening, so that is when it was first counted,
 * if that was on the day (UTC) of the list that names it; else midnight of that day, and no later than the first count.
 * Where no list names it, when it was first seen.
 */
export function listedAt(paper: Paper, firstCounted: number | undefined): number | undefined {
  const day = listDay(paper, firstCounted);
  const isOfThatDay = paper.listedOn !== undefined && day !== undefined;
  return isOfThatDay && firstCounted !== undefined && firstCounted < day + DAY ? firstCounted : day;
}

/** When the day of the list began that names the paper: midnight UTC, and no later than the first count. */
export function listDay(paper: Paper, firstCounted: number | undefined): number | undefined {
  const day = paper.listedOn === undefined ? paper.firstSeen : Date.parse(paper.listedOn);
  return day === undefined || firstCounted === undefined ? (day ?? firstCounted) : Math.min(day, firstCounted);
}

/** What was counted of a paper until now, and how much of it since a moment. */
export interface Gain {
  readonly now: number;
  /** Never below 0, though votes can be taken back. */
  readonly gained: number;
  readonly before: number;
  /** What `before` is: none yet at its listing, the count at that moment, or the first that there is, which is later. */
  readonly base: 'listing' | 'moment' | 'first count';
}

/** @param listed counts from 0 where that was after the moment */
export function gainSince(
  observations: readonly Observation[],
  what: Counted,
  since: number,
  now: number,
  listed: number | undefined,
): Gain | undefined {
  const count = countAt(observations, what, now);
  if (count === undefined) return undefined;
  const of = (before: number, base: Gain['base']): Gain => ({
    now: count,
    gained: Math.max(0, count - before),
    before,
    base,
  });
  if (listed !== undefined && listed >= since) return of(0, 'listing');
  const before = countAt(observations, what, since);
  if (before !== undefined) return of(before, 'moment');
  return of(firstCount(observations, what)?.[what] ?? 0, 'first count');
}
