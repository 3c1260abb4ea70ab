import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../adapters/store/store.ts';
import { createBot } from '../src/bot.ts';
import type { Bot, Place, Reaction, Reply } from '../src/ports.ts';
import type { SignalStore } from '../src/stores.ts';
import { shippedLibrary } from './conversation.ts';

const NOW = Date.UTC(2026, 10, 22, 10);
const CHANNEL: Place = { adapter: 'chat', workspace: 'T1', channel: 'C1' };
const POST: Place = { ...CHANNEL, thread: 'post' };
const KIMI = 'kimi-vl-technical-report';
const [first = '', second = '', third = ''] = [...shippedLibrary().papers()].map(({ id }) => id);

let store: Store;
let bot: Bot;
let logged: string[];
let deeds: number;
beforeEach(async () => {
  logged = [];
  deeds = 0;
  store = await openStore({ home: ':memory:', clock: { now: () => new Date(NOW) } });
  bot = botWith({});
});
afterEach(() => store.close());

function botWith(changes: Partial<SignalStore>): Bot {
  const { inbox, threads, subscriptions, signals } = store;
  const log = { info: () => {}, warn: (text: string) => void logged.push(text), error: () => {} };
  const clock = { now: () => new Date(NOW) };
  const changed = { ...signals, ...changes };
  return createBot({ library: shippedLibrary(), clock, log, inbox, threads, subscriptions, signals: changed });
}

function did(person: string, place: Place) {
  return { id: `deed ${++deeds}`, place, user: { id: person, isAdmin: false } };
}

const react = (reaction: Reaction, { added = true, person = 'ada', place = POST } = {}) =>
  bot.handle({ ...did(person, place), kind: 'reaction', reaction, added });
const type = (text: string, person = 'ada') => bot.handle({ ...did(person, CHANNEL), kind: 'command', text });
const write = (text: string, person = 'ada') =>
  bot.handle({ ...did(person, POST), kind: 'message', text, addressed: false });
const press = (command: string, paper: string) =>
  bot.handle({ ...did('ada', CHANNEL), kind: 'action', invocation: { command, args: { paper } } });
const team = async () => Object.fromEntries(await store.signals.team(CHANNEL, 0));
const summaryOf = (reply: Reply | undefined) => reply?.message.summary ?? 'nothing';

describe('a reaction to a message about three papers', () => {
  beforeEach(() => bot.opened(POST, { paperIds: [first, second, third], firstNumber: 1 }));

  test.each([
    ['like', 'liked'],
    ['dislike', 'disliked'],
    ['save', 'saved'],
  ] as const)('that says %s is a third for each', async (reaction, kind) => {
    await react(reaction);
    const each = { [kind]: expect.closeTo(1 / 3) };
    expect(await team()).toEqual({ [first]: each, [second]: each, [third]: each });
  });

  test('with a number is a like of that one alone, and with a number that is not there none', async () => {
    for (const number of [2, 0, 4, 10]) await react(number);
    expect(await team()).toEqual({ [second]: { liked: 1 } });
  });

  test('is never answered', async () => {
    expect(await react('like')).toBeUndefined();
    expect(await react('like', { added: false })).toBeUndefined();
  });

  test('can be taken back and given again, even by the same event', async () => {
    const deed = { ...did('ada', POST), kind: 'reaction', reaction: 3 } as const;
    for (const added of [true, false, true]) await bot.handle({ ...deed, added });
    expect(await team()).toEqual({ [third]: { liked: 1 } });
    await bot.handle({ ...deed, added: false });
    expect(await team()).toEqual({});
  });

  test('that is taken back at once stays taken back', async () => {
    bot = botWith({
      async note(...args) {
        for (let turn = 0; turn < 20; turn++) await setImmediate();
        await store.signals.note(...args);
      },
    });
    await Promise.all([react(1), react(1, { added: false })]);
    expect(await team()).toEqual({});
  });

  test('counts for everybody once', async () => {
    for (const person of ['ada', 'ben', 'ada']) await react(1, { person });
    expect(await team()).toEqual({ [first]: { liked: 2 } });
  });

  test('is to what the message shows, wherever its thread has gone since', async () => {
    await write('search overthinking');
    await write('search kimi-vl');
    await react(3);
    expect(await team()).toEqual({ [third]: { liked: 1 } });
  });

  test('that can’t be noted is logged, and the next one counts', async () => {
    let isDown = true;
    bot = botWith({
      async note(...args) {
        if (isDown) throw new Error('the store is down');
        await store.signals.note(...args);
      },
    });
    expect(await react(1)).toBeUndefined();
    expect(logged).toEqual(['A reaction could not be noted.']);
    isDown = false;
    await react(2);
    expect(await team()).toEqual({ [second]: { liked: 1 } });
  });
});

