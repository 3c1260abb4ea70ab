import type { Validator } from '../../src/papers/sighting.ts';
import type { Clock, Log } from '../../src/ports.ts';
import { type Exchange, exchange } from './exchange.ts';

const MOST_TRIES = 4;
const MOST_REDIRECTS = 5;
const LONGEST_BACKOFF = 60_000;
const LONGEST_RETRY_AFTER = 5 * 60_000;
const DEADLINE = 20_000;

/** What came of asking, after every try. The reason is a sentence for people. */
export type Fetched<Body> =
  | { readonly kind: 'fresh'; readonly body: Body; readonly validator?: Validator }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface PoliteClient {
  /**
   * Asks for what stands at an address. Never throws for what the server does.
   *
   * @param parse throws where the body is not whole; then it is asked for again
   * @param validator of an earlier answer, which may still stand
   */
  get<Body>(
    url: string,
    parse: (body: string) => Body,
    signal: AbortSignal,
    validator?: Validator,
  ): Promise<Fetched<Body>>;
}

export interface PoliteClientOptions {
  /** Of the source, for the log. */
  readonly name: string;
  /** Between the end of one request and the start of the next, whatever is asked for. */
  readonly minGapMs: number;
  readonly userAgent: string;
  readonly clock: Clock;
  /** Rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly fetch?: typeof fetch;
  /** For one try, in milliseconds; 20 s unless told. */
  readonly timeoutMs?: number;
}

const STOPPED = { kind: 'failed', reason: 'Paperboy was stopped before an answer came.' } as const;

/**
 * The one client of a source, so that all its requests stand in one line: one at a time, a gap between any two, and
 * behind one that is tried again nothing else is asked. Between tries it waits as long as the server says, else up to
 * twice as long each time, at random, so that many Paperboys don't come back together (full jitter,
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function createPoliteClient(options: PoliteClientOptions): PoliteClient {
  const { name, minGapMs, userAgent, clock, sleep, random, log, timeoutMs = DEADLINE } = options;
  const fetcher = options.fetch ?? fetch;
  const now = () => clock.now().getTime();
  /** When the next request may start, in milliseconds since the epoch. */
  let free = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function ask<Body>(
    url: string,
    parse: (body: string) => Body,
    signal: AbortSignal,
    validator: Validator | undefined,
  ): Promise<Fetched<Body>> {
    let target = new URL(url);
    let start = free;
    let tries = 1;
    for (let moves = 0; ; ) {
      if (!(await wait(start, signal))) return STOPPED;
      const answer = await exchange({ url: target, userAgent, validator, timeoutMs, signal }, fetcher, clock);
      free = now() + minGapMs;
      start = free;
      if (signal.aborted) return STOPPED;
      const outcome = answer.kind === 'answered' ? parsed(answer, parse) : answer;
      switch (outcome.kind) {
        case 'fresh':
        case 'unchanged':
          return outcome;
        case 'refused':
          return failed(target, outcome.reason, tries);
        case 'moved':
          moves += 1;
          if (moves > MOST_REDIRECTS) return failed(target, 'sends from one address to the next without end', tries);
          target = outcome.to;
          break;
        case 'troubled':
          if (tries === MOST_TRIES) return failed(target, outcome.reason, tries);
          if (outcome.after !== undefined && outcome.after > LONGEST_RETRY_AFTER)
            return failed(target, `${outcome.reason} and wants no request for ${minutes(outcome.after)}`, tries);
          start = outcome.after === undefined ? free + backoff(tries) : Math.max(free, now() + outcome.after);
          log.info(`${target.host} ${outcome.reason}; it is asked again.`, { source: name, tries, ms: start - now() });
          tries += 1;
          break;
        default:
          outcome satisfies never;
      }
    }
  }

  function backoff(tries: number): number {
    return Math.min(LONGEST_BACKOFF, Math.max(1_000, minGapMs) * 2 ** (tries - 1)) * random();
  }

  /** @returns false where it was stopped */
  async function wait(until: number, signal: AbortSignal): Promise<boolean> {
    try {
      for (let time = now(); time < until && !signal.aborted; time = now()) await sleep(until - time, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return !signal.aborted;
  }

  return {
    get(url, parse, signal, validator) {
      const answer = last.then(() => ask(url, parse, signal, validator));
      last = answer.catch(() => {});
      return answer;
    },
  };
}

/** An answer that was cut where nobody notices, or a page of HTML with status 200, shows when it is parsed. */
function parsed<Body>(
  { body, validator }: Extract<Exchange, { kind: 'answered' }>,
  parse: (body: string) => Body,
): Extract<Fetched<Body>, { kind: 'fresh' }> | Extract<Exchange, { kind: 'troubled' }> {
  try {
    return { kind: 'fresh', body: parse(body), ...(validator === undefined ? {} : { validator }) };
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { kind: 'troubled', reason: `sent what can’t be read (${why.slice(0, 120)})` };
  }
}

function failed({ host }: URL, reason: string, tries: number): { readonly kind: 'failed'; readonly reason: string } {
  return { kind: 'failed', reason: `${host} ${reason}${tries === 1 ? '' : `, the last of ${tries} times`}.` };
}

function minutes(ms: number): string {
  return `${Math.ceil(ms / 60_000).toLocaleString('en')} minutes`;
}
