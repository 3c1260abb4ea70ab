import type { RejectedRow, SourceAnswer } from '../../src/papers/sighting.ts';
import type { Clock, PaperSource } from '../../src/ports.ts';
import { paperRowOf, readRows, rowsOf } from './hugging-face-rows.ts';
import type { PoliteClient } from './polite.ts';

const DAY = 24 * 60 * 60 * 1000;
const USUAL_DAYS = 7;
/** The first daily list there is. */
const FIRST_DAY = Date.UTC(2023, 4, 4);
/** What the API gives at once unless asked for less. */
const PAGE = 50;
const MOST_PAGES = 20;
/** What is older than the usual days moves slowly. */
const FOLLOWED_EVERY = DAY;
const FOLLOWED = 'older papers';

interface HuggingFaceOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly client: PoliteClient;
  readonly clock: Clock;
  /** arXiv ids of papers that no longer stand on the usual days' lists and whose votes are still of interest. */
  readonly followed: () => readonly string[];
}

/**
 * The daily papers of Hugging Face (`GET /api/daily_papers?date=`), a list a day (UTC), today's first. A part is a day; one
 * of more than 50 papers has parts of its own for the further pages. Then, once a day, older papers one by one
 * (`GET /api/papers/{id}`).
 */
export function createHuggingFace({ url, client, clock, followed }: HuggingFaceOptions): PaperSource {
  const asked = new Map<string, number>();

  async function* list(
    day: string,
    known: Parameters<PaperSource['read']>[1],
    signal: AbortSignal,
  ): AsyncGenerator<SourceAnswer> {
    const seen = new Set<string>();
    let before = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const part = page === 0 ? day : `${day}, page ${page + 1}`;
      const address = `${url}/api/daily_papers?date=${day}${page === 0 ? '' : `&p=${page}`}`;
      const answer = await client.get(address, rowsOf, signal, page === 0 ? await known(part) : undefined);
      if (answer.kind === 'unchanged') return yield { kind: 'unchanged', part };
      if (answer.kind === 'failed') return yield { kind: 'failed', part, reason: answer.reason };
      const { body: rows, validator } = answer;
      const these = JSON.stringify(rows);
      // a server that knows no pages gives the first one again
      if (page > 0 && (rows.length === 0 || these === before)) return;
      before = these;
      const isLast = rows.length < PAGE;
      yield {
        kind: 'papers',
        part,
        ...readRows(rows, { day, at: clock.now().getTime() }, seen),
        // a first page that is as it was says nothing of the pages after it
        ...(page === 0 && isLast && validator !== undefined ? { validator } : {}),
      };
      if (isLast) return;
    }
  }

  async function* follow(signal: AbortSignal): AsyncGenerator<SourceAnswer> {
    const rows: object[] = [];
    const rejected: RejectedRow[] = [];
    for (const id of followed()) {
      const now = clock.now().getTime();
      if (now - (asked.get(id) ?? Number.NEGATIVE_INFINITY) < FOLLOWED_EVERY) continue;
      const answer = await client.get(`${url}/api/papers/${id}`, paperRowOf, signal);
      if (signal.aborted) break;
      asked.set(id, now);
      if (answer.kind === 'fresh') rows.push(answer.body);
      if (answer.kind === 'failed') rejected.push({ row: id, reason: answer.reason });
    }
    if (rows.length + rejected.length === 0) return;
    const read = readRows(rows, { at: clock.now().getTime() }, new Set());
    yield { kind: 'papers', part: FOLLOWED, ...read, rejected: [...rejected, ...read.rejected] };
  }

  return {
    name: 'hugging-face',
    async *read(since, known, signal) {
      const now = clock.now().getTime();
      const first = Math.max(FIRST_DAY, since ?? now - USUAL_DAYS * DAY);
      for (let at = now; dayOf(at) >= dayOf(first) || at === now; at -= DAY) {
        if (signal.aborted) return;
        yield* list(dayOf(at), known, signal);
      }
      yield* follow(signal);
    },
  };
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
