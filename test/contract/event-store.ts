import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../adapters/store/store.ts';
import { MONDAY_8 } from './store-engines.ts';

type Log = Pick<Store, 'events' | 'inbox'>;

/** One event log as two processes see it. */
interface SharedLog {
  readonly first: Log;
  readonly second: Log;
  close(): Promise<void>;
}

interface EventStoreDescriptor {
  readonly title: string;
  /** Why its tests are skipped, where they are. */
  readonly absent?: string | undefined;
  open(): Promise<SharedLog>;
}

const place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };
const mention = { adapter: 'slack', workspace: 'T1', id: 'Ev1', body: '{"text":"what dataset did they use?"}' };
const LEASE = 60_000;
const LEASE_END = MONDAY_8 + LEASE;

/** What every event log must do, and the inbox that goes by it. */
export function eventStoreContract({ title, absent, open }: EventStoreDescriptor): void {
  describe.skipIf(absent)(`the event log ${title}`, () => {
    let log: SharedLog;
    let events: Log['events'];
    let inbox: Log['inbox'];
    beforeEach(async () => {
      log = await open();
      ({ events, inbox } = log.first);
    });
    afterEach(() => log.close());

    const takeOver = (now: number, limit = 10) => events.takeOver('slack', now, now + LEASE, limit);
    const idsOf = (taken: readonly { readonly id: string }[]) => taken.map(({ id }) => id);

    test('keeps an event once, also after it is finished, in its own workspace and platform', async () => {
      expect(await events.keep(mention, LEASE_END)).toBe(true);
      expect(await events.keep({ ...mention, body: 'a retry' }, LEASE_END)).toBe(false);
      await events.finish(mention);
      expect(await events.keep(mention, LEASE_END)).toBe(false);
      expect(await events.keep({ ...mention, workspace: 'T2' }, LEASE_END)).toBe(true);
      expect(await events.keep({ ...mention, adapter: 'discord' }, LEASE_END)).toBe(true);
    });

    test('of twenty at once in two processes, one keeps it', async () => {
      const kept = await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? log.first : log.second).events.keep(mention, LEASE_END)),
      );
      expect(kept.filter(Boolean)).toHaveLength(1);
    });

    test('hands on what nobody finished, as it came, once its lease has ended and not before', async () => {
      await events.keep(mention, LEASE_END);
      expect(await takeOver(LEASE_END - 1)).toEqual([]);
      expect(await takeOver(LEASE_END)).toEqual([{ ...mention, tries: 1 }]);
      expect(await takeOver(LEASE_END + LEASE - 1)).toEqual([]);
      expect(await takeOver(LEASE_END + LEASE)).toEqual([{ ...mention, tries: 2 }]);
    });

    test('hands an event on to one process', async () => {
      const ids = Array.from({ length: 30 }, (_, i) => `Ev${i}`).sort();
      for (const id of ids) await events.keep({ ...mention, id }, LEASE_END);
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? log.first : log.second).events.takeOver('slack', LEASE_END, LEASE_END + LEASE, 10),
        ),
      );
      expect(idsOf(taken.flat()).sort()).toEqual(ids);
    });

    test('hands on the longest waiting first, as many as are asked for, of one platform', async () => {
      for (const [i, id] of ['b', 'c', 'a'].entries()) await events.keep({ ...mention, id }, LEASE_END + i);
      await events.keep({ ...mention, adapter: 'discord' }, LEASE_END);
      const now = LEASE_END + 2;
      expect(idsOf(await takeOver(now, 2)).sort()).toEqual(['b', 'c']);
      expect(idsOf(await takeOver(now, 2))).toEqual(['a']);
    });

    test('tells events with one id of several workspaces apart', async () => {
      const other = { ...mention, workspace: 'T2' };
      await events.keep(mention, LEASE_END);
      await events.keep(other, LEASE_END + LEASE);
      expect(await takeOver(LEASE_END)).toEqual([{ ...mention, tries: 1 }]);
      await events.finish(mention);
      expect(await takeOver(LEASE_END + LEASE)).toEqual([{ ...other, tries: 1 }]);
    });

    test('does not hand on what is finished', async () => {
      await events.keep(mention, LEASE_END);
      await events.finish(mention);
      await events.finish({ ...mention, id: 'Ev0' });
      expect(await takeOver(LEASE_END)).toEqual([]);
    });

    test('lets the inbox accept something again for the delivery that brought it, until that is finished', async () => {
      await events.keep(mention, LEASE_END);
      expect(await inbox.accept(place, 'C1:17.5', 'Ev1')).toBe('new');
      expect(await inbox.accept(place, 'C1:17.5', 'Ev1')).toBe('again');
      expect(await log.second.inbox.accept(place, 'C1:17.5', 'Ev1')).toBe('again');
      await events.finish(mention);
      expect(await inbox.accept(place, 'C1:17.5', 'Ev1')).toBe(false);
    });

    test('lets the inbox accept nothing again for another delivery, of another workspace or unknown', async () => {
      await events.keep(mention, LEASE_END);
      await events.keep({ ...mention, id: 'Ev2' }, LEASE_END);
      await events.keep({ ...mention, workspace: 'T2', id: 'Ev3' }, LEASE_END);
      await inbox.accept(place, 'C1:17.5', 'Ev1');
      for (const event of ['Ev2', undefined]) expect(await inbox.accept(place, 'C1:17.5', event)).toBe(false);
      for (const event of ['Ev3', 'Ev4', undefined]) {
        expect(await inbox.accept(place, `by ${event}`, event)).toBe('new');
        expect(await inbox.accept(place, `by ${event}`, event)).toBe(false);
      }
    });
  });
}
