import type { APIMessage } from 'discord.js';
import { hasMarker } from './marker.ts';

/** The most that Discord gives at once (https://docs.discord.com/developers/resources/message#get-channel-messages). */
export const PAGE_SIZE = 100;
/** This reaches 2,000 messages on. */
const MOST_PAGES = 20;
/** Far below the lease of a delivery. */
const DEADLINE = 45_000;
/** Discord's epoch, from which its ids count milliseconds (https://docs.discord.com/developers/reference#snowflakes). */
const EPOCH = 1_420_070_400_000;

interface Message extends Pick<APIMessage, 'id' | 'components'> {
  readonly author: { readonly id: string };
}

interface Search {
  readonly key: string;
  readonly since: Date;
  /** Anyone can write a mark: only the bot's own messages count. */
  readonly authorId: string;
  /** The first messages after an id, in any order. */
  readonly page: (afterId: string) => Promise<readonly Message[]>;
  /** @throws where an empty page does not mean that there are no messages */
  readonly ensureReadable: () => Promise<void>;
  /** Milliseconds of any clock. */
  readonly now: () => number;
}

/**
 * Looks through a channel for the message with a key.
 *
 * @throws Error where the pages don't end, as it may be on one that was not read
 */
export async function findPosted(search: Search): Promise<{ readonly id: string } | undefined> {
  const { key, authorId, page, now } = search;
  const started = now();
  let after = idAt(search.since);
  for (let read = 0; read < MOST_PAGES && now() - started < DEADLINE; read++) {
    const messages = await page(after);
    const found = messages.find((message) => message.author.id === authorId && hasMarker(message, key));
    if (found) return { id: found.id };
    if (messages.length < PAGE_SIZE) {
      if (read === 0 && messages.length === 0) await search.ensureReadable();
      return undefined;
    }
    after = messages.map(({ id }) => id).reduce(later, after);
  }
  throw new Error('Too many messages came since the post to look through them all.');
}

/** The largest id that a message before that moment can have. */
function idAt(moment: Date): string {
  return String((BigInt(Math.max(1, moment.getTime() - EPOCH)) << 22n) - 1n);
}

export function later(one: string, other: string): string {
  return BigInt(one) > BigInt(other) ? one : other;
}
