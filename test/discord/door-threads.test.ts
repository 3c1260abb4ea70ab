import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { visible } from '../fakes/discord/fake-discord.ts';
import { button, type DiscordBot, startDiscordBot } from './discord-bot.ts';

let bot: DiscordBot;
let me: string;
let violations: string[];
beforeEach(async () => {
  bot = await startDiscordBot();
  me = `<@${bot.fake.botUserId}>`;
  violations = [];
});
afterEach(async () => {
  await bot.stop();
  expect(bot.fake.violations).toEqual(violations);
});

const ELSE = '1100000000000000042';
const SEND = ['ViewChannel', 'ReadMessageHistory', 'SendMessages', 'SendMessagesInThreads'];
const posts = () => bot.fake.messages.filter((one) => one.byBot);
const publicly = (count: number) => bot.fake.until(() => posts().length === count, `${count} posts`);
const logged = (text: string) => bot.fake.until(() => bot.logged.some((line) => line.includes(text)), text);

describe('in a channel', () => {
  test('a mention is answered in a thread on it that then goes on without a mention', async () => {
    const { id } = await bot.fake.write(`${me} show kimi-vl`);
    await publicly(1);
    expect(posts()[0]).toMatchObject({ channelId: id });
    expect(bot.fake.threads).toMatchObject([{ id, parentId: bot.fake.channelId }]);
    await bot.fake.write('how many parameters are active?', { channel: id });
    await publicly(2);
    expect(posts()[1]).toMatchObject({ channelId: id });
    expect(visible(posts()[1]!)).toContain('2.8B');
  });

  test('a reply to what Paperboy said is said to Paperboy', async () => {
    await bot.fake.command('share', { what: 'show kimi-vl' });
    await publicly(1);
    const { id } = await bot.fake.write('search overthinking', { replyTo: posts()[0]!.id });
    await publicly(2);
    expect(posts()[1]).toMatchObject({ channelId: id });
  });

  test('what others say among themselves, and what bots say, is left alone', async () => {
    const { id } = await bot.fake.write('show kimi-vl');
    const thread = bot.fake.openThread(id);
    await bot.fake.write('show kimi-vl', { channel: thread });
    await bot.fake.write('<@1100000000000000077> show kimi-vl');
    await bot.fake.write(`${me} show kimi-vl`, { user: bot.fake.botUserId });
    await bot.fake.write(`${me} thanks`);
    await publicly(1);
    expect(visible(posts()[0]!)).toContain('welcome');
  });

  test('a mention in a thread of others is answered there, and the thread stays theirs', async () => {
    const { id } = await bot.fake.write('what shall we read?');
    const thread = bot.fake.openThread(id);
    await bot.fake.write(`${me} show kimi-vl`, { channel: thread });
    await publicly(1);
    expect(posts()[0]).toMatchObject({ channelId: thread });
    await bot.fake.write('how many parameters are active?', { channel: thread });
    await bot.fake.write(`${me} thanks`, { channel: thread });
    await publicly(2);
    expect(visible(posts()[1]!)).toContain('welcome');
  });

  test('a mention is answered in its thread also where it can’t be done', async () => {
    const { id } = await bot.fake.write(`${me} show there-is-no-such-paper`);
    await publicly(1);
    expect(posts()[0]).toMatchObject({ channelId: id });
    expect(visible(posts()[0]!)).toMatch(/No paper here is called/);
  });

  test('a thread that is there already is gone on with', async () => {
    const { id } = await bot.fake.write('hm');
    await bot.fake.command('share', { what: 'show kimi-vl' });
    await publicly(1);
    await bot.fake.until(() => bot.fake.threads.length === 1, 'a thread');
    const place = { adapter: 'discord', workspace: bot.fake.guildId, channel: bot.fake.channelId };
    const ref = await bot.door.post(place, { summary: 'Papers', blocks: [{ kind: 'heading', text: 'Papers' }] }, 'k', {
      paperIds: [],
      firstNumber: 1,
    });
    expect(bot.fake.threads.map((thread) => thread.id)).toContain(ref.id);
    expect(await bot.door.find(place, 'k', new Date(0))).toEqual(ref);
    expect(bot.fake.threads.filter((thread) => thread.id === ref.id)).toHaveLength(1);
    expect(bot.fake.threads.map((thread) => thread.id)).not.toContain(id);
  });
});

