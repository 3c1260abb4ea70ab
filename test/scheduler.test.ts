import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSchedule } from '../adapters/scheduler/schedule.ts';

const MINUTE = 60_000;
const errors: string[] = [];
const log = { info: () => {}, warn: () => {}, error: (message: string) => void errors.push(message) };

beforeEach(() => {
  errors.length = 0;
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 3, 10, 30) });
});
afterEach(() => {
  vi.useRealTimers();
});

test('deliveries are looked after at once and then every minute, pruning at night', async () => {
  const done: string[] = [];
  const stop = startSchedule(
    {
      deliver: async () => void done.push('deliver'),
      recover: async () => void done.push('recover'),
      prune: async () => void done.push('prune'),
    },
    log,
  );
  expect(done).toEqual(['deliver', 'recover']);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(done).toEqual(['deliver', 'recover', 'deliver', 'recover']);
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  expect(done.filter((chore) => chore === 'deliver')).toHaveLength(11);
  expect(done.filter((chore) => chore === 'prune')).toHaveLength(1);
  await stop();
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(done).toHaveLength(23);
});

test('a chore that fails is logged and tried again', async () => {
  let tries = 0;
  const stop = startSchedule(
    {
      deliver: async () => {
        tries++;
        throw new Error('no database');
      },
      recover: async () => {},
      prune: async () => {},
    },
    log,
  );
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(tries).toBe(3);
  expect(errors).toEqual(Array(3).fill('Delivering failed and will be tried again.'));
  await stop();
});

test('a delivery that takes longer than a minute is not begun twice', async () => {
  let running = 0;
  const ends: (() => void)[] = [];
  const stop = startSchedule(
    {
      deliver: () => {
        running++;
        return new Promise<void>((end) => ends.push(end));
      },
      recover: async () => {},
      prune: async () => {},
    },
    log,
  );
  for (const end of ends) end();
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(running).toBe(2);
  for (const end of ends) end();
  await stop();
});
