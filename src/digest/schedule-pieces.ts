import { EVERY_WEEKDAY, weekdayNumber, weekdayRange } from './schedule-days.ts';
import { type IntervalMeaning, readInterval } from './schedule-intervals.ts';
import { type Reading, readTime, type TimeMeaning } from './schedule-times.ts';
import { type Token, textAt, wordAt, wordsAt } from './schedule-tokens.ts';
import { findZone, LONGEST_ZONE_NAME } from './schedule-zone-names.ts';

/** What a few words say of when a digest is due. */
export type Meaning =
  | TimeMeaning
  | IntervalMeaning
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | { readonly kind: 'except'; readonly days: readonly number[] }
  | { readonly kind: 'dates'; readonly day: number; readonly month?: number }
  | { readonly kind: 'cron'; readonly expression: string }
  | { readonly kind: 'zone'; readonly zone: string };

/** A meaning and where it stands in the text. */
export interface Piece {
  readonly meaning: Meaning;
  readonly start: number;
  readonly end: number;
}

/** Words that only join the others. */
const JOINING = new Set(
  'at on in by the and or & every each of for to from a - , ; time timezone zone tz local please around sharp post send me us'.split(
    ' ',
  ),
);

const WORKING_DAYS = [1, 2, 3, 4, 5];
const DAY_GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: EVERY_WEEKDAY,
  everyday: EVERY_WEEKDAY,
  'every day': EVERY_WEEKDAY,
  'each day': EVERY_WEEKDAY,
  'all days': EVERY_WEEKDAY,
  'a day': EVERY_WEEKDAY,
  'per day': EVERY_WEEKDAY,
  'once a day': EVERY_WEEKDAY,
  weekday: WORKING_DAYS,
  weekdays: WORKING_DAYS,
  workday: WORKING_DAYS,
  workdays: WORKING_DAYS,
  'week days': WORKING_DAYS,
  'working day': WORKING_DAYS,
  'working days': WORKING_DAYS,
  'business day': WORKING_DAYS,
  'business days': WORKING_DAYS,
  weekend: [6, 0],
  weekends: [6, 0],
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = 'january february march april may june july august september october november december'.split(' ');
const EXCEPT = /^(?:except|excluding|without|not|no|but)$/;

function isJoining(token: Token): boolean {
  return !token.quoted && JOINING.has(token.word);
}

/** Reads everything that speaks of time; `loose` are the tokens that don't, with the joining words between them. */
export function scan(tokens: readonly Token[]): { readonly pieces: Piece[]; readonly loose: Token[][] } {
  const pieces: Piece[] = [];
  const loose: Token[][] = [];
  let run: Token[] = [];
  const endRun = () => {
    while (run[0] && isJoining(run[0])) run.shift();
    while (run.length > 0 && isJoining(run.at(-1)!)) run.pop();
    if (run.length > 0) loose.push(run);
    run = [];
  };
  for (let i = 0; i < tokens.length; ) {
    const reading = readPiece(tokens, i);
    if (reading) {
      endRun();
      pieces.push({
        meaning: reading.meaning,
        start: tokens[i]!.start,
        end: tokens[i + reading.length - 1]!.end,
      });
      i += reading.length;
    } else run.push(tokens[i++]!);
  }
  endRun();
  return { pieces, loose };
}

/** The piece that begins at a token. */
export function readPiece(tokens: readonly Token[], at: number): Reading<Meaning> | undefined {
  return (
    readCron(tokens, at) ??
    readExcept(tokens, at) ??
    readInterval(tokens, at) ??
    readDate(tokens, at) ??
    readDays(tokens, at) ??
    readZoneOffset(tokens, at) ??
    readTime(tokens, at) ??
    readZone(tokens, at)
  );
}

/** Quoted, or bare where a `*` shows what it is. */
function readCron(tokens: readonly Token[], at: number): Reading<Meaning> | undefined {
  const token = tokens[at]!;
  if (token.quoted) {
    const looksLikeCron = /^@[a-z]+$/.test(token.word) || hasCronFields(token.word);
    return looksLikeCron ? { meaning: { kind: 'cron', expression: token.word }, length: 1 } : undefined;
  }
  if (!/^[\d*]/.test(token.word)) return undefined;
  let end = at;
  let expression = '';
  for (; end < tokens.length && !tokens[end]!.quoted; end++) {
    const part = tokens[end]!;
    if (!/^(?:,|[\d*][\d*/-]*)$/.test(part.word) && !part.word.split('-').every(isCronName)) break;
    const field = tokens[end - 1]?.end === part.start && end > at ? '' : ' ';
    if (field === ' ' && expression.split(' ').length === 5) break;
    expression = `${expression}${end === at ? '' : field}${part.word}`;
  }
  return expression.includes('*') && expression.split(' ').length === 5
    ? { meaning: { kind: 'cron', expression }, length: end - at }
    : undefined;
}

/** Most of them, so that a mistake in one is a mistake in a cron; "3 stage object detection" is a topic. */
function hasCronFields(text: string): boolean {
  const words = text.split(' ');
  const fields = words.filter((word) => /^[\d*][\d*,/-]*$/.test(word) || word.split(/[,-]/).every(isCronName));
  return words.length >= 4 && words.length <= 7 && fields.length >= 3;
}

function isCronName(word: string): boolean {
  return MONTHS.includes(word) || (word.length === 3 && weekdayNumber(word) !== undefined);
}

