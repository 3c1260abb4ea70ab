import { type Ask, added, ask, askWhich, meanings, replaced, type Spoken, without } from './schedule-choices.ts';
import { EVERY_WEEKDAY, fromMonday, WEEKDAYS } from './schedule-days.ts';
import type { Meaning } from './schedule-pieces.ts';
import type { Period } from './schedule-times.ts';
import { clock } from './schedule-words.ts';

/** Some fields of a cron expression, and what was assumed on the way to them. */
export interface Fields {
  readonly kind: 'ok';
  readonly cron: string;
  readonly notes: readonly string[];
}

/** The fields for minute and hour. */
export function timesOf(spoken: Spoken): Fields | Ask {
  const hourly = meanings(spoken, 'hourly');
  const times = meanings(spoken, 'time');
  const periods = [...new Set(meanings(spoken, 'period').map(({ period }) => period))];
  const half = periods[0];
  if (hourly.length > 0) {
    if (times.length > 0)
      return ask('Every hour, or at a time of day? Please say one of the two.', [
        without(spoken, 'time'),
        without(spoken, 'hourly'),
      ]);
    const step = hourly[0]!.step;
    return { kind: 'ok', cron: `0 ${step === 1 ? '*' : `*/${step}`}`, notes: [] };
  }
  if (times.length === 0) {
    const hours = half === 'pm' || half === 'night' ? [15, 17, 18] : [8, 9, 17];
    return ask(
      'At what time? For example 09:00 or 5pm.',
      hours.map((hour) => added(spoken, `at ${clock(hour, 0)}`)),
    );
  }
  if (periods.length > 1)
    return ask('Please write the times in digits, for example 08:00 and 18:00. At what times?', []);
  const notes: string[] = [];
  const hours = new Set<number>();
  for (const piece of spoken.pieces) {
    if (piece.meaning.kind !== 'time') continue;
    const said = spoken.plain.slice(piece.start, piece.end);
    const hour = hourOf(piece.meaning, half);
    if (hour === undefined)
      return ask(`Is “${said}” in the morning or in the afternoon?`, [
        replaced(spoken.plain, piece, clock(piece.meaning.hour, 0)),
        replaced(spoken.plain, piece, clock(piece.meaning.hour + 12, 0)),
      ]);
    if (piece.meaning.style === 'bare' && half === undefined)
      notes.push(
        `I took “${said}” as ${clock(hour, 0)}; say ${hour % 12 || 12}${hour === 12 ? 'am' : 'pm'} if you mean the other.`,
      );
    hours.add(hour);
  }
  if (new Set(times.map(({ minute }) => minute)).size > 1)
    return askWhich(
      spoken,
      'time',
      'One subscription can have several times only at the same minute of the hour. Choose one time here and subscribe again for the other. Which one?',
    );
  return { kind: 'ok', cron: `${times[0]!.minute} ${[...hours].sort((a, b) => a - b).join(',')}`, notes };
}

/** @returns undefined where it could be either half of the day */
function hourOf({ hour, style }: Extract<Meaning, { kind: 'time' }>, period: Period | undefined): number | undefined {
  if (style === 'exact') return hour;
  switch (period) {
    case 'am':
      return hour % 12;
    case 'pm':
      return (hour % 12) + 12;
    case 'night':
      return hour < 6 || hour === 12 ? hour % 12 : hour + 12;
    case undefined:
      return style === 'bare' && hour < 7 ? undefined : hour;
    default:
      return period satisfies never;
  }
}

/** The fields for day of the month, month and day of the week. */
export function daysOf(spoken: Spoken): Fields | Ask {
  const all = meanings(spoken, 'days');
  // "5 papers a day on weekdays" and "daily, monday to friday" mean the narrower
  const narrow = all.filter(({ days }) => days.length < 7);
  const named = new Set((narrow.length > 0 ? narrow : all).flatMap(({ days }) => days));
  const except = new Set(meanings(spoken, 'except').flatMap(({ days }) => days));
  const dates = meanings(spoken, 'dates');
  const monthly = spoken.pieces.find(({ meaning }) => meaning.kind === 'monthly');
  const weekly = spoken.pieces.find(({ meaning }) => meaning.kind === 'weekly');
  if (dates.length === 0 && monthly) {
    if (named.size > 0) return ask('Monthly goes with a day of the month, such as “on the 1st”. On which day?', []);
    const days = ['on the 1st', 'on the 15th'];
    return ask(
      'On which day of the month?',
      days.map((day) => replaced(spoken.plain, monthly, day)),
    );
  }
  if (dates.length === 0 && weekly && named.size === 0) {
    const days = fromMonday(EVERY_WEEKDAY).map((day) => `${WEEKDAYS[day]}s`);
    return ask(
      'On which day of the week?',
      days.map((day) => replaced(spoken.plain, weekly, day)),
    );
  }
  const months = [...new Set(dates.map(({ month }) => month))];
  if (dates.length > 0 && except.size > 0)
    return ask('I can leave out days of the week, but not from dates. On which days shall it be?', [
      without(spoken, 'except'),
    ]);
  if (months.length > 1)
    return askWhich(spoken, 'dates', 'One subscription can have one month only. Which date shall it be?');
  if (dates.some(({ day }) => day < 1 || day > 31)) return ask('A month has days 1 to 31. Which day shall it be?', []);
  if (dates.length > 0) {
    const days = [...new Set(dates.map(({ day }) => day))].sort((a, b) => a - b);
    const weekdays = named.size > 0 && named.size < 7 ? weekdayField(named) : '*';
    return {
      kind: 'ok',
      cron: `${days.join(',')} ${months[0] ?? '*'} ${weekdays}`,
      notes: shortMonths(days, months[0]),
    };
  }
  const kept = new Set((named.size > 0 ? [...named] : EVERY_WEEKDAY).filter((day) => !except.has(day)));
  if (kept.size === 0) return ask('No day is left of that. On which days shall it be?', [without(spoken, 'except')]);
  return { kind: 'ok', cron: `* * ${weekdayField(kept)}`, notes: [] };
}

function weekdayField(days: ReadonlySet<number>): string {
  const sorted = [...days].sort((a, b) => a - b);
  const unbroken = sorted.at(-1)! - sorted[0]! === sorted.length - 1;
  if (sorted.length === 7) return '*';
  return unbroken && sorted.length > 2 ? `${sorted[0]}-${sorted.at(-1)}` : sorted.join(',');
}

function shortMonths(days: readonly number[], month: number | undefined): string[] {
  const last = days.at(-1)!;
  if (month === 2 && last === 29) return ['29 February comes in leap years only.'];
  return month === undefined && last > 28 ? [`Months without a day ${last} are left out for that day.`] : [];
}
