import { webApi } from '@slack/bolt';
import { PostRefused, type Refusal } from '../../../src/digest/post-refused.ts';

const gone: Refusal = { kind: 'channel', problem: 'gone' };
const archived: Refusal = { kind: 'channel', problem: 'archived' };
const forbidden: Refusal = { kind: 'channel', problem: 'forbidden' };
const message: Refusal = { kind: 'message' };
const later: Refusal = { kind: 'later' };

/** Slack's error codes that mean that nothing was done (https://docs.slack.dev/reference/methods/chat.postMessage#errors). */
const REFUSALS = new Map<string, Refusal>([
  ['channel_not_found', gone],
  ['user_not_found', gone],
  ['user_disabled', gone],
  ['is_archived', archived],
  ['not_in_channel', forbidden],
  ['missing_scope', forbidden],
  ['no_permission', forbidden],
  ['access_denied', forbidden],
  ['account_inactive', forbidden],
  ['token_revoked', forbidden],
  ['token_expired', forbidden],
  ['invalid_auth', forbidden],
  ['not_authed', forbidden],
  ['org_login_required', forbidden],
  ['team_access_not_granted', forbidden],
  ['ekm_access_denied', forbidden],
  ['user_not_in_channel', forbidden],
  ['cannot_dm_bot', forbidden],
  ['user_not_visible', forbidden],
  ['messages_tab_disabled', forbidden],
  ['msg_too_long', message],
  ['msg_blocks_too_long', message],
  ['no_text', message],
  ['metadata_too_large', message],
  ['metadata_must_be_sent_from_app', message],
  ['too_many_attachments', message],
  ['cannot_reply_to_message', message],
  ['invalid_thread_ts', message],
  ['thread_not_found', message],
  ['invalid_arguments', message],
  ['ratelimited', later],
  ['rate_limited', later],
  ['message_limit_exceeded', later],
]);

/** Ends of a connection that was never made, so that nothing was sent over it. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const NO_HANDSHAKE = /^(?:UND_ERR_CONNECT_TIMEOUT|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_)/;

/**
 * What a failed call of the Web API means. The new error has nothing of the old one but its code: what the SDK throws
 * can hold headers and bodies.
 *
 * @returns a PostRefused where Slack definitely did nothing, an Error where it may have
 */
export function slackError(method: string, error: unknown): Error {
  if (error instanceof PostRefused) return error;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new PostRefused(`${method}: too many requests.`, { kind: 'later', after: error.retryAfter * 1000 });
  if (error instanceof webApi.WebAPIPlatformError) return platformError(method, error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) return new Error(`${method}: HTTP ${error.statusCode}.`);
  const code = connectionCode(error);
  const text = `${method}: no answer${code === undefined ? '' : ` (${code})`}.`;
  const unsent = code !== undefined && (NEVER_SENT.has(code) || NO_HANDSHAKE.test(code));
  return unsent ? new PostRefused(text, later) : new Error(text);
}

function platformError(method: string, code: string): Error {
  // where the body is no JSON, the SDK takes all of it for the code
  if (!/^[a-z0-9_]{1,60}$/.test(code)) return new Error(`${method}: an answer that is not Slack's.`);
  const refusal =
    REFUSALS.get(code) ??
    (code.startsWith('restricted_action') ? forbidden : undefined) ??
    (code.startsWith('invalid_blocks') ? message : undefined);
  const text = `${method}: ${code}`;
  return refusal ? new PostRefused(text, refusal) : new Error(text);
}

/** The system's or undici's code of what went wrong below `fetch`, which wraps it once or twice. */
export function connectionCode(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth++) {
    if ('code' in current && typeof current.code === 'string' && !current.code.startsWith('slack_'))
      return current.code;
    if (current instanceof AggregateError && current.errors.length > 0) current = current.errors[0];
    else if (current.name === 'TimeoutError' || current.name === 'AbortError') return current.name;
    else current = current.cause;
  }
  return undefined;
}
