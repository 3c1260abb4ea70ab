import type { Library } from '../library.ts';
import type { TeamSignals } from '../papers/signal.ts';
import type { Place } from '../ports.ts';
import type { TrendingPaper } from '../trending/trending.ts';
import { askedOnce } from './asked-once.ts';
import type { Fitting } from './fitting.ts';
import { createNews, type News } from './news.ts';

/** A paper with its number among all that a channel's topics and words let in. */
export interface Ranked extends TrendingPaper {
  readonly rank: number;
}

/** What a channel chooses from. */
interface Ranking extends News {
  /** Those that fit the channel's topics and mention no unwanted words. */
  readonly ranked: readonly Ranked[];
  readonly offTopic: number;
  readonly unwanted: number;
}

const NO_TEAM = '';

interface Asked {
  readonly place: Place;
  readonly since: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * The rankings of one moment. Papers are ranked once for each window and team, and sifted once for each set of topics and
 * words: ten thousand channels cost little more than one of each.
 */
export function createRankings(
  library: Library,
  now: number,
  team: (place: Place) => TeamSignals,
  fitting: Fitting,
): (asked: Asked) => Ranking {
  const trending = createNews(library, now);
  const teamOf = askedOnce(
    (workspace: string): TeamSignals => (workspace === NO_TEAM ? new Map() : team(JSON.parse(workspace))),
  );
  const newsOf = askedOnce((key: string): News => {
    const [since, workspace]: [number, string] = JSON.parse(key);
    return trending(since, teamOf(workspace));
  });

  const rankingOf = askedOnce((key: string): Ranking => {
    const [news, include, exclude]: [string, readonly string[], readonly string[]] = JSON.parse(key);
    const { basis, candidates } = newsOf(news);
    const isOnTopic = ({ paper }: TrendingPaper) => include.length === 0 || fitting.topicsOf(paper, include).length > 0;
    const onTopic = candidates.filter(isOnTopic);
    const wanted = onTopic.filter(({ paper }) => fitting.unwantedIn(paper, exclude) === undefined);
    return {
      basis,
      candidates,
      ranked: wanted.map((one, i) => ({ ...one, rank: i + 1 })),
      offTopic: candidates.length - onTopic.length,
      unwanted: onTopic.length - wanted.length,
    };
  });

  return ({ place, since, include, exclude }) => {
    const workspace = JSON.stringify({ adapter: place.adapter, workspace: place.workspace, channel: '' });
    // most teams left no signal yet, and share their rankings
    const news = JSON.stringify([since, teamOf(workspace).size === 0 ? NO_TEAM : workspace]);
    return rankingOf(JSON.stringify([news, include, exclude]));
  };
}
