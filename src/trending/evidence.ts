import type { Observation, Paper } from '../papers/paper.ts';
import type { SignalCounts } from '../papers/signal.ts';
import { firstCount, type Gain, gainSince, listedAt } from './counts.ts';
import { AFTER_THE_FIRST_DAY, EXPECTED, expectedVotes } from './expectation.ts';
import { listName } from './freshness.ts';
import { type ScorePart, tenths } from './score.ts';
import type { Tendency, TrackRecord } from './track-record.ts';
import { inWindow } from './windows.ts';

const DAY = 86_400_000;
/** The page that ships has no dates, so that its order counts whatever the window. */
export const UNDATED = 'page';

/** What is known of a paper at a moment, as far as it bears on its place. */
export interface Evidence {
  readonly paper: Paper;
  /** Oldest first, none after the moment that is asked about. */
  readonly observations: readonly Observation[];
  readonly listed: number | undefined;
  /** Undefined where no source counts any. */
  readonly votes: Gain | undefined;
  readonly further: Further | undefined;
  /** Its best place on a list: of today's, where a source makes one a day, else on a page that has no dates. */
  readonly rank: ListPlace | undefined;
  readonly team: SignalCounts;
}

/** A place on a list of papers, 1 is the top. */
export interface ListPlace {
  readonly source: string;
  readonly place: number;
}

/** The votes that are still to come. */
export interface Further {
  readonly votes: number;
  readonly arithmetic: string;
  /** In its first day: what papers like it came to. */
  readonly tendency?: Tendency;
}

/** Gathers what is known of a paper; `now` and `since` in milliseconds since the epoch. */
export function evidenceOf(
  paper: Paper,
  seen: readonly Observation[],
  team: SignalCounts,
  { since, now, track }: { readonly since: number; readonly now: number; readonly track: TrackRecord },
): Evidence {
  const observations = (seen.at(-1)?.at ?? 0) <= now ? seen : seen.filter(({ at }) => at <= now);
  const listed = listedAt(paper, firstCount(observations, 'votes')?.at);
  const votes = gainSince(observations, 'votes', since, now, listed);
  const recent = votes && gainSince(observations, 'votes', now - DAY, now, listed);
  return {
    paper,
    observations,
    listed,
    votes,
    further: recent && furtherVotes(paper, recent, listed !== undefined && listed > now - DAY, track),
    rank: bestRank(observations, since),
    team,
  };
}

function furtherVotes(paper: Paper, recent: Gain, isFirstDay: boolean, track: TrackRecord): Further {
  if (!isFirstDay)
    return {
      votes: recent.gained * AFTER_THE_FIRST_DAY,
      arithmetic: `a third of the ${recent.gained} of the last 24 hours`,
    };
  const votes = recent.now;
  const tendency = track.of(paper);
  const expected = expectedVotes(votes, tendency.total);
  const record = `${tendency.total < 0 ? '−' : '+'} ${EXPECTED.trackRecord}·${Math.abs(tendency.total)}`;
  const formula = `e^(${EXPECTED.start} + ${EXPECTED.growth}·ln(1 + ${votes}) ${record}) − 1 = ${tenths(expected)}`;
  return {
    // votes are hardly ever taken back
    votes: Math.max(0, expected - votes),
    arithmetic: `${formula}, ${expected < votes ? 'no more than' : 'less'} the ${votes} so far`,
    tendency,
  };
}

function bestRank(observations: readonly Observation[], since: number): ListPlace | undefined {
  let best: ListPlace | undefined;
  for (const { source, at, rank: place } of observations) {
    if (place === undefined || (source !== UNDATED && at < since)) continue;
    const isBetter = best === undefined || (source === best.source ? place < best.place : best.source === UNDATED);
    if (isBetter) best = { source, place };
  }
  return best;
}

/** The votes gained as a part of the score. */
export function votesPart({ now, gained, before, base }: Gain, length: number): ScorePart {
  const was = {
    listing: `${before} when it was listed`,
    moment: `${before} then`,
    'first count': `${before} when first counted`,
  };
  return {
    label: `votes ${base === 'first count' ? 'since first counted' : inWindow(length)}`,
    points: gained,
    arithmetic: now < before ? `${now} now, not below the ${was[base]}` : `${now} now − ${was[base]}`,
  };
}

export function furtherPart({ votes, arithmetic }: Further): ScorePart {
  return { label: 'votes still expected', points: tenths(votes), arithmetic };
}

/** Where nobody counts votes: 20 points for the first of a list, 10 for the 21st. */
export function pagePart({ source, place }: ListPlace): ScorePart {
  return {
    label: `place on ${listName(source)}`,
    points: tenths(400 / (19 + place)),
    arithmetic: `400 / (19 + ${place})`,
  };
}
