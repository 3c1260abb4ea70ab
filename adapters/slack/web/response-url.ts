import type { types } from '@slack/bolt';
import { connectionCode } from './errors.ts';
import { LONGEST_WAIT } from './pace.ts';

export interface ResponseMessage {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly responseType: 'ephemeral' | 'in_channel';
  readonly replaceOriginal?: boolean;
  readonly deleteOriginal?: boolean;
  /** Of the thread in which the answer is to appear; without it, it appears in the channel. */
  readonly threadTs?: string;
}

/** A response_url takes five answers in 30 minutes (https://docs.slack.dev/interactivity/handling-user-interaction). */
export class ResponseExpired extends Error {
  override readonly name = 'ResponseExpired';
}

const DEADLINE = 6_000;

/**
 * Answers over a response_url. The address is as good as a token, so no error holds it. Waits once where Slack says to.
 *
 * @throws ResponseExpired where it can't be used any more
 */
export async function respondTo(
  responseUrl: string,
  message: ResponseMessage,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  const body = JSON.stringify({
    text: message.text,
    blocks: message.blocks,
    response_type: message.responseType,
    replace_original: message.replaceOriginal ?? false,
    unfurl_links: false,
    unfurl_media: false,
    ...(message.deleteOriginal ? { delete_original: true } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  });
  let response = await send(responseUrl, body);
  const wait = Number(response.headers.get('retry-after') ?? 1) * 1000;
  if (response.status === 429 && wait <= LONGEST_WAIT) {
    await sleep(wait);
    response = await send(responseUrl, body);
  }
  const answer = await response.text().catch(() => '');
  if (response.status === 404 || /used_url|expired_url/.test(answer))
    throw new ResponseExpired('The response_url can’t be used any more.');
  if (!response.ok || /"ok"\s*:\s*false/.test(answer))
    throw new Error(`response_url: HTTP ${response.status}${errorCode(answer)}.`);
}

async function send(responseUrl: string, body: string): Promise<Response> {
  try {
    return await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE),
    });
  } catch (error) {
    const code = connectionCode(error);
    throw new Error(`response_url: no answer${code === undefined ? '' : ` (${code})`}.`);
  }
}

/** Slack's answers are `ok`, a code alone, or JSON with one. */
function errorCode(answer: string): string {
  const code = /^[a-z_]{1,60}$/.exec(answer.trim())?.[0] ?? /"error"\s*:\s*"([a-z_]{1,60})"/.exec(answer)?.[1];
  return code === undefined ? '' : ` ${code}`;
}
