import { afterAll, expect } from 'vitest';
import type { Library } from '../../src/library.ts';
import { makePaper } from '../../src/papers/paper.ts';
import { createSearchEngine } from '../../src/search/search-engine.ts';
import { type Door, testChatAdapter } from '../contract/chat-adapter.ts';
import { shippedLibrary } from '../conversation.ts';
import {
  buttonsOf,
  type FakeDiscord,
  type ShownMessage,
  startFakeDiscord,
  visible,
} from '../fakes/discord/fake-discord.ts';
import { watchBot } from '../watched-bot.ts';
import { startDiscordBot } from './discord-bot.ts';

/** One Discord for the file: it outlives the bot, as Discord does. */
let discord: Promise<FakeDiscord> | undefined;

/** The option of each command that takes the words. */
const OPTION: Readonly<Record<string, string>> = { search: 'query', show: 'paper', share: 'what' };

async function openDiscord(library?: Library): Promise<Door> {
  discord ??= startFakeDiscord({ anyCommand: true, granted: ['MessageContent'] });
  const fake = await discord;
  const watched = watchBot();
  const bot = await startDiscordBot({ fake, ...(library ? { library } : {}), bot: watched.bot });
  const answers = (): ShownMessage[] => [...fake.messages.filter((one) => one.byBot), ...fake.ephemerals];
  let last: ShownMessage | undefined;

  /** What is then seen that was not there before. */
  async function seenAfter(deed: () => Promise<unknown>): Promise<string> {
    const before = new Set(answers().map(({ id }) => id));
    await deed();
    await fake.until(() => answers().some(({ id }) => !before.has(id)), 'an answer');
    last = answers().find(({ id }) => !before.has(id));
    return last ? visible(last) : '';
  }

  return {
    adapter: bot.door,
    channel: { adapter: 'discord', workspace: fake.guildId, channel: fake.channelId },
    command(text) {
      const [name = '', ...words] = text.split(' ');
      return seenAfter(() => fake.command(name, { [OPTION[name] ?? '']: words.join(' ') }));
    },
    async inThread(text) {
      // a private answer has no thread; shared, it opens one
      const share = last && buttonsOf(last).find(({ label }) => label === 'Share');
      if (!share) throw new Error('The last answer can’t be shared.');
      await seenAfter(() => fake.press(share));
      const thread = last?.id ?? '';
      await fake.until(() => fake.threads.some(({ id }) => id === thread), 'a thread');
      return seenAfter(() => fake.write(text, { channel: thread }));
    },
    press(label, number = 1) {
      const button = (last ? buttonsOf(last) : []).filter((one) => one.label === label)[number - 1];
      if (!button) throw new Error(`There is no button “${label}” ${number}.`);
      return seenAfter(() => fake.press(button));
    },
    lastPost: () => {
      const post = fake.messages.filter((one) => one.byBot).at(-1);
      return post ? visible(post) : '';
    },
    async thumb(added) {
      const post = last;
      if (!post) throw new Error('There is no answer.');
      await fake.until(() => watched.knows(post.id), 'what the answer is about');
      const before = watched.handled.length;
      fake.react('👍', post, { added });
      await fake.until(() => watched.handled.length > before, 'the reaction');
    },
    team: () => bot.store.signals.team({ adapter: 'discord', workspace: fake.guildId }, 0),
  };
}

function libraryOf(record: { title: string; abstract: string }): Library {
  const search = createSearchEngine({});
  const papers = [makePaper(record)];
  search.add(papers);
  return { ...shippedLibrary(), search, papers: () => papers, observations: () => new Map() };
}

afterAll(async () => {
  const fake = await discord;
  await fake?.stop();
  expect(fake?.violations).toEqual([]);
});

testChatAdapter({ name: 'Discord', open: openDiscord, without: {} }, (text) =>
  libraryOf({ title: `Hostile ${text}`, abstract: `An abstract with ${text}.` }),
);
