import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../adapters/store/store.ts';
import { createBot } from '../src/bot.ts';
import { type Block, textOf } from '../src/messages/message.ts';
import type { Place, User } from '../src/ports.ts';
import { shippedLibrary } from './conversation.ts';

const general: Place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };
const ada: User = { id: 'ada', timeZone: 'Europe/Berlin', isAdmin: false };
const ben: User = { id: 'ben', isAdmin: false };
const admin: User = { id: 'root', timeZone: 'America/New_York', isAdmin: true };
/** Sunday 22 November 2026, 11:00 in Berlin. */
const SUNDAY = Date.UTC(2026, 10, 22, 10);
const DAY = 86_400_000;

let store: Store;
let now: number;
let events: number;
beforeEach(async () => {
  now = SUNDAY;
  events = 0;
  store = await openStore({ home: ':memory:', clock: { now: () => new Date(now) } });
});
afterEach(() => store.close());

/** Types a command in #general and gives what is then shown. */
async function say(text: string, user: User = ada, place: Place = general): Promise<string> {
  const bot = createBot({
    library: shippedLibrary(),
    clock: { now: () => new Date(now) },
    log: { info: () => {}, warn: () => {}, error: (_, fields) => expect.fail(String(fields?.['error'])) },
    inbox: store.inbox,
    threads: store.threads,
    subscriptions: store.subscriptions,
    signals: store.signals,
  });
  const reply = await bot.handle({ id: `Ev${++events}`, kind: 'command', text, place, user });
  return (reply?.message.blocks ?? []).map(linesOf).join('\n');
}

function linesOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
    case 'finePrint':
      return textOf(block.text);
    case 'list':
      return block.items.map((item, i) => `${block.ordered ? `${i + 1}.` : '-'} ${textOf(item)}`).join('\n');
    default:
      return `(${block.kind})`;
  }
}

describe('subscribe', () => {
  test('repeats in words what will happen and when the first post comes', async () => {
    expect(await say('subscribe weekdays 09:00 Europe/Berlin')).toContain(
      'Subscribed. Mondays to Fridays at 09:00 (Europe/Berlin), 5 papers; next: Monday 23 November 09:00.',
    );
    expect(await say('subscribe daily 8am UTC 3 papers about agents without vision')).toContain(
      'daily at 08:00 (UTC), 3 papers about agents without vision; next: Monday 23 November 08:00.',
    );
  });

  test('takes the time zone from the profile, or asks for it', async () => {
    expect(await say('subscribe mon,thu 17:30')).toContain('17:30 (Europe/Berlin)');
    expect(await say('subscribe mon,thu 17:30', admin)).toContain('17:30 (America/New_York)');
    expect(await say('subscribe mon,thu 17:30', ben)).toMatch(/zone/);
    expect(await store.subscriptions.list(general)).toHaveLength(2);
  });

  test('asks back what is impossible, and then nothing is subscribed', async () => {
    expect(await say('subscribe daily 25:00')).toMatch(/no “25:00”/);
    expect(await store.subscriptions.list(general)).toEqual([]);
  });

  test('stops where a channel would drown in posts', async () => {
    for (let hour = 1; hour <= 10; hour++) await say(`subscribe daily ${hour}am UTC`);
    expect(await say('subscribe daily 11am UTC')).toMatch(/10 daily posts already/);
  });
});

describe('subscriptions', () => {
  test('lists this channel’s, with what rests and why', async () => {
    expect(await say('subscriptions')).toMatch(/^This channel has no daily post\./);
    await say('subscribe daily 08:00 UTC');
    await say('subscribe daily 09:00 UTC');
    await say('subscribe daily 10:00 UTC', ada, { ...general, channel: 'C2' });
    const [, second] = await store.subscriptions.list(general);
    await store.subscriptions.change(second!.id, { paused: 'archived' });
    expect(await say('subscriptions')).toBe(
      [
        '2 daily posts here',
        '1. daily at 08:00 (UTC), 5 papers; next: Monday 23 November 08:00.',
        '2. daily at 09:00 (UTC), 5 papers; paused, because this channel was archived.',
        '/papers unsubscribe 1 ends the first, /papers subscriptions pause 1 pauses it.',
      ].join('\n'),
    );
  });

  test('pauses and goes on with the next slot, not with what was missed', async () => {
    await say('subscribe daily 08:00 UTC');
    expect(await say('subscriptions pause')).toMatch(/^Paused\.\n.*; paused\.$/m);
    now += 3 * DAY;
    expect(await say('subscriptions resume')).toMatch(/^Resumed\.\n.*; next: Thursday 26 November 08:00\.$/m);
    expect(await say('subscriptions resume')).toMatch(/^It is not paused\./);
  });

  test('changes what is said and keeps the rest', async () => {
    await say('subscribe weekdays 09:00 3 papers about agents');
    expect(await say('subscriptions change 1 daily 7:30')).toContain(
      'daily at 07:30 (Europe/Berlin), 3 papers about agents; next: Monday 23 November 07:30.',
    );
    expect(await say('subscriptions change 1 daily 7:30 UTC 1 paper without vision')).toContain(
      'daily at 07:30 (UTC), 1 paper without vision;',
    );
    expect(await say('subscriptions change 1 4 papers with at least 20 votes')).toContain(
      'daily at 07:30 (UTC), 4 papers with at least 20 votes without vision; next: Monday 23 November 07:30.',
    );
    expect(await say('subscriptions change 1 any votes')).toContain('daily at 07:30 (UTC), 4 papers without vision;');
    expect(await say('subscriptions change 1')).toMatch(/^Say what it shall be/);
    expect(await say('subscriptions change 1 daily 25:00')).toMatch(/no “25:00”/);
    expect(await say('subscriptions dance')).toMatch(/“dance” is none of these/);
  });
});

