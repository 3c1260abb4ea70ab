import type { Library } from '../library.ts';
import type { Paper } from '../papers/paper.ts';
import type { TeamSignals } from '../papers/signal.ts';
import type { Place } from '../ports.ts';
import type { TrendingPaper } from '../trending/trending.ts';
import { createFitting, type Fitting } from './fitting.ts';
import { votesAt } from './observed.ts';
import { createRankings, type Ranked } from './rankings.ts';
import type { PostedPapers } from './subscription.ts';

/** What a channel wants in its post. */
export interface DigestWish {
  readonly count: number;
  readonly minVotes?: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A post to be chosen. */
export interface Occasion {
  readonly wish: DigestWish;
  readonly place: Place;
  /** Where its window begins, milliseconds since the epoch. Without votes there is no window: a page has no dates. */
  readonly since: number;
  /** What the channel had in earlier posts. */
  readonly posted: PostedPapers;
}

/** The steps that a paper takes into a post; the first that says no leaves it out. */
export const STEPS = ['window', 'topics', 'exclude', 'posted', 'threshold', 'count'] as const;
type Step = (typeof STEPS)[number];

/** A paper that the channel had and that goes on gaining. */
export interface StillHot extends Ranked {
  readonly postedAt: number;
  /** Votes since then. */
  readonly since: number;
}

/** What became of a paper. */
export type Standing =
  /** `place`: its number in the post. */
  | { readonly kind: 'chosen'; readonly paper: Ranked; readonly place: number }
  | { readonly kind: 'left'; readonly step: 'window' | 'topics' }
  | { readonly kind: 'left'; readonly step: 'exclude'; readonly word: string }
  | {
      readonly kind: 'left';
      readonly step: 'posted';
      readonly paper?: Ranked;
      readonly at: number;
      readonly isHot: boolean;
    }
  | { readonly kind: 'left'; readonly step: 'threshold'; readonly paper: Ranked }
  | { readonly kind: 'left'; readonly step: 'count'; readonly paper: Ranked };

export interface Choice {
  readonly basis: 'votes' | 'page';
  readonly chosen: readonly Ranked[];
  readonly hot: readonly StillHot[];
  /** How many something happened of in the window. */
  readonly candidates: number;
  /** How many of them a step left out; of a post that is full, only those that were looked at. */
  readonly left: Readonly<Record<Exclude<Step, 'window' | 'count'>, number>>;
  /** The most votes of those below the threshold. */
  readonly mostBelow: number;
}

export interface Chooser {
  choose(occasion: Occasion): Choice;
  standing(paper: Paper, occasion: Occasion): Standing;
  topicsOf: Fitting['topicsOf'];
}

/** The first screen of a ranking. What falls behind that is talked about no more. */
const HOT_PLACES = 10;
/** A few votes come to any paper on the day after; below this a line says nothing. */
const HOT_GAIN = 5;
/** More would be a second post in fine print. */
const MOST_HOT = 3;

/**
 * Chooses the posts of one moment. It goes by what the library holds then, so it is made for the occasion and not kept.
 *
 * @param team what the team of a place made of papers within the longest window
 * @param fitting to be shared where the moments are many and the library is the same
 */
export function createChooser(
  library: Library,
  now: number,
  team: (place: Place) => TeamSignals,
  fitting: Fitting = createFitting(library),
): Chooser {
  const observations = library.observations();
  const rankings = createRankings(library, now, team, fitting);
  const rankingFor = ({ wish, place, since }: Occasion) =>
    rankings({ place, since, include: wish.include, exclude: wish.exclude });

  function stillHot(paper: Ranked, postedAt: number): StillHot | undefined {
    if (paper.rank > HOT_PLACES || postedAt <= 0) return undefined;
    const since = paper.votes - votesAt(observations.get(paper.paper.id) ?? [], postedAt);
    return since >= HOT_GAIN ? { ...paper, postedAt, since } : undefined;
  }

  function choose(occasion: Occasion): Choice {
    const { wish, posted } = occasion;
    const { basis, candidates, ranked, offTopic, unwanted } = rankingFor(occasion);
    const chosen: Ranked[] = [];
    const hot: StillHot[] = [];
    let had = 0;
    let below = 0;
    let mostBelow = 0;
    for (const paper of ranked) {
      if (chosen.length >= wish.count && paper.rank > HOT_PLACES) break;
      const postedAt = posted.get(paper.paper.id);
      if (postedAt !== undefined) {
        had++;
        const again = hot.length < MOST_HOT ? stillHot(paper, postedAt) : undefined;
        if (again) hot.push(again);
      } else if (paper.votes < (wish.minVotes ?? 0)) {
        below++;
        mostBelow = Math.max(mostBelow, paper.votes);
      } else if (chosen.length < wish.count) chosen.push(paper);
    }
    const left = { topics: offTopic, exclude: unwanted, posted: had, threshold: below };
    return { basis, chosen, hot, candidates: candidates.length, left, mostBelow };
  }

  function standing(paper: Paper, occasion: Occasion): Standing {
    const { wish, posted } = occasion;
    const { candidates, ranked } = rankingFor(occasion);
    const isThis = (one: TrendingPaper) => one.paper.id === paper.id;
    const here = ranked.find(isThis);
    const at = posted.get(paper.id);
    if (!here) {
      // "it was posted here" says more than that nothing happened since
      if (at !== undefined) return { kind: 'left', step: 'posted', at, isHot: false };
      if (!candidates.some(isThis)) return { kind: 'left', step: 'window' };
      const word = fitting.unwantedIn(paper, wish.exclude);
      const isOffTopic = wish.include.length > 0 && fitting.topicsOf(paper, wish.include).length === 0;
      return word === undefined || isOffTopic
        ? { kind: 'left', step: 'topics' }
        : { kind: 'left', step: 'exclude', word };
    }
    const { chosen, hot } = choose(occasion);
    if (at !== undefined) return { kind: 'left', step: 'posted', paper: here, at, isHot: hot.some(isThis) };
    if (here.votes < (wish.minVotes ?? 0)) return { kind: 'left', step: 'threshold', paper: here };
    const place = chosen.findIndex(isThis) + 1;
    return place > 0 ? { kind: 'chosen', paper: here, place } : { kind: 'left', step: 'count', paper: here };
  }

  return { choose, standing, topicsOf: fitting.topicsOf };
}
