import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makePaper } from '../../src/papers/paper.ts';
import { createSearchEngine } from '../../src/search/search-engine.ts';
import { shippedLibrary } from '../conversation.ts';
import { buttonsOf, visible } from '../fakes/discord/fake-discord.ts';
import { gate, waitsFor } from '../gate.ts';
import { button, type DiscordBot, startDiscordBot } from './discord-bot.ts';

let bot: DiscordBot;
beforeEach(async () => {
  bot = await startDiscordBot();
});
afterEach(async () => {
  await bot.stop();
  expect(bot.fake.violations).toEqual([]);
});

const posts = () => bot.fake.messages.filter((one) => one.byBot && one.ephemeralFor === undefined);
const privately = (count: number) =>
  bot.fake.until(() => bot.fake.ephemerals.length === count, `${count} private answers`);
const publicly = (count: number) => bot.fake.until(() => posts().length === count, `${count} posts`);

describe('a command', () => {
  test('is answered privately, and shared by a button in a thread that goes on', async () => {
    const answered = await bot.fake.command('show', { paper: 'kimi-vl' });
    expect(answered).toMatchObject({ kind: 'deferred', ephemeral: true });
    await privately(1);
    expect(visible(bot.fake.ephemerals[0]!)).toContain('Kimi-VL');
    expect(await bot.fake.press(button(bot.fake.ephemerals[0], 'Share'))).toMatchObject({
      kind: 'deferred',
      ephemeral: false,
    });
    await publicly(1);
    await bot.fake.until(() => bot.fake.threads.length === 1, 'a thread');
    expect(bot.fake.threads[0]).toMatchObject({ id: posts()[0]!.id, parentId: bot.fake.channelId });
    expect(bot.fake.threads[0]!.name).toContain('Kimi-VL Technical Report');
    await bot.fake.write('how many parameters are active?', { channel: posts()[0]!.id });
    await publicly(2);
    expect(posts()[1]).toMatchObject({ channelId: posts()[0]!.id });
    expect(visible(posts()[1]!)).toContain('2.8B');
  });

  test('that is for all is deferred publicly, and its answer has a thread', async () => {
    expect(await bot.fake.command('share', { what: 'search overthinking' })).toMatchObject({ ephemeral: false });
    await bot.fake.until(() => bot.fake.threads.length === 1, 'a thread');
    expect(posts()[0]).toMatchObject({ id: bot.fake.threads[0]!.id });
    expect(bot.fake.ephemerals).toEqual([]);
  });

  test('whose answer turns out to be for one person alone is told to them alone', async () => {
    await bot.fake.command('share', { what: 'subscribe daily 9:00' });
    await privately(1);
    expect(visible(bot.fake.ephemerals[0]!)).toContain('can’t be shared');
    expect(posts()).toEqual([]);
  });

  test('whose answer turns out to be for all is posted in the channel, and nothing is left thinking', async () => {
    await bot.fake.command('subscribe', { wish: 'daily 09:00 Europe/Berlin' });
    await publicly(1);
    const answered = await bot.fake.command('unsubscribe', { which: 'all' });
    expect(answered.ephemeral).toBe(true);
    await publicly(2);
    expect(visible(posts()[1]!)).toContain('Ended');
    await bot.fake.until(
      () => bot.fake.calls.some(({ method, route }) => method === 'DELETE' && route.startsWith('/webhooks')),
      'the end of the deferred response',
    );
    expect(bot.fake.ephemerals).toEqual([]);
  });

  test('in a direct conversation is what the next message refers to', async () => {
    expect(await bot.fake.command('show', { paper: 'kimi-vl' }, { direct: true })).toMatchObject({ ephemeral: false });
    await publicly(1);
    await bot.fake.write('how many parameters does it activate?', { direct: true });
    await publicly(2);
    expect(visible(posts()[1]!)).toContain('2.8B');
    expect(bot.fake.threads).toEqual([]);
  });
});

