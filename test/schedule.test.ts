import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDue, previousDue, type Schedule } from '../src/digest/schedule.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function following(schedule: Schedule, after: string, many: number): string[] {
  const found: string[] = [];
  let at = new Date(after);
  for (let i = 0; i < many; i++) {
    at = nextDue(schedule, at);
    found.push(at.toISOString().replace(':00.000Z', 'Z'));
  }
  return found;
}

describe('around clock changes', () => {
  // [what, cron, zone, asked at, the next due times]
  test.each<[string, string, string, string, string[]]>([
    [
      'Berlin, winter to summer: 09:00 stays 09:00 on the wall',
      '0 9 * * *',
      'Europe/Berlin',
      '2027-03-27T07:00Z',
      ['2027-03-27T08:00Z', '2027-03-28T07:00Z', '2027-03-29T07:00Z'],
    ],
    [
      'Berlin, 02:30 does not exist on 28 March: posted as the clock jumps to 03:00',
      '30 2 * * *',
      'Europe/Berlin',
      '2027-03-27T12:00Z',
      ['2027-03-28T01:00Z', '2027-03-29T00:30Z'],
    ],
    [
      'Berlin, 02:30 comes twice on 31 October: the first time only',
      '30 2 * * *',
      'Europe/Berlin',
      '2027-10-30T12:00Z',
      ['2027-10-31T00:30Z', '2027-11-01T01:30Z'],
    ],
    [
      'Berlin, every hour over a jump: 02:00 and 03:00 are one',
      '0 * * * *',
      'Europe/Berlin',
      '2027-03-28T00:00Z',
      ['2027-03-28T01:00Z', '2027-03-28T02:00Z'],
    ],
    [
      'Berlin, every hour through the repeated one: once',
      '0 * * * *',
      'Europe/Berlin',
      '2027-10-30T23:30Z',
      ['2027-10-31T00:00Z', '2027-10-31T02:00Z', '2027-10-31T03:00Z'],
    ],
    [
      'Berlin, asked within the second pass of the repeated hour',
      '30 2 * * *',
      'Europe/Berlin',
      '2027-10-31T01:10Z',
      ['2027-11-01T01:30Z'],
    ],
    [
      'Berlin, Sundays only: a skipped Sunday time is not lost for a week',
      '15 2 * * 0',
      'Europe/Berlin',
      '2027-03-22T12:00Z',
      ['2027-03-28T01:00Z', '2027-04-04T00:15Z'],
    ],
    [
      'New York, 02:30 does not exist on 14 March',
      '30 2 * * *',
      'America/New_York',
      '2027-03-13T12:00Z',
      ['2027-03-14T07:00Z', '2027-03-15T06:30Z'],
    ],
    [
      'New York, 01:30 comes twice on 7 November',
      '30 1 * * *',
      'America/New_York',
      '2027-11-06T12:00Z',
      ['2027-11-07T05:30Z', '2027-11-08T06:30Z'],
    ],
    [
      'São Paulo, summer time began at midnight: 4 November 2018 had no 00:00',
      '0 0 * * *',
      'America/Sao_Paulo',
      '2018-11-03T12:00Z',
      ['2018-11-04T03:00Z', '2018-11-05T02:00Z'],
    ],
    [
      'São Paulo, summer time ended at midnight: 16 February 2019 had 23:30 twice',
      '30 23 * * *',
      'America/Sao_Paulo',
      '2019-02-16T12:00Z',
      ['2019-02-17T01:30Z', '2019-02-18T02:30Z'],
    ],
    [
      'São Paulo keeps one time since 2019',
      '0 9 * * *',
      'America/Sao_Paulo',
      '2027-11-06T20:00Z',
      ['2027-11-07T12:00Z', '2027-11-08T12:00Z'],
    ],
    [
      'Lord Howe, a jump of half an hour: 02:15 does not exist, 02:30 does',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2027-10-02T05:00Z',
      ['2027-10-02T15:30Z', '2027-10-03T15:15Z'],
    ],
    [
      'Lord Howe, half an hour repeated: 01:45 comes twice, 01:15 once',
      '45 1 * * *',
      'Australia/Lord_Howe',
      '2027-04-03T05:00Z',
      ['2027-04-03T14:45Z', '2027-04-04T15:15Z'],
    ],
    [
      'Kolkata, half an hour off and never changing',
      '0 9 * * *',
      'Asia/Kolkata',
      '2027-03-28T00:00Z',
      ['2027-03-28T03:30Z', '2027-03-29T03:30Z'],
    ],
    ['UTC', '0 9 * * *', 'UTC', '2027-10-31T00:00Z', ['2027-10-31T09:00Z', '2027-11-01T09:00Z']],
    [
      'an offset that never changes',
      '30 2 * * *',
      'UTC+02:00',
      '2027-03-28T00:00Z',
      ['2027-03-28T00:30Z', '2027-03-29T00:30Z'],
    ],
    [
      'Apia went without 30 December 2011: its post came as the 31st began',
      '0 9 * * *',
      'Pacific/Apia',
      '2011-12-29T12:00Z',
      ['2011-12-29T19:00Z', '2011-12-30T10:00Z', '2011-12-30T19:00Z'],
    ],
  ])('%s', (_, cron, zone, after, expected) => {
    expect(following({ cron, zone }, after, expected.length)).toEqual(expected);
  });
});