describe('who may', () => {
  const commands = ['subscriptions pause', 'subscriptions resume', 'subscriptions change daily 7am', 'unsubscribe'];

  test.each(commands)('%s: the person who subscribed', async (command) => {
    await say('subscribe daily 08:00 UTC');
    const before = await store.subscriptions.list(general);
    expect(await say(command, ben)).toMatch(/^Only the person who subscribed or an admin/);
    expect(await store.subscriptions.list(general)).toEqual(before);
    expect(await say(command, ada)).toMatch(/^(?:Paused|It is not paused|Changed|Ended)\./);
  });

  test.each(commands)('%s: an admin', async (command) => {
    await say('subscribe daily 08:00 UTC');
    expect(await say(command, admin)).toMatch(/^(?:Paused|It is not paused|Changed|Ended)\./);
  });
});

describe('a threshold', () => {
  test('stays until another is named or none is asked for', async () => {
    expect(await say('subscribe daily 8am UTC with at least 20 votes')).toContain(
      'daily at 08:00 (UTC), 20 papers with at least 20 votes; next:',
    );
    expect(await say('subscriptions change 1 daily 9am UTC 3 papers')).toContain('3 papers with at least 20 votes;');
    expect(await say('subscriptions change 1 daily 9am UTC over 30 votes')).toContain(
      '3 papers with at least 31 votes;',
    );
    expect(await say('subscriptions change 1 daily 9am UTC any votes')).toContain('(UTC), 3 papers; next:');
    expect((await store.subscriptions.list(general))[0]?.minVotes).toBeUndefined();
  });

  test('goes with a number of papers', async () => {
    expect(await say('subscribe daily 8am UTC 5 papers about rag, 20+ votes')).toContain(
      '5 papers with at least 20 votes about rag; next:',
    );
    expect(await say('subscribe daily 8am UTC 0 votes')).toContain('a threshold is 1 to 10000 votes');
  });
});

describe('unsubscribe', () => {
  test('ends one, or all, and says what', async () => {
    await say('subscribe daily 08:00 UTC');
    await say('subscribe daily 09:00 UTC');
    expect(await say('unsubscribe')).toMatch(/^This channel has 2 daily posts\. Say which/);
    expect(await say('unsubscribe 3')).toMatch(/no daily post “3”/);
    expect(await say('unsubscribe 2')).toMatch(/^Ended\. .*\n- daily at 09:00/);
    expect(await say('unsubscribe all')).toMatch(/^Ended\. .*\n- daily at 08:00/);
    expect(await say('unsubscribe')).toMatch(/nothing to end/);
  });

  test('takes back what was planned and not sent, and the channel may still have those papers', async () => {
    await say('subscribe daily 08:00 UTC');
    const [one] = await store.subscriptions.list(general);
    now = one!.nextDue;
    const payload = { message: { summary: '', blocks: [] }, topic: { paperIds: ['a'], firstNumber: 1 } };
    await store.deliveries.plan(now, 10, () => ({
      due: now,
      nextDue: now + DAY,
      expiresAt: now + DAY,
      content: { kind: 'post', payload },
    }));
    expect([...(await store.subscriptions.posted(general)).keys()]).toEqual(['a']);
    await say('unsubscribe');
    expect(await store.deliveries.claim(now, now + 1000, 10, ['slack'])).toEqual([]);
    expect([...(await store.subscriptions.posted(general)).keys()]).toEqual([]);
    expect((await store.deliveryRecords.list({ limit: 1 }))[0]).toMatchObject({
      state: 'skipped',
      reason: 'The subscription was ended before it was sent.',
    });
  });
});
