import type { APIMessage } from 'discord.js';
import type { Log } from '../../src/ports.ts';
import type { DiscordApi } from './rest/api.ts';

/** Threads that fell silent longest ago are forgotten first. */
const MOST_THREADS = 200;
const PAGE = 100;
/** In one thread; more is no talk that waits for an answer. */
const MOST_PAGES = 3;

interface Talk {
  readonly guild: string;
  /** The last message that was seen. */
  readonly last: string;
}

export interface CatchUp {
  /** A message was seen in one of Paperboy's threads, or the thread began with it. */
  seen(guild: string, thread: string, message: string): void;
  /** Gives what was said in these threads and not seen, oldest first, with its guild. */
  run(receive: (message: APIMessage & { readonly guild_id: string }) => Promise<void>): Promise<void>;
}

/** What Discord did not deliver while the connection was away, fetched from the threads that this process knows. */
export function createCatchUp(api: Pick<DiscordApi, 'messagesAfter'>, log: Log): CatchUp {
  const talks = new Map<string, Talk>();

  function seen(guild: string, thread: string, message: string): void {
    const before = talks.get(thread)?.last;
    const last = before !== undefined && BigInt(before) > BigInt(message) ? before : message;
    talks.delete(thread);
    talks.set(thread, { guild, last });
    const oldest = talks.keys().next();
    if (talks.size > MOST_THREADS && !oldest.done) talks.delete(oldest.value);
  }

  /** @returns the messages of one page, oldest first */
  async function missed(thread: string, after: string): Promise<APIMessage[]> {
    const page = await api.messagesAfter(thread, after, PAGE);
    return [...page].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  return {
    seen,
    async run(receive) {
      for (const [thread, { guild, last }] of [...talks]) {
        try {
          let after = last;
          for (let page = 0; page < MOST_PAGES; page++) {
            const messages = await missed(thread, after);
            for (const message of messages) await receive({ ...message, guild_id: guild });
            if (messages.length < PAGE) break;
            after = messages.at(-1)?.id ?? after;
          }
        } catch (error) {
          log.warn('What was said in a thread meanwhile could not be fetched.', { thread, error });
        }
      }
    },
  };
}
