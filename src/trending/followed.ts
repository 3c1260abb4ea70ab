import type { Observation, Paper } from '../papers/paper.ts';
import { countAt } from './counts.ts';

const DAY = 86_400_000;
/** The daily lists of so many days are read in full. */
const LISTED = 7 * DAY;
/** What is older has no window to trend in. */
const LONGEST = 30 * DAY;
const MOST = 30;

/**
 * The arXiv ids of older papers whose votes still bear on what trends in a month: of those that were listed one to four
 * weeks ago the ones with most votes, most first.
 *
 * @param now milliseconds since the epoch
 */
export function followedPapers(
  papers: readonly Paper[],
  observations: ReadonlyMap<string, readonly Observation[]>,
  now: number,
): string[] {
  const counted: { readonly id: string; readonly votes: number }[] = [];
  for (const { id, arxivId, listedOn } of papers) {
    if (arxivId === undefined || listedOn === undefined) continue;
    const age = now - Date.parse(listedOn);
    if (age <= LISTED + DAY || age > LONGEST) continue;
    const votes = countAt(observations.get(id) ?? [], 'votes', now);
    if (votes !== undefined) counted.push({ id: arxivId, votes });
  }
  counted.sort((a, b) => b.votes - a.votes || (a.id < b.id ? -1 : 1));
  return counted.slice(0, MOST).map(({ id }) => id);
}
