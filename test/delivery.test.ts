import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chatDoor } from '../adapters/chaos/chat-door.ts';
import { type ChatServer, type Fault, startChatServer } from '../adapters/chaos/chat-server.ts';
import { openStore, type Store } from '../adapters/store/store.ts';
import { LEDGER_TIMING } from '../src/digest/ledger.ts';
import { digestPayloads } from '../src/digest/payload.ts';
import { createDeliveryRunner, type DeliveryRunner, type RunnerParts } from '../src/digest/runner.ts';
import type { Subscription } from '../src/digest/subscription.ts';
import type { Place } from '../src/ports.ts';
import { shippedLibrary } from './conversation.ts';

const general: Place = { adapter: 'chat', workspace: 'T1', channel: 'C1' };
/** Monday 23 November 2026, 09:00 in Berlin. */
const MONDAY_9 = Date.UTC(2026, 10, 23, 8);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DEADLINE_MS = 5000;

let now: number;
let store: Store;
let server: ChatServer;
let faults: Fault[];
let runner: DeliveryRunner;
beforeEach(async () => {
  now = MONDAY_9;
  faults = [];
  store = await openStore({ home: ':memory:', clock: { now: () => new Date(now) } });
  server = await startChatServer(
    () => faults.shift() ?? 'none',
    () => 0,
  );
  runner = createRunner();
});
afterEach(async () => {
  await server.close();
  await store.close();
});

