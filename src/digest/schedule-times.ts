import type { Token } from './schedule-tokens.ts';
import { clock } from './schedule-words.ts';

/** A part of the day; the night begins before midnight and ends after it. */
export type Period = 'am' | 'pm' | 'night';

/** What a few words say of the time of day. */
export type TimeMeaning =
  | {
      readonly kind: 'time';
      readonly hour: number;
      readonly minute: number;
      /** `bare` is an hour such as "8" alone, `clock` is "8:30", which "in the evening" can still move; `exact` stands. */
      readonly style: 'bare' | 'clock' | 'exact';
    }
  | { readonly kind: 'period'; readonly period: Period }
  | Question;

/** Words that cannot stand as they are; `instead` are words that could stand in their place. */
export interface Question {
  readonly kind: 'question';
  readonly question: string;
  readonly instead: readonly string[];
}

/** A meaning and how many tokens carry it. */
export interface Reading<Meaning> {
  readonly meaning: Meaning;
  readonly length: number;
}

const NAMED: Readonly<Record<string, number>> = { noon: 12, midday: 12, midnight: 0 };
const PERIODS: Readonly<Record<string, Period>> = {
  morning: 'am',
  mornings: 'am',
  afternoon: 'pm',
  afternoons: 'pm',
  evening: 'pm',
  evenings: 'pm',
  night: 'night',
};
const HALF_DAY = /^([ap])\.?m?\.?$/;
const CLOCK_WORDS = new Set(["o'clock", 'oclock', 'uhr', 'h', 'hrs', 'hours']);

/** A time of day at a token: "09:00", "8am", "5 p.m.", "17h30", "0900", "noon", "8", "morning". */
export function readTime(tokens: readonly Token[], at: number): Reading<TimeMeaning> | undefined {
  const token = tokens[at];
  if (!token || token.quoted) return undefined;
  const named = NAMED[token.word];
  if (named !== undefined) return { meaning: { kind: 'time', hour: named, minute: 0, style: 'exact' }, length: 1 };
  const period = PERIODS[token.word];
  if (period !== undefined) return { meaning: { kind: 'period', period }, length: 1 };

  const match =
    /^(\d{1,2})(?:[:.h](\d{2})(?::00)?|(h|uhr))?(a|p|a\.?m|p\.?m|h|uhr)?$/.exec(token.word) ??
    /^([0-2]\d)([0-5]\d)()(h|uhr)?$/.exec(token.word);
  if (!match) return undefined;
  const next = tokens[at + 1];
  const nextWord = next && !next.quoted ? next.word : '';
  const attached = match[4] === undefined ? undefined : HALF_DAY.exec(match[4])?.[1];
  const detached = /^[ap]\.?m$/.test(nextWord) && attached === undefined ? nextWord[0] : undefined;
  const clockWord = detached === undefined && CLOCK_WORDS.has(nextWord);
  const noon = NAMED[nextWord] !== undefined && match[1] === '12';
  const length = detached !== undefined || clockWord || noon ? 2 : 1;
  if (noon) return { meaning: { kind: 'time', hour: NAMED[nextWord]!, minute: 0, style: 'exact' }, length };

  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const said = tokens
    .slice(at, at + length)
    .map((part) => part.word)
    .join(' ');
  return { meaning: timeOfDay(said, match[1]!, hour, minute, attached ?? detached, match[2] !== undefined), length };
}

function timeOfDay(
  said: string,
  hourText: string,
  hour: number,
  minute: number,
  half: string | undefined,
  hasMinutes: boolean,
): TimeMeaning {
  if (hour === 24 && minute === 0 && half === undefined)
    return question(`“${said}” is where one day ends and the next begins. Which time do you mean?`, ['00:00', '23:00']);
  if (hour > 23 || minute > 59)
    return question(
      `There is no “${said}” on a clock: hours go from 00 to 23, minutes from 00 to 59. At what time?`,
      [],
    );
  if (half !== undefined) {
    if (hour > 12 || hour === 0) {
      const instead =
        half === 'a' && hour > 12 ? [clock(hour - 12, minute), clock(hour, minute)] : [clock(hour, minute)];
      return question(
        `“${said}” is not a time: am and pm go with the hours 1 to 12. Do you mean ${instead.join(' or ')}?`,
        instead,
      );
    }
    return { kind: 'time', hour: (hour % 12) + (half === 'p' ? 12 : 0), minute, style: 'exact' };
  }
  const twentyFour = hour > 12 || hour === 0 || hourText.startsWith('0');
  return { kind: 'time', hour, minute, style: twentyFour ? 'exact' : hasMinutes ? 'clock' : 'bare' };
}

function question(text: string, instead: readonly string[]): TimeMeaning {
  return { kind: 'question', question: text, instead };
}