test('a number is the one that the message shows, on a later page too', async () => {
  await bot.opened(POST, { paperIds: [first, second], firstNumber: 6 });
  await react(7);
  await react(1);
  expect(await team()).toEqual({ [second]: { liked: 1 } });
});

test('a reaction to a message that is about no paper says nothing', async () => {
  await react('like');
  await react('like', { place: CHANNEL });
  expect(await team()).toEqual({});
  expect(logged).toEqual([]);
});

describe('what people do with a paper', () => {
  test('opening one is noted, typed or pressed, for everybody once', async () => {
    await type('show kimi-vl');
    await press('show', KIMI);
    await type(`show ${KIMI}`, 'ben');
    expect(await team()).toEqual({ [KIMI]: { opened: 2 } });
  });

  test('being asked which one is meant opens none', async () => {
    expect(summaryOf(await type('show chain-of-thought'))).toContain('could be any of these');
    expect(await team()).toEqual({});
  });

  test('looking through lists says nothing of a paper', async () => {
    for (const text of ['search overthinking', 'overthinking', 'trending', 'similar kimi-vl', 'digest', 'help'])
      await type(text);
    expect(await team()).toEqual({});
  });

  test('showing one to the channel is noted as that alone, and of a list each has its part', async () => {
    await type('share show kimi-vl');
    expect(await team()).toEqual({ [KIMI]: { shared: 1 } });
    const reply = await type('share search overthinking', 'ben');
    const shown = reply?.topic?.paperIds ?? [];
    expect(shown.length).toBeGreaterThan(1);
    const parts = Object.entries(await team()).filter(([id]) => shown.includes(id));
    expect(parts).toHaveLength(shown.length);
    for (const [, counts] of parts) expect(counts).toEqual({ shared: expect.closeTo(1 / shown.length) });
  });

  test('what can’t be shared is not noted', async () => {
    await type('share show there-is-no-such-paper');
    await type('share unsubscribe');
    expect(await team()).toEqual({});
  });
});

describe('what people say in a thread', () => {
  test('a question about one paper is noted, and a fact that is asked for as well', async () => {
    await bot.opened(POST, { paperIds: [KIMI, first], firstNumber: 1 });
    await write('how many parameters does the first one have?');
    await write('who wrote it?', 'ben');
    expect(await team()).toEqual({ [KIMI]: { asked: 2 } });
  });

  test('opening one of the list is noted as that', async () => {
    await bot.opened(POST, { paperIds: [first, second], firstNumber: 1 });
    await write('the second one');
    expect(await team()).toEqual({ [second]: { opened: 1 } });
  });

  test('thanks, comparisons and searches are not', async () => {
    await bot.opened(POST, { paperIds: [first, second], firstNumber: 1 });
    for (const text of ['thanks', 'compare 1 and 2', 'help', 'search overthinking', 'more']) await write(text);
    expect(await team()).toEqual({});
  });

  test('an answer comes all the same where it can’t be noted, and the log says so', async () => {
    bot = botWith({
      note: async () => {
        throw new Error('the store is down');
      },
    });
    await bot.opened(POST, { paperIds: [KIMI], firstNumber: 1 });
    expect(summaryOf(await write('how many parameters are active?'))).toContain('2.8B');
    expect(summaryOf(await type('show kimi-vl'))).toBe('Kimi-VL Technical Report');
    expect(logged).toEqual(Array(2).fill('What somebody made of a paper could not be noted.'));
  });
});

test('what a team did is its own: another workspace does not see it', async () => {
  await type('show kimi-vl');
  expect(await store.signals.team({ ...CHANNEL, workspace: 'T2' }, 0)).toEqual(new Map());
  expect(await store.signals.team(CHANNEL, NOW + 1)).toEqual(new Map());
});

test('the ranking is given what the team did', async () => {
  const asked: string[] = [];
  bot = botWith({
    async team(place, since) {
      const known = await store.signals.team(place, since);
      asked.push(...known.keys());
      return known;
    },
  });
  await type('show kimi-vl');
  await type('trending');
  expect(asked).toContain(KIMI);
});
