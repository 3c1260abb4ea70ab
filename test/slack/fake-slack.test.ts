import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { buttonsOf, type FakeSlack, startFakeSlack, visible } from '../fakes/slack/fake-slack.ts';
import { type EchoBot, startEchoBot } from './echo-bot.ts';

describe.each(['socket', 'http'] as const)('the real Bolt over %s', (mode) => {
  let fake: FakeSlack;
  let bot: EchoBot;
  beforeEach(async () => {
    fake = await startFakeSlack();
    bot = await startEchoBot(fake, mode);
  });
  afterEach(async () => {
    await bot.stop();
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });

  test('acknowledges and answers a command, and replaces the answer at a click', async () => {
    const ack = await fake.command('hello');
    expect(ack.failed).toBeUndefined();
    await fake.until(() => fake.ephemerals.length === 1, 'an answer');
    expect(visible(fake.ephemerals[0]!)).toBe('heard hello\n[Again]');
    expect(fake.ephemerals[0]).toMatchObject({ user: 'U0001', channel: 'C0001' });
    await fake.press(buttonsOf(fake.ephemerals[0]!)[0]!);
    await fake.until(() => fake.ephemerals[0]!.edited, 'another answer');
    expect(visible(fake.ephemerals[0]!)).toBe('pressed by U0001');
  });

  test('answers with the acknowledgment itself', async () => {
    await fake.command('at once', { user: 'U0002' });
    expect(fake.ephemerals.map(({ text, user }) => [text, user])).toEqual([['with the acknowledgment', 'U0002']]);
  });

  test('hears a mention twice and what it says itself not at all', async () => {
    const { ts, acks } = await fake.write(`<@${fake.botUserId}> hello`);
    expect(acks).toHaveLength(2);
    await fake.until(() => fake.messages.length === 2 && fake.deliveries.length === 3, 'an answer and its echo');
    expect(fake.messages[1]).toMatchObject({ threadTs: ts, text: 'you called', byBot: true });
    expect([...bot.heard].sort()).toEqual(['app_mention', 'message']);
  });

  test('hears a mention in a direct message once', async () => {
    const { acks } = await fake.write(`<@${fake.botUserId}> hello`, { channel: 'D0001' });
    expect(acks).toHaveLength(1);
    await fake.until(() => bot.heard.length > 0, 'the message');
    expect(bot.heard).toEqual(['message']);
  });

  test('shows a home, opens a form from it and refuses and takes what is typed', async () => {
    await fake.openHome();
    await fake.until(() => fake.homes.has('U0001'), 'a home');
    await fake.press(buttonsOf(fake.homes.get('U0001')!)[0]!);
    await fake.until(() => fake.views.length === 1, 'a form');
    const form = fake.views[0]!;
    expect(form).toMatchObject({ title: 'A form', privateMetadata: 'C0001', user: 'U0001', open: true });
    await fake.submit(form, { time: '00:00' });
    expect(fake.views[0]).toMatchObject({ open: true, errors: { time: 'Too early' } });
    await expect(fake.submit(form, { days: ['sun'] })).rejects.toThrow('no option sun');
    await fake.submit(form, { days: ['tue'] });
    expect(fake.views[0]).toMatchObject({ open: false, errors: {} });
  });

  test('hears of emoji on any message, and of what is taken back, where it is a member', async () => {
    const { ts } = await fake.write('a fine day', { user: 'U0002' });
    const message = fake.messages.find((one) => one.ts === ts)!;
    await fake.react('+1::skin-tone-3', message);
    await fake.react('+1::skin-tone-3', message, { added: false });
    const told = fake.deliveries.slice(-2).map(({ payload }) => payload['event']);
    const event = {
      user: 'U0001',
      reaction: '+1::skin-tone-3',
      item: { type: 'message', channel: 'C0001', ts },
      item_user: 'U0002',
    };
    expect(told).toMatchObject([
      { type: 'reaction_added', ...event },
      { type: 'reaction_removed', ...event },
    ]);
    await expect(fake.react('+1::skin-tone-3', message, { added: false })).rejects.toThrow('has not reacted');
    await expect(fake.react('👍', message)).rejects.toThrow('no emoji');
    fake.channel('C0001', { member: false });
    expect(await fake.react('+1', message)).toBeUndefined();
    expect(fake.deliveries.slice(-1)[0]?.payload['event']).toMatchObject({ type: 'reaction_removed' });
  });

  test('gets the same event again, and how often it came before', async () => {
    const event = { type: 'message', channel: 'C0001', user: 'U0001', text: 'hi', ts: '1.1', channel_type: 'channel' };
    await fake.event(event, { eventId: 'Ev1' });
    await fake.redeliver(fake.deliveries[0]!);
    expect(fake.deliveries.map(({ retry, payload }) => [retry, payload['event_id']])).toEqual([
      [0, 'Ev1'],
      [1, 'Ev1'],
    ]);
    const [said] = fake.deliveries;
    expect(said?.payload['authorizations']).toMatchObject([{ team_id: 'T0001', user_id: 'U0BOT', is_bot: true }]);
    await fake.until(() => bot.heard.length === 2, 'both, since Bolt itself does not care');
  });
});

