import { describe, expect, test } from 'vitest';
import { parseCron } from '../src/digest/schedule-cron.ts';

const every = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('parseCron', () => {
  test('five fields; a full list is "every"', () => {
    expect(parseCron('30 9 * * 1-5')).toEqual({
      minute: 30,
      hours: [9],
      monthDays: every(1, 31),
      months: every(1, 12),
      weekdays: [1, 2, 3, 4, 5],
      either: false,
    });
  });

  test('lists, ranges and steps', () => {
    expect(parseCron('0 8-18/5,22 */10 1,6 *')).toMatchObject({
      hours: [8, 13, 18, 22],
      monthDays: [1, 11, 21, 31],
      months: [1, 6],
    });
  });

  test.each([
    ['SUN', [0]],
    ['7', [0]],
    ['5-7', [0, 5, 6]],
    ['fri-sun', [0, 5, 6]],
    ['Mon,Wed', [1, 3]],
    ['*/2', [0, 2, 4, 6]],
  ])('day of the week %s', (field, weekdays) => {
    expect(parseCron(`0 9 * * ${field}`)).toMatchObject({ weekdays });
  });

  test('both day fields restricted: either; a field that begins with a star: both', () => {
    expect(parseCron('0 9 1 * 1')).toMatchObject({ either: true });
    expect(parseCron('0 9 */2 * 1')).toMatchObject({ either: false });
    expect(parseCron('0 9 1 * */2')).toMatchObject({ either: false });
  });

  test('either of a day of the week and all days of the month is every day', () => {
    expect(parseCron('0 9 1-31 * 1')).toMatchObject({ monthDays: every(1, 31), weekdays: every(0, 6), either: false });
  });

  test.each(['*/30 * * * *', '0,30 9 * * *', '* 9 * * *', '0-59 * * * *'])('%s is too often', (expression) => {
    expect(parseCron(expression)).toMatchObject({ problem: 'too often', instead: expect.stringMatching(/^0 /) });
  });

  test.each(['0 9 31 2 *', '0 9 30 feb *', '0 9 31 4,6,9,11 *'])('%s never comes', (expression) => {
    expect(parseCron(expression)).toMatchObject({ problem: 'never' });
  });

  test('but these do', () => {
    expect(parseCron('0 9 29 2 *')).toHaveProperty('minute');
    expect(parseCron('0 9 31 2,3 *')).toHaveProperty('minute');
    expect(parseCron('0 9 31 2 1')).toHaveProperty('minute');
  });

  test.each([
    '0 9 * *',
    '0 0 9 * * *',
    '60 9 * * *',
    '0 24 * * *',
    '0 9 0 * *',
    '0 9 32 * *',
    '0 9 * 13 *',
    '0 9 * * 8',
    '0 9 * * 5-1',
    '0 9 L * *',
    '0 9 * * 1#1',
    '0 9 15W * *',
    '0 9 ? * 1',
    '0 9/2 * * *',
    '0 */0 * * *',
    '0 9 * * monday',
    '0 9,,10 * * *',
    '-1 9 * * *',
    '0 9 *-3 * *',
    '@daily',
    '',
  ])('“%s” is not cron', (expression) => {
    expect(parseCron(expression)).toMatchObject({ problem: 'syntax', why: expect.stringMatching(/cron expression/) });
  });
});
