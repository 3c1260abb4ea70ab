import { loadShippedLibrary } from '../adapters/corpus.ts';
import { memoryInbox, memorySignals, memorySubscriptions, memoryThreads } from '../adapters/store/memory.ts';
import { createSession } from '../adapters/terminal/session.ts';
import { PLAIN } from '../adapters/terminal/style.ts';
import { createBot } from '../src/bot.ts';
import type { Library } from '../src/library.ts';
import type { Log, User } from '../src/ports.ts';

const SUNDAY = new Date('2026-11-22T10:00:00Z');
const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };

let shipped: Library | undefined;

/** The library that ships, read once a test file. */
export function shippedLibrary(): Library {
  shipped ??= loadShippedLibrary(SUNDAY.getTime()).library;
  return shipped;
}

export function createTestBot(changes: { library?: Library; log?: Log } = {}) {
  return createBot({
    library: changes.library ?? shippedLibrary(),
    clock: { now: () => SUNDAY },
    log: changes.log ?? SILENT,
    inbox: memoryInbox(),
    threads: memoryThreads(),
    subscriptions: memorySubscriptions(),
    signals: memorySignals(),
  });
}

const SOMEONE: User = { id: 'someone', timeZone: 'Europe/Berlin', isAdmin: false };

/**
 * A new conversation in the terminal with the whole bot behind it: `say` types a line and gives what a person would
 * then see, without colours and, unless a width is given, on unbroken lines.
 */
export function startConversation({ width }: { width?: number } = {}): (line: string) => Promise<string> {
  const session = createSession(createTestBot(), SOMEONE, { style: PLAIN, width }, 0);
  return async (line) => (await session.say(line)) ?? '(left)';
}
