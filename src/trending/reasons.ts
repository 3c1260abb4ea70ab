import type { Observation } from '../papers/paper.ts';
import { gainSince } from './counts.ts';
import type { Evidence } from './evidence.ts';
import { listName } from './freshness.ts';
import { teamReasons } from './team-points.ts';
import type { Likeness, Tendency } from './track-record.ts';
import { inWindow } from './windows.ts';

const MOST_REASONS = 4;
/** So much more than of others must have come of papers like one before that is a reason. */
const NOTABLE_TENDENCY = 0.3;

interface Reason {
  readonly text: string;
  /** In votes; what has no points comes after what has. */
  readonly points: number;
}

/** Why a paper is among the trending ones, for people: true numbers, strongest first. */
export function reasonsOf(
  evidence: Evidence,
  { since, now, view }: { readonly since: number; readonly now: number; readonly view: 'top' | 'rising' },
): string[] {
  const votes = votesReasons(evidence, now - since);
  const expected = expectedReasons(evidence);
  const withPoints: Reason[] = [...votes, ...expected, ...teamReasons(evidence.team)].sort(
    (a, b) => b.points - a.points,
  );
  const first =
    view === 'rising' ? [...expected, ...withPoints.filter((reason) => !expected.includes(reason))] : withPoints;
  const all = [...first.map(({ text }) => text), ...otherReasons(evidence, since, now)];
  return all.slice(0, MOST_REASONS);
}

/** Why a paper stands where it does when nobody counts votes. */
export function pageReasons({ rank, team }: Evidence): string[] {
  const place = rank === undefined ? [] : [`#${rank.place} on ${listName(rank.source)}`];
  return [...place, ...teamReasons(team).map(({ text }) => text)].slice(0, MOST_REASONS);
}

function votesReasons({ votes }: Evidence, length: number): Reason[] {
  if (!votes || votes.now === 0) return [];
  const { now, gained, base } = votes;
  if (gained === 0) return [{ text: counted(now, 'vote'), points: 0 }];
  const since = base === 'first count' ? 'since first counted' : inWindow(length);
  const all = now === gained ? '' : ` (${now} in all)`;
  return [{ text: `+${counted(gained, 'vote')} ${since}${all}`, points: gained }];
}

function expectedReasons({ further }: Evidence): Reason[] {
  const votes = Math.round(further?.votes ?? 0);
  return votes < 1 ? [] : [{ text: `about ${votes} more expected`, points: votes }];
}

function otherReasons({ observations, listed, further, votes }: Evidence, since: number, now: number): string[] {
  const found: string[] = [];
  if (codeReleased(observations, since)) found.push('code released');
  const likeness = further?.tendency && notable(further.tendency);
  if (likeness) found.push(likeness);
  const comments = gainSince(observations, 'comments', since, now, listed)?.gained ?? 0;
  if (comments > 0) found.push(`+${counted(comments, 'comment')}`);
  // a repository may be older than the list that names it, so stars never count from none
  const stars = gainSince(observations, 'stars', since, now, undefined)?.gained ?? 0;
  if (stars > 0) found.push(`+${counted(stars, 'star')}`);
  if (votes?.now === 0 && votes.base === 'listing') found.push('just listed');
  return found;
}

/** A source that had known of no code names some within the window. */
function codeReleased(observations: readonly Observation[], since: number): boolean {
  const first = observations.find(({ hasCode }) => hasCode === true);
  if (first === undefined || first.at < since) return false;
  return observations.some(({ source, at, hasCode }) => source === first.source && at < first.at && hasCode !== true);
}

const LIKENESS: Partial<Record<Likeness, string>> = {
  authors: 'its authors’ papers usually gain more',
  organization: 'its organization’s papers usually gain more',
};

function notable({ total, by }: Tendency): string | undefined {
  if (total < NOTABLE_TENDENCY) return undefined;
  const [strongest] = (['authors', 'organization', 'projectPage', 'teamSize'] as const).toSorted(
    (a, b) => by[b] - by[a],
  );
  return strongest && LIKENESS[strongest];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