describe('nextDue', () => {
  const schedule = { cron: '0 9 * * 1-5', zone: 'UTC' };

  test('is strictly after the moment that is asked for', () => {
    expect(nextDue(schedule, new Date('2026-11-23T09:00:00.000Z')).toISOString()).toBe('2026-11-24T09:00:00.000Z');
    expect(nextDue(schedule, new Date('2026-11-23T08:59:59.999Z')).toISOString()).toBe('2026-11-23T09:00:00.000Z');
    expect(nextDue(schedule, new Date('2026-11-23T09:00:00.001Z')).toISOString()).toBe('2026-11-24T09:00:00.000Z');
  });

  test('29 February waits for a leap year', () => {
    expect(following({ cron: '0 9 29 2 *', zone: 'UTC' }, '2026-11-23T00:00Z', 2)).toEqual([
      '2028-02-29T09:00Z',
      '2032-02-29T09:00Z',
    ]);
  });

  test('a day of the month and a day of the week: either is enough, as crontab(5) says', () => {
    expect(following({ cron: '0 9 25 * 1', zone: 'UTC' }, '2026-11-22T00:00Z', 3)).toEqual([
      '2026-11-23T09:00Z',
      '2026-11-25T09:00Z',
      '2026-11-30T09:00Z',
    ]);
  });

  test('where one of the two begins with a star, both must hold', () => {
    // odd days that are Mondays
    expect(following({ cron: '0 9 */2 * 1', zone: 'UTC' }, '2026-11-22T00:00Z', 3)).toEqual([
      '2026-11-23T09:00Z',
      '2026-12-07T09:00Z',
      '2026-12-21T09:00Z',
    ]);
  });

  test('refuses a zone or an expression that no parser made', () => {
    expect(() => nextDue({ cron: '0 9 * * *', zone: 'Europe/Atlantis' }, new Date(0))).toThrow(RangeError);
    expect(() => nextDue({ cron: '0 9 31 2 *', zone: 'UTC' }, new Date(0))).toThrow(/never comes/);
  });
});

describe('previousDue', () => {
  test('the latest slot at or before a moment', () => {
    const schedule = { cron: '0 9 * * 1-5', zone: 'Europe/Berlin' };
    const latest = (at: string) => previousDue(schedule, new Date(at)).toISOString();
    expect(latest('2026-11-23T08:00:00.000Z')).toBe('2026-11-23T08:00:00.000Z');
    expect(latest('2026-11-23T07:59:59.999Z')).toBe('2026-11-20T08:00:00.000Z');
    expect(latest('2026-11-22T12:00:00.000Z')).toBe('2026-11-20T08:00:00.000Z');
  });

  test('in the second pass of a repeated hour it is the slot of the first', () => {
    const schedule = { cron: '45 2 * * *', zone: 'Europe/Berlin' };
    expect(previousDue(schedule, new Date('2027-10-31T01:10Z')).toISOString()).toBe('2027-10-31T00:45:00.000Z');
  });
});