describe('a button', () => {
  test('for the next page changes a private page in its place', async () => {
    await bot.fake.command('search', { query: 'reinforcement learning' });
    await privately(1);
    const before = visible(bot.fake.ephemerals[0]!);
    expect(await bot.fake.press(button(bot.fake.ephemerals[0], 'Next page'))).toMatchObject({ kind: 'deferredUpdate' });
    await bot.fake.until(() => visible(bot.fake.ephemerals[0]!) !== before, 'the next page');
    expect(bot.fake.ephemerals).toHaveLength(1);
    expect(visible(bot.fake.ephemerals[0]!)).toMatch(/Page 2 of/);
  });

  test('for the next page of what a channel sees answers the one who asks', async () => {
    await bot.fake.command('share', { what: 'search reinforcement learning' });
    await bot.fake.until(() => bot.fake.threads.length === 1, 'a thread');
    const before = visible(posts()[0]!);
    await bot.fake.press(button(posts()[0], 'Next page'), { user: '200000000000000042' });
    await privately(1);
    expect(bot.fake.ephemerals[0]).toMatchObject({ ephemeralFor: '200000000000000042' });
    expect(visible(bot.fake.ephemerals[0]!)).toMatch(/Page 2 of/);
    expect(visible(posts()[0]!)).toBe(before);
  });

  test('works on messages from before a restart', async () => {
    await bot.fake.command('share', { what: 'search reinforcement learning' });
    await bot.fake.until(() => bot.fake.threads.length === 1, 'a thread');
    const { fake, store } = bot;
    await bot.door.stop();
    const next = await startDiscordBot({ fake, store });
    await fake.press(button(posts()[0], 'Abstract'));
    await privately(1);
    expect(visible(fake.ephemerals[0]!)).not.toContain('too old');
    await next.stop();
  });

  test('whose meaning is lost gives a polite private note', async () => {
    const { fake, store } = bot;
    await bot.door.stop();
    const forgetful = { ...store.callbacks, recall: async () => undefined };
    const next = await startDiscordBot({ fake, store, options: { callbacks: forgetful } });
    await fake.command('search', { query: 'reinforcement learning' });
    await privately(1);
    await fake.press(button(fake.ephemerals[0], 'Abstract'));
    await privately(2);
    expect(visible(fake.ephemerals[1]!)).toContain('This button is too old');
    await next.stop();
  });
});

describe('the form', () => {
  test.each([
    ['3', { count: 3 }],
    ['3 papers with at least 20 votes', { count: 3, minVotes: 20 }],
  ])('opens where nothing was wished for, and subscribes to %s', async (count, wish) => {
    const answered = await bot.fake.command('subscribe');
    expect(answered).toMatchObject({ kind: 'modal' });
    await bot.fake.submit(answered.modal!, {
      time: '08:30',
      days: 'mon, thu',
      zone: 'Europe/Berlin',
      topics: 'agents, retrieval without vision',
      count,
    });
    await publicly(1);
    expect(visible(posts()[0]!)).toContain('Subscribed');
    const place = { adapter: 'discord', workspace: bot.fake.guildId, channel: bot.fake.channelId };
    expect(await bot.store.subscriptions.list(place)).toMatchObject([
      { ...wish, include: ['agents', 'retrieval'], exclude: ['vision'], schedule: { zone: 'Europe/Berlin' } },
    ]);
  });

  test('comes back with a question, privately, where it is not understood', async () => {
    const answered = await bot.fake.command('subscribe');
    await bot.fake.submit(answered.modal!, { time: 'sometime', zone: 'Europe/Berlin' });
    await privately(1);
    expect(posts()).toEqual([]);
    expect(visible(bot.fake.ephemerals[0]!)).not.toContain('Subscribed');
  });
});

describe('completion', () => {
  test('names papers, at most 25 of at most 100 characters', async () => {
    const choices = await bot.fake.autocomplete('show', 'paper', 'kimi');
    expect(choices.map(({ name }) => name)).toContain('Kimi-VL');
    const topics = await bot.fake.autocomplete('trending', 'topic', 'reinf');
    expect(topics.map(({ name }) => name)).toContain('reinforcement learning');
    const many = await bot.fake.autocomplete('show', 'paper', 'a');
    expect(many.length).toBeLessThanOrEqual(25);
    for (const { name, value } of many) expect([name.length <= 100, value]).toEqual([true, name]);
  });

  test('every choice is understood', async () => {
    const choices = await bot.fake.autocomplete('show', 'paper', 'r');
    expect(choices.length).toBeGreaterThan(5);
    for (const { value } of choices) await bot.fake.command('show', { paper: value });
    await privately(choices.length);
    for (const shown of bot.fake.ephemerals) expect(visible(shown)).not.toContain('No paper here');
  });
});

