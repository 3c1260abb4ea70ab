import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { digestPayloads } from '../../src/digest/payload.ts';
import { dueTimes, previewPosts } from '../../src/digest/preview.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import { startConversation } from '../conversation.ts';
import { type Channel, DAY, HOUR, libraryAt, MONDAY, openChannel, type Story } from './channel.ts';

let channel: Channel | undefined;
afterEach(async () => {
  await channel?.close();
  channel = undefined;
});

const STORIES: Readonly<Record<string, Story>> = {
  Alpha: {
    about: 'agents',
    listed: '2026-03-02',
    votes: [
      [-3, 10],
      [20, 60],
      [30, 61],
    ],
  },
  Beta: {
    about: 'vision',
    listed: '2026-03-02',
    votes: [
      [-3, 5],
      [20, 8],
    ],
  },
  Delta: {
    about: 'vision',
    listed: '2026-03-03',
    votes: [
      [20, 12],
      [40, 30],
    ],
  },
};

describe('/papers preview', () => {
  test('shows post by post what a channel without one would have got, and posts nothing', async () => {
    channel = await openChannel(STORIES);
    await channel.at(49);
    const seen = await channel.say('preview 3d');
    expect(seen).toContain('The last 3 days in this channel\ndaily at 09:00 (UTC), 5 papers.');
    expect(seen).toContain(
      'Monday 2 March 09:00\n  - #1 Alpha: A Study (10 votes, +10)\n  - #2 Beta: A Study (5 votes, +5)',
    );
    expect(seen).toContain(
      'Tuesday 3 March 09:00\n  - #2 Delta: A Study (12 votes, +12)\n  - Still hot: Alpha still #1, +50 votes since Monday.',
    );
    expect(seen).toMatch(/Wednesday 4 March 09:00: quiet\. 2 papers came or gained votes since Tuesday/);
    expect(seen).toContain('Nothing was sent.');
    expect(channel.posts).toEqual([]);
    expect(await channel.store.subscriptions.posted({ adapter: 'chat', workspace: 'T1', channel: 'C1' })).toEqual(
      new Map(),
    );
  });

  test('goes by the wish of the channel', async () => {
    channel = await openChannel(STORIES);
    await channel.say('subscribe tue,wed 10:00 UTC about vision with at least 6 votes');
    await channel.at(50);
    const seen = await channel.say('preview 1w');
    expect(seen).not.toContain('Monday 2 March');
    expect(seen).toContain('Tuesday 3 March 10:00\n  - #1 Delta: A Study (12 votes, +12)\n  - #2 Beta');
  });

  test('of the days before anything was counted shows what was listed then', async () => {
    channel = await openChannel({
      ...STORIES,
      Old: { listed: '2026-02-27', votes: [[-2, 80]] },
      Older: { listed: '2026-02-27', votes: [[-2, 90]] },
    });
    await channel.at(1);
    const seen = await channel.say('preview');
    expect(seen).toContain(
      'Friday 27 February 09:00, by the votes that were counted later\n  - #1 Older: A Study (90 votes, +90)\n  - #2 Old: A',
    );
    expect(seen).toContain('Sunday 1 March 09:00: quiet. Nothing that is known here was listed then.');
    expect(seen).toContain('Monday 2 March 09:00\n  - #1 Alpha: A Study (10 votes, +10)');
  });

  test.each(['0', '31d', '5w', 'x', '7 moons', '-3'])('asks again for “%s”', async (days) => {
    channel = await openChannel(STORIES);
    await channel.at(1);
    expect(await channel.say(`preview ${days}`)).toContain('from 1 to 30');
  });

  test.each([
    ['7', 7],
    ['7 days', 7],
    ['last 2 weeks', 14],
    ['week', 7],
    ['1d', 1],
  ])('reads “%s”', async (text, days) => {
    channel = await openChannel(STORIES);
    await channel.at(1);
    expect(await channel.say(`preview ${text}`)).toContain(days === 1 ? 'The last day in' : `The last ${days} days in`);
  });

  test('without votes shows the coming post instead', async () => {
    const seen = await startConversation()('/papers preview 7d');
    expect(seen).toMatch(/^No votes are known yet, so there is no history to look back on\./);
    expect(seen).toContain('Papers for Sunday 22 November\n 1. JarvisArt');
  });

  test('counts in one line what is beyond fourteen posts', async () => {
    channel = await openChannel(STORIES);
    await channel.at(30 * 24);
    const seen = await channel.say('preview 30d');
    expect(seen).toContain('Before these: 16 posts with 3 papers.');
    expect(seen.match(/: quiet\./g)).toHaveLength(14);
  });
});

test('what is shown of a week is what really was posted, whatever was observed', () => {
  const counts = fc.array(fc.tuple(fc.integer({ min: -100, max: 160 }), fc.integer({ min: 0, max: 40 })), {
    minLength: 1,
    maxLength: 8,
  });
  const story = fc.tuple(fc.integer({ min: -3, max: 6 }), counts).map(([day, steps]): Story => {
    let votes = 0;
    return {
      listed: new Date(MONDAY + day * DAY).toISOString().slice(0, 10),
      votes: steps
        .toSorted((a, b) => a[0] - b[0])
        .map(([hour, gained]) => {
          votes += gained;
          return [hour, votes];
        }),
    };
  });
  const stories = fc
    .array(story, { minLength: 1, maxLength: 12 })
    .map((all) => Object.fromEntries(all.map((one, i) => [`P${i}`, one])));
  const wishes = fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    minVotes: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    cron: fc.constantFrom('0 9 * * *', '0 9 * * 1-5', '30 6 * * *'),
  });
  fc.assert(
    fc.property(stories, wishes, (all, { cron, minVotes, ...wish }) => {
      const subscription: Subscription = {
        id: '1',
        place: { adapter: 'chat', workspace: 'T1', channel: 'C1' },
        schedule: { cron, zone: 'Europe/Berlin' },
        ...wish,
        ...(minVotes === undefined ? {} : { minVotes }),
        include: [],
        exclude: [],
        createdBy: 'ada',
        createdAt: 0,
        nextDue: 0,
      };
      const posted = new Map<string, number>();
      const begin = MONDAY - 3 * DAY;
      const end = MONDAY + 7 * DAY;
      const real = dueTimes(subscription.schedule, begin, end, 31).map((due) => {
        const payloads = digestPayloads(libraryAt(all, due), due, () => new Map());
        const { topic } = payloads(subscription, { due, nextDue: due + DAY, tooLate: false }, posted);
        for (const id of topic?.paperIds ?? []) posted.set(id, due);
        return { due, papers: topic?.paperIds ?? [] };
      });
      const dues = dueTimes(subscription.schedule, end - 7 * DAY - HOUR, end, 31);
      const shown = previewPosts(
        libraryAt(all, end),
        { wish: subscription, schedule: subscription.schedule, place: subscription.place },
        dues,
        posted,
        () => new Map(),
      );
      const counted = shown.filter(({ isHindsight }) => !isHindsight);
      expect(counted.map(({ due, choice }) => ({ due, papers: choice.chosen.map(({ paper }) => paper.id) }))).toEqual(
        real.slice(real.length - counted.length),
      );
    }),
    { numRuns: 60 },
  );
});