describe('against a clock that is watched minute by minute', () => {
  // [zone, the change, UTC]
  const changes: [string, string][] = [
    ['Europe/Berlin', '2027-03-28T01:00Z'],
    ['Europe/Berlin', '2027-10-31T01:00Z'],
    ['America/New_York', '2027-11-07T06:00Z'],
    ['America/Sao_Paulo', '2018-11-04T03:00Z'],
    ['America/Sao_Paulo', '2019-02-17T02:00Z'],
    ['Australia/Lord_Howe', '2027-04-03T15:00Z'],
    ['Australia/Lord_Howe', '2027-10-02T15:30Z'],
    ['Asia/Kolkata', '2027-03-28T01:00Z'],
    ['Africa/Casablanca', '2027-02-07T02:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00Z'],
  ];
  const windows = changes.map(([zone, change]) => ({ zone, ...watch(zone, Date.parse(change)) }));
  const some = (from: number, to: number, most: number) =>
    fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: most });
  const starOr = (values: fc.Arbitrary<number[]>) => fc.option(values, { nil: undefined });

  test('nextDue and previousDue name the moments at which the wall clock first reaches a slot', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...windows),
        fc.oneof(fc.constantFrom(0, 15, 30, 45), fc.integer({ min: 0, max: 59 })),
        starOr(fc.oneof(some(0, 3, 3), some(0, 23, 5))),
        starOr(some(1, 31, 8)),
        starOr(some(0, 6, 4)),
        fc.integer({ min: -2 * DAY, max: 2 * DAY }),
        fc.array(fc.integer({ min: -180, max: 180 }), { minLength: 2, maxLength: 2 }),
        ({ zone, from, walls }, minute, hours, monthDays, weekdays, away, close) => {
          const list = (values: number[] | undefined) => values?.join(',') ?? '*';
          const schedule = { cron: `${minute} ${list(hours)} ${list(monthDays)} * ${list(weekdays)}`, zone };
          const matches = (wall: number) => {
            const date = new Date(wall);
            const onDate = monthDays?.includes(date.getUTCDate());
            const onDay = weekdays?.includes(date.getUTCDay());
            const day = onDate === undefined || onDay === undefined ? (onDate ?? onDay ?? true) : onDate || onDay;
            return date.getUTCMinutes() === minute && (hours?.includes(date.getUTCHours()) ?? true) && day;
          };
          const due: number[] = [];
          let reached = walls[0]!;
          walls.forEach((wall, i) => {
            let hit = false;
            while (reached < wall) {
              reached += MINUTE;
              hit ||= matches(reached);
            }
            if (hit) due.push(from + i * MINUTE);
          });
          const end = from + (walls.length - 1) * MINUTE;
          for (const moment of [
            from + 3 * DAY + away,
            ...close.map((minutes) => from + 3 * DAY + minutes * MINUTE),
            ...due.slice(0, 2),
          ]) {
            const next = due.find((at) => at > moment);
            const found = nextDue(schedule, new Date(moment)).getTime();
            if (next === undefined) expect(found).toBeGreaterThan(end);
            else expect(found).toBe(next);
            const previous = due.findLast((at) => at <= moment);
            const before = previousDue(schedule, new Date(moment)).getTime();
            if (previous === undefined) expect(before).toBeLessThanOrEqual(from);
            else expect(before).toBe(previous);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  /** What the wall clock shows at each minute of three days before and after a change. */
  function watch(zone: string, change: number): { from: number; walls: number[] } {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    const from = change - 3 * DAY;
    const walls = Array.from({ length: 6 * 24 * 60 }, (_, i) => {
      const [month, day, year, hour, minute] = format
        .format(from + i * MINUTE)
        .match(/\d+/g)!
        .map(Number);
      return Date.UTC(year!, month! - 1, day, hour, minute);
    });
    return { from, walls };
  }
});
