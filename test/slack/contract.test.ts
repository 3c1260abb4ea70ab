import { afterAll, expect } from 'vitest';
import type { Library } from '../../src/library.ts';
import { makePaper } from '../../src/papers/paper.ts';
import { createSearchEngine } from '../../src/search/search-engine.ts';
import { type Door, testChatAdapter } from '../contract/chat-adapter.ts';
import { shippedLibrary } from '../conversation.ts';
import { buttonsOf, type FakeSlack, type Shown, startFakeSlack, visible } from '../fakes/slack/fake-slack.ts';
import { watchBot } from '../watched-bot.ts';
import { type Mode, startSlackBot } from './slack-bot.ts';

/** One Slack for each test file and mode: it outlives the bot, as Slack does. */
const slacks = new Map<Mode, Promise<FakeSlack>>();

async function openSlack(mode: Mode, library?: Library): Promise<Door> {
  const slack = slacks.get(mode) ?? startFakeSlack();
  slacks.set(mode, slack);
  const fake = await slack;
  const watched = watchBot();
  const bot = await startSlackBot(mode, { fake, ...(library ? { library } : {}), bot: watched.bot });
  const answers = (): Shown[] => [...fake.messages.filter((one) => one.byBot), ...fake.ephemerals].sort(byTime);
  let last: Shown | undefined;

  /** What is then seen that was not there before. */
  async function seenAfter(deed: () => Promise<unknown>): Promise<string> {
    const before = answers().length;
    await deed();
    await fake.until(() => answers().length > before, 'an answer');
    last = answers().at(-1);
    return last ? visible(last) : '';
  }

  return {
    adapter: bot.door,
    channel: { adapter: 'slack', workspace: fake.workspace, channel: 'C0001' },
    command: (text) => seenAfter(() => fake.command(text)),
    async inThread(text) {
      // a private answer has no thread; shared, it opens one
      const share = last && buttonsOf(last).find(({ label }) => label === 'Share');
      if (!share) throw new Error('The last answer can’t be shared.');
      await seenAfter(() => fake.press(share));
      const threadTs = last?.kind === 'message' ? last.ts : '';
      return seenAfter(() => fake.write(text, { threadTs }));
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
      const post = last?.kind === 'message' ? last : undefined;
      if (!post) throw new Error('The last answer is not for all.');
      await fake.until(() => watched.knows(post.ts), 'what the answer is about');
      const before = watched.handled.length;
      await fake.react('+1', post, { added });
      await fake.until(() => watched.handled.length > before, 'the reaction');
    },
    team: () => bot.store.signals.team({ adapter: 'slack', workspace: fake.workspace }, 0),
  };
}

function byTime(a: Shown, b: Shown): number {
  return 'ts' in a && 'ts' in b ? Number(a.ts) - Number(b.ts) : 0;
}

function libraryOf(record: { title: string; abstract: string }): Library {
  const search = createSearchEngine({});
  const papers = [makePaper(record)];
  search.add(papers);
  return { ...shippedLibrary(), search, papers: () => papers, observations: () => new Map() };
}

afterAll(async () => {
  for (const slack of slacks.values()) {
    const fake = await slack;
    await fake.stop();
    expect(fake.violations).toEqual([]);
  }
});

for (const mode of ['socket', 'http'] as const)
  testChatAdapter({ name: `Slack over ${mode}`, open: (library) => openSlack(mode, library), without: {} }, (text) =>
    libraryOf({ title: `Hostile ${text}`, abstract: `An abstract with ${text}.` }),
  );
