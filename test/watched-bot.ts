import type { Bot, Incoming, Place } from '../src/ports.ts';

/** What a bot has finished. */
export interface Finished {
  /** What was done to it, as it was dealt with. */
  readonly handled: readonly Incoming[];
  /** Whether it is known what a message is about. */
  knows(thread: string | undefined): boolean;
  /** The bot, watched. */
  readonly bot: (real: Bot) => Bot;
}

/** Watches what a bot finishes behind its door, where nobody sees it. */
export function watchBot(): Finished {
  const handled: Incoming[] = [];
  const opened = new Set<Place['thread']>();
  return {
    handled,
    knows: (thread) => thread !== undefined && opened.has(thread),
    bot: (real) => ({
      ...real,
      async handle(incoming) {
        const reply = await real.handle(incoming);
        handled.push(incoming);
        return reply;
      },
      async opened(place, topic) {
        await real.opened(place, topic);
        opened.add(place.thread);
      },
    }),
  };
}
