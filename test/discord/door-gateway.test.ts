import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { type FakeDiscord, startFakeDiscord, visible } from '../fakes/discord/fake-discord.ts';
import { type Changes, type DiscordBot, startDiscordBot } from './discord-bot.ts';

const SECOND_GUILD = '1200000000004194305';

let fake: FakeDiscord;
let running: DiscordBot[];
let violations: string[];
beforeEach(async () => {
  fake = await startFakeDiscord({ anyCommand: true, granted: ['MessageContent'], moreGuilds: [SECOND_GUILD] });
  running = [];
  violations = [];
});
afterEach(async () => {
  await Promise.all(running.map((bot) => bot.stop()));
  await fake.stop();
  expect(fake.violations).toEqual(violations);
});

async function start(changes: Changes = {}): Promise<DiscordBot> {
  const bot = await startDiscordBot({ fake, ...changes });
  running.push(bot);
  return bot;
}
const posts = () => fake.messages.filter((one) => one.byBot);
const publicly = (count: number) => fake.until(() => posts().length === count, `${count} posts`, 15_000);
const mention = () => `<@${fake.botUserId}> show kimi-vl`;

test('op 7: the session is resumed, and nothing that was said meanwhile is lost', async () => {
  await start();
  const { id } = await fake.write(mention());
  await publicly(1);
  await fake.gateway('reconnect');
  await fake.write('how many parameters are active?', { channel: id });
  await publicly(2);
  expect(visible(posts()[1]!)).toContain('2.8B');
  expect([fake.identifies, fake.resumes]).toEqual([1, 1]);
});

test('op 9: what was said in its threads before the new session is caught up with, once', async () => {
  const bot = await start();
  const { id } = await fake.write(mention());
  await publicly(1);
  await fake.gateway('invalidSession');
  await fake.write('how many parameters are active?', { channel: id });
  await fake.write('thanks', { channel: id, user: '1100000000000000042' });
  await publicly(3);
  expect(posts().map(({ channelId }) => channelId)).toEqual([id, id, id]);
  expect(visible(posts()[1]!)).toContain('2.8B');
  expect(visible(posts()[2]!)).toContain('welcome');
  expect(fake.identifies).toBe(2);
  await fake.gateway('invalidSession');
  await fake.until(() => fake.identifies === 3, 'another session', 15_000);
  await fake.write('thanks', { channel: id });
  await publicly(4);
  expect(bot.fatal).toEqual([]);
}, 30_000);

test('a network that is away for a while is no end', async () => {
  const bot = await start();
  const { id } = await fake.write(mention());
  await publicly(1);
  await fake.goAway();
  const renewals = () => bot.logged.filter((line) => line.includes('is renewed')).length;
  await fake.until(() => renewals() > 0, 'a try');
  await fake.write('how many parameters are active?', { channel: id });
  await fake.comeBack();
  await publicly(2);
  expect(renewals()).toBe(1);
  expect(bot.fatal).toEqual([]);
}, 30_000);

describe.each([4004, 4010, 4011, 4012, 4013])('a connection that is closed with %i', (code) => {
  test('ends with one line, and is not tried again', async () => {
    const bot = await start();
    await fake.gateway({ close: code });
    await fake.until(() => bot.fatal.length > 0, 'the end');
    expect(bot.fatal).toHaveLength(1);
    expect(bot.fatal[0]).not.toContain('\n');
    expect(bot.fatal[0]).not.toContain(fake.token);
    expect(fake.identifies).toBe(1);
    expect(fake.connections).toBe(0);
  });
});

describe('the Message Content intent', () => {
  test('that is taken away while the bot runs is done without', async () => {
    const bot = await start();
    fake.grant('MessageContent', false);
    await fake.gateway({ close: 4014 });
    violations = ['identified again after the gateway closed with 4014'];
    await fake.until(() => fake.connections === 1, 'a new connection');
    await fake.write(mention());
    await publicly(1);
    expect(bot.fatal).toEqual([]);
    expect(fake.identifies).toBe(2);
  });

  test('that must be there and is not ends the start with one line', async () => {
    fake.grant('MessageContent', false);
    const started = start({ options: { messageContent: true } });
    await expect(started).rejects.toThrow(/^Discord does not grant the Message Content intent.*$/);
    await expect(started).rejects.toBeInstanceOf(ConfigError);
    expect(fake.identifies).toBe(1);
  });

  test('that nobody wants is not asked for', async () => {
    fake.grant('MessageContent', false);
    const bot = await start({ options: { messageContent: false } });
    expect(fake.identifies).toBe(1);
    expect(bot.logged.join()).not.toContain('Intent');
  });
});

test('a wrong token ends the start with one line, and no identify', async () => {
  const started = start({ options: { token: 'MTEw.wrong.token' } });
  await expect(started).rejects.toThrow(/^Discord refuses DISCORD_TOKEN: .*$/);
  await expect(started).rejects.toBeInstanceOf(ConfigError);
  expect(fake.identifies).toBe(0);
});

test('a Discord that is not there ends the start with one line', async () => {
  await fake.goAway();
  await expect(start()).rejects.toThrow(/^Discord can’t be reached \(ECONNREFUSED\).*$/);
});

test('several shards hear every server', async () => {
  const sharded = await startFakeDiscord({ anyCommand: true, moreGuilds: [SECOND_GUILD], shards: 2 });
  const bot = await startDiscordBot({ fake: sharded, options: { messageContent: false } });
  expect(sharded.connections).toBe(2);
  await sharded.command('show', { paper: 'kimi-vl' });
  await sharded.command('show', { paper: 'kimi-vl' }, { guild: SECOND_GUILD, channel: '1200000000004194306' });
  await sharded.until(() => sharded.ephemerals.length === 2, 'both answers');
  await bot.stop();
  await sharded.stop();
  expect(sharded.violations).toEqual([]);
}, 30_000);
