import type { types } from '@slack/bolt';
import { afterEach, beforeEach, expect } from 'vitest';
import { createLog } from '../../adapters/log.ts';
import { BOT_SCOPES } from '../../adapters/slack/manifest/scopes.ts';
import { createSlackApi, type SlackApi, type SlackApiOptions } from '../../adapters/slack/web/api.ts';
import { singleToken } from '../../adapters/slack/web/tokens.ts';
import { PostRefused } from '../../src/digest/post-refused.ts';
import { type Call, type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';

export const TEAM = 'T0001';
export const blocks: types.KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' } }];

export function hello(channel = 'C0001', key?: string) {
  return { channel, text: 'Hello', blocks, ...(key === undefined ? {} : { key }) };
}

/** What one test has: Slack, what speaks to it, and a clock that moves by what is slept. */
export interface Scene {
  slack: FakeSlack;
  api: SlackApi;
  logged: string;
  /** Milliseconds since the epoch. */
  time: number;
  slept: number[];
}

/** A new scene before each test; after it nothing may have been done that Slack forbids, nor a token been logged. */
export function setScene(): {
  readonly scene: Scene;
  readonly start: (changes?: Partial<SlackApiOptions>) => SlackApi;
} {
  const scene = {} as Scene;
  const now = () => new Date(scene.time);
  const write = (line: string) => {
    scene.logged += line;
  };
  const start = (changes: Partial<SlackApiOptions> = {}) =>
    createSlackApi({
      tokens: singleToken(scene.slack.tokens.bot, { workspace: TEAM, botUserId: scene.slack.botUserId }),
      apiUrl: scene.slack.apiUrl,
      clock: { now },
      log: createLog('debug', write, now),
      sleep: async (ms) => {
        scene.slept.push(ms);
        scene.time += ms;
      },
      ...changes,
    });

  beforeEach(async () => {
    const slack = await startFakeSlack({ scopes: BOT_SCOPES, historyCap: 15 });
    slack.channel('C0002', {});
    // there is no bot to hear of anything
    slack.overHttp('http://127.0.0.1:9/slack/events');
    Object.assign(scene, { slack, logged: '', time: Date.now(), slept: [] });
    scene.api = start();
  });

  afterEach(async () => {
    const { slack, logged } = scene;
    await slack.stop();
    expect(slack.violations).toEqual([]);
    for (const secret of [slack.tokens.bot, slack.tokens.app, 'Bearer']) expect(logged).not.toContain(secret);
  });
  return { scene, start };
}

export function callsOf(scene: Scene, method: string): Call[] {
  return scene.slack.calls.filter((call) => call.method === method);
}

/** What it failed with, in which nothing that a log or an operator is shown may hold a token. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('It did not fail.');
  expect(JSON.stringify([error, String(error), error.stack, error.cause])).not.toMatch(/xox|Bearer|FakeToken/);
  return error;
}

/** How Slack refused it; where the error is no refusal, it is in doubt. */
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
