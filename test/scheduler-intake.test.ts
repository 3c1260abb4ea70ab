import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startIntake } from '../adapters/scheduler/intake.ts';
import { gate } from './gate.ts';

const MINUTE = 60_000;
const PACE = { refreshMs: 2_000, ingestMs: 30 * MINUTE, jitterMs: 2 * MINUTE, random: () => 0.5 };
const errors: string[] = [];
const log = { info: () => {}, warn: () => {}, error: (message: string) => void errors.push(message) };
let done: string[];

beforeEach(() => {
  errors.length = 0;
  done = [];
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 8) });
});
afterEach(() => {
  vi.useRealTimers();
});

const did = (what: string) => async () => void done.push(what);
const times = (what: string) => done.filter((one) => one === what).length;

test('sources are asked at once and every half hour and a bit, the store every two seconds', async () => {
  const { end } = startIntake({ ingest: did('ask'), refresh: did('read') }, PACE, log);
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual(['ask']);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(times('read')).toBe(5);
  await vi.advanceTimersByTimeAsync(31 * MINUTE - 10_001);
  expect(times('ask')).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(times('ask')).toBe(2);
  await end();
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(times('ask')).toBe(2);
});

test('it is told when the sources were asked for the first time, even where that failed', async () => {
  const ingest = async () => {
    done.push('ask');
    throw new Error('no network');
  };
  const { asked, end } = startIntake({ ingest, refresh: did('read') }, PACE, log);
  void asked.then(did('told'));
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual(['ask', 'told']);
  await end();
});

test('what fails is tried again, and logged once until it works again', async () => {
  let works = false;
  const refresh = async () => {
    done.push('read');
    if (!works) throw new Error('no database');
  };
  const { end } = startIntake({ ingest: did('ask'), refresh }, PACE, log);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(errors).toEqual(['Reading what came in failed and will be tried again.']);
  works = true;
  await vi.advanceTimersByTimeAsync(2_000);
  works = false;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(times('read')).toBe(8);
  expect(errors).toHaveLength(2);
  await end();
});

test('sources that take long are not asked twice, hold up no reading, and are waited for at the end', async () => {
  const slow = gate();
  const ingest = async () => {
    done.push('ask');
    await slow.opened;
    done.push('asked');
  };
  const { end } = startIntake({ ingest, refresh: did('read') }, PACE, log);
  await vi.advanceTimersByTimeAsync(90 * MINUTE);
  expect(times('ask')).toBe(1);
  expect(times('read')).toBe(2700);
  const ended = end().then(did('ended'));
  slow.open();
  await ended;
  expect(done.slice(-2)).toEqual(['asked', 'ended']);
});
