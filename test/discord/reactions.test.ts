import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shippedLibrary } from '../conversation.ts';
import { postDaily } from '../daily-post.ts';
import { type Finished, watchBot } from '../watched-bot.ts';
import { hung, later } from './delivery-scene.ts';
import { clock, type DiscordBot, startDiscordBot } from './discord-bot.ts';

const [first, second] = [...shippedLibrary().papers()];
if (!first || !second) throw new Error('The shipped page has two papers and more.');
const BOTH = [first, second];
const [BOB, EVE, ROBOT] = ['1100000000000000042', '1100000000000000043', '1100000000000000044'];
const KIMI = 'kimi-vl-technical-report';

describe('a reaction', () => {
  let bot: DiscordBot;
  let watched: Finished;
  beforeEach(async () => {
    watched = watchBot();
    bot = await startDiscordBot(watched);
  });
  afterEach(async () => {
    await bot.stop();
    expect(bot.fake.violations).toEqual([]);
  });

  const posts = () => bot.fake.messages.filter((one) => one.byBot);
  /** The post of that number, when it stands there and is known. */
  async function post(number: number) {
    await bot.fake.until(() => watched.knows(posts()[number - 1]?.id), `post ${number}`);
    return posts()[number - 1]!;
  }

  async function dailyPost(papers = BOTH) {
    const place = { adapter: 'discord', workspace: bot.fake.guildId, channel: bot.fake.channelId };
    await postDaily(papers, place, { ...bot, clock });
    return posts().at(-1)!;
  }

  /** What the team is known to have done when all that arrived is worked on. The gateway tells everything in order. */
  async function known(workspace = bot.fake.guildId) {
    await bot.fake.command('help');
    await bot.door.stop();
    return Object.fromEntries(await bot.store.signals.team({ adapter: 'discord', workspace }, 0));
  }

  test('to a daily post of two papers is half a like for each, of everybody who reacts', async () => {
    const daily = await dailyPost();
    bot.fake.react('👍🏽', daily);
    bot.fake.react('❤️', daily, { user: BOB });
    bot.fake.react('🔥', daily, { user: EVE });
    bot.fake.react('🔖', daily, { user: EVE });
    bot.fake.react('👎', daily, { user: BOB });
    const each = { liked: 1.5, saved: 0.5, disliked: 0.5 };
    expect(await known()).toEqual({ [first.id]: each, [second.id]: each });
  });

  test('with a number is a like of the paper that has it', async () => {
    const daily = await dailyPost();
    bot.fake.react('2️⃣', daily);
    bot.fake.react('🔟', daily);
    expect(await known()).toEqual({ [second.id]: { liked: 1 } });
  });

  test('to the second part of a long post, which stands in its thread, is to the post', async () => {
    const many = [...shippedLibrary().papers()].slice(0, 20);
    await dailyPost(many);
    const part = await post(2);
    expect(part.channelId).toBe(posts()[0]!.id);
    bot.fake.react('🔟', part);
    expect(await known()).toEqual({ [many[9]!.id]: { liked: 1 } });
  });

  test('that is taken back does not count, and added again it does', async () => {
    const daily = await dailyPost([first]);
    bot.fake.react('👍', daily);
    bot.fake.react('👍', daily, { added: false });
    for (const added of [true, false, true]) bot.fake.react('👍', daily, { user: BOB, added });
    expect(await known()).toEqual({ [first.id]: { liked: 1 } });
  });

  test('of Paperboy itself and of other bots is nobody’s', async () => {
    const daily = await dailyPost();
    bot.fake.react('👍', daily, { user: bot.fake.botUserId });
    bot.fake.react('👍', daily, { user: ROBOT, isBot: true });
    expect(await known()).toEqual({});
  });

  test('to what others wrote, or with any other emoji, says nothing', async () => {
    const said = await bot.fake.write('a fine day');
    bot.fake.react('👍', said);
    bot.fake.react('👍', said, { added: false });
    const daily = await dailyPost();
    bot.fake.react('👀', daily);
    bot.fake.react(':thumbsup:', daily);
    expect(await known()).toEqual({});
  });

  test('to an answer in a thread is to the papers of that answer, and the post keeps its own', async () => {
    const daily = await dailyPost();
    await bot.fake.write('the second one', { channel: daily.id, user: BOB });
    const opening = await post(2);
    await bot.fake.write('search overthinking', { channel: daily.id, user: BOB });
    await post(3);
    bot.fake.react('👍', opening);
    bot.fake.react('1️⃣', daily);
    expect(await known()).toEqual({ [second.id]: { opened: 1, liked: 1 }, [first.id]: { liked: 1 } });
  });

  test('to a shared answer, whoever shared it', async () => {
    await bot.fake.command('share', { what: 'show kimi-vl' });
    bot.fake.react('💾', await post(1), { user: BOB });
    expect(await known()).toEqual({ [KIMI]: { shared: 1, saved: 1 } });
  });

  test('that a process took and did not note is noted by the next', async () => {
    const daily = await dailyPost([first]);
    const { fake, store } = bot;
    let taken = 0;
    await bot.door.stop();
    const dying = await startDiscordBot({
      fake,
      store,
      bot: (real) => ({
        ...real,
        handle() {
          taken++;
          return new Promise<undefined>(() => {});
        },
      }),
      options: { sleep: hung },
    });
    fake.react('👍', daily);
    await fake.until(() => taken === 1, 'the reaction');
    await dying.stop();
    const next = await startDiscordBot({ fake, store, options: { clock: later } });
    expect(await next.door.replay()).toBe(1);
    const team = await store.signals.team({ adapter: 'discord', workspace: fake.guildId }, 0);
    expect(Object.fromEntries(team)).toEqual({ [first.id]: { liked: 1 } });
    await next.stop();
  });

  test('in a direct conversation counts, to what was said as to what was typed', async () => {
    await bot.fake.write('show kimi-vl', { direct: true });
    const mine = await post(1);
    bot.fake.react('🚀', mine);
    await bot.fake.command('show', { paper: 'kimi-vl' }, { direct: true, user: BOB });
    bot.fake.react('🚀', await post(2), { user: BOB });
    for (const { channelId } of [mine, await post(2)])
      expect(await known(`@me:${channelId}`)).toEqual({ [KIMI]: { opened: 1, liked: 1 } });
  });
});
