import { EVERY_WEEKDAY, weekdayNumber } from './schedule-days.ts';

/**
 * A cron expression, read. Lists are sorted and never empty; a full list is "every".
 */
export interface CronFields {
  readonly minute: number;
  readonly hours: readonly number[];
  readonly monthDays: readonly number[];
  /** 1 is January. */
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** Whether a day of the month *or* a day of the week is enough, as crontab(5) has it where both are restricted. */
  readonly either: boolean;
}

/** What is wrong with an expression; `why` is a full sentence for the person who wrote it. */
export interface CronProblem {
  readonly problem: 'syntax' | 'too often' | 'never';
  readonly why: string;
  /** An expression near to it that is good. */
  readonly instead?: string;
}

interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Where `*` ends. */
  readonly top: number;
  readonly number: (word: string) => number | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Of a leap year: 29 February comes. */
const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const EVERY_MONTH_DAY = Array.from({ length: 31 }, (_, i) => i + 1);

const digits = (word: string): number | undefined => (/^\d{1,2}$/.test(word) ? Number(word) : undefined);
const MINUTE: Field = { name: 'minute', low: 0, high: 59, top: 59, number: digits };
const HOUR: Field = { name: 'hour', low: 0, high: 23, top: 23, number: digits };
const MONTH_DAY: Field = { name: 'day of the month', low: 1, high: 31, top: 31, number: digits };
const MONTH: Field = {
  name: 'month',
  low: 1,
  high: 12,
  top: 12,
  number: (word) => digits(word) ?? (MONTHS.includes(word) ? MONTHS.indexOf(word) + 1 : undefined),
};
/** 7 is Sunday too, so that "fri-sun" and "5-7" are ranges. */
const WEEKDAY: Field = {
  name: 'day of the week',
  low: 0,
  high: 7,
  top: 6,
  number: (word) => digits(word) ?? (word.length === 3 ? weekdayNumber(word) : undefined),
};

/**
 * Reads five fields (minute, hour, day of the month, month, day of the week) in the sense of crontab(5): lists, ranges,
 * steps after `*` or a range, three-letter names in any case, 0 and 7 for Sunday. Where both day fields are restricted,
 * that is, neither starts with `*`, either is enough; else both must hold.
 *
 * An expression that would come more often than once an hour, or never, is a problem.
 */
export function parseCron(expression: string): CronFields | CronProblem {
  const fields = expression.trim().toLowerCase().split(/\s+/);
  if (fields.length !== 5) {
    const why = `A cron expression has five fields (minute, hour, day of the month, month, day of the week); “${expression.trim()}” has ${fields.length}. Write for example “0 9 * * 1-5”.`;
    return { problem: 'syntax', why };
  }
  const [minuteText, hourText, monthDayText, monthText, weekdayText] = fields as [
    string,
    string,
    string,
    string,
    string,
  ];
  const minutes = numbers(minuteText, MINUTE);
  const hours = numbers(hourText, HOUR);
  const monthDays = numbers(monthDayText, MONTH_DAY);
  const months = numbers(monthText, MONTH);
  const sevens = numbers(weekdayText, WEEKDAY);
  if ('problem' in minutes) return minutes;
  if ('problem' in hours) return hours;
  if ('problem' in monthDays) return monthDays;
  if ('problem' in months) return months;
  if ('problem' in sevens) return sevens;
  const minute = minutes.values[0]!;
  if (minutes.values.length > 1)
    return {
      problem: 'too often',
      why: `“${expression.trim()}” posts more than once an hour, and once an hour is the most. How about one minute, “${minute} ${fields.slice(1).join(' ')}”?`,
      instead: `${minute} ${fields.slice(1).join(' ')}`,
    };
  const weekdays = [...new Set(sevens.values.map((day) => day % 7))].sort((a, b) => a - b);
  const either = !monthDayText.startsWith('*') && !weekdayText.startsWith('*');
  if (!either && !months.values.some((month) => monthDays.values[0]! <= MONTH_LENGTHS[month - 1]!))
    return {
      problem: 'never',
      why: `“${expression.trim()}” never comes: no month that it names has a day ${monthDays.values[0]}. Which day shall it be?`,
    };
  if (either && (monthDays.values.length === 31 || weekdays.length === 7))
    return {
      minute,
      hours: hours.values,
      monthDays: EVERY_MONTH_DAY,
      months: months.values,
      weekdays: EVERY_WEEKDAY,
      either: false,
    };
  return { minute, hours: hours.values, monthDays: monthDays.values, months: months.values, weekdays, either };
}

function numbers(text: string, field: Field): { readonly values: number[] } | CronProblem {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d{1,2}))?$/.exec(part);
    if (!match) return unreadable(part, field);
    const star = match[1] === '*';
    const range = star || match[2] !== undefined;
    const step = match[3] === undefined ? 1 : Number(match[3]);
    if (step === 0 || (match[3] !== undefined && !range) || (star && match[2] !== undefined))
      return unreadable(part, field);
    const from = star ? field.low : field.number(match[1]!);
    const to = star ? field.top : match[2] === 'sun' ? 7 : match[2] === undefined ? from : field.number(match[2]);
    if (from === undefined || to === undefined || from < field.low || to > field.high || from > to)
      return unreadable(part, field);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return { values: [...values].sort((a, b) => a - b) };
}

function unreadable(part: string, field: Field): CronProblem {
  const why = `I can't read “${part}” as the ${field.name} of a cron expression: it takes numbers from ${field.low} to ${field.high}, ranges as 1-5, lists as 1,3 and steps as */2.`;
  return { problem: 'syntax', why };
}
