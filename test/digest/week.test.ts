import { afterEach, describe, expect, test } from 'vitest';
import { type Channel, openChannel, type Story } from './channel.ts';

let channel: Channel;
afterEach(() => channel.close());

/** Hours after Monday 09:00 of the posts of the week. */
const TUESDAY = 24;
const WEDNESDAY = 48;
const SATURDAY = 120;
const SUNDAY = 144;

const WEEK: Readonly<Record<string, Story>> = {
  Alpha: {
    about: 'agents',
    listed: '2026-03-02',
    votes: [
      [-3, 10],
      [3, 40],
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
  Gamma: { about: 'speech', listed: '2026-03-02', votes: [[-3, 2]] },
  Delta: {
    about: 'vision',
    listed: '2026-03-03',
    votes: [
      [20, 12],
      [40, 30],
    ],
  },
};

async function subscribed(wish: string, stories: Readonly<Record<string, Story>> = WEEK, hour = -20): Promise<void> {
  channel = await openChannel(stories);
  await channel.at(hour);
  await channel.say(`subscribe ${wish}`);
}

const last = () => channel.posts.at(-1) ?? '';
const titles = (post = last()) => [...post.matchAll(/^ *\d+\. (\w+): A Study$/gm)].map(([, name]) => name);

describe('the posts of a week', () => {
  test('bring each day what came and gained since the day before, and nothing twice', async () => {
    await subscribed('daily 09:00 UTC 2 papers');
    await channel.at(0);
    expect(titles()).toEqual(['Alpha', 'Beta']);
    expect(last()).toMatch(/^Papers for Monday 2 March\n/);
    await channel.at(TUESDAY);
    expect(titles()).toEqual(['Delta']);
    expect(channel.posts).toHaveLength(2);
  });

  test('bring what the list of a day named after the post of that day, whether it gained since or not', async () => {
    const stories: Readonly<Record<string, Story>> = {
      Early: { listed: '2026-03-02', votes: [[-3, 9]] },
      Late: { listed: '2026-03-02', votes: [[3, 5]] },
    };
    await subscribed('daily 09:00 UTC', stories);
    await channel.at(TUESDAY);
    expect(channel.posts.map((post) => titles(post))).toEqual([['Early'], ['Late']]);
  });

  test('have one line for what they brought and what goes on gaining', async () => {
    await subscribed('daily 09:00 UTC 2 papers');
    await channel.at(TUESDAY);
    expect(last()).toContain('Still hot: Alpha still #1, +50 votes since Monday.');
    // three votes are what any paper gets
    expect(last()).not.toContain('Beta');
    await channel.at(WEDNESDAY);
    expect(last()).toContain('Alpha still #2, +51 votes since Monday');
    expect(last()).toContain('Delta still #1, +18 votes since Tuesday');
    const { paperIds } = (await channel.store.threads.load({
      adapter: 'chat',
      workspace: 'T1',
      channel: 'C1',
      thread: '2',
    }))!.topic;
    expect(paperIds).toEqual(['delta']);
  });

  test('have no more than three such lines, and none for what fell behind', async () => {
    const stories = Object.fromEntries(
      Array.from({ length: 14 }, (_, i) => {
        const votes: Story['votes'] = [
          [-3, 10],
          [20, i < 2 ? 16 : 100 - i],
        ];
        return [`P${String(i).padStart(2, '0')}`, { listed: '2026-03-02', votes }];
      }),
    );
    await subscribed('daily 09:00 UTC 14 papers', stories);
    await channel.at(TUESDAY);
    expect(last().match(/still #\d+/g)).toEqual(['still #1', 'still #2', 'still #3']);
  });
});

describe('a subscription', () => {
  test('begins with what comes from then on', async () => {
    await subscribed(
      'daily 09:00 UTC',
      {
        ...WEEK,
        Old: {
          listed: '2026-02-28',
          votes: [
            [-50, 300],
            [-30, 400],
          ],
        },
      },
      -1,
    );
    await channel.at(0);
    expect(titles()).toEqual([]);
    expect(last()).toContain('Nothing new since Monday 2 March 08:00');
    await channel.at(TUESDAY);
    expect(titles()).toEqual(['Alpha', 'Delta', 'Beta']);
  });

  test('with a threshold takes all that reach it, however many these are', async () => {
    await subscribed('daily 09:00 UTC with at least 5 votes');
    expect(await channel.say('subscriptions')).toContain('20 papers with at least 5 votes; next:');
    await channel.at(0);
    expect(titles()).toEqual(['Alpha', 'Beta']);
    expect(last()).not.toContain('papers came');
  });

  test('on some days looks back to its last one', async () => {
    await subscribed('mon,wed 09:00 UTC', {
      Tue: {
        listed: '2026-03-03',
        votes: [
          [10, 3],
          [20, 7],
        ],
      },
    });
    await channel.at(WEDNESDAY);
    expect(titles()).toEqual(['Tue']);
  });

  test('that was missed looks back to the last one that came', async () => {
    await subscribed('daily 09:00 UTC', {
      Tue: {
        listed: '2026-03-02',
        votes: [
          [5, 3],
          [20, 7],
        ],
      },
    });
    await channel.at(0);
    channel.away(WEDNESDAY + 1);
    await channel.at(WEDNESDAY + 1);
    expect(last()).toContain('It stands for all that were missed since Tuesday 3 March 09:00.');
    expect(titles()).toEqual(['Tue']);
  });
});

describe('a quiet day says why', () => {
  test('where nothing was listed', async () => {
    await subscribed('daily 09:00 UTC', {
      ...WEEK,
      // somebody counts on, and nothing changes
      Epsilon: {
        listed: '2026-03-05',
        votes: [
          [60, 3],
          [SATURDAY - 30, 4],
          [SUNDAY - 1, 4],
        ],
      },
    });
    await channel.at(SUNDAY);
    expect(titles()).toEqual([]);
    expect(last()).toContain(
      'Nothing new since Saturday 7 March 09:00: no paper gained a vote, and the sources listed nothing since Thursday 5 March.',
    );
  });

  test('where the sources are silent', async () => {
    await subscribed('daily 09:00 UTC');
    await channel.at(SATURDAY);
    expect(last()).toContain('Nothing was heard from the sources since Wednesday 4 March 01:00');
  });

  test('where papers came and none is for this channel', async () => {
    await subscribed('daily 09:00 UTC about agents without survey');
    await channel.at(TUESDAY);
    expect(last()).toContain(
      '3 papers came or gained votes since Monday 2 March 09:00, and none is for this channel: 2 on other topics than agents and 1 that it had already.',
    );
  });

  test('where none reached the threshold', async () => {
    await subscribed('daily 09:00 UTC with over 10 votes');
    await channel.at(0);
    expect(last()).toContain('and none is for this channel: 3 with fewer than 11 votes (the most: 10).');
  });

  test('where the words that are left out stand in all of them', async () => {
    await subscribed('daily 09:00 UTC without study');
    await channel.at(0);
    expect(last()).toContain('3 that mention study.');
  });

  test('and does not fill up with what somebody looked at', async () => {
    await subscribed('daily 09:00 UTC 1 paper');
    await channel.at(TUESDAY + 1);
    await channel.note('gamma', 'opened');
    await channel.at(WEDNESDAY);
    expect(titles()).toEqual([]);
    await channel.note('gamma', 'saved');
    await channel.at(72);
    expect(titles()).toEqual(['Gamma']);
  });
});
