import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { PostRefused, type Refusal } from '../../../src/digest/post-refused.ts';

const gone: Refusal = { kind: 'channel', problem: 'gone' };
const archived: Refusal = { kind: 'channel', problem: 'archived' };
const forbidden: Refusal = { kind: 'channel', problem: 'forbidden' };
const message: Refusal = { kind: 'message' };
const later: Refusal = { kind: 'later' };

/**
 * Discord's error codes that mean that nothing was done
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes).
 */
const REFUSALS = new Map<number, Refusal>([
  [RESTJSONErrorCodes.UnknownChannel, gone],
  [RESTJSONErrorCodes.UnknownGuild, gone],
  [RESTJSONErrorCodes.UnknownUser, gone],
  [RESTJSONErrorCodes.UnknownMember, gone],
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel, gone],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, archived],
  [RESTJSONErrorCodes.ThreadLocked, archived],
  [RESTJSONErrorCodes.MissingAccess, forbidden],
  [RESTJSONErrorCodes.MissingPermissions, forbidden],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, forbidden],
  [RESTJSONErrorCodes.InvalidFormBodyOrContentType, message],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage, message],
  // what the nonce names was posted and then deleted
  [RESTJSONErrorCodes.UnknownMessage, message],
  [RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration, message],
  [RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter, message],
  [RESTJSONErrorCodes.ActionCannotBePerformedDueToSlowmodeRateLimit, later],
  [RESTJSONErrorCodes.ServerWriteRateLimit, later],
  [RESTJSONErrorCodes.ChannelWriteRateLimit, later],
  [RESTJSONErrorCodes.OpeningDirectMessagesTooFast, later],
  [RESTJSONErrorCodes.ServiceResourceIsBeingRateLimited, later],
]);

/** Ends of a connection that was never made, so that nothing was sent over it. */
const NEVER_SENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
const NO_HANDSHAKE = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_)/;

/** Discord's own code of an error, and its status. */
class DiscordRefusal extends PostRefused {
  constructor(
    text: string,
    refusal: Refusal,
    readonly code: number,
  ) {
    super(text, refusal);
  }
}

/**
 * What a failed call means. The new error has nothing of the old one but its code: what the SDK throws holds the body and
 * the address, which can hold a token.
 *
 * @param call the method and the route, without ids
 * @param wasSent whether the request may have reached Discord
 * @returns a PostRefused where Discord definitely did nothing, an Error where it may have
 */
export function discordError(call: string, error: unknown, wasSent: boolean): Error {
  if (error instanceof PostRefused) return error;
  if (error instanceof RateLimitError) return tooManyRequests(call, waitOf(error));
  if (error instanceof DiscordAPIError) return apiError(call, error);
  if (error instanceof HTTPError) return new Error(`${call}: HTTP ${error.status}.`);
  if (!wasSent) return new PostRefused(`${call}: not sent, as others were before it for too long.`, later);
  const code = connectionCode(error);
  const text = `${call}: no answer${code === undefined ? '' : ` (${code})`}.`;
  const isUnsent = code !== undefined && (NEVER_SENT.test(code) || NO_HANDSHAKE.test(code));
  return isUnsent ? new PostRefused(text, later) : new Error(text);
}

/** @param after in milliseconds, where Discord says */
export function tooManyRequests(call: string, after: number | undefined): PostRefused {
  return new PostRefused(`${call}: too many requests.`, after === undefined ? later : { kind: 'later', after });
}

export function tokenRefused(call: string): PostRefused {
  return new PostRefused(`${call}: Discord refuses the token.`, forbidden);
}

/** Discord's code, where it refused with one. */
export function refusalCode(error: unknown): number | undefined {
  return error instanceof DiscordRefusal ? error.code : undefined;
}

/** How long Discord wants quiet, in milliseconds; undefined where it does not say. */
export function waitOf(
  limit: Pick<RateLimitError, 'retryAfter' | 'sublimitTimeout' | 'timeToReset'>,
): number | undefined {
  if (limit.retryAfter <= 0) return undefined;
  return Math.ceil(Math.max(limit.retryAfter, limit.sublimitTimeout, limit.timeToReset));
}

function apiError(call: string, { status, code }: DiscordAPIError): Error {
  if (status === 429) return tooManyRequests(call, undefined);
  // an answer that is not Discord's: a proxy may say it after it passed the request on
  if (typeof code !== 'number') return new Error(`${call}: HTTP ${status}, an answer that is not Discord’s.`);
  if (status === 401) return tokenRefused(call);
  const refusal = REFUSALS.get(code) ?? (status === 403 ? forbidden : status === 400 ? message : undefined);
  const text = `${call}: HTTP ${status}, code ${code}.`;
  return refusal ? new DiscordRefusal(text, refusal, code) : new Error(text);
}

/** The system's or undici's code of what went wrong below the request. */
export function connectionCode(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth++) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    if (current instanceof AggregateError && current.errors.length > 0) current = current.errors[0];
    else if (current.name === 'TimeoutError' || current.name === 'AbortError') return current.name;
    else current = current.cause;
  }
  return undefined;
}
