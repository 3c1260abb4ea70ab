import { describe, expect, test } from 'vitest';
import type { Claim, Payload } from '../src/digest/delivery.ts';
import { afterFind, afterPost, LEDGER_TIMING, plannerAt } from '../src/digest/ledger.ts';
import { PostRefused } from '../src/digest/post-refused.ts';
import type { Subscription } from '../src/digest/subscription.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday 23 November 2026, 09:00 in Berlin. */
const MONDAY_9 = Date.UTC(2026, 10, 23, 8);
const place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };
const PAYLOAD: Payload = { message: { summary: 'Papers', blocks: [] } };
const NOTICE: Payload = { message: { summary: 'Paused', blocks: [] } };

function daily(nextDue: number, zone = 'Europe/Berlin', cron = '0 9 * * *'): Subscription {
  return {
    id: '1',
    place,
    schedule: { cron, zone },
    count: 5,
    include: [],
    exclude: [],
    createdBy: 'ada',
    createdAt: 0,
    nextDue,
  };
}

function plan(subscription: Subscription, now: number) {
  let missed: number | undefined;
  const plan = plannerAt(now, LEDGER_TIMING)(subscription, (slot) => {
    missed = slot.missed?.since;
    return PAYLOAD;
  });
  return { due: plan.due, next: plan.nextDue, kind: plan.content.kind, missed };
}

describe('what a due subscription owes', () => {
  test('is the post that is due, and then the next', () => {
    expect(plan(daily(MONDAY_9), MONDAY_9 + 500)).toEqual({
      due: MONDAY_9,
      next: MONDAY_9 + DAY,
      kind: 'post',
      missed: undefined,
    });
  });

  test('is one post after downtime, for the latest slot', () => {
    const friday = MONDAY_9 - 3 * DAY;
    expect(plan(daily(friday), MONDAY_9 + HOUR)).toEqual({
      due: MONDAY_9,
      next: MONDAY_9 + DAY,
      kind: 'post',
      missed: friday,
    });
  });

  test('is said to be late after ten minutes, and nothing after six hours', () => {
    expect(plan(daily(MONDAY_9), MONDAY_9 + 10 * 60_000)).toMatchObject({ kind: 'post', missed: undefined });
    expect(plan(daily(MONDAY_9), MONDAY_9 + 10 * 60_000 + 1)).toMatchObject({ kind: 'post', missed: MONDAY_9 });
    expect(plan(daily(MONDAY_9), MONDAY_9 + 6 * HOUR - 1)).toMatchObject({ kind: 'post' });
    expect(plan(daily(MONDAY_9), MONDAY_9 + 6 * HOUR)).toMatchObject({ kind: 'skip', next: MONDAY_9 + DAY });
  });

  test('comes once on the day on which its hour comes twice, and on the day on which it never does', () => {
    // 25 October 2026: 02:30 is at 00:30 and at 01:30 UTC
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(plan(daily(first, 'Europe/Berlin', '30 2 * * *'), first)).toMatchObject({
      due: first,
      next: Date.UTC(2026, 9, 26, 1, 30),
    });
    // 28 March 2027: the clock goes from 02:00 to 03:00 at 01:00 UTC
    const jump = Date.UTC(2027, 2, 28, 1);
    expect(plan(daily(jump, 'Europe/Berlin', '30 2 * * *'), jump)).toMatchObject({
      due: jump,
      next: Date.UTC(2027, 2, 29, 0, 30),
    });
  });

  test('is what was promised, where that is off the schedule', () => {
    expect(plan(daily(MONDAY_9), MONDAY_9)).toMatchObject({ due: MONDAY_9 });
    expect(plan(daily(MONDAY_9 - 1), MONDAY_9 - 1)).toMatchObject({ due: MONDAY_9 - 1, next: MONDAY_9 });
  });
});

const claim: Claim = {
  fence: 1,
  payload: PAYLOAD,
  delivery: {
    id: 1,
    key: 'k',
    kind: 'digest',
    subscriptionId: '1',
    place,
    due: MONDAY_9,
    plannedAt: MONDAY_9,
    expiresAt: MONDAY_9 + 6 * HOUR,
    state: 'claimed',
    attempts: 0,
  },
};
const notice: Claim = { ...claim, delivery: { ...claim.delivery, kind: 'notice', recipient: 'ada' } };

function posted(error: unknown, { of = claim, after = 0 } = {}) {
  const now = MONDAY_9 + after;
  return afterPost(of, { kind: 'threw', error }, now, LEDGER_TIMING, () => NOTICE);
}

function found(error: unknown, { of = claim, after = 0 } = {}) {
  const now = MONDAY_9 + after;
  return afterFind(of, { kind: 'threw', error }, now, LEDGER_TIMING, () => NOTICE);
}

describe('after a post', () => {
  test('only what the platform definitely refused is tried again, and not before it says', () => {
    const busy = (after?: number) =>
      new PostRefused('Busy.', { kind: 'later', ...(after === undefined ? {} : { after }) });
    expect(posted(busy(90_000))).toEqual({ kind: 'again', at: MONDAY_9 + 90_000, reason: 'Busy.' });
    expect(posted(busy())).toMatchObject({ at: MONDAY_9 + 30_000 });
    expect(posted(new Error('socket hang up'))).toMatchObject({ kind: 'uncertain', askAt: MONDAY_9 + 60_000 });
    expect(posted('nonsense')).toMatchObject({ kind: 'uncertain' });
  });

  test('waits grow with the delivery’s age, up to a quarter of an hour', () => {
    const busy = new PostRefused('Busy.', { kind: 'later' });
    const wait = (after: number) => {
      const verdict = posted(busy, { after });
      return verdict.kind === 'again' ? verdict.at - MONDAY_9 - after : undefined;
    };
    expect([0, 120_000, 240_000, HOUR].map(wait)).toEqual([30_000, 60_000, 120_000, 900_000]);
  });

  test('a message that is refused fails, and the subscription goes on', () => {
    expect(posted(new PostRefused('Too long.', { kind: 'message' }))).toEqual({ kind: 'failed', reason: 'Too long.' });
  });

  test('a lost channel pauses the subscription and tells the person; a person who can’t be told is left alone', () => {
    const archived = new PostRefused('It is archived.', { kind: 'channel', problem: 'archived' });
    expect(posted(archived)).toEqual({
      kind: 'failed',
      reason: 'It is archived.',
      pause: { pause: 'archived', notice: NOTICE, noticeExpiresAt: MONDAY_9 + 7 * DAY },
    });
    expect(posted(archived, { of: notice })).toEqual({ kind: 'failed', reason: 'It is archived.' });
    expect(found(archived)).toMatchObject({ kind: 'failed', pause: { pause: 'archived' } });
  });

  test('the text of an unforeseen error stays out of the ledger, for it may hold a secret', () => {
    const error = Object.assign(new Error('connect to https://token@chat'), { code: 'ETIMEDOUT' });
    expect(posted(error)).toMatchObject({ reason: 'Error (ETIMEDOUT)' });
  });
});

describe('after looking for a post', () => {
  test('absence is proof, failure is none', () => {
    expect(afterFind(claim, { kind: 'absent' }, MONDAY_9, LEDGER_TIMING, () => NOTICE)).toMatchObject({
      kind: 'again',
      at: MONDAY_9,
    });
    expect(found(new Error('502'))).toMatchObject({ kind: 'uncertain', askAt: MONDAY_9 + 30_000 });
    expect(found(new PostRefused('Busy.', { kind: 'later', after: 99_000 }))).toMatchObject({
      kind: 'uncertain',
      askAt: MONDAY_9 + 99_000,
    });
  });
});