describe('Socket Mode', () => {
  let fake: FakeSlack;
  beforeEach(async () => {
    fake = await startFakeSlack({ patience: 2000 });
  });
  afterEach(() => fake.stop());

  /** A connection that does only what it is told to. */
  async function connect(): Promise<WebSocket> {
    const answer = await fetch(`${fake.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fake.tokens.app}` },
    });
    const { url } = (await answer.json()) as { url: string };
    const socket = new WebSocket(url);
    await once(socket, 'message');
    return socket;
  }

  async function nextEnvelope(socket: WebSocket): Promise<{ envelope_id: string; retry_attempt?: number }> {
    const [data] = await once(socket, 'message');
    return JSON.parse(String(data));
  }

  test.each(['warning', 'refresh_requested', 'cut'] as const)('connects again after %s', async (reason) => {
    const bot = await startEchoBot(fake, 'socket');
    await fake.disconnect(reason);
    expect(fake.connections).toBe(0);
    const ack = await fake.command('hello');
    expect(ack.failed).toBeUndefined();
    await fake.until(() => fake.ephemerals.length === 1, 'the answer');
    await bot.stop();
  });

  test('connects again after a restart', async () => {
    const bot = await startEchoBot(fake, 'socket');
    await fake.restart();
    expect((await fake.command('hello')).failed).toBeUndefined();
    await fake.until(() => fake.ephemerals.length === 1, 'the answer');
    await bot.stop();
  });

  test('sends an event again where the connection ends before it is acknowledged', async () => {
    const first = await connect();
    const acked = fake.event({ type: 'app_home_opened', user: 'U0001' });
    expect((await nextEnvelope(first)).retry_attempt).toBe(0);
    const second = await connect();
    const again = nextEnvelope(second);
    first.terminate();
    const { envelope_id, retry_attempt } = await again;
    expect(retry_attempt).toBe(1);
    second.send(JSON.stringify({ envelope_id }));
    expect((await acked).failed).toBeUndefined();
    second.send(JSON.stringify({ envelope_id }));
    await fake.until(() => fake.violations.length === 1, 'the second acknowledgment is noticed');
  });

  test('sends each envelope to one of the connections', async () => {
    const sockets = [await connect(), await connect()];
    const seen = [0, 0];
    for (const [i, socket] of sockets.entries())
      socket.on('message', (data) => {
        seen[i]! += 1;
        socket.send(JSON.stringify({ envelope_id: JSON.parse(String(data)).envelope_id }));
      });
    for (let i = 0; i < 4; i += 1) await fake.command('hello');
    expect(seen).toEqual([2, 2]);
  });

  test('sends nothing more where it asked the client to leave', async () => {
    const old = await connect();
    const told = once(old, 'message');
    const gone = fake.disconnect('refresh_requested');
    const [said] = await told;
    expect(JSON.parse(String(said))).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    const fresh = await connect();
    const after: string[] = [];
    old.on('message', () => after.push('old'));
    fresh.on('message', (data) => {
      after.push('fresh');
      fresh.send(JSON.stringify({ envelope_id: JSON.parse(String(data)).envelope_id }));
    });
    await fake.command('hello');
    await fake.command('hello');
    expect(after).toEqual(['fresh', 'fresh']);
    old.close();
    await gone;
  });

  test('tells that nobody acknowledged', async () => {
    const hasty = await startFakeSlack({ patience: 30 });
    expect((await hasty.command('hello')).failed).toBe('not connected');
    expect(hasty.violations).toEqual([]);
    await hasty.stop();
  });

  test('gives no ticket twice', async () => {
    const socket = await connect();
    const again = new WebSocket(socket.url);
    const [error] = await once(again, 'error');
    expect(String(error)).toContain('404');
  });
});

describe('signed requests', () => {
  test('a bot that does not acknowledge in time is noticed', async () => {
    const fake = await startFakeSlack({ patience: 50 });
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    fake.overHttp(`http://127.0.0.1:${address.port}/`);
    expect((await fake.command('hello')).failed).toBe('timeout');
    expect(fake.violations).toEqual(['no acknowledgment of slash_commands within 50 ms']);
    silent.closeAllConnections();
    silent.close();
    await once(silent, 'close');
    expect((await fake.command('hello')).failed).toBe('unreachable');
    await fake.stop();
  });

  test('Bolt refuses them with another secret', async () => {
    const fake = await startFakeSlack();
    const bot = await startEchoBot(
      { ...fake, tokens: { ...fake.tokens, signingSecret: 'x'.repeat(32) }, overHttp: (url) => fake.overHttp(url) },
      'http',
    );
    expect((await fake.command('hello')).status).toBe(401);
    await bot.stop();
    await fake.stop();
  });
});
