import { describe, expect, test } from 'vitest';
import { feedDay, feedDayBefore, lastAnnouncement } from '../../adapters/sources/announcements.ts';

describe('arXiv announces from Sunday to Thursday at 20:00 of New York', () => {
  test.each([
    ['a second before', '2026-02-26T00:59:59Z', '2026-02-25T01:00:00.000Z'],
    ['at that moment', '2026-02-26T01:00:00Z', '2026-02-26T01:00:00.000Z'],
    ['on a Saturday', '2026-02-28T12:00:00Z', '2026-02-27T01:00:00.000Z'],
    ['on a Sunday evening', '2026-03-02T02:00:00Z', '2026-03-02T01:00:00.000Z'],
    ['on the Sunday when summer time begins', '2026-03-09T00:30:00Z', '2026-03-09T00:00:00.000Z'],
    ['on the Sunday when it ends', '2026-11-02T00:30:00Z', '2026-10-30T00:00:00.000Z'],
    ['half an hour later', '2026-11-02T01:00:00Z', '2026-11-02T01:00:00.000Z'],
  ])('%s', (_, now, announced) => {
    expect(lastAnnouncement(new Date(now)).toISOString()).toBe(announced);
  });
});

describe('the feeds turn at midnight of New York, from Monday to Friday', () => {
  test.each([
    ['2026-02-26T04:59:59Z', '2026-02-25', '2026-02-24'],
    ['2026-02-26T05:00:00Z', '2026-02-26', '2026-02-25'],
    ['2026-02-28T12:00:00Z', '2026-02-27', '2026-02-26'],
    ['2026-03-01T23:00:00Z', '2026-02-27', '2026-02-26'],
    ['2026-03-02T05:00:00Z', '2026-03-02', '2026-02-27'],
    // summer time: midnight comes an hour earlier
    ['2026-03-09T03:59:59Z', '2026-03-06', '2026-03-05'],
    ['2026-03-09T04:00:00Z', '2026-03-09', '2026-03-06'],
  ])('%s: of %s, before it of %s', (now, day, before) => {
    expect(feedDay(new Date(now))).toBe(day);
    expect(feedDayBefore(new Date(now))).toBe(before);
  });
});
