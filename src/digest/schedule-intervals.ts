import { EVERY_WEEKDAY, weekdayNumber } from './schedule-days.ts';
import type { Question, Reading } from './schedule-times.ts';
import { type Token, textAt, wordAt, wordsAt } from './schedule-tokens.ts';

/** What a few words say of how often. */
export type IntervalMeaning =
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | { readonly kind: 'hourly'; readonly step: number }
  | { readonly kind: 'weekly' }
  | { readonly kind: 'monthly' }
  | Question;

const UNIT = /^(?:day|weekday|week|month|hour|morning|evening)$/;
const CAN_DO = 'I can post on days of the week, on days of the month, or every hour or more hours apart.';
const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A number in digits or, up to twelve, in words. */
export function readNumber(word: string): number | undefined {
  if (/^\d{1,6}$/.test(word)) return Number(word);
  const spelt = NUMBER_WORDS.indexOf(word);
  return spelt < 0 ? undefined : spelt;
}

/** "hourly", "weekly", "once a month", "every 2 hours", and what nobody can have: "every 5 minutes", "biweekly". */
export function readInterval(tokens: readonly Token[], at: number): Reading<IntervalMeaning> | undefined {
  const word = wordAt(tokens, at);
  if (word === 'hourly') return { meaning: { kind: 'hourly', step: 1 }, length: 1 };
  if (word === 'weekly' || word === 'monthly') return { meaning: { kind: word }, length: 1 };
  if (/^(?:bi-?weekly|fortnightly)$/.test(word)) return cannot(textAt(tokens, at, 1), ['weekly'], 1);
  if (/^(?:quarterly|yearly|annually)$/.test(word)) return cannot(textAt(tokens, at, 1), ['monthly'], 1);
  if (/^(?:today|tomorrow|tonight|sunrise|sunset)$/.test(word)) return cannot(textAt(tokens, at, 1), ['daily'], 1);
  if (/^(?:half|quarter)$/.test(word) && /^(?:past|to|after|before)$/.test(wordAt(tokens, at + 1)))
    return cannot(textAt(tokens, at, 2), [], 2, 'Please write the time in digits, such as 08:30.');
  if (
    /^(?:first|second|third|fourth|last|\d(?:st|nd|rd|th))$/.test(word) &&
    weekdayNumber(wordAt(tokens, at + 1)) !== undefined
  ) {
    const month = /^of (?:the|every|each) month$/.test(wordsAt(tokens, at + 2, 3)) ? 3 : 0;
    return cannot(textAt(tokens, at, 2 + month), [wordAt(tokens, at + 1)], 2 + month);
  }
  if (word === 'last' && wordAt(tokens, at + 1) === 'day') return cannot('the last day of the month', ['28th'], 2);
  if (/^twice (?:a|per) day$/.test(wordsAt(tokens, at, 3)))
    return cannot(textAt(tokens, at, 3), ['daily'], 3, 'Please name both times, for example 09:00 and 17:00.');
  if (/^(?:once|per|a)$/.test(word)) {
    const start = word === 'once' ? at + 1 : at;
    const unit = /^(?:a|per|every)$/.test(wordAt(tokens, start)) ? wordAt(tokens, start + 1) : '';
    const length = start + 2 - at;
    if (unit === 'week') return { meaning: { kind: 'weekly' }, length };
    if (unit === 'month') return { meaning: { kind: 'monthly' }, length };
    if (unit === 'hour') return { meaning: { kind: 'hourly', step: 1 }, length };
    return undefined;
  }
  if (!/^(?:every|each)$/.test(word)) return undefined;
  return readEvery(tokens, at);
}

/** "every hour", "every 2 hours", "every 5 minutes", "every other week", "every 30min". */
function readEvery(tokens: readonly Token[], at: number): Reading<IntervalMeaning> | undefined {
  const second = wordAt(tokens, at + 1);
  const third = wordAt(tokens, at + 2);
  if (/^(?:other|second|third)$/.test(second) && (weekdayNumber(third) !== undefined || UNIT.test(third)))
    return cannot(textAt(tokens, at, 2), ['every'], 2);
  const glued = /^(\d{1,4})([a-z]+)$/.exec(second);
  const count = glued ? Number(glued[1]) : second === 'half' ? 0.5 : readNumber(second);
  let next = glued || count === undefined ? at + 1 : at + 2;
  if (second === 'half' && /^an?$/.test(wordAt(tokens, next))) next++;
  const unit = glued ? glued[2]! : wordAt(tokens, next);
  const length = next - at + 1;
  const n = count ?? 1;
  const name = textAt(tokens, at, length);
  if (/^(?:s|secs?|seconds?)$/.test(unit)) return tooOften(name, length);
  if (/^(?:m|mins?|minutes?)$/.test(unit))
    return n % 60 === 0 ? everyHours(name, n / 60, length) : minutes(name, n, length);
  if (/^(?:h|hrs?|hours?)$/.test(unit)) return everyHours(name, n, length);
  if (/^days?$/.test(unit) && n !== 1) return cannot(name, ['daily', 'mon, wed, fri'], length);
  if (/^weeks?$/.test(unit))
    return n === 1 ? { meaning: { kind: 'weekly' }, length } : cannot(name, ['every week'], length);
  if (/^months?$/.test(unit))
    return n === 1 ? { meaning: { kind: 'monthly' }, length } : cannot(name, ['every month'], length);
  return undefined;
}

function minutes(name: string, count: number, length: number): Reading<IntervalMeaning> {
  return count < 60 ? tooOften(name, length) : cannot(name, ['hourly', 'every 2 hours'], length);
}

function everyHours(name: string, step: number, length: number): Reading<IntervalMeaning> {
  if (step < 1) return tooOften(name, length);
  if (24 % step === 0 && step < 24) return { meaning: { kind: 'hourly', step }, length };
  if (step === 24) return { meaning: { kind: 'days', days: EVERY_WEEKDAY }, length };
  const near =
    step > 24 ? ['daily'] : [2, 3, 4, 6, 8, 12].filter((n) => Math.abs(n - step) <= 2).map((n) => `every ${n} hours`);
  return cannot(
    name,
    near.length > 0 ? near : ['every 12 hours', 'daily'],
    length,
    'The hours must go into a day: 1, 2, 3, 4, 6, 8 or 12.',
  );
}

function tooOften(name: string, length: number): Reading<IntervalMeaning> {
  const question = `“${name}” is too often: once an hour is the most that I post. How often shall it be?`;
  return { meaning: { kind: 'question', question, instead: ['hourly', 'daily at 09:00'] }, length };
}

function cannot(name: string, instead: readonly string[], length: number, why = CAN_DO): Reading<IntervalMeaning> {
  return { meaning: { kind: 'question', question: `I can't do “${name}”. ${why} When shall it be?`, instead }, length };
}