describe('a message command', () => {
  const message = (content: string) => ({ id: '300000000000000001', content, channelId: bot.fake.channelId });

  test('finds what is similar to the paper that is linked, or opens it', async () => {
    const { fake, store } = bot;
    await bot.door.stop();
    const papers = ['agents plan', 'agents plan and act', 'agents act'].map((title, i) =>
      makePaper({ title, abstract: `How ${title} with tools.`, arxivId: `2504.0749${i}` }),
    );
    const search = createSearchEngine({});
    search.add(papers);
    const library = { ...shippedLibrary(), search, papers: () => papers, observations: () => new Map() };
    const next = await startDiscordBot({ fake, store, library });
    const link = 'see https://arxiv.org/abs/2504.07491v2 (nice)';
    await fake.messageCommand('Find similar papers', message(link));
    await privately(1);
    expect(visible(fake.ephemerals[0]!)).toContain('Similar to agents plan and act');
    await fake.messageCommand('Ask Paperboy about this', message(link));
    await privately(2);
    expect(visible(fake.ephemerals[1]!)).toContain('How agents plan and act with tools.');
    await next.stop();
  });

  test('says so where the paper that is linked is not known', async () => {
    await bot.fake.messageCommand('Find similar papers', message('https://huggingface.co/papers/1901.00001'));
    await privately(1);
    expect(visible(bot.fake.ephemerals[0]!)).toContain('No paper here is called “1901.00001”');
  });

  test('opens the paper that is named', async () => {
    await bot.fake.messageCommand('Ask Paperboy about this', message('has anybody tried Kimi-VL yet?'));
    await privately(1);
    expect(visible(bot.fake.ephemerals[0]!)).toContain('Kimi-VL Technical Report');
  });

  test('goes by the words where no paper is named, and says so where there are none', async () => {
    await bot.fake.messageCommand('Find similar papers', message('overthinking in reasoning'));
    await privately(1);
    expect(visible(bot.fake.ephemerals[0]!)).toMatch(/papers for/);
    await bot.fake.messageCommand('Find similar papers', message(''));
    await privately(2);
    expect(visible(bot.fake.ephemerals[1]!)).toContain('no text in that message');
  });
});

test('an answer after a quarter of an hour reaches the person alone', async () => {
  const { opened, open } = gate();
  const { fake, store } = bot;
  await bot.door.stop();
  const next = await startDiscordBot({ fake, store, bot: waitsFor(() => opened) });
  await fake.command('show', { paper: 'kimi-vl' });
  fake.advance(16 * 60_000);
  open();
  await publicly(1);
  expect(posts()[0]!.guildId).toBeUndefined();
  expect(visible(posts()[0]!)).toContain('Kimi-VL');
  await next.stop();
});

test('text from outside pings nobody, and no secret is logged', async () => {
  await bot.fake.command('search', { query: '@everyone <@200000000000000042> [x](https://y)' });
  await privately(1);
  expect(visible(bot.fake.ephemerals[0]!)).toContain('@everyone');
  expect(buttonsOf(bot.fake.ephemerals[0]!).every(({ customId }) => customId.length <= 100)).toBe(true);
  expect(bot.logged.join('\n')).not.toContain(bot.fake.token);
});

test('a long digest begins in the channel and goes on in its thread', async () => {
  const place = { adapter: 'discord', workspace: bot.fake.guildId, channel: bot.fake.channelId };
  const blocks = Array.from({ length: 20 }, (_, i) => ({
    kind: 'paper' as const,
    number: i + 1,
    title: `Paper ${i + 1} ${'about many things '.repeat(10)}`,
    why: ['41 votes'],
    passage: [{ text: 'A sentence of its abstract that says something. '.repeat(8) }],
    links: [],
    buttons: [{ label: 'Abstract', invocation: { command: 'show', args: { paper: `paper-${i + 1}` } } }],
  }));
  const topic = { paperIds: [], firstNumber: 1 };
  const ref = await bot.door.post(place, { summary: 'Papers for Monday', blocks }, 'digest-1', topic);
  expect(posts().length).toBeGreaterThan(1);
  expect(posts().map(({ channelId }) => channelId)).toEqual(
    posts().map((_, i) => (i === 0 ? bot.fake.channelId : ref.id)),
  );
  for (let i = 1; i <= 20; i++) expect(posts().map(visible).join('\n')).toContain(`Paper ${i} about`);
});