function createRunner(changes: Partial<RunnerParts> = {}): DeliveryRunner {
  return createDeliveryRunner({
    deliveries: store.deliveries,
    threads: store.threads,
    doors: new Map([['chat', chatDoor('chat', server.url, DEADLINE_MS)]]),
    payloads: async () => digestPayloads(shippedLibrary(), now, () => new Map()),
    time: store.time,
    clock: { now: () => new Date(now) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    timing: LEDGER_TIMING,
    breathe: async () => {},
    ...changes,
  });
}

/** Daily at 09:00 in Berlin. */
function subscribe(changes: Partial<Subscription> = {}): Promise<Subscription> {
  return store.subscriptions.add({
    place: general,
    schedule: { cron: '0 9 * * *', zone: 'Europe/Berlin' },
    count: 3,
    include: [],
    exclude: [],
    createdBy: 'ada',
    createdAt: 0,
    nextDue: MONDAY_9,
    ...changes,
  });
}

async function latest() {
  return (await store.deliveryRecords.list({ limit: 1 }))[0];
}

describe('a daily post', () => {
  test('comes when it is due, once, and its thread is about its papers', async () => {
    await subscribe();
    now = MONDAY_9 - 1;
    await runner.tick();
    expect(server.posts).toEqual([]);
    now = MONDAY_9;
    expect(await runner.tick()).toEqual({ expired: 0, planned: 1, posted: 1, asked: 0 });
    await runner.tick();
    expect(server.posts.map(({ channel, text }) => [channel, text.split(':')[0]])).toEqual([
      ['C1', 'Papers for Monday 23 November'],
    ]);
    expect(await latest()).toMatchObject({ state: 'sent', attempts: 1, messageId: '1', key: server.posts[0]!.key });
    const thread = await store.threads.load({ ...general, thread: '1' });
    expect(thread?.topic.paperIds).toHaveLength(3);
  });

  test('brings other papers the next day, and in the channel’s second post', async () => {
    await subscribe();
    await subscribe({ count: 2 });
    await runner.tick();
    now += DAY;
    await runner.tick();
    const papers: string[] = [];
    for (const id of ['1', '2', '3', '4'])
      papers.push(...((await store.threads.load({ ...general, thread: id }))?.topic.paperIds ?? []));
    expect(papers).toHaveLength(10);
    expect(new Set(papers).size).toBe(10);
  });

  test('is left to another process where this one has no such door', async () => {
    await subscribe({ place: { ...general, adapter: 'other' } });
    await runner.tick();
    expect(server.posts).toEqual([]);
    await createRunner({ doors: new Map([['other', chatDoor('other', server.url, DEADLINE_MS)]]) }).tick();
    expect(server.posts).toHaveLength(1);
  });
});

describe('after downtime', () => {
  test('one post catches up, and says so', async () => {
    await subscribe({ nextDue: MONDAY_9 - 3 * DAY });
    now = MONDAY_9 + 2 * HOUR;
    await runner.tick();
    expect(server.posts).toHaveLength(1);
    const [claim] = await payloads();
    expect(claim).toContain(
      'This post is late: it was due Monday 23 November 09:00, and Paperboy was away. It stands for all that were missed since Friday 20 November 09:00.',
    );
    now = MONDAY_9 + DAY;
    await runner.tick();
    expect((await payloads())[0]).not.toContain('late');
  });

  test('what was missed for more than the window is noted and not posted', async () => {
    await subscribe();
    now = MONDAY_9 + 6 * HOUR;
    await runner.tick();
    expect(server.posts).toEqual([]);
    expect(await latest()).toMatchObject({
      state: 'skipped',
      due: MONDAY_9,
      reason: 'Paperboy was not running at Monday 23 November 09:00 and for 6 hours after it.',
    });
    now = MONDAY_9 + DAY;
    await runner.tick();
    expect(server.posts).toHaveLength(1);
  });

  test('a post that could not be sent within the window is given up, and its papers come the next day', async () => {
    await subscribe();
    faults = ['429'];
    await runner.tick();
    const [planned] = await payloads();
    now = MONDAY_9 + 6 * HOUR;
    await runner.tick();
    expect(await latest()).toMatchObject({ state: 'skipped', reason: 'The chat server answered 429.' });
    now = MONDAY_9 + DAY;
    await runner.tick();
    expect(titles((await payloads())[0])).toEqual(titles(planned));
  });
});

describe('when the platform', () => {
  test.each<Fault>(['cut after', '502 after'])(
    'takes a post and does not say so (%s), it is looked for, not posted again',
    async (fault) => {
      await subscribe();
      faults = [fault];
      await runner.tick();
      expect(await latest()).toMatchObject({ state: 'uncertain' });
      now += MINUTE - 1;
      await runner.tick();
      expect(await latest()).toMatchObject({ state: 'uncertain' });
      now += 1;
      await runner.tick();
      expect(await latest()).toMatchObject({ state: 'sent', messageId: '1' });
      expect(server.posts).toHaveLength(1);
      expect(await store.threads.load({ ...general, thread: '1' })).toBeDefined();
    },
  );

  test.each<Fault>(['cut before', '502 before'])(
    'loses a post and does not say so (%s), the same text is posted again',
    async (fault) => {
      await subscribe();
      faults = [fault];
      await runner.tick();
      const [first] = await payloads();
      now += MINUTE;
      await runner.tick();
      await runner.tick();
      expect(await latest()).toMatchObject({ state: 'sent', attempts: 2 });
      expect(server.posts).toHaveLength(1);
      expect((await payloads())[0]).toBe(first);
    },
  );

  test('says that it is busy, the post comes later', async () => {
    await subscribe();
    faults = ['429'];
    await runner.tick();
    expect(await latest()).toMatchObject({ state: 'planned', reason: 'The chat server answered 429.' });
    now += 30_000;
    await runner.tick();
    expect(await latest()).toMatchObject({ state: 'sent' });
  });

  test('can’t be asked, the post stays in doubt until it can', async () => {
    await subscribe();
    faults = ['cut after', '502 before', 'cut before'];
    await runner.tick();
    for (let asked = 0; asked < 3; asked++) {
      expect(await latest()).toMatchObject({ state: 'uncertain' });
      now += MINUTE;
      await runner.tick();
    }
    expect(await latest()).toMatchObject({ state: 'sent' });
    expect(server.posts).toHaveLength(1);
  });

  test.each(['gone', 'archived', 'forbidden'] as const)(
    'says that the channel is %s, the subscription rests and the person is told once',
    async (problem) => {
      const { id } = await subscribe();
      await subscribe({ createdBy: 'ben' });
      server.setChannel('C1', problem);
      await runner.tick();
      for (let day = 0; day < 3; day++) {
        await runner.tick();
        now += DAY;
      }
      expect((await store.subscriptions.list(general)).map(({ paused }) => paused)).toEqual([problem, problem]);
      expect(server.posts.map(({ channel }) => channel).sort()).toEqual(['@ada', '@ben']);
      expect(server.posts[0]!.text).toMatch(/^Your daily post in C1 is paused: /);
      expect([...(await store.subscriptions.posted(general)).keys()]).toEqual([]);

      server.setChannel('C1', 'open');
      await store.subscriptions.change(id, { paused: undefined, nextDue: now });
      await runner.tick();
      expect(server.posts).toHaveLength(3);
    },
  );
});

describe('a process that', () => {
  test('ends between the post and its note leaves it in doubt, and the next one finds it', async () => {
    await subscribe();
    const dying = createRunner({
      deliveries: { ...store.deliveries, conclude: () => Promise.reject(new Error('killed')) },
    });
    await expect(dying.tick()).rejects.toThrow('killed');
    now += LEDGER_TIMING.lease + LEDGER_TIMING.settle - 1;
    await runner.tick();
    expect(await latest()).toMatchObject({ state: 'sending' });
    now += 1;
    await runner.tick();
    expect(await latest()).toMatchObject({ state: 'sent' });
    expect(server.posts).toHaveLength(1);
  });

  test('slept between its claim and the post does not post', async () => {
    await subscribe();
    const moments = [MONDAY_9, MONDAY_9 + 115_000];
    const sleepy = createRunner({ clock: { now: () => new Date(moments.shift()!) } });
    await sleepy.tick();
    expect(server.posts).toEqual([]);
    expect(await latest()).toMatchObject({ state: 'sending' });
    now += LEDGER_TIMING.lease + LEDGER_TIMING.settle;
    await runner.tick();
    await runner.tick();
    expect(server.posts).toHaveLength(1);
  });

  test('stops begins nothing more', async () => {
    await subscribe();
    await runner.stop();
    await runner.tick();
    expect(server.posts).toEqual([]);
  });
});

/** The frozen texts, the latest first, one string each. */
async function payloads(): Promise<string[]> {
  const texts: string[] = [];
  for (const { id } of await store.deliveryRecords.list({ limit: 10 })) texts.push(await frozen(id));
  return texts;
}

async function frozen(id: number): Promise<string> {
  return JSON.stringify(await store.deliveryRecords.payload(id));
}

function titles(payload: string | undefined): string[] {
  return [...(payload ?? '').matchAll(/"title":"([^"]*)"/g)].map(([, title]) => title!);
}
