import type { Library } from '../library.ts';
import type { Paper } from '../papers/paper.ts';
import type { SignalCounts, TeamSignals } from '../papers/signal.ts';
import { firstCount, listedAt } from '../trending/counts.ts';
import { lastCounted } from '../trending/freshness.ts';
import { rankTrending, type TrendingPaper, trackRecordAt } from '../trending/trending.ts';
import { askedOnce } from './asked-once.ts';
import { wasKnown } from './observed.ts';
import { LONGEST_WINDOW } from './window.ts';

const HOUR = 3_600_000;

/** The papers of which something happened in a window, best first. */
export interface News {
  /** Without any votes it is the order of the page. */
  readonly basis: 'votes' | 'page';
  readonly candidates: readonly TrendingPaper[];
}

/**
 * What trends at a moment, by window and team. A window is ranked once; of a team only the papers that it did something
 * with are ranked anew and put in their places.
 *
 * @returns for the beginning of a window, no longer ago than the longest one, and the team's signals
 */
export function createNews(library: Library, now: number): (since: number, signals: TeamSignals) => News {
  const observations = library.observations();
  const known = new Map<string, Paper>();
  for (const paper of library.papers()) if (wasKnown(paper, observations, now)) known.set(paper.id, paper);
  const counted = lastCounted(observations, now);
  const track = trackRecordAt(known.values(), observations, now);
  const recent = counted === undefined ? [...known.values()] : [...known.values()].filter(isRecent);

  const forAll = askedOnce((since: number): News => newsOf(recent, since, new Map()));

  function newsOf(papers: Iterable<Paper>, since: number, signals: TeamSignals): News {
    const { basis, top } = rankTrending({ papers, observations, signals, now, since, track });
    const candidates = basis === 'page' ? top : top.filter((one) => isNews(one, since, signals.get(one.paper.id)));
    return { basis, candidates };
  }

  /** Nothing happened of the others in any window, but the one that was counted last shows that votes are known. */
  function isRecent({ id, listedOn, firstSeen = 0 }: Paper): boolean {
    const begin = now - LONGEST_WINDOW - HOUR;
    const listed = listedOn === undefined ? 0 : Date.parse(listedOn);
    return Math.max(observations.get(id)?.at(-1)?.at ?? 0, listed, firstSeen) >= begin || id === counted?.paperId;
  }

  /** That someone only opened it is no news to a channel. */
  function isNews({ paper, gained }: TrendingPaper, since: number, signals: SignalCounts = {}): boolean {
    const listed = listedAt(paper, firstCount(observations.get(paper.id) ?? [], 'votes')?.at);
    const { liked = 0, saved = 0, shared = 0, asked = 0 } = signals;
    return gained > 0 || (listed ?? 0) >= since || liked + saved + shared + asked > 0;
  }

  return (since, signals) => {
    const all = forAll(since);
    if (signals.size === 0) return all;
    if (all.basis === 'page') return newsOf(recent, since, signals);
    const touched = [...signals.keys(), counted?.paperId ?? ''].flatMap((id) => known.get(id) ?? []);
    const moved = newsOf(new Set(touched), since, signals).candidates;
    const others = all.candidates.filter(({ paper }) => !signals.has(paper.id));
    return {
      basis: all.basis,
      candidates: merged(
        others,
        moved.filter(({ paper }) => signals.has(paper.id)),
      ),
    };
  };
}

/** Two orders as one. */
function merged(these: readonly TrendingPaper[], those: readonly TrendingPaper[]): TrendingPaper[] {
  const all: TrendingPaper[] = [];
  let next = 0;
  for (const one of these) {
    for (let other = those[next]; other && isBefore(other, one); other = those[next]) {
      all.push(other);
      next++;
    }
    all.push(one);
  }
  return [...all, ...those.slice(next)];
}

function isBefore(a: TrendingPaper, b: TrendingPaper): boolean {
  return a.score > b.score || (a.score === b.score && a.paper.id < b.paper.id);
}
