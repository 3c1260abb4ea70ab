import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identify } from '../../adapters/slack/identity.ts';
import { BOT_SCOPES } from '../../adapters/slack/manifest/scopes.ts';
import { ConfigError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { clock, type SlackBot, sleep, startSlackBot } from './slack-bot.ts';

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** What it throws, which must be lines for people. */
async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConfigError)) throw new Error('No ConfigError was thrown.', { cause: error });
  return error.problems;
}

describe('Socket Mode', () => {
  let bot: SlackBot;
  /** Waits between attempts are short. */
  const impatient = (ms: number, signal?: AbortSignal) =>
    sleep([1, 2, 4, 8, 16, 30].includes(ms / 1_000) ? 5 : ms, signal);
  const start = async (options: Parameters<typeof startSlackBot>[1] = {}) => {
    bot = await startSlackBot('socket', options);
  };
  afterEach(() => bot.stop());

  const answered = (count: number) =>
    bot.fake.until(() => bot.fake.ephemerals.length === count, `${count} private answers`);

  test.each(['warning', 'refresh_requested'] as const)(
    'a new connection stands before the old one is left: %s',
    async (reason) => {
      await start();
      let commands = 0;
      for (let round = 0; round < 3; round++) {
        const left = bot.fake.disconnect(reason);
        const acks = await Promise.all([bot.fake.command('show kimi-vl'), bot.fake.command('help')]);
        await left;
        acks.push(await bot.fake.command('show kimi-vl'));
        commands += acks.length;
        for (const ack of acks) expect(ack.failed).toBeUndefined();
        await answered(commands);
      }
      expect(bot.fake.connections).toBe(1);
      expect(bot.fatal).toEqual([]);
      expect(bot.fake.violations).toEqual([]);
    },
  );

  test('a connection that is cut is made anew', async () => {
    await start();
    await bot.fake.disconnect('cut');
    await bot.fake.until(() => bot.fake.connections === 1, 'the new connection');
    await bot.fake.command('show kimi-vl');
    await answered(1);
  });

  test('a server that restarts is found again, and what happened meanwhile is answered', async () => {
    await start({ options: { sleep: impatient } });
    await bot.fake.goAway();
    const written = bot.fake.write('thanks', { channel: 'D0001' });
    await bot.fake.until(() => bot.logged.some((line) => line.includes('could not be renewed')), 'an attempt');
    await bot.fake.comeBack();
    await written;
    await bot.fake.until(() => bot.fake.messages.some((one) => one.byBot), 'the answer');
    expect(bot.fatal).toEqual([]);
  });

  test('a server that stays away is the end, in one line', async () => {
    await start({ options: { sleep: impatient } });
    await bot.fake.goAway();
    await bot.fake.until(() => bot.fatal.length === 1, 'the end', 20_000);
    expect(bot.fatal[0]).toMatch(/^The connection to Slack is lost: Slack can’t be reached for Socket Mode/);
    expect(bot.fatal[0]).not.toContain('\n');
  });

  test('a token that is refused while it runs is the end at once', async () => {
    await start();
    bot.fake.fault('apps.connections.open', { kind: 'error', error: 'invalid_auth' });
    await bot.fake.disconnect('cut');
    await bot.fake.until(() => bot.fatal.length === 1, 'the end');
    expect(bot.fatal[0]).toMatch(/SLACK_APP_TOKEN \(invalid_auth\)/);
  });

  test('Socket Mode that is switched off is the end', async () => {
    await start();
    await bot.fake.disconnect('link_disabled');
    await bot.fake.until(() => bot.fatal.length === 1, 'the end');
    expect(bot.fatal[0]).toContain('switch it on again');
  });

  test('the door closes within five seconds, whatever runs', async () => {
    await start({ bot: (inner) => ({ ...inner, handle: () => new Promise(() => {}) }) });
    await bot.fake.command('show kimi-vl');
    const before = performance.now();
    await bot.door.stop();
    expect(performance.now() - before).toBeLessThan(5_000);
    await bot.fake.until(() => bot.fake.connections === 0, 'no connection');
  });
});

describe('a start that can’t be', () => {
  let fake: FakeSlack;
  beforeEach(async () => {
    fake = await startFakeSlack();
  });
  afterEach(() => fake.stop());

  test('names the app-level token that is refused, and not its value', async () => {
    const wrong = `${fake.tokens.app}wrong`;
    const options = { mode: { kind: 'socket', appToken: wrong } } as const;
    const [problem, ...others] = await problemsOf(startSlackBot('socket', { fake, options }));
    expect(problem).toMatch(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): make a new app-level token/);
    expect(others).toEqual([]);
    expect(problem).not.toContain(wrong);
    expect(problem).not.toContain('\n');
  });

  test('names the bot token that is refused, and not its value', async () => {
    const wrong = `${fake.tokens.bot}wrong`;
    const [problem] = await problemsOf(identify(wrong, { apiUrl: fake.apiUrl, log: SILENT }));
    expect(problem).toMatch(/^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\): copy the “Bot User OAuth Token”/);
    expect(problem).not.toContain(wrong);
  });

  test('says that Slack can’t be reached', async () => {
    await fake.goAway();
    const [problem] = await problemsOf(identify(fake.tokens.bot, { apiUrl: fake.apiUrl, log: SILENT }));
    expect(problem).toMatch(/^Slack can’t be reached to check SLACK_BOT_TOKEN \(ECONNREFUSED\)/);
    const [other] = await problemsOf(startSlackBot('socket', { fake }));
    expect(other).toMatch(/^Slack can’t be reached for Socket Mode/);
    await fake.comeBack();
  });

  test('names the port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const options = { mode: { kind: 'http', signingSecret: fake.tokens.signingSecret, port } } as const;
    const [problem] = await problemsOf(startSlackBot('http', { fake, options }));
    expect(problem).toBe(`PORT ${port} can’t be listened on (EADDRINUSE): end what uses it, or set another PORT.`);
    other.close();
  });

  test('a good token tells who the bot is', async () => {
    const identity = await identify(fake.tokens.bot, { apiUrl: fake.apiUrl, log: SILENT });
    expect(identity).toMatchObject({ botUserId: fake.botUserId, workspace: fake.workspace });
  });

  test('what an earlier installation may not do is said, and Paperboy does without', async () => {
    const warned: string[] = [];
    const log = { ...SILENT, warn: (text: string) => void warned.push(text) };
    await identify(fake.tokens.bot, { apiUrl: fake.apiUrl, log });
    expect(warned).toEqual([]);
    const old = await startFakeSlack({ scopes: BOT_SCOPES.filter((scope) => scope !== 'reactions:read') });
    await identify(old.tokens.bot, { apiUrl: old.apiUrl, log });
    await old.stop();
    expect(warned).toEqual([
      'The Slack app was installed without reactions:read: add that under “OAuth & Permissions”, and install the app again.',
    ]);
  });
});

test('a request that Slack did not sign is refused', async () => {
  const bot = await startSlackBot('http');
  const body = new URLSearchParams({
    command: '/papers',
    text: 'help',
    team_id: bot.fake.workspace,
    channel_id: 'C0001',
    user_id: 'U0001',
    trigger_id: '1.1.1',
  });
  const signature = `v0=${'0'.repeat(64)}`;
  const headers = {
    'x-slack-signature': signature,
    'x-slack-request-timestamp': String(Math.floor(clock.now().getTime() / 1000)),
  };
  const response = await fetch(bot.url ?? '', { method: 'POST', body, headers });
  expect(response.status).toBe(401);
  await bot.stop();
  expect(bot.fake.calls).toEqual([]);
});
