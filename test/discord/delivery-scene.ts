import { afterEach, beforeEach, expect } from 'vitest';
import type { Store } from '../../adapters/store/store.ts';
import { type FakeDiscord, type ShownMessage, startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import { type Changes, clock, type DiscordBot, openMemoryStore, startDiscordBot } from './discord-bot.ts';

/** Of a process that hangs: only the wait for its end is over at once. */
export const hung = (ms: number) => (ms === 4_000 ? Promise.resolve() : new Promise<void>(() => {}));
/** Two minutes later, when every lease of now has ended. */
export const later = { now: () => new Date(clock.now().getTime() + 120_000) };

/** One Discord and one store, which outlive the processes of a test. */
export interface Scene {
  readonly fake: FakeDiscord;
  readonly store: Store;
  start(changes?: Changes): Promise<DiscordBot>;
  /** What a process that died leaves behind: it hears nothing more. */
  kill(bot: DiscordBot): Promise<void>;
  posts(): ShownMessage[];
  mention(): string;
  triedAgain(bot: DiscordBot): Promise<void>;
}

/** Makes it anew for each test of the file, and checks afterwards that Discord had nothing to complain of. */
export function deliveryScene(): Scene {
  let fake: FakeDiscord;
  let store: Store;
  let running: DiscordBot[];
  beforeEach(async () => {
    fake = await startFakeDiscord({ anyCommand: true, granted: ['MessageContent'] });
    store = await openMemoryStore();
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((bot) => bot.stop()));
    await store.close();
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });
  return {
    get fake() {
      return fake;
    },
    get store() {
      return store;
    },
    async start(changes = {}) {
      const bot = await startDiscordBot({ fake, store, ...changes });
      running.push(bot);
      return bot;
    },
    kill: (bot) => bot.door.stop(),
    posts: () => fake.messages.filter((one) => one.byBot),
    mention: () => `<@${fake.botUserId}> show kimi-vl`,
    triedAgain: (bot) => fake.until(() => bot.logged.some((line) => line.includes('tried again')), 'the failure'),
  };
}
