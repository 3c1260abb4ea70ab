import { afterEach, describe, expect, test } from 'vitest';
import { startConversation } from '../conversation.ts';
import { type Channel, openChannel, type Story } from './channel.ts';

let channel: Channel;
afterEach(() => channel?.close());

const STORIES: Readonly<Record<string, Story>> = {
  Alpha: {
    about: 'agents',
    listed: '2026-03-02',
    votes: [
      [-3, 10],
      [20, 60],
    ],
  },
  Beta: {
    about: 'agents that see',
    listed: '2026-03-02',
    votes: [
      [-3, 5],
      [20, 9],
    ],
  },
  Gamma: { about: 'agents that hear', listed: '2026-03-02', votes: [[-3, 4]] },
  Delta: { about: 'agents and robots', listed: '2026-03-02', votes: [[-3, 8]] },
  Eta: { about: 'astronomy', listed: '2026-03-02', votes: [[-3, 30]] },
  Alphabet: { listed: '2026-02-10', votes: [[-100, 1]] },
  Old: { about: 'agents', listed: '2026-02-10', votes: [[-100, 400]] },
};

async function onMonday(wish: string): Promise<void> {
  channel = await openChannel(STORIES);
  await channel.at(-20);
  await channel.say(`subscribe ${wish}`);
  await channel.at(1);
}

describe('/papers why-not names the step', () => {
  test.each([
    [
      'old',
      'left out at step 1 of 6: since Sunday 1 March 13:00, when this daily post was set up, it was not listed, gained no vote, and nobody here took it up',
    ],
    ['eta', 'left out at step 2 of 6: it is about none of this channel’s topics (agents)'],
    ['delta', 'left out at step 3 of 6: it mentions “robots”, which this channel leaves out'],
    ['alpha', 'left out at step 4 of 6: it was posted here on Monday 2 March'],
    ['gamma', 'left out at step 5 of 6: it had 4 votes, and this channel asks for 5'],
    ['beta', 'left out at step 6 of 6: it was #2, and this channel takes 1'],
  ])('of %s', async (paper, step) => {
    await onMonday('daily 09:00 UTC 1 paper about agents without robots with at least 5 votes');
    const seen = await channel.say(`why-not ${paper}`);
    expect(seen).toContain(step);
    expect(seen).toContain('daily at 09:00 (UTC), 1 paper with at least 5 votes about agents without robots');
  });

  test('with the votes that decided, for the last post and for the next', async () => {
    await onMonday('daily 09:00 UTC 1 paper about agents');
    const seen = await channel.say('why-not beta');
    expect(seen).toContain('It has 5 votes.');
    expect(seen).toContain(
      'In the post of Monday 2 March 09:00: left out at step 6 of 6: it was #3, and this channel takes 1.',
    );
    await channel.at(23);
    expect(await channel.say('why-not beta')).toContain('As things stand, it will be in the next post, as #1 of 1.');
    await channel.at(24);
    expect(channel.posts.at(-1)).toContain('1. Beta: A Study');
  });

  test('and says that a paper still gets a line', async () => {
    await onMonday('daily 09:00 UTC 1 paper about agents');
    await channel.at(22);
    expect(await channel.say('why-not alpha')).toContain(
      'it was posted here on Monday 2 March, and as it is still #1, the next post has a line on it.',
    );
  });

  test('of each post of the channel', async () => {
    await onMonday('daily 09:00 UTC 1 paper about agents');
    await channel.say('subscribe daily 10:00 UTC about astronomy');
    await channel.at(21);
    const seen = await channel.say('why-not beta');
    expect(seen).toContain('In the post of Monday 2 March 09:00: left out at step 6 of 6: it was #3');
    expect(seen).toContain('it is about none of this channel’s topics (astronomy)');
  });

  test('of the post that a channel without one would get', async () => {
    channel = await openChannel(STORIES);
    await channel.at(0);
    expect(await channel.say('why-not eta')).toContain('As things stand, it will be in the next post, as #1 of 5.');
    expect(await channel.say('why-not old')).toContain('step 1 of 6: since Sunday 1 March 09:00 it was not listed');
  });

  test('only to the person who asks, and says where nothing has that name', async () => {
    await onMonday('daily 09:00 UTC');
    expect(await channel.say('why-not zzzz')).toMatch(/^No paper here is called “zzzz”/);
    expect(await channel.say('why-not alph')).toContain('could be any of these');
  });

  test('of a page without votes, where only its order counts', async () => {
    const say = startConversation();
    const seen = await say('/papers why-not kimi-vl');
    expect(seen).toContain('No votes are known of any paper yet.');
    expect(seen).toMatch(/Kimi-VL: left out at step 6 of 6: it is #\d+, and this channel takes 5\./);
  });
});
