import { afterEach, describe, expect, test } from 'vitest';
import { inTurn } from '../../adapters/ingest/turn.ts';
import type { Store } from '../../adapters/store/store.ts';
import { ENGINES, type Ground, MONDAY_8, titleOf } from '../contract/store-engines.ts';
import { gate } from '../gate.ts';

const MINUTE = 60_000;
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

for (const engine of ENGINES) {
  describe.skipIf(engine.absent)(`the turn to ask the sources, on ${titleOf(engine)}`, () => {
    let ground: Ground;
    let now = MONDAY_8;
    afterEach(() => ground.clear());

    /** A process; `renew` does what its timer would. */
    function processOn({ turns }: Pick<Store, 'turns'>, holder: string) {
      let renew = async () => {};
      const every = (_: number, act: () => Promise<void>) => {
        renew = act;
        return () => {
          renew = async () => {};
        };
      };
      const parts = { turns, holder, time: async () => now, every, log: SILENT };
      const work = <T>(job: (signal: AbortSignal) => Promise<T>) => inTurn(parts, new AbortController().signal, job);
      return { work, renew: () => renew() };
    }

    async function two() {
      now = MONDAY_8;
      ground = await engine.ground();
      return [processOn(await ground.open(), 'first'), processOn(await ground.open(), 'second')] as const;
    }

    test('is one process’s at a time, and the next one’s after it', async () => {
      const [first, second] = await two();
      const busy = gate();
      const begun = gate();
      const working = first.work(async () => {
        begun.open();
        await busy.opened;
        return 'done';
      });
      await begun.opened;
      expect(await second.work(async () => 'too')).toBeUndefined();
      busy.open();
      expect(await working).toBe('done');
      expect(await second.work(async () => 'then')).toBe('then');
    });

    test('is given back where the work fails', async () => {
      const [first, second] = await two();
      await expect(first.work(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await second.work(async () => 'then')).toBe('then');
    });

    test('of a process that died is taken over when its lease ends', async () => {
      const [first, second] = await two();
      const begun = gate();
      void first.work(() => {
        begun.open();
        return new Promise(() => {});
      });
      await begun.opened;
      now += MINUTE;
      expect(await second.work(async () => 'too early')).toBeUndefined();
      now += MINUTE + 1;
      expect(await second.work(async () => 'taken over')).toBe('taken over');
    });

    test('is kept by a process that lives, however long it works', async () => {
      const [first, second] = await two();
      const begun = gate();
      const busy = gate();
      const working = first.work(async () => {
        begun.open();
        await busy.opened;
      });
      await begun.opened;
      for (let minute = 0; minute < 5; minute++) {
        now += MINUTE;
        await first.renew();
        expect(await second.work(async () => 'no')).toBeUndefined();
      }
      busy.open();
      await working;
    });

    test('that was lost ends the work', async () => {
      const [first, second] = await two();
      const begun = gate();
      const working = first.work(
        (signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve('stopped'));
            begun.open();
          }),
      );
      await begun.opened;
      now += 3 * MINUTE;
      const theirs = gate();
      const others = second.work(async () => {
        await first.renew();
        expect(await working).toBe('stopped');
        theirs.open();
      });
      await theirs.opened;
      await others;
    });
  });
}
