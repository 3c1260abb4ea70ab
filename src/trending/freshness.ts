import type { Observation } from '../papers/paper.ts';

const NAMES: Readonly<Record<string, string>> = {
  'hugging-face': 'Hugging Face',
  arxiv: 'arXiv',
  page: 'the papers page',
};

/** How people call a source. */
export function sourceName(source: string): string {
  return NAMES[source] ?? source;
}

/** How people call the list that a source makes of papers. */
export function listName(source: string): string {
  return source === 'page' ? NAMES[source]! : `${sourceName(source)}’s list of the day`;
}

/** The last count of votes until a moment, of whichever paper; undefined where nobody counts any. */
export function lastCounted(
  observations: ReadonlyMap<string, readonly Observation[]>,
  now: number,
): Observation | undefined {
  let last: Observation | undefined;
  for (const seen of observations.values()) {
    const latest = seen.findLast(({ at, votes }) => at <= now && votes !== undefined);
    if (latest && (last === undefined || latest.at > last.at)) last = latest;
  }
  return last;
}
