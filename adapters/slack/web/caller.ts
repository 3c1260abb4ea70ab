import { webApi } from '@slack/bolt';
import { PostRefused } from '../../../src/digest/post-refused.ts';
import type { Log } from '../../../src/ports.ts';
import { slackError } from './errors.ts';
import { LONGEST_WAIT } from './pace.ts';
import { sdkLogger } from './sdk-logger.ts';
import type { BotToken, TokenSource } from './tokens.ts';

/** With the longest wait for a turn this stays below the 9 s that a post may take. */
const CALL_DEADLINE = 6_000;
const MOST_CLIENTS = 200;

type Call<Result> = (client: webApi.WebClient) => Promise<Result>;

export interface Caller {
  /** Calls a method once. @throws as `slackError` says */
  call<Result>(workspace: string, method: string, make: Call<Result>): Promise<Result>;
  /** Calls it a second time where Slack took nothing because of too many requests and says to wait no more than 2.5 s. */
  retried<Result>(workspace: string, method: string, make: Call<Result>): Promise<Result>;
}

interface CallerOptions {
  readonly tokens: TokenSource;
  readonly apiUrl?: string | undefined;
  readonly log: Log;
  readonly sleep: (ms: number) => Promise<void>;
  /** For one call, in milliseconds. */
  readonly deadline?: number | undefined;
}

/** Slack's client, a token each, with every retry of its own switched off: it would post twice what Slack took once. */
export function createCaller({ tokens, apiUrl, log, sleep, deadline = CALL_DEADLINE }: CallerOptions): Caller {
  const clients = new Map<string, webApi.WebClient>();

  function clientFor(token: string): webApi.WebClient {
    const known = clients.get(token);
    if (known) return known;
    if (clients.size >= MOST_CLIENTS) clients.clear();
    const client = new webApi.WebClient(token, {
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: deadline,
      // a queue would count against no deadline
      maxRequestConcurrency: Number.POSITIVE_INFINITY,
      // an address from outside must never be sent the token
      allowAbsoluteUrls: false,
      logger: sdkLogger(log),
      fetch: withRetryAfter,
    });
    clients.set(token, client);
    return client;
  }

  async function call<Result>(workspace: string, method: string, make: Call<Result>): Promise<Result> {
    const { token } = await tokenFor(workspace, method);
    try {
      return await make(clientFor(token));
    } catch (error) {
      throw slackError(method, error);
    }
  }

  /** Where the token can't be had, nothing was sent, whatever the reason. */
  async function tokenFor(workspace: string, method: string): Promise<BotToken> {
    try {
      return await tokens.token(workspace);
    } catch (error) {
      if (error instanceof PostRefused) throw error;
      throw new PostRefused(`${method}: the token can’t be read at the moment.`, { kind: 'later' }, { cause: error });
    }
  }

  return {
    call,
    async retried(workspace, method, make) {
      try {
        return await call(workspace, method, make);
      } catch (error) {
        const wait = error instanceof PostRefused && error.refusal.kind === 'later' ? error.refusal.after : undefined;
        if (wait === undefined || wait > LONGEST_WAIT) throw error;
        await sleep(wait);
        return call(workspace, method, make);
      }
    },
  };
}

/** A proxy's 429 may come without Retry-After, which the SDK takes for an unknown error. */
async function withRetryAfter(...args: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...args);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  return new Response(await response.text(), { status: 429, headers: { 'retry-after': '30' } });
}
