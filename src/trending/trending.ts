import type { Observation, Paper } from '../papers/paper.ts';
import type { SignalCounts, TeamSignals } from '../papers/signal.ts';
import { type Evidence, evidenceOf, furtherPart, pagePart, UNDATED, votesPart } from './evidence.ts';
import { outcomesOf } from './outcomes.ts';
import { pageReasons, reasonsOf } from './reasons.ts';
import { type ScorePart, totalOf } from './score.ts';
import { teamParts } from './team-points.ts';
import { learnTrackRecord, type TrackRecord } from './track-record.ts';

/** What matters, or what is gaining. */
export const TRENDING_VIEWS = ['top', 'rising'] as const;
export type TrendingView = (typeof TRENDING_VIEWS)[number];

/** What the papers are ranked by. */
export interface TrendingEvidence {
  readonly papers: Iterable<Paper>;
  /** By paper id, oldest first. Later ones than `now` don't count. */
  readonly observations: ReadonlyMap<string, readonly Observation[]>;
  readonly signals: TeamSignals;
  /** Milliseconds since the epoch, as all times. */
  readonly now: number;
  /** Where the window begins: what was gained since then counts. */
  readonly since: number;
  /** What earlier papers teach; learned from the papers and observations where it is not given. */
  readonly track?: TrackRecord;
}

/** A paper's place among the trending ones, and what put it there. */
export interface TrendingPaper {
  readonly paper: Paper;
  /** As last observed, 0 where no source counts any. */
  readonly votes: number;
  /** Of these, how many came within the window. */
  readonly gained: number;
  /** The sum of its parts. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
  /** The same for people, strongest first. */
  readonly reasons: readonly string[];
}

/** Both orders of the papers that something is known of in the window, best first. */
export interface Trending {
  /** What the order rests on: without any votes it is the order of the page that lists the papers. */
  readonly basis: 'votes' | 'page';
  /** The sources whose lists the order is of; none where there are votes. */
  readonly lists: readonly string[];
  readonly top: readonly TrendingPaper[];
  readonly rising: readonly TrendingPaper[];
}

const DAY = 86_400_000;
const NO_SIGNALS: SignalCounts = {};

/**
 * Ranks papers by what happened to them, in votes:
 *
 *     top    = votes gained in the window + votes still expected + the team's points
 *     rising = votes still expected
 *
 * Still expected of a paper in its first day are e^(0.85 + 0.85·ln(1 + votes) + 0.5·track record) − 1 less the votes so far,
 * where the track record is what became of earlier papers of the same authors, organization, team size and with or without a
 * project page; of an older paper a third of its votes of the last 24 hours. The team's points are in `TEAM_WEIGHTS`. Only
 * papers that were listed, gained a vote or were liked by the team within the window have a place.
 *
 * Where no source counts votes, both orders are 400 / (19 + place on a list) + the team's points: the lists of the window,
 * where a source makes one a day, else the page that has no dates.
 */
export function rankTrending(given: TrendingEvidence): Trending {
  const { papers, observations, signals, now, since } = given;
  const track = given.track ?? trackRecordAt(papers, observations, now);
  const known: Evidence[] = [];
  let basis: Trending['basis'] = 'page';
  for (const paper of papers) {
    const seen = observations.get(paper.id);
    const team = signals.get(paper.id);
    if (seen === undefined && team === undefined) continue;
    if (team === undefined && isQuiet(seen?.at(-1), Math.min(since, now - DAY))) {
      basis = 'votes';
      continue;
    }
    const evidence = evidenceOf(paper, seen ?? [], team ?? NO_SIGNALS, { since, now, track });
    if (evidence.votes) basis = 'votes';
    known.push(evidence);
  }
  if (basis === 'page') {
    const isDated = known.some(({ observations: of }) => of.some(isOnDatedList));
    const listed = isDated ? known.map(withoutPage) : known;
    const order = inOrder(listed.map(pagePlace));
    const lists = [...new Set(listed.flatMap(({ rank }) => rank?.source ?? []))];
    return { basis, lists, top: order, rising: order };
  }
  return {
    basis,
    lists: [],
    top: inOrder(known.map((one) => topPlace(one, since, now))),
    rising: inOrder(known.map((one) => risingPlace(one, since, now))),
  };
}

/** Votes on it are counted, and nothing was since a moment: most papers, and nothing more needs to be read off them. */
function isQuiet(last: Observation | undefined, since: number): boolean {
  return last?.votes !== undefined && last.at < since;
}

/** What became of earlier papers, for several rankings at one moment. */
export function trackRecordAt(
  papers: Iterable<Paper>,
  observations: ReadonlyMap<string, readonly Observation[]>,
  now: number,
): TrackRecord {
  return learnTrackRecord(outcomesOf(papers, observations, now));
}

/** A paper in one of the orders. */
interface Place {
  readonly item: TrendingPaper;
  /** The score before rounding, which decides between equal ones. */
  readonly exact: number;
}

function topPlace(evidence: Evidence, since: number, now: number): Place | undefined {
  const { votes, further, listed } = evidence;
  const team = teamParts(evidence.team);
  const liked = totalOf(team);
  const isListed = votes !== undefined && listed !== undefined && listed >= since;
  if (!isListed && (votes?.gained ?? 0) === 0 && liked <= 0) return undefined;
  const parts = [
    ...(votes ? [votesPart(votes, now - since)] : []),
    ...(further ? [furtherPart(further)] : []),
    ...team,
  ];
  const exact = (votes?.gained ?? 0) + (further?.votes ?? 0) + liked;
  return placeOf(evidence, parts, exact, reasonsOf(evidence, { since, now, view: 'top' }));
}

/** A paper of which nothing more is expected does not rise. */
function risingPlace(evidence: Evidence, since: number, now: number): Place | undefined {
  const { further } = evidence;
  if (further === undefined || further.votes === 0) return undefined;
  const reasons = reasonsOf(evidence, { since, now, view: 'rising' });
  return placeOf(evidence, [furtherPart(further)], further.votes, reasons);
}

function isOnDatedList({ source, rank }: Observation): boolean {
  return rank !== undefined && source !== UNDATED;
}

/** Where a source makes a list a day, a page without dates is no news. */
function withoutPage(evidence: Evidence): Evidence {
  return evidence.rank?.source === UNDATED ? { ...evidence, rank: undefined } : evidence;
}

function pagePlace(evidence: Evidence): Place | undefined {
  const team = teamParts(evidence.team);
  if (evidence.rank === undefined && totalOf(team) <= 0) return undefined;
  const parts = [...(evidence.rank === undefined ? [] : [pagePart(evidence.rank)]), ...team];
  return placeOf(evidence, parts, totalOf(parts), pageReasons(evidence));
}

function placeOf(
  { paper, votes }: Evidence,
  parts: readonly ScorePart[],
  exact: number,
  reasons: readonly string[],
): Place {
  const item = { paper, votes: votes?.now ?? 0, gained: votes?.gained ?? 0, score: totalOf(parts), parts, reasons };
  return { item, exact };
}

function inOrder(places: readonly (Place | undefined)[]): TrendingPaper[] {
  return places
    .filter((one) => one !== undefined)
    .sort((a, b) => b.item.score - a.item.score || b.exact - a.exact || (a.item.paper.id < b.item.paper.id ? -1 : 1))
    .map(({ item }) => item);
}
