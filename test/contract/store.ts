import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../adapters/store/store.ts';
import type { Place } from '../../src/ports.ts';
import { type Engine, type Ground, MONDAY_8, titleOf } from './store-engines.ts';

const general: Place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };
const elsewhere: readonly Place[] = [
  { ...general, channel: 'C2' },
  { ...general, workspace: 'T2' },
  { ...general, adapter: 'discord' },
];
const wish = {
  place: general,
  schedule: { cron: '0 9 * * 1-5', zone: 'Europe/Berlin' },
  count: 5,
  include: ['agents', 'retrieval “augmented”'],
  exclude: ['vision'],
  createdBy: 'U1',
  createdAt: 0,
  nextDue: MONDAY_8,
};

/** What every engine of the store must do. */
export function storeContract(engine: Engine): void {
  describe.skipIf(engine.absent)(`the store on ${titleOf(engine)}`, () => {
    let ground: Ground;
    let store: Store;
    beforeEach(async () => {
      ground = await engine.ground();
      store = await ground.open();
    });
    afterEach(() => ground.clear());

    test('an event is accepted once, in its own workspace', async () => {
      expect(await store.inbox.accept(general, 'Ev1')).toBe('new');
      expect(await store.inbox.accept(general, 'Ev1')).toBe(false);
      expect(await store.inbox.accept({ ...general, channel: 'C2' }, 'Ev1')).toBe(false);
      expect(await store.inbox.accept({ ...general, workspace: 'T2' }, 'Ev1')).toBe('new');
    });

    test('of twenty at once, one accepts an event', async () => {
      const second = await ground.open();
      const accepted = await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? store : second).inbox.accept(general, 'Ev1')),
      );
      expect(accepted.filter(Boolean)).toHaveLength(1);
    });

    test('a thread is what was last saved of it, and no other place’s', async () => {
      const place = { ...general, thread: '17.5' };
      const topic = {
        paperIds: ['b', 'a'],
        firstNumber: 6,
        origin: { command: 'search', args: { query: 'x', page: 2 } },
      };
      await store.threads.save(place, { topic: { paperIds: [], firstNumber: 1 }, turns: [] });
      await store.threads.save(place, { topic, turns: [{ question: 'what dataset?', paperIds: ['a'] }] });
      expect(await store.threads.load(place)).toEqual({
        topic,
        turns: [{ question: 'what dataset?', paperIds: ['a'] }],
      });
      for (const other of [general, ...elsewhere.map((other) => ({ ...other, thread: '17.5' }))])
        expect(await store.threads.load(other)).toBeUndefined();
      const before = { message: '17.6', topic: { paperIds: ['a'], firstNumber: 1 }, turns: [] };
      await store.threads.save(place, { topic, turns: [], before });
      expect(await store.threads.load(place)).toEqual({ topic, turns: [], before });
    });

    test('subscriptions belong to their channel and come back as they were', async () => {
      const first = await store.subscriptions.add(wish);
      const second = await store.subscriptions.add({ ...wish, include: [] });
      for (const place of elsewhere) await store.subscriptions.add({ ...wish, place });
      expect(await store.subscriptions.list({ ...general, thread: '17.5' })).toEqual([first, second]);
      expect(first).toEqual({ ...wish, id: first.id });
    });

    test('a subscription is changed, paused, resumed and removed', async () => {
      const { id } = await store.subscriptions.add(wish);
      const changed = await store.subscriptions.change(id, { count: 3, exclude: [], nextDue: MONDAY_8 + 1 });
      expect(changed).toEqual({ ...wish, id, count: 3, exclude: [], nextDue: MONDAY_8 + 1 });
      expect(await store.subscriptions.change(id, { paused: 'asked' })).toEqual({ ...changed, paused: 'asked' });
      expect(await store.subscriptions.change(id, { paused: undefined })).toEqual(changed);
      expect(await store.subscriptions.remove(id)).toBe(true);
      expect(await store.subscriptions.remove(id)).toBe(false);
      expect(await store.subscriptions.change(id, { count: 4 })).toBeUndefined();
      const next = await store.subscriptions.add(wish);
      expect(next.id).not.toBe(id);
    });

    test('a subscription asks for votes until it is told not to', async () => {
      const { id } = await store.subscriptions.add({ ...wish, minVotes: 20, createdAt: MONDAY_8 });
      expect(await store.subscriptions.list(general)).toEqual([{ ...wish, id, minVotes: 20, createdAt: MONDAY_8 }]);
      expect(await store.subscriptions.change(id, { count: 3 })).toMatchObject({ minVotes: 20 });
      expect(await store.subscriptions.change(id, { minVotes: 5 })).toMatchObject({ minVotes: 5 });
      expect(await store.subscriptions.change(id, { minVotes: undefined })).not.toHaveProperty('minVotes');
    });

    test('a channel had a paper when its post was due', async () => {
      await store.subscriptions.add(wish);
      const topic = { paperIds: ['a', 'b'], firstNumber: 1 };
      await store.deliveries.plan(MONDAY_8 + 5000, 10, () => ({
        due: MONDAY_8,
        nextDue: MONDAY_8 + 1,
        expiresAt: MONDAY_8 + 2,
        content: { kind: 'post', payload: { message: { summary: '', blocks: [] }, topic } },
      }));
      expect(await store.subscriptions.posted(general)).toEqual(
        new Map([
          ['a', MONDAY_8],
          ['b', MONDAY_8],
        ]),
      );
    });

    test('a person’s subscriptions are those they asked for, in any channel of the workspace', async () => {
      const mine = await store.subscriptions.add(wish);
      const alsoMine = await store.subscriptions.add({ ...wish, place: { ...general, channel: 'C2' } });
      await store.subscriptions.add({ ...wish, createdBy: 'U2' });
      await store.subscriptions.add({ ...wish, place: { ...general, workspace: 'T2' } });
      await store.subscriptions.add({ ...wish, place: { ...general, adapter: 'discord' } });
      const person = { adapter: 'slack', workspace: 'T1', id: 'U1' };
      expect(await store.subscriptions.of(person)).toEqual([mine, alsoMine]);
      expect(await store.subscriptions.of({ ...person, id: 'U3' })).toEqual([]);
    });

    test('all subscriptions of a workspace end together, with what was planned for them', async () => {
      await store.subscriptions.add(wish);
      await store.subscriptions.add({ ...wish, place: { ...general, channel: 'C2' } });
      const others = [
        await store.subscriptions.add({ ...wish, place: { ...general, workspace: 'T2' } }),
        await store.subscriptions.add({ ...wish, place: { ...general, adapter: 'discord' } }),
      ];
      const payload = { message: { summary: '', blocks: [] }, topic: { paperIds: ['a'], firstNumber: 1 } };
      await store.deliveries.plan(MONDAY_8, 10, () => ({
        due: MONDAY_8,
        nextDue: MONDAY_8 + 1,
        expiresAt: MONDAY_8 + 2,
        content: { kind: 'post', payload },
      }));
      expect(await store.subscriptions.removeAll('slack', 'T1')).toBe(2);
      expect(await store.subscriptions.removeAll('slack', 'T1')).toBe(0);
      expect(await store.subscriptions.list(general)).toEqual([]);
      const left = await store.deliveries.claim(MONDAY_8, MONDAY_8 + 1, 10, ['slack', 'discord']);
      expect(left.map(({ delivery }) => delivery.subscriptionId).sort()).toEqual(others.map(({ id }) => id));
      expect(await store.subscriptions.posted(general)).toEqual(new Map());
    });

    test('a button’s invocation is recalled by a short id, the same for the same invocation', async () => {
      const id = await store.callbacks.keep({ command: 'search', args: { query: 'agents', page: 2 } });
      expect(id).toMatch(/^[\w-]{22}$/);
      expect(await store.callbacks.keep({ command: 'search', args: { page: 2, query: 'agents' } })).toBe(id);
      expect(await store.callbacks.keep({ command: 'search', args: { query: 'agents', page: 3 } })).not.toBe(id);
      expect(await store.callbacks.recall(id)).toEqual({ command: 'search', args: { query: 'agents', page: 2 } });
      expect(await store.callbacks.recall('unknown')).toBeUndefined();
    });

    test('everything is still there for the next process', async () => {
      await store.inbox.accept(general, 'Ev1');
      const subscription = await store.subscriptions.add(wish);
      const next = await ground.open();
      expect(await next.inbox.accept(general, 'Ev1')).toBe(false);
      expect(await next.subscriptions.list(general)).toEqual([subscription]);
    });

    test('what an event said is gone once it is finished', async () => {
      const event = { adapter: 'slack', workspace: 'T1', id: 'Ev1', body: 'what was said' };
      await store.events.keep(event, MONDAY_8 + 60_000);
      expect(await ground.rows('select body from events')).toEqual([{ body: 'what was said' }]);
      await store.events.finish(event);
      expect(await ground.rows('select id, body from events')).toEqual([{ id: 'Ev1', body: null }]);
    });

    test('events are forgotten when their redelivery is over, those that nobody finished much later', async () => {
      const event = { adapter: 'slack', workspace: 'T1', body: 'x' };
      await store.events.keep({ ...event, id: 'finished' }, MONDAY_8);
      await store.events.finish({ ...event, id: 'finished' });
      await store.events.keep({ ...event, id: 'unfinished' }, MONDAY_8);
      const leftAfter = async (days: number) => {
        const later = await ground.open({ clock: { now: () => new Date(MONDAY_8 + days * 86_400_000) } });
        await later.prune();
        return ground.rows('select id from events order by id');
      };
      expect(await leftAfter(2)).toEqual([{ id: 'finished' }, { id: 'unfinished' }]);
      expect(await leftAfter(4)).toEqual([{ id: 'unfinished' }]);
      expect(await leftAfter(40)).toEqual([]);
    });

    test('what nobody will ask for again is forgotten in time', async () => {
      await store.inbox.accept(general, 'Ev1');
      await store.threads.save(general, { topic: { paperIds: ['a'], firstNumber: 1 }, turns: [] });
      const nextWeek = await ground.open({ clock: { now: () => new Date(MONDAY_8 + 7 * 86_400_000) } });
      await nextWeek.prune();
      expect(await nextWeek.inbox.accept(general, 'Ev1')).toBe('new');
      expect(await nextWeek.threads.load(general)).toBeDefined();
      const nextYear = await ground.open({ clock: { now: () => new Date(MONDAY_8 + 365 * 86_400_000) } });
      await nextYear.prune();
      expect(await nextYear.threads.load(general)).toBeUndefined();
    });
  });
}
