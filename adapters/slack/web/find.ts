/** What a post is marked with, besides its key. */
export const POST_EVENT = 'paperboy_post';

/** With 15 messages a page, the most that Slack gives some apps, this reaches 300 messages back. */
const MOST_PAGES = 20;
/** Far below the lease of a delivery. */
const DEADLINE = 45_000;

interface Message {
  readonly ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

interface Page {
  readonly messages?: readonly Message[];
  readonly has_more?: boolean;
  readonly response_metadata?: { readonly next_cursor?: string };
}

export interface Search {
  readonly key: string;
  /** Metadata is anyone's to write: only the bot's own messages count. */
  readonly isOwn: (message: Message) => boolean;
  readonly page: (cursor: string | undefined) => Promise<Page>;
  /** Milliseconds of any clock. */
  readonly now: () => number;
}

/**
 * Looks through the pages of a history for the message with a key.
 *
 * @throws Error where the pages don't end, as it may be on one that was not read
 */
export async function findPosted({ key, isOwn, page, now }: Search): Promise<{ readonly ts: string } | undefined> {
  const started = now();
  let cursor: string | undefined;
  for (let read = 0; read < MOST_PAGES && now() - started < DEADLINE; read++) {
    const { messages = [], has_more, response_metadata } = await page(cursor);
    const found = messages.find((message) => isOwn(message) && keyOf(message) === key);
    if (found?.ts !== undefined) return { ts: found.ts };
    cursor = response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') {
      if (has_more) throw new Error('Slack has more messages but does not say how to read them.');
      return undefined;
    }
  }
  throw new Error('Too many messages came since the post to look through them all.');
}

function keyOf({ metadata }: Message): unknown {
  const payload = metadata?.event_type === POST_EVENT ? metadata.event_payload : undefined;
  return payload && 'key' in payload ? payload.key : undefined;
}