describe('without the Message Content intent', () => {
  test('a plain message is told once how to be heard, mentions work, and the log says how to switch it on', async () => {
    const { fake, store } = bot;
    await bot.door.stop();
    fake.grant('MessageContent', false);
    // once, and with fewer intents
    violations = ['identified again after the gateway closed with 4014'];
    const before = fake.identifies;
    const next = await startDiscordBot({ fake, store });
    expect(fake.identifies - before).toBe(2);
    expect(next.fatal).toEqual([]);
    expect(next.logged.filter((line) => line.includes('Message Content Intent'))).toHaveLength(1);
    const { id } = await fake.write(`${me} show kimi-vl`);
    await publicly(1);
    await fake.write('how many parameters are active?', { channel: id });
    await publicly(2);
    expect(visible(posts()[1]!)).toContain('put @Paperboy before your question');
    await fake.write('anybody?', { channel: id });
    await fake.write(`${me} how many parameters are active?`, { channel: id });
    await publicly(3);
    expect(visible(posts()[2]!)).toContain('2.8B');
    await next.stop();
  });
});

describe('in a direct conversation', () => {
  test('Paperboy just answers, and what refers back goes on', async () => {
    await bot.fake.write('show kimi-vl', { direct: true });
    await publicly(1);
    await bot.fake.write('how many parameters does it activate?', { direct: true });
    await publicly(2);
    expect(visible(posts()[1]!)).toContain('2.8B');
    await bot.fake.write('search overthinking', { direct: true });
    await publicly(3);
    expect(visible(posts()[2]!)).toContain('verthinking');
    expect(bot.fake.threads).toEqual([]);
  });

  test('a person is spoken to alone', async () => {
    const place = await bot.door.direct(bot.fake.guildId, ELSE);
    const heading = { kind: 'heading' as const, text: 'Papers' };
    const ref = await bot.door.post(place, { summary: 'Papers', blocks: [heading] }, 'digest-1');
    expect(posts()[0]).toMatchObject({ channelId: place.channel });
    expect(await bot.door.find(place, 'digest-1', new Date(0))).toEqual(ref);
  });

  test('a digest is what the next message refers to', async () => {
    await bot.fake.write('show kimi-vl', { direct: true });
    await publicly(1);
    const topic = { paperIds: ['kimi-vl-technical-report'], firstNumber: 1 };
    const channel = posts()[0]!.channelId;
    const place = { adapter: 'discord', workspace: `@me:${channel}`, channel };
    await bot.door.post(place, { summary: 'Papers', blocks: [{ kind: 'heading', text: 'Papers' }] }, 'd', topic);
    await publicly(2);
    await bot.fake.write('how many parameters does it activate?', { direct: true });
    await publicly(3);
    expect(visible(posts()[2]!)).toContain('2.8B');
  });
});

describe('where Paperboy may not', () => {
  test('start a thread, a mention is answered below it, with what to do', async () => {
    bot.fake.channel(bot.fake.channelId, { permissions: SEND });
    const { id } = await bot.fake.write(`${me} show kimi-vl`);
    await publicly(1);
    expect(posts()[0]).toMatchObject({ channelId: bot.fake.channelId, replyTo: id });
    expect(visible(posts()[0]!)).toContain('Create Public Threads');
    await logged('may not start threads');
  });

  test('start a thread, what is shared stands without one, and whoever shared it is told', async () => {
    bot.fake.channel(bot.fake.channelId, { permissions: SEND });
    await bot.fake.command('share', { what: 'show kimi-vl' });
    await bot.fake.until(() => bot.fake.ephemerals.length === 1, 'a private note');
    expect(visible(bot.fake.ephemerals[0]!)).toContain('Create Public Threads');
    expect(posts()).toHaveLength(1);
  });

  test('write, whoever mentioned it is answered alone', async () => {
    bot.fake.channel(bot.fake.channelId, { permissions: ['ViewChannel', 'ReadMessageHistory'] });
    await bot.fake.write(`${me} show kimi-vl`);
    await publicly(1);
    expect(posts()[0]!.guildId).toBeUndefined();
    expect(visible(posts()[0]!)).toContain('Kimi-VL');
    expect(visible(posts()[0]!)).toContain('Send Messages');
    await logged('could not be posted where it was asked for');
  });

  test('write, an answer for all reaches the one who asked', async () => {
    await bot.fake.command('subscribe', { wish: 'daily 09:00 UTC' });
    await publicly(1);
    bot.fake.channel(bot.fake.channelId, { permissions: ['ViewChannel'] });
    await bot.fake.command('unsubscribe', { which: 'all' });
    await bot.fake.until(() => bot.fake.ephemerals.length === 1, 'a private answer');
    expect(visible(bot.fake.ephemerals[0]!)).toContain('Ended');
    expect(visible(bot.fake.ephemerals[0]!)).toContain('Send Messages');
  });

  test('write in a locked thread, the person is told alone', async () => {
    const { id } = await bot.fake.write(`${me} show kimi-vl`);
    await publicly(1);
    bot.fake.fault('POST /channels/:channel/messages', {
      kind: 'error',
      code: 160_005,
      status: 400,
      message: 'Thread is locked',
    });
    await bot.fake.write('how many parameters are active?', { channel: id });
    await publicly(2);
    expect(posts()[1]!.guildId).toBeUndefined();
    expect(visible(posts()[1]!)).toContain('2.8B');
    expect(visible(posts()[1]!)).toContain('closed or locked');
    await logged('archived');
  });

  test('write to a person either, the log says so', async () => {
    bot.fake.channel(bot.fake.channelId, { permissions: ['ViewChannel', 'ReadMessageHistory'] });
    bot.fake.fault('POST /users/@me/channels', { kind: 'error', code: 50_007, status: 403, message: 'Cannot send' });
    await bot.fake.write(`${me} show kimi-vl`);
    await logged('A person could not be answered');
    expect(posts()).toEqual([]);
  });
});

