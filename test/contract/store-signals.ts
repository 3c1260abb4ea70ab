import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../adapters/store/store.ts';
import { type Engine, type Ground, titleOf } from './store-engines.ts';

const ada = { adapter: 'slack', workspace: 'T1', id: 'U1ADA' };
const bob = { ...ada, id: 'U2BOB' };

/** What every engine of the store must do with what people made of papers. */
export function signalStoreContract(engine: Engine): void {
  describe.skipIf(engine.absent)(`signals on ${titleOf(engine)}`, () => {
    let ground: Ground;
    let store: Store;
    beforeEach(async () => {
      ground = await engine.ground();
      store = await ground.open();
    });
    afterEach(() => ground.clear());

    test('are a person’s own', async () => {
      await store.signals.note(ada, { paperId: 'a', kind: 'liked', at: 1 });
      await store.signals.note(ada, { paperId: 'b', kind: 'saved', at: 2 });
      await store.signals.note(ada, { paperId: 'a', kind: 'liked', at: 3 });
      await store.signals.note({ ...ada, workspace: 'T2' }, { paperId: 'c', kind: 'liked', at: 4 });
      expect(await store.signals.of(ada)).toEqual([
        { paperId: 'a', kind: 'liked', at: 3 },
        { paperId: 'b', kind: 'saved', at: 2 },
      ]);
      await store.signals.withdraw(ada, 'a', 'liked');
      expect((await store.signals.of(ada)).map(({ paperId }) => paperId)).toEqual(['b']);
      await store.signals.forget(ada);
      expect(await store.signals.of(ada)).toEqual([]);
      expect(await store.signals.of({ ...ada, workspace: 'T2' })).toHaveLength(1);
    });

    test('add up for a team, each with its share, since a moment', async () => {
      await store.signals.note(ada, { paperId: 'a', kind: 'liked', at: 10, share: 0.2 });
      await store.signals.note(bob, { paperId: 'a', kind: 'liked', at: 11 });
      await store.signals.note(bob, { paperId: 'a', kind: 'asked', at: 9 });
      await store.signals.note(ada, { paperId: 'b', kind: 'shared', at: 12 });
      await store.signals.note({ ...ada, workspace: 'T2' }, { paperId: 'a', kind: 'saved', at: 12 });
      await store.signals.note({ ...ada, adapter: 'discord' }, { paperId: 'a', kind: 'opened', at: 12 });
      const expected = new Map([
        ['a', { liked: 1.2 }],
        ['b', { shared: 1 }],
      ]);
      expect(await store.signals.team(ada, 10)).toEqual(expected);
      const teams = await store.signals.teams(10);
      expect(teams(ada)).toEqual(expected);
      expect(teams({ ...ada, workspace: 'T2' })).toEqual(new Map([['a', { saved: 1 }]]));
      expect(teams({ ...ada, workspace: 'T3' })).toEqual(new Map());
      expect((await store.signals.team(ada, 9)).get('a')).toEqual({ liked: 1.2, asked: 1 });
    });

    test('never lose some of their share', async () => {
      for (const [at, share] of [
        [1, 0.2],
        [2, 1],
        [3, 0.5],
      ] as const)
        await store.signals.note(ada, { paperId: 'a', kind: 'liked', at, share });
      expect(await store.signals.of(ada)).toEqual([{ paperId: 'a', kind: 'liked', at: 3 }]);
    });

    test('don’t say who: the same person has one hash in every process, and no other database’s', async () => {
      await store.signals.note(ada, { paperId: 'a', kind: 'liked', at: 1 });
      const second = await ground.open();
      await second.signals.note(ada, { paperId: 'b', kind: 'liked', at: 2 });
      await second.signals.note(bob, { paperId: 'b', kind: 'liked', at: 2 });
      const rows = await ground.rows('select * from signals');
      expect(JSON.stringify(rows)).not.toMatch(/U1ADA|U2BOB/);
      const people = await ground.rows('select distinct person from signals order by person');
      expect(people).toHaveLength(2);
      for (const row of people) expect(row).toEqual({ person: expect.stringMatching(/^[\w-]{43}$/) });
      const other = await engine.ground();
      await (await other.open()).signals.note(ada, { paperId: 'a', kind: 'liked', at: 1 });
      const [elsewhere] = await other.rows('select person from signals');
      await other.clear();
      expect(people).not.toContainEqual(elsewhere);
    });

    if (!engine.shared) return;
    test('have one salt however many processes start together', async () => {
      const fresh = await engine.ground();
      const stores = await Promise.all(Array.from({ length: 4 }, () => fresh.open()));
      for (const { signals } of stores) await signals.note(ada, { paperId: 'a', kind: 'liked', at: 1 });
      expect(await fresh.rows('select paper_id from signals')).toEqual([{ paper_id: 'a' }]);
      await fresh.clear();
    });
  });
}
