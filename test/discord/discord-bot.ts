import { setTimeout } from 'node:timers/promises';
import { createDiscordDoor, type DiscordDoor, type DiscordDoorOptions } from '../../adapters/discord/door.ts';
import { createDiscordApi, type DiscordApi } from '../../adapters/discord/rest/api.ts';
import { openStore, type Store } from '../../adapters/store/store.ts';
import { createBot } from '../../src/bot.ts';
import type { Library } from '../../src/library.ts';
import type { Bot, Log } from '../../src/ports.ts';
import { shippedLibrary } from '../conversation.ts';
import {
  buttonsOf,
  type FakeDiscord,
  type ShownButton,
  type ShownMessage,
  startFakeDiscord,
} from '../fakes/discord/fake-discord.ts';

/** The whole bot behind the fake Discord. */
export interface DiscordBot {
  readonly fake: FakeDiscord;
  readonly store: Store;
  readonly door: DiscordDoor;
  /** What was logged, a line each. */
  readonly logged: readonly string[];
  /** What `onFatal` was told. */
  readonly fatal: readonly string[];
  stop(): Promise<void>;
}

export interface Changes {
  readonly fake?: FakeDiscord;
  readonly store?: Store;
  readonly library?: Library;
  readonly options?: Partial<DiscordDoorOptions>;
  readonly api?: (api: DiscordApi) => DiscordApi;
  readonly bot?: (bot: Bot) => Bot;
  /** Is told of the log before the door starts. */
  readonly logged?: string[];
}

export const clock = { now: () => new Date() };
const sleep = (ms: number, signal?: AbortSignal): Promise<void> => setTimeout(ms, undefined, signal ? { signal } : {});

export function openMemoryStore(): Promise<Store> {
  return openStore({ clock, home: ':memory:', databaseUrl: undefined, secret: undefined });
}

/** Starts it; a fake and a store that are given are those of an earlier bot, and stay when it stops. */
export async function startDiscordBot(changes: Changes = {}): Promise<DiscordBot> {
  const fake = changes.fake ?? (await startFakeDiscord({ anyCommand: true, granted: ['MessageContent'] }));
  const store = changes.store ?? (await openMemoryStore());
  const logged = changes.logged ?? [];
  const fatal: string[] = [];
  const note = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    const plain = (_: string, value: unknown) => (value instanceof Error ? String(value.stack) : value);
    logged.push(`${message} ${JSON.stringify(fields ?? {}, plain)}`);
  };
  const log: Log = { info: note, warn: note, error: note };
  const { token, applicationId, apiUrl } = fake;
  const api = createDiscordApi({ token, apiUrl, clock, log });
  const door = createDiscordDoor({
    token,
    applicationId,
    api: changes.api?.(api) ?? api,
    apiUrl,
    events: store.events,
    callbacks: store.callbacks,
    clock,
    log,
    messageContent: 'try',
    onFatal: (message) => void fatal.push(message),
    sleep,
    ...changes.options,
  });
  const { inbox, threads, subscriptions, signals } = store;
  const library = changes.library ?? shippedLibrary();
  const bot = createBot({ library, clock, log, inbox, threads, subscriptions, signals });
  const stop = async () => {
    await door.stop();
    if (!changes.store) await store.close();
    if (!changes.fake) await fake.stop();
  };
  try {
    await door.start(changes.bot?.(bot) ?? bot);
  } catch (error) {
    await stop();
    throw error;
  }
  return { fake, store, door, logged, fatal, stop };
}

/** The button with that label; of the n-th paper that has one. */
export function button(shown: ShownMessage | undefined, label: string, number = 1): ShownButton {
  const found = (shown ? buttonsOf(shown) : []).filter((one) => one.label === label)[number - 1];
  if (!found) throw new Error(`There is no button “${label}” ${number}.`);
  return found;
}
