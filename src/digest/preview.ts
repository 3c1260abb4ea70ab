import type { Library } from '../library.ts';
import type { Observation, Paper } from '../papers/paper.ts';
import type { TeamSignals } from '../papers/signal.ts';
import type { Place } from '../ports.ts';
import { firstCount } from '../trending/counts.ts';
import { type Choice, createChooser, type DigestWish } from './choose.ts';
import { createFitting } from './fitting.ts';
import { nextDue, type Schedule } from './schedule.ts';
import type { PostedPapers } from './subscription.ts';
import { begunBy, windowBegin } from './window.ts';

/** A post of the past as it would have been. */
export interface PreviewedPost {
  readonly due: number;
  readonly since: number;
  readonly choice: Choice;
  /** Nothing was counted yet at that moment, so it goes by the first votes that were, of the papers that were listed then. */
  readonly isHindsight: boolean;
}

/** When a post was due after `from` and up to `to`, oldest first; of more than `most` the latest. */
export function dueTimes(schedule: Schedule, from: number, to: number, most: number): number[] {
  const times: number[] = [];
  for (let due = from; ; ) {
    due = nextDue(schedule, new Date(due)).getTime();
    if (due > to) return times;
    times.push(due);
    if (times.length > most) times.shift();
  }
}

/**
 * Plays the posts of a stretch again, each from what was known and observed up to its moment, and each after what the ones
 * before it brought. Sends and keeps nothing.
 *
 * @param dues oldest first
 * @param posted what the channel really had; what it had since the first of the times is played again instead
 * @param team what its team had made of papers up to one of the times
 */
export function previewPosts(
  library: Library,
  { wish, schedule, place }: { readonly wish: DigestWish; readonly schedule: Schedule; readonly place: Place },
  dues: readonly number[],
  posted: PostedPapers,
  team: (due: number) => TeamSignals,
): PreviewedPost[] {
  const begin = dues[0] ?? 0;
  const had = new Map([...posted].filter(([, at]) => at < begin));
  // kept apart: what was posted really does not depend on it
  const hadInHindsight = new Map(had);
  const fitting = createFitting(library);
  const counting = firstCounted(library);
  const past = inHindsight(library);
  return dues.map((due) => {
    const isHindsight = due < counting;
    const since = begunBy(windowBegin(schedule, due, due), 0);
    const chooser = createChooser(isHindsight ? past : library, due, () => team(due), fitting);
    const before = isHindsight ? hadInHindsight : had;
    const choice = chooser.choose({ wish, place, since, posted: before });
    for (const { paper } of choice.chosen) before.set(paper.id, due);
    return { due, since, choice, isHindsight };
  });
}

/** When the first votes of any paper were counted. */
function firstCounted(library: Library): number {
  let first = Number.POSITIVE_INFINITY;
  for (const observations of library.observations().values())
    first = Math.min(first, firstCount(observations, 'votes')?.at ?? first);
  return first;
}

/** The library as if each paper had had its first count of votes when the list came out that names it. */
function inHindsight(library: Library): Library {
  const papers: Paper[] = [];
  const observations = new Map<string, readonly Observation[]>();
  for (const { firstSeen: _, ...paper } of library.papers()) {
    const first = firstCount(library.observations().get(paper.id) ?? [], 'votes');
    if (paper.listedOn === undefined || first === undefined) continue;
    papers.push(paper);
    observations.set(paper.id, [{ ...first, at: Date.parse(paper.listedOn) }]);
  }
  return { ...library, papers: () => papers, observations: () => observations };
}

/** What was noted between two moments, from what was noted since each of them. */
export function signalsBetween(sinceFirst: TeamSignals, sinceSecond: TeamSignals): TeamSignals {
  const between = new Map<string, Record<string, number>>();
  for (const [paper, counts] of sinceFirst) {
    const later: Readonly<Record<string, number>> = sinceSecond.get(paper) ?? {};
    const left = Object.entries(counts)
      .map(([kind, count]) => [kind, count - (later[kind] ?? 0)] as const)
      .filter(([, count]) => count > 0);
    if (left.length > 0) between.set(paper, Object.fromEntries(left));
  }
  return between;
}
