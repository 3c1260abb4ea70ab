import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../adapters/store/store.ts';
import { createBot } from '../src/bot.ts';
import type { SubscriptionStore } from '../src/digest/subscription.ts';
import { type Block, type Text, textOf } from '../src/messages/message.ts';
import type { Bot, Incoming, Place, User } from '../src/ports.ts';
import { shippedLibrary } from './conversation.ts';

const general: Place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };
const ada: User = { id: 'ada', timeZone: 'Europe/Berlin', isAdmin: false };
const clock = { now: () => new Date('2026-11-22T10:00:00Z') };
const LEASE_END = clock.now().getTime() + 60_000;

let store: Store;
beforeEach(async () => {
  store = await openStore({ home: ':memory:', clock });
});
afterEach(() => store.close());

function botOn(subscriptions: SubscriptionStore = store.subscriptions): Bot {
  const { inbox, threads, signals } = store;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return createBot({ library: shippedLibrary(), clock, log, inbox, threads, subscriptions, signals });
}

async function arrive(event: string): Promise<boolean> {
  return store.events.keep({ adapter: 'slack', workspace: 'T1', id: event, body: '' }, LEASE_END);
}

const finish = (event: string) => store.events.finish({ adapter: 'slack', workspace: 'T1', id: event });

function typed(text: string, event: string, id = event): Incoming {
  return { id, event, place: general, user: ada, kind: 'command', text };
}

const subscribed = () => store.subscriptions.list(general);

describe('an event whose delivery was worked on when the bot crashed', () => {
  test('is answered by the next process, once', async () => {
    await arrive('Ev1');
    await store.inbox.accept(general, 'Ev1', 'Ev1');
    const reply = await botOn().handle(typed('search kimi-vl', 'Ev1'));
    expect(reply?.message.summary).toContain('kimi-vl');
    await finish('Ev1');
    expect(await botOn().handle(typed('search kimi-vl', 'Ev1'))).toBeUndefined();
  });

  test('is not answered for the other event that brought it too', async () => {
    await arrive('message');
    await arrive('app_mention');
    expect(await botOn().handle(typed('help', 'message', 'C1:17.5'))).toBeDefined();
    expect(await botOn().handle(typed('help', 'app_mention', 'C1:17.5'))).toBeUndefined();
    await finish('message');
    expect(await botOn().handle(typed('help', 'app_mention', 'C1:17.5'))).toBeUndefined();
  });

  test('subscribes once, whether or not that was done already', async () => {
    await arrive('Ev1');
    for (const process of ['the one that crashed', 'the next', 'and one more'])
      expect(
        textOf((await botOn().handle(typed('subscribe daily 8am', 'Ev1')))?.message.blocks.flatMap(spansOf) ?? []),
        process,
      ).toMatch(/^Subscribed\. daily at 08:00/);
    expect(await subscribed()).toHaveLength(1);
  });

  test('subscribes where the crash came before that', async () => {
    await arrive('Ev1');
    await botOn({ ...store.subscriptions, add: () => Promise.reject(new Error('crashed')) }).handle(
      typed('subscribe daily 8am', 'Ev1'),
    );
    expect(await subscribed()).toEqual([]);
    await botOn().handle(typed('subscribe daily 8am', 'Ev1'));
    expect(await subscribed()).toHaveLength(1);
  });

  test('subscribes anew what another delivery asks for', async () => {
    for (const event of ['Ev1', 'Ev2']) {
      await arrive(event);
      await botOn().handle(typed('subscribe daily 8am', event));
    }
    expect(await subscribed()).toHaveLength(2);
  });

  test('goes on in a thread from where it was', async () => {
    const thread = { ...general, thread: '17.5' };
    const list = await botOn().handle({ id: 'list', place: general, user: ada, kind: 'command', text: 'trending' });
    await botOn().opened(thread, list!.topic!);
    const write = (text: string, event: string) =>
      botOn().handle({ id: `of ${event}`, event, place: thread, user: ada, kind: 'message', text, addressed: false });
    await arrive('Ev1');
    const second = await write('more', 'Ev1');
    expect(await write('more', 'Ev1')).toEqual(second);
    await arrive('Ev2');
    const third = await write('more', 'Ev2');
    expect([second, third].map((reply) => reply?.topic?.firstNumber)).toEqual([6, 11]);
  });

  test('does not end the daily post that took the ended one’s number', async () => {
    for (const hour of [8, 9]) {
      await arrive(`Ev${hour}`);
      await botOn().handle(typed(`subscribe daily ${hour}:00`, `Ev${hour}`));
    }
    await arrive('Ev10');
    await botOn().handle(typed('unsubscribe 1', 'Ev10'));
    const left = await subscribed();
    const reply = await botOn().handle(typed('unsubscribe 1', 'Ev10'));
    expect(reply?.message.summary).toMatch(/^Paperboy was interrupted .* `\/papers subscriptions`/);
    expect(left).toHaveLength(1);
    expect(await subscribed()).toEqual(left);
  });
});

function spansOf(block: Block): Text {
  return block.kind === 'text' ? block.text : [];
}
