import type { Observation, Paper } from '../papers/paper.ts';

/** A paper's place among the trending ones, and what put it there. */
export interface TrendingPaper {
  readonly paper: Paper;
  readonly votes: number;
  readonly reasons: readonly string[];
}

/**
 * Orders papers by the signals there are: votes where a source counts them, else the order of the page that lists
 * them. Papers of which nothing was observed are left out.
 *
 * @param observations of all papers, in any order; the latest of each source counts
 */
export function rankTrending(papers: Iterable<Paper>, observations: Iterable<Observation>): TrendingPaper[] {
  const latest = latestByPaper(observations);
  const ranked: { paper: Paper; votes: number; rank: number; reasons: string[] }[] = [];
  for (const paper of papers) {
    const seen = latest.get(paper.id);
    if (!seen) continue;
    const votes = Math.max(0, ...seen.map((observation) => observation.votes ?? 0));
    const rank = Math.min(...seen.map((observation) => observation.rank ?? Number.POSITIVE_INFINITY));
    ranked.push({ paper, votes, rank, reasons: reasons(votes, rank) });
  }
  ranked.sort((a, b) => b.votes - a.votes || a.rank - b.rank || (a.paper.id < b.paper.id ? -1 : 1));
  return ranked;
}

function latestByPaper(observations: Iterable<Observation>): Map<string, Observation[]> {
  const latest = new Map<string, Map<string, Observation>>();
  for (const observation of observations) {
    const bySource = latest.get(observation.paperId) ?? new Map<string, Observation>();
    latest.set(observation.paperId, bySource);
    const known = bySource.get(observation.source);
    if (!known || known.at <= observation.at) bySource.set(observation.source, observation);
  }
  return new Map([...latest].map(([id, bySource]) => [id, [...bySource.values()]]));
}

function reasons(votes: number, rank: number): string[] {
  const found: string[] = [];
  if (votes > 0) found.push(votes === 1 ? '1 vote' : `${votes} votes`);
  if (Number.isFinite(rank)) found.push(`#${rank} on the papers page`);
  return found;
}
