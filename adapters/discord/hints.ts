import type { Log } from '../../src/ports.ts';
import { timeOf } from './places.ts';
import type { Posts } from './posts.ts';
import { textMessage } from './replies.ts';

const HOW = 'I can’t read what is written here unless I am mentioned: put @Paperboy before your question.';
const MOST_REMEMBERED = 1_000;

/** Says once in each thread how Paperboy can be asked there; one that an earlier process wrote is found and left alone. */
export function createHints(posts: Posts, log: Log): (thread: string) => Promise<void> {
  const told = new Set<string>();
  return async (thread) => {
    if (told.has(thread)) return;
    if (told.size >= MOST_REMEMBERED) told.clear();
    told.add(thread);
    try {
      const message = textMessage(HOW);
      await posts.post({ channelId: thread, message, key: `how ${thread}`, lookSince: timeOf(thread) });
    } catch (error) {
      log.warn('People in a thread could not be told to mention Paperboy.', { thread, error });
    }
  };
}