test('an archived thread opens again when somebody writes in it', async () => {
  const { id } = await bot.fake.write(`${me} show kimi-vl`);
  await publicly(1);
  bot.fake.thread(id, { archived: true });
  await bot.fake.write('how many parameters are active?', { channel: id });
  await publicly(2);
  expect(posts()[1]).toMatchObject({ channelId: id });
});

test('a thread goes on after a restart, also where it was archived', async () => {
  const { fake, store } = bot;
  const { id } = await fake.write(`${me} show kimi-vl`);
  await publicly(1);
  await bot.door.stop();
  fake.thread(id, { archived: true });
  const next = await startDiscordBot({ fake, store });
  await fake.write('how many parameters are active?', { channel: id });
  await publicly(2);
  expect(visible(posts()[1]!)).toContain('2.8B');
  await next.stop();
});

test('who manages the server manages what others set up, others don’t', async () => {
  const seen: boolean[] = [];
  const { fake, store } = bot;
  await bot.door.stop();
  const next = await startDiscordBot({
    fake,
    store,
    bot: (inner) => ({
      ...inner,
      async handle(incoming) {
        seen.push(incoming.user.isAdmin);
        return inner.handle(incoming);
      },
    }),
  });
  for (const isAdmin of [true, false]) await fake.command('search', { query: 'agents' }, { isAdmin });
  await fake.until(() => fake.ephemerals.length === 2, 'both answers');
  // a message comes without permissions, but the server is known, and who owns it
  for (const user of ['1100000000000000099', ELSE]) {
    const before = posts().length;
    await fake.write(`${me} thanks`, { user });
    await publicly(before + 1);
  }
  expect(seen).toEqual([true, false, true, false]);
  await next.stop();
});

test('a digest opens a thread named after it', async () => {
  const place = { adapter: 'discord', workspace: bot.fake.guildId, channel: bot.fake.channelId };
  const summary = `Papers for Monday: ${'a long title '.repeat(20)}`;
  const topic = { paperIds: ['kimi-vl-technical-report'], firstNumber: 1 };
  const ref = await bot.door.post(place, { summary, blocks: [{ kind: 'heading', text: 'Papers' }] }, 'digest-1', topic);
  expect(ref).toEqual({ place: { ...place, thread: posts()[0]!.id }, id: posts()[0]!.id });
  expect(bot.fake.threads).toMatchObject([{ id: ref.id }]);
  expect(bot.fake.threads[0]!.name).toMatch(/^Papers for Monday: a long title/);
  expect(await bot.door.find(place, 'digest-1', new Date(0))).toEqual(ref);
  expect(await bot.door.find(place, 'digest-2', new Date(0))).toBeUndefined();
});

test('a post whose process died before its thread began gets one when it is found', async () => {
  const place = { adapter: 'discord', workspace: bot.fake.guildId, channel: bot.fake.channelId };
  const message = { summary: 'Papers', blocks: [{ kind: 'heading' as const, text: 'Papers' }] };
  await bot.door.post(place, message, 'digest-1');
  expect(bot.fake.threads).toEqual([]);
  const found = await bot.door.find(place, 'digest-1', new Date(0));
  expect(bot.fake.threads).toMatchObject([{ id: found!.id }]);
});

test('a button in a thread answers there', async () => {
  const { id } = await bot.fake.write(`${me} search reinforcement learning`);
  await publicly(1);
  await bot.fake.press(button(posts()[0], 'Share'));
  await publicly(2);
  expect(posts()[1]).toMatchObject({ channelId: id });
  expect(bot.fake.threads).toHaveLength(1);
});
