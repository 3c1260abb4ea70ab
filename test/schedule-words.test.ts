import { describe, expect, test } from 'vitest';
import { describeDay, describeDue, describeSchedule } from '../src/digest/schedule-words.ts';

describe('describeSchedule', () => {
  test.each([
    ['0 9 * * 1-5', 'Mondays to Fridays at 09:00 (UTC)'],
    ['0 8 * * *', 'daily at 08:00 (UTC)'],
    ['30 17 * * 1,4', 'Mondays and Thursdays at 17:30 (UTC)'],
    ['0 10 * * 0,6', 'Saturdays and Sundays at 10:00 (UTC)'],
    ['0 10 * * fri-sun', 'Fridays to Sundays at 10:00 (UTC)'],
    ['0 10 * * 0,1,3', 'Mondays, Wednesdays and Sundays at 10:00 (UTC)'],
    ['0 9,17 * * 1', 'Mondays at 09:00 and 17:00 (UTC)'],
    ['0 * * * *', 'every hour (UTC)'],
    ['1 * * * *', 'every hour at 1 minute past (UTC)'],
    ['0 */6 * * *', 'daily at 00:00, 06:00, 12:00 and 18:00 (UTC)'],
    ['15 */2 * * 1-5', 'Mondays to Fridays, every 2 hours at 15 minutes past (UTC)'],
    ['0 9-17 * * 1-5', 'Mondays to Fridays, every hour from 09:00 to 17:00 (UTC)'],
    ['0 9 1,2,3,22 * *', 'on the 1st, 2nd, 3rd and 22nd of every month at 09:00 (UTC)'],
    ['0 9 11,12,13 * *', 'on the 11th, 12th and 13th of every month at 09:00 (UTC)'],
    ['0 9 1 1,7 *', 'on 1 January and 1 July at 09:00 (UTC)'],
    ['0 9 1 * 1', 'on the 1st of every month and on Mondays at 09:00 (UTC)'],
  ])('%s', (cron, words) => expect(describeSchedule({ cron, zone: 'UTC' })).toBe(words));

  test.each(['0 9 */2 * 1', '0 9 * 6-8 *', '0 1,2,5,9,11 * * *', '0 9 1 5 1', '0 9 1-20 * *'])(
    'what takes more words is quoted: %s',
    (cron) => {
      expect(describeSchedule({ cron, zone: 'Europe/Berlin' })).toBe(
        `by the cron expression “${cron}” (Europe/Berlin)`,
      );
    },
  );
});

test('a due time is on the clock of its zone', () => {
  const due = new Date('2026-11-23T08:00:00Z');
  expect(describeDue(due, 'Europe/Berlin')).toBe('Monday 23 November 09:00');
  expect(describeDue(due, 'Pacific/Kiritimati')).toBe('Monday 23 November 22:00');
  expect(describeDue(due, 'UTC-12:00')).toBe('Sunday 22 November 20:00');
  expect(describeDay(due, 'Pacific/Auckland')).toBe('Monday 23 November');
});
