import type { SourceAnswer } from '../../src/papers/sighting.ts';
import { errorOf, readQueryEntries } from './arxiv-entries.ts';
import { type AtomFeed, readAtom } from './atom.ts';
import type { Fetched, PoliteClient } from './polite.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Pages deep in a long answer often come back empty, so a long time is asked for a week at a time. */
const WINDOW_DAYS = 7;
const PAGE = 200;
/** Above that the API gives none (https://info.arxiv.org/help/api/user-manual.html). */
const MOST_RESULTS = 30_000;

export interface ArxivQuery {
  /** Without a slash at its end. */
  readonly url: string;
  readonly categories: readonly string[];
  readonly client: PoliteClient;
}

/**
 * What was first submitted to some categories in a time, the oldest first, a part a page. A page that is shorter than the
 * total promises is asked for a second time: the API sometimes gives a part of it, or nothing.
 *
 * @param since milliseconds since the epoch, counted from the beginning of that day (UTC)
 */
export async function* querySubmitted(
  query: ArxivQuery,
  since: number,
  until: number,
  signal: AbortSignal,
): AsyncGenerator<SourceAnswer> {
  for (let from = since - (since % DAY); from <= until; from += WINDOW_DAYS * DAY) {
    if (signal.aborted) return;
    yield* askWindow(query, from, Math.min(until, from + WINDOW_DAYS * DAY - 1), signal);
  }
}

async function* askWindow(
  query: ArxivQuery,
  from: number,
  until: number,
  signal: AbortSignal,
): AsyncGenerator<SourceAnswer> {
  const days = `${query.categories.join('+')} from ${dayOf(from)} to ${dayOf(until)}`;
  let promised = 0;
  for (let start = 0; start < MOST_RESULTS; ) {
    const part = start === 0 ? days : `${days}, after ${start}`;
    const ask = async () => {
      const answer = await query.client.get(addressOf(query, from, until, start), readAtom, signal);
      if (answer.kind === 'fresh') promised = Math.max(promised, answer.body.totalResults ?? 0);
      return answer;
    };
    const answer = await longerOf(ask, (count) => count > 0 && count >= Math.min(PAGE, promised - start));
    if (answer.kind !== 'fresh') {
      yield answer.kind === 'failed' ? { kind: 'failed', part, reason: answer.reason } : { kind: 'unchanged', part };
      return;
    }
    const { body } = answer;
    const error = errorOf(body);
    if (error !== undefined) {
      yield { kind: 'failed', part, reason: `arXiv says: ${error}.` };
      return;
    }
    if (body.entries.length === 0 && promised > start) {
      yield { kind: 'failed', part, reason: `arXiv promised ${promised} papers and gave no more than ${start}.` };
      return;
    }
    yield { kind: 'papers', part, ...readQueryEntries(body) };
    start += body.entries.length;
    if (start >= promised || body.entries.length === 0) return;
  }
}

/** Asks again, once, where the first answer is not whole, and takes the one with more entries. */
async function longerOf(
  ask: () => Promise<Fetched<AtomFeed>>,
  isWhole: (count: number) => boolean,
): Promise<Fetched<AtomFeed>> {
  const first = await ask();
  if (first.kind !== 'fresh' || isWhole(first.body.entries.length)) return first;
  const second = await ask();
  return second.kind === 'fresh' && second.body.entries.length > first.body.entries.length ? second : first;
}

function addressOf({ url, categories }: ArxivQuery, from: number, until: number, start: number): string {
  const search = new URLSearchParams({
    search_query: `(${categories.map((one) => `cat:${one}`).join(' OR ')}) AND submittedDate:[${minuteOf(from)} TO ${minuteOf(until)}]`,
    start: String(start),
    max_results: String(PAGE),
    sortBy: 'submittedDate',
    sortOrder: 'ascending',
  });
  return `${url}/api/query?${search}`;
}

/** "202602260000", in UTC as arXiv counts. */
function minuteOf(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(0, 12);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