/** "except fridays", "not on weekends". */
function readExcept(tokens: readonly Token[], at: number): Reading<Meaning> | undefined {
  let next = at;
  while (EXCEPT.test(wordAt(tokens, next))) next++;
  if (next === at) return undefined;
  while (/^(?:on|for|every|the)$/.test(wordAt(tokens, next))) next++;
  const days = tokens[next] && readDays(tokens, next);
  if (days?.meaning.kind !== 'days') return undefined;
  return { meaning: { kind: 'except', days: days.meaning.days }, length: next - at + days.length };
}

function readDays(tokens: readonly Token[], at: number): Reading<Meaning> | undefined {
  for (let length = 3; length > 0; length--) {
    const group = DAY_GROUPS[wordsAt(tokens, at, length)];
    if (group) return { meaning: { kind: 'days', days: group }, length };
  }
  const word = wordAt(tokens, at);
  const joined = word.split(/[/+&]/).map((part) => {
    const [from, to = from] = part.split('-').map(weekdayNumber);
    return part.split('-').length > 2 || from === undefined || to === undefined ? undefined : weekdayRange(from, to);
  });
  if (joined.some((days) => days === undefined)) return undefined;
  const days = joined.flatMap((part) => part ?? []);
  const until = /^(?:-|to|through|thru|until|till|\.\.)$/.test(wordAt(tokens, at + 1))
    ? weekdayNumber(wordAt(tokens, at + 2))
    : undefined;
  if (until !== undefined && days.length === 1)
    return { meaning: { kind: 'days', days: weekdayRange(days[0]!, until) }, length: 3 };
  return { meaning: { kind: 'days', days }, length: 1 };
}

/** "1st", "the 15th of every month", "29 February", "Feb 31st". */
function readDate(tokens: readonly Token[], at: number): Reading<Meaning> | undefined {
  const first = dayOfMonth(wordAt(tokens, at));
  const month = monthNumber(wordAt(tokens, at));
  const second = dayOfMonth(wordAt(tokens, at + 1));
  if (month !== undefined && second !== undefined)
    return { meaning: { kind: 'dates', day: second.day, month }, length: 2 };
  if (first === undefined) return undefined;
  let next = at + 1;
  while (/^(?:of|in|the|every|each|a)$/.test(wordAt(tokens, next))) next++;
  const named = monthNumber(wordAt(tokens, next));
  if (named !== undefined) return { meaning: { kind: 'dates', day: first.day, month: named }, length: next - at + 1 };
  if (!first.ordinal) return undefined;
  const whole = wordAt(tokens, next) === 'month' || (next === at + 1 && wordAt(tokens, next) === 'monthly');
  return { meaning: { kind: 'dates', day: first.day }, length: whole ? next - at + 1 : 1 };
}

function dayOfMonth(word: string): { readonly day: number; readonly ordinal: boolean } | undefined {
  const match = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word);
  return match ? { day: Number(match[1]), ordinal: match[2] !== undefined } : undefined;
}

function monthNumber(word: string): number | undefined {
  const index = Math.max(MONTHS.indexOf(word), LONG_MONTHS.indexOf(word));
  return index < 0 ? undefined : index + 1;
}

/** "UTC+2" and "utc + 2" before times, or the 2 would be read as one. */
function readZoneOffset(tokens: readonly Token[], at: number): Reading<Meaning> | undefined {
  for (let length = 3; length > 0; length--) {
    const name = wordsAt(tokens, at, length);
    if (!/^(?:(?:utc|gmt) ?[+-] ?\d{1,2}|[+-]\d{2})(?::?\d{2})?$/.test(name)) continue;
    const meaning = findZone(name);
    if (meaning.kind === 'zone') return { meaning, length };
    const question = `There is no time zone “${textAt(tokens, at, length)}”: offsets go from UTC-12 to UTC+14. Which time zone?`;
    return { meaning: { kind: 'question', question, instead: [] }, length };
  }
  return undefined;
}

function readZone(tokens: readonly Token[], at: number): Reading<Meaning> | undefined {
  if (isJoining(tokens[at]!) && wordAt(tokens, at) !== 'the') return undefined;
  for (let length = LONGEST_ZONE_NAME; length > 0; length--) {
    const name = wordsAt(tokens, at, length);
    if (!/^[a-z][a-z0-9 ._/'+-]*$/.test(name)) continue;
    const found = findZone(name);
    if (found.kind === 'zone') return { meaning: found, length };
    if (found.kind === 'several') {
      const question = `“${textAt(tokens, at, length)}” means more than one time zone. Which is yours: ${found.zones.join(', ')}?`;
      return { meaning: { kind: 'question', question, instead: found.zones }, length };
    }
    if (length === 1 && name.includes('/') && found.near.length > 0) {
      const question = `I don't know the time zone “${textAt(tokens, at, length)}”. Do you mean ${found.near.join(' or ')}?`;
      return { meaning: { kind: 'question', question, instead: found.near }, length };
    }
    if (
      length === 1 &&
      /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|us|etc)\/./.test(name)
    ) {
      const question = `I don't know the time zone “${textAt(tokens, at, length)}”. Which city shares your clock? Write for example “Europe/Berlin” or “New York”.`;
      return { meaning: { kind: 'question', question, instead: [] }, length };
    }
  }
  return undefined;
}
