import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, expect } from 'vitest';
import type { RenderedDiscord } from '../../adapters/discord/render/message.ts';
import { createDiscordApi, type DiscordApi } from '../../adapters/discord/rest/api.ts';
import type { CallerOptions } from '../../adapters/discord/rest/caller.ts';
import { createLog } from '../../adapters/log.ts';
import { PostRefused } from '../../src/digest/post-refused.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { Call, FakeDiscordOptions } from '../fakes/discord/types.ts';

export const POST_ROUTE = 'POST /channels/:channel/messages';
export const OTHER_CHANNEL = '1100000000000000077';
export const KEY = 'discord/1100000000000000001/42/2026-01-05';

/** A message of a line and a button. */
export function hello(text = 'Hello'): RenderedDiscord {
  return {
    components: [
      { type: ComponentType.TextDisplay, content: text },
      {
        type: ComponentType.ActionRow,
        components: [
          { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Abstract', custom_id: 'i:1#0' },
        ],
      },
    ],
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
  };
}

/** What one test has: Discord, what speaks to it, and what was logged. */
export interface Scene {
  discord: FakeDiscord;
  api: DiscordApi;
  logged: string;
  /** How far the api's clock is ahead, in milliseconds; the SDK goes by the computer's. */
  ahead: number;
}

/** A new scene before each test; after it nothing may have been done that Discord forbids, nor a token been logged. */
export function setScene(options?: FakeDiscordOptions): {
  readonly scene: Scene;
  readonly start: (changes?: Partial<CallerOptions>) => DiscordApi;
} {
  const scene = {} as Scene;
  const now = () => new Date(Date.now() + scene.ahead);
  const write = (line: string) => {
    scene.logged += line;
  };
  const start = (changes: Partial<CallerOptions> = {}) =>
    createDiscordApi({
      token: scene.discord.token,
      apiUrl: scene.discord.apiUrl,
      clock: { now },
      log: createLog('debug', write, now),
      ...changes,
    });

  beforeEach(async () => {
    const discord = await startFakeDiscord(options);
    discord.channel(OTHER_CHANNEL, {});
    Object.assign(scene, { discord, logged: '', ahead: 0 });
    scene.api = start();
  });

  afterEach(async () => {
    await scene.discord.stop();
    expect(scene.discord.violations).toEqual([]);
    expect(scene.logged).not.toContain(scene.discord.token);
  });
  return { scene, start };
}

export function callsOf(scene: Scene, route: string): Call[] {
  return scene.discord.calls.filter((call) => `${call.method} ${call.route}` === route || call.route === route);
}

/** What it failed with, in which nothing that a log or an operator is shown may hold a token or a body. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('It did not fail.');
  expect(JSON.stringify([error, String(error), error.stack, error.cause])).not.toMatch(
    /Fake01|Authorization|custom_id/,
  );
  return error;
}

/** How Discord refused it; where the error is no refusal, it is in doubt. */
export async function refusal(promise: Promise<unknown>): Promise<PostRefused['refusal'] | 'in doubt'> {
  const error = await failure(promise);
  return error instanceof PostRefused ? error.refusal : 'in doubt';
}

/** A way that is closed until it is opened. */
export function createGate(): { readonly gate: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { gate, open };
}
