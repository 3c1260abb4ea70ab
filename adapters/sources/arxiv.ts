import type { SourceAnswer, Validator } from '../../src/papers/sighting.ts';
import type { Clock, PaperSource } from '../../src/ports.ts';
import { dayInNewYork, feedDay, feedDayBefore, lastAnnouncement } from './announcements.ts';
import { errorOf, readFeedEntries } from './arxiv-entries.ts';
import { querySubmitted } from './arxiv-query.ts';
import { readAtom } from './atom.ts';
import type { PoliteClient } from './polite.ts';

interface ArxivOptions {
  /** Of the query API, without a slash at its end. */
  readonly queryUrl: string;
  /** Of the daily feeds. */
  readonly feedUrl: string;
  /** At least one. */
  readonly categories: readonly string[];
  /** For both: arXiv counts requests over all that it offers. */
  readonly client: PoliteClient;
  readonly clock: Clock;
}

/**
 * What arXiv announces in some categories. The daily feed has what is announced since the last midnight of New York and is
 * asked for once a day; a holiday shows by a feed that is still of the day before, or empty, and then it is asked for
 * again the next time. What was submitted before the last announcement is asked of the query API.
 */
export function createArxiv(options: ArxivOptions): PaperSource {
  const { queryUrl, feedUrl, categories, client, clock } = options;
  const joined = categories.join('+');
  const partOf = (day: string) => `${joined} announced ${day}`;

  async function readDailyFeed(
    known: (part: string) => Promise<Validator | undefined>,
    signal: AbortSignal,
  ): Promise<SourceAnswer> {
    const now = clock.now();
    const part = partOf(feedDay(now));
    if ((await known(part)) !== undefined) return { kind: 'unchanged', part };
    const validator = await known(partOf(feedDayBefore(now)));
    const answer = await client.get(`${feedUrl}/atom/${joined}`, readAtom, signal, validator);
    if (answer.kind === 'unchanged') return { kind: 'unchanged', part };
    if (answer.kind === 'failed') return { kind: 'failed', part, reason: answer.reason };
    const { body: feed } = answer;
    const error = errorOf(feed);
    if (error !== undefined) return { kind: 'failed', part, reason: `arXiv says: ${error}.` };
    const papers = { kind: 'papers', ...readFeedEntries(feed, now.getTime()) } as const;
    const updated = new Date(feed.updated);
    if (feed.entries.length === 0 || Number.isNaN(updated.getTime())) return { ...papers, part };
    const given = answer.validator ?? { lastModified: updated.toUTCString() };
    return { ...papers, part: partOf(dayInNewYork(updated)), validator: given };
  }

  return {
    name: 'arxiv',
    async *read(since, known, signal) {
      const now = clock.now();
      yield await readDailyFeed(known, signal);
      if (!signal.aborted && since !== undefined && since < lastAnnouncement(now).getTime())
        yield* querySubmitted({ url: queryUrl, categories, client }, since, now.getTime(), signal);
    },
  };
}
