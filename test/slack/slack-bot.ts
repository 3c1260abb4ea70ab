import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createSlackDoor, type SlackDoor, type SlackDoorOptions } from '../../adapters/slack/door.ts';
import { createSlackApi, type SlackApi } from '../../adapters/slack/web/api.ts';
import { singleToken } from '../../adapters/slack/web/tokens.ts';
import { openStore, type Store } from '../../adapters/store/store.ts';
import { createBot } from '../../src/bot.ts';
import type { Library } from '../../src/library.ts';
import type { Bot, Clock, Log } from '../../src/ports.ts';
import { shippedLibrary } from '../conversation.ts';
import { buttonsOf, type FakeSlack, type Shown, type ShownButton, startFakeSlack } from '../fakes/slack/fake-slack.ts';

export type Mode = 'socket' | 'http';

/** The whole bot behind the fake Slack. */
export interface SlackBot {
  readonly fake: FakeSlack;
  readonly store: Store;
  readonly door: SlackDoor;
  /** What was logged, a line each. */
  readonly logged: readonly string[];
  /** What `onFatal` was told. */
  readonly fatal: readonly string[];
  readonly uninstalled: readonly string[];
  /** Where it listens over HTTP. */
  readonly url: string | undefined;
  stop(): Promise<void>;
}

export interface Changes {
  readonly fake?: FakeSlack;
  readonly store?: Store;
  readonly library?: Library;
  readonly options?: Partial<SlackDoorOptions>;
  readonly api?: (api: SlackApi) => SlackApi;
  readonly bot?: (bot: Bot) => Bot;
}

export const clock = { now: () => new Date() };
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, signal ? { signal } : {});

export function openMemoryStore(): Promise<Store> {
  return openStore({ clock, home: ':memory:', databaseUrl: undefined, secret: undefined });
}

/** Starts it; a fake and a store that are given are those of an earlier bot, and stay when it stops. */
export async function startSlackBot(mode: Mode, changes: Changes = {}): Promise<SlackBot> {
  const fake = changes.fake ?? (await startFakeSlack());
  const store = changes.store ?? (await openMemoryStore());
  const logged: string[] = [];
  const fatal: string[] = [];
  const uninstalled: string[] = [];
  const note = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    const plain = (_: string, value: unknown) => (value instanceof Error ? String(value.stack) : value);
    logged.push(`${message} ${JSON.stringify(fields ?? {}, plain)}`);
  };
  const log: Log = { info: note, warn: note, error: note };
  const tokens = singleToken(fake.tokens.bot, { botUserId: fake.botUserId, workspace: fake.workspace });
  const api = createSlackApi({ tokens, apiUrl: fake.apiUrl, ...atOnce(), log });
  const port = mode === 'http' ? await freePort() : undefined;
  const url = port === undefined ? undefined : `http://127.0.0.1:${port}/slack/events`;
  if (url !== undefined) fake.overHttp(url);
  const { app: appToken, signingSecret } = fake.tokens;
  const door = createSlackDoor({
    mode: port === undefined ? { kind: 'socket', appToken } : { kind: 'http', signingSecret, port },
    api: changes.api?.(api) ?? api,
    tokens,
    events: store.events,
    callbacks: store.callbacks,
    clock,
    log,
    apiUrl: fake.apiUrl,
    onUninstall: async (workspace) => void uninstalled.push(workspace),
    onFatal: (message) => void fatal.push(message),
    sleep,
    ...changes.options,
  });
  const { inbox, threads, subscriptions, signals } = store;
  const library = changes.library ?? shippedLibrary();
  const bot = createBot({ library, clock, log, inbox, threads, subscriptions, signals });
  await door.start(changes.bot?.(bot) ?? bot);
  return {
    fake,
    store,
    door,
    logged,
    fatal,
    uninstalled,
    url,
    async stop() {
      await door.stop();
      if (!changes.store) await store.close();
      if (!changes.fake) await fake.stop();
    },
  };
}

/** A clock on which every wait is over as soon as it begins: a post a second would hold the tests up. */
function atOnce(): { readonly clock: Clock; readonly sleep: (ms: number) => Promise<void> } {
  let ahead = 0;
  return {
    clock: { now: () => new Date(Date.now() + ahead) },
    async sleep(ms) {
      ahead += ms;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The button with that label; of the n-th paper that has one. */
export function button(shown: Shown | undefined, label: string, number = 1): ShownButton {
  const found = (shown ? buttonsOf(shown) : []).filter((one) => one.label === label)[number - 1];
  if (!found) throw new Error(`There is no button “${label}” ${number}.`);
  return found;
}
