import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bot } from '../../src/ports.ts';
import { shippedLibrary } from '../conversation.ts';
import { postDaily } from '../daily-post.ts';
import { startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { type Finished, watchBot } from '../watched-bot.ts';
import { clock, type Mode, openMemoryStore, type SlackBot, startSlackBot } from './slack-bot.ts';

const [first, second] = [...shippedLibrary().papers()];
if (!first || !second) throw new Error('The shipped page has two papers and more.');
const BOTH = [first, second];
/** Of a process that hangs: only the wait for its end is over at once. */
const hung = (ms: number) => (ms === 4_000 ? Promise.resolve() : new Promise<void>(() => {}));
const KIMI = 'kimi-vl-technical-report';

describe.each<Mode>(['socket', 'http'])('a reaction over %s', (mode) => {
  let bot: SlackBot;
  let watched: Finished;
  beforeEach(async () => {
    watched = watchBot();
    bot = await startSlackBot(mode, watched);
  });
  afterEach(async () => {
    await bot.stop();
    expect(bot.fake.violations).toEqual([]);
  });

  const posts = () => bot.fake.messages.filter((one) => one.byBot);
  /** The post of that number, when it stands there and is known. */
  async function post(number: number) {
    await bot.fake.until(() => watched.knows(posts()[number - 1]?.ts), `post ${number}`);
    return posts()[number - 1]!;
  }
  const place = () => ({ adapter: 'slack', workspace: bot.fake.workspace, channel: 'C0001' });

  async function dailyPost(papers = BOTH) {
    await postDaily(papers, place(), { ...bot, clock });
    return posts().at(-1)!;
  }

  /** What the team is known to have done when all that arrived is worked on. */
  async function known() {
    await bot.door.stop();
    return Object.fromEntries(await bot.store.signals.team(place(), 0));
  }

  test('to a daily post of two papers is half a like for each, of everybody who reacts', async () => {
    const daily = await dailyPost();
    await bot.fake.react('+1::skin-tone-3', daily);
    await bot.fake.react('tada', daily, { user: 'U0002' });
    await bot.fake.react('tada', daily, { user: 'U0003' });
    await bot.fake.react('bookmark', daily, { user: 'U0003' });
    await bot.fake.react('thumbsdown', daily, { user: 'U0004' });
    const each = { liked: 1.5, saved: 0.5, disliked: 0.5 };
    expect(await known()).toEqual({ [first.id]: each, [second.id]: each });
  });

  test('with a number is a like of the paper that has it', async () => {
    const daily = await dailyPost();
    await bot.fake.react('two', daily);
    await bot.fake.react('keycap_ten', daily);
    expect(await known()).toEqual({ [second.id]: { liked: 1 } });
  });

  test('to the second part of a long post, which stands in its thread, is to the post', async () => {
    const many = [...shippedLibrary().papers()].slice(0, 20);
    await dailyPost(many);
    const part = await post(2);
    expect(part.threadTs).toBe(posts()[0]!.ts);
    await bot.fake.react('keycap_ten', part);
    expect(await known()).toEqual({ [many[9]!.id]: { liked: 1 } });
  });

  test('that is taken back does not count, and added again it does', async () => {
    const daily = await dailyPost([first]);
    await bot.fake.react('fire', daily);
    await bot.fake.react('fire', daily, { added: false });
    await bot.fake.react('fire', daily, { user: 'U0002' });
    await bot.fake.react('fire', daily, { user: 'U0002', added: false });
    await bot.fake.react('fire', daily, { user: 'U0002' });
    expect(await known()).toEqual({ [first.id]: { liked: 1 } });
  });

  test('that is delivered again counts once', async () => {
    const daily = await dailyPost([first]);
    await bot.fake.react('+1', daily);
    for (const delivery of [...bot.fake.deliveries]) await bot.fake.redeliver(delivery);
    expect(await known()).toEqual({ [first.id]: { liked: 1 } });
  });

  test('of Paperboy itself and of other bots is nobody’s', async () => {
    const daily = await dailyPost();
    bot.fake.user('U0009', { isBot: true });
    await bot.fake.react('+1', daily, { user: bot.fake.botUserId });
    await bot.fake.react('+1', daily, { user: 'U0009' });
    expect(await known()).toEqual({});
  });

  test('to what others wrote, to an answer about no paper, or with any other emoji says nothing', async () => {
    const { ts } = await bot.fake.write(`<@${bot.fake.botUserId}> show kimi-vl`, { user: 'U0002' });
    const answer = await post(1);
    await bot.fake.react('+1', { ...answer, ts });
    await bot.fake.react('eyes', answer);
    await bot.fake.write(`<@${bot.fake.botUserId}> thanks`);
    await bot.fake.until(() => posts().length === 2, 'a kind word');
    await bot.fake.react('+1', posts()[1]!);
    await bot.fake.event({ type: 'reaction_added', user: 'U0001', reaction: '+1', item: { type: 'file', file: 'F1' } });
    expect(await known()).toEqual({ [KIMI]: { opened: 1 } });
  });

  test('to an answer in a thread is to the papers of that answer, and the post keeps its own', async () => {
    const daily = await dailyPost();
    await bot.fake.write('the second one', { threadTs: daily.ts, user: 'U0002' });
    const opening = await post(2);
    await bot.fake.write('search overthinking', { threadTs: daily.ts, user: 'U0002' });
    await post(3);
    await bot.fake.react('clap', opening);
    await bot.fake.react('one', daily);
    expect(await known()).toEqual({ [second.id]: { opened: 1, liked: 1 }, [first.id]: { liked: 1 } });
  });

  test('in a direct conversation counts, too', async () => {
    await bot.fake.write('show kimi-vl', { channel: 'D0001' });
    await bot.fake.react('heart', await post(1));
    expect(await known()).toEqual({ [KIMI]: { opened: 1, liked: 1 } });
  });
});

test('a reaction that a process took and did not note is noted by the next', async () => {
  const fake = await startFakeSlack();
  const store = await openMemoryStore();
  const both = { fake, store };
  const taken: string[] = [];
  const hang = (real: Bot): Bot => ({
    ...real,
    handle(incoming) {
      if (incoming.kind !== 'reaction') return real.handle(incoming);
      taken.push(incoming.id);
      return new Promise<undefined>(() => {});
    },
  });
  const watched = watchBot();
  const dying = await startSlackBot('socket', {
    ...both,
    bot: (real) => hang(watched.bot(real)),
    options: { sleep: hung },
  });
  await fake.command('share show kimi-vl');
  await fake.until(() => watched.knows(fake.messages[0]?.ts), 'the answer');
  await fake.react('+1', fake.messages[0]!);
  await fake.until(() => taken.length === 1, 'the reaction');
  await dying.stop();
  const later = { now: () => new Date(clock.now().getTime() + 120_000) };
  const next = await startSlackBot('socket', { ...both, options: { clock: later } });
  expect(await next.door.replay()).toBe(1);
  const team = await store.signals.team({ adapter: 'slack', workspace: fake.workspace }, 0);
  expect(Object.fromEntries(team)).toEqual({ [KIMI]: { shared: 1, liked: 1 } });
  await next.stop();
  await store.close();
  await fake.stop();
});

test('without the scope reactions never arrive, and all else goes on', async () => {
  const fake = await startFakeSlack({ scopes: ['chat:write', 'users:read', 'channels:history'] });
  const bot = await startSlackBot('socket', { fake });
  await bot.fake.command('share show kimi-vl');
  await fake.until(() => fake.messages.length === 1, 'the answer');
  expect(await fake.react('+1', fake.messages[0]!)).toBeUndefined();
  await bot.stop();
  await fake.stop();
  expect(fake.violations).toEqual([]);
});
