import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, DiscordAPIError, REST, type RequestMethod, type RouteLike } from 'discord.js';
import { PostRefused } from '../../../src/digest/post-refused.ts';
import type { Clock, Log } from '../../../src/ports.ts';
import { discordError, tokenRefused, tooManyRequests, waitOf } from './errors.ts';

/** For one call, its waits included: below the 9 s that a post may take. */
const DEADLINE = 8_500;
/** Leaves the call itself enough of its deadline. */
const LONGEST_WAIT = 5_000;
/** What waited for longer, behind others, is not sent any more: it would hardly be answered in time. Of the deadline. */
const LATEST_START = 0.7;
/** 10,000 refused requests in ten minutes ban the address, so a refused token is not used again for so long. */
const AFTER_REFUSED_TOKEN = 60_000;
const MOST_HOLDS = 1_000;
const WARN_AT_INVALID = 500;

interface Request {
  readonly method: RequestMethod;
  readonly route: RouteLike;
  readonly body?: unknown;
  readonly query?: URLSearchParams | undefined;
  /** Not sent again even where Discord says that it took nothing because of too many requests. */
  readonly once?: boolean;
}

/** One request as it comes to Discord: what the SDK does not tell. */
interface Course {
  readonly once: boolean;
  /** By `performance.now()`. */
  readonly latestStart: number;
  /** And not refused since. */
  wasSent: boolean;
  /** How often Discord took nothing because of too many requests. */
  refusedForPace: number;
}

export interface CallerOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly log: Log;
  readonly clock: Clock;
  /** For one call, in milliseconds; 8.5 s unless told. */
  readonly deadline?: number | undefined;
}

/** @returns the answer's JSON, undefined where it has none. @throws as `discordError` says */
export type Caller = (request: Request) => Promise<unknown>;

/**
 * Discord's client with every retry of its own switched off, as it would post twice what Discord took once. Its buckets
 * keep the pace that the answers' headers ask for, and 50 requests a second in all; what would wait for more than 5 s is a
 * refusal for later instead.
 */
export function createCaller({ token, apiUrl, log, clock, deadline = DEADLINE }: CallerOptions): Caller {
  const courses = new AsyncLocalStorage<Course>();
  /** Until when, in milliseconds since the epoch, Discord wants quiet on a route: it also says so where no bucket is empty. */
  const holds = new Map<string, number>();
  let tokenRefusedUntil = 0;
  const now = () => clock.now().getTime();

  const rest = new REST({
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
    retries: 0,
    timeout: deadline,
    invalidRequestWarningInterval: WARN_AT_INVALID,
    rejectOnRateLimit(limit) {
      const course = courses.getStore();
      if (course && course.refusedForPace > (course.once ? 0 : 1)) return true;
      // without an end to wait for, the SDK would ask again at once, for ever
      return (waitOf(limit) ?? Number.POSITIVE_INFINITY) > LONGEST_WAIT;
    },
    async makeRequest(url, init) {
      const course = courses.getStore();
      if (course && performance.now() > course.latestStart) throw new Error('The request waited for too long.');
      if (course) course.wasSent = true;
      const response = await DefaultRestOptions.makeRequest(url, init);
      if (course && response.status === 429) {
        course.refusedForPace++;
        course.wasSent = false;
      }
      return response;
    },
  });
  rest.on('rateLimited', ({ method, route, timeToReset, global }) =>
    log.info('Waiting for Discord’s pace.', { method, route, ms: timeToReset, global }),
  );
  rest.on('invalidRequestWarning', ({ count }) =>
    log.warn('Discord refused many requests; 10,000 in ten minutes ban the address.', { count }),
  );

  function hold(lane: string, ms: number): void {
    if (holds.size >= MOST_HOLDS) for (const [other, until] of holds) if (until <= now()) holds.delete(other);
    holds.set(lane, now() + ms);
  }

  async function send(request: Request, course: Course): Promise<unknown> {
    const signal = AbortSignal.timeout(deadline);
    // the SDK waits for a body without end
    const over = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    );
    rest.setToken(token);
    const answer = courses.run(course, () =>
      rest.request({
        method: request.method,
        fullRoute: request.route,
        signal,
        ...(request.body === undefined ? {} : { body: request.body }),
        ...(request.query === undefined ? {} : { query: request.query }),
      }),
    );
    return Promise.race([answer, over]);
  }

  return async (request) => {
    const call = `${request.method} ${request.route.replace(/\d{15,20}/g, ':id')}`;
    const lane = `${request.method} ${request.route}`;
    const asked = now();
    if (asked < tokenRefusedUntil) throw tokenRefused(call);
    const held = (holds.get(lane) ?? 0) - asked;
    if (held > 0) throw tooManyRequests(call, held);
    const latestStart = performance.now() + deadline * LATEST_START;
    const course: Course = { once: request.once ?? false, latestStart, wasSent: false, refusedForPace: 0 };
    try {
      return await send(request, course);
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 401) tokenRefusedUntil = now() + AFTER_REFUSED_TOKEN;
      const meant = discordError(call, error, course.wasSent);
      if (meant instanceof PostRefused && meant.refusal.kind === 'later' && meant.refusal.after !== undefined)
        hold(lane, meant.refusal.after);
      throw meant;
    }
  };
}
