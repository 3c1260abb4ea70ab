import type { Library } from '../library.ts';
import type { Paper } from '../papers/paper.ts';
import type { TeamSignals } from '../papers/signal.ts';
import { rankTrending, type Trending, type TrendingPaper, type TrendingView, trackRecordAt } from './trending.ts';
import { TRENDING_WINDOWS, type TrendingWindow, WINDOW_LENGTH } from './windows.ts';

interface Asked {
  readonly library: Pick<Library, 'papers' | 'observations'>;
  /** What the team made of papers since a moment. */
  readonly team: (since: number) => Promise<TeamSignals>;
  readonly now: number;
  readonly view: TrendingView;
  readonly window: TrendingWindow;
  /** Whether a paper is asked for; every one without it. */
  readonly wanted?: (paper: Paper) => boolean;
}

export interface Standings extends Pick<Trending, 'basis' | 'lists'> {
  /** The window asked for, or a longer one where nothing that is asked for happened in it. */
  readonly window: TrendingWindow;
  /** All that have a place, best first, and those of them that are asked for. */
  readonly all: readonly TrendingPaper[];
  readonly wanted: readonly TrendingPaper[];
  /** The team's signals moved some of them. */
  readonly hasSignals: boolean;
}

/** What trends in a window, or else in the next longer one in which anything does that is asked for. */
export async function standings(asked: Asked): Promise<Standings> {
  const { library, now, view, wanted = () => true } = asked;
  const observations = library.observations();
  const track = trackRecordAt(library.papers(), observations, now);
  let found: Standings | undefined;
  for (const window of TRENDING_WINDOWS.slice(TRENDING_WINDOWS.indexOf(asked.window))) {
    const since = now - WINDOW_LENGTH[window];
    const signals = await asked.team(since);
    const trending = rankTrending({ papers: library.papers(), observations, signals, now, since, track });
    const all = trending[view];
    const standing = {
      basis: trending.basis,
      lists: trending.lists,
      window,
      all,
      wanted: all.filter(({ paper }) => wanted(paper)),
      hasSignals: signals.size > 0,
    };
    if (standing.wanted.length > 0) return standing;
    found ??= standing;
    // what rises does so by the last 24 hours, whatever the window
    if (view === 'rising') break;
  }
  return found ?? { basis: 'page', lists: [], window: asked.window, all: [], wanted: [], hasSignals: false };
}
