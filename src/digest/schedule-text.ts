import type { Schedule } from './schedule.ts';
import {
  type Ask,
  ask,
  askWhich,
  meanings,
  replaced,
  type Spoken,
  without,
  withReadableChoices,
} from './schedule-choices.ts';
import { parseCron } from './schedule-cron.ts';
import { daysOf, type Fields, timesOf } from './schedule-fields.ts';
import { scan } from './schedule-pieces.ts';
import { plainText, type Token, tokenise } from './schedule-tokens.ts';
import { listed } from './schedule-words.ts';
import { canonicalZone } from './time-zone.ts';

/** What cannot be read at all; the message says what to write. */
export interface Unreadable {
  readonly kind: 'error';
  readonly message: string;
}

export type ParsedSchedule =
  | {
      readonly kind: 'ok';
      readonly schedule: Schedule;
      /** What was assumed, in full sentences to show with the answer. */
      readonly notes: readonly string[];
      /** What does not speak of time. Not for this parser to judge: a caller that has no use for it must ask. */
      readonly rest: string;
    }
  | Ask
  | Unreadable;

export interface ScheduleDefaults {
  /** Of the person's profile, where the platform knows it. One that is not a zone counts as not known. */
  readonly defaultZone?: string | undefined;
}

/** Pieces as a schedule, or why not. */
export type Resolved =
  | Extract<ParsedSchedule, { kind: 'ask' | 'error' }>
  | { kind: 'ok'; schedule: Schedule; notes: readonly string[] };

const LONGEST = 1000;
const EXAMPLE = 'Write for example “weekdays 09:00 Europe/Berlin”, “mon, thu 17:30 New York” or “daily 8am UTC”.';

/**
 * Reads when a digest is wanted: days, time and zone in any order, or five cron fields in quotes. An hour alone from 7 to
 * 12 is taken as the morning's and noted; from 1 to 6 it is asked back. No days means every day. Whatever is ambiguous or
 * impossible comes back as a question.
 */
export function parseSchedule(text: string, defaults: ScheduleDefaults): ParsedSchedule {
  return withReadableChoices(readSchedule(text, defaults), (choice) => readSchedule(choice, defaults));
}

function readSchedule(text: string, { defaultZone }: ScheduleDefaults): ParsedSchedule {
  const plain = plainText(text);
  const unreadable = checkLength(plain);
  if (unreadable) return unreadable;
  const { pieces, loose } = scan(tokenise(plain));
  const resolved = resolveSchedule({ plain, pieces }, defaultZone);
  if (resolved.kind !== 'ok') return resolved;
  return { ...resolved, rest: loose.map((run) => textOf(plain, run)).join(' ') };
}

/** Refuses what nobody types, before it costs anything. */
export function checkLength(plain: string): Unreadable | undefined {
  if (plain === '') return { kind: 'error', message: `When shall I post? ${EXAMPLE}` };
  if (plain.length > LONGEST)
    return { kind: 'error', message: `That is too long to read (${plain.length} characters). ${EXAMPLE}` };
  return undefined;
}

/** The text of a run of tokens, as it was written. */
export function textOf(plain: string, tokens: readonly Token[]): string {
  return plain.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}

/** What the pieces of a text say together. */
export function resolveSchedule(spoken: Spoken, defaultZone: string | undefined): Resolved {
  const { plain, pieces } = spoken;
  for (const { expression } of meanings(spoken, 'cron')) {
    const fields = parseCron(expression);
    if ('problem' in fields && fields.problem === 'syntax') return { kind: 'error', message: fields.why };
  }
  const open = pieces.find((piece) => piece.meaning.kind === 'question');
  if (open?.meaning.kind === 'question') {
    const choices = open.meaning.instead.map((words) => replaced(plain, open, words));
    return ask(open.meaning.question, choices);
  }
  if (pieces.length === 0)
    return { kind: 'error', message: `I found no day and no time in “${shortened(plain)}”. ${EXAMPLE}` };
  const either = pieces.find((piece, i) => {
    const next = pieces[i + 1];
    return next?.meaning.kind === piece.meaning.kind && /^\W*or\W*$/i.test(plain.slice(piece.end, next.start));
  });
  if (either) return askWhich(spoken, either.meaning.kind, 'One or the other? Please choose.');

  const cron = cronOf(spoken);
  if (cron.kind !== 'ok') return cron;
  const zones = [...new Set(meanings(spoken, 'zone').map(({ zone }) => zone))];
  if (zones.length > 1) return askWhich(spoken, 'zone', `I read two time zones, ${listed(zones)}. Which one?`);
  const zone = zones[0] ?? (defaultZone === undefined ? undefined : canonicalZone(defaultZone));
  if (zone === undefined)
    return ask('In which time zone? Add a city or a zone, for example “Berlin”, “America/New_York” or “UTC”.', []);
  const notes = /^UTC[+-]/.test(zone) ? [`${zone} keeps no summer time; name a city if your clock changes.`] : [];
  return { kind: 'ok', schedule: { cron: cron.cron, zone }, notes: [...cron.notes, ...notes] };
}

function cronOf(spoken: Spoken): Fields | Ask | Unreadable {
  const expressions = spoken.pieces.filter(({ meaning }) => meaning.kind === 'cron');
  const others = spoken.pieces.filter(({ meaning }) => meaning.kind !== 'cron' && meaning.kind !== 'zone');
  const first = expressions[0];
  if (first?.meaning.kind === 'cron') {
    if (expressions.length > 1) return askWhich(spoken, 'cron', 'I read two cron expressions. Which one shall count?');
    if (others.length > 0)
      return ask('A cron expression says it all, but there are other times beside it. Which one shall count?', [
        without(spoken, ...others.map(({ meaning }) => meaning.kind)),
        without(spoken, 'cron'),
      ]);
    const fields = parseCron(first.meaning.expression);
    if (!('problem' in fields)) return { kind: 'ok', cron: first.meaning.expression, notes: [] };
    return ask(fields.why, fields.instead === undefined ? [] : [replaced(spoken.plain, first, `"${fields.instead}"`)]);
  }
  const times = timesOf(spoken);
  if (times.kind !== 'ok') return times;
  const days = daysOf(spoken);
  if (days.kind !== 'ok') return days;
  const cron = `${times.cron} ${days.cron}`;
  const fields = parseCron(cron);
  // only a date can go wrong here: one minute is given, and every field is a list of numbers
  if ('problem' in fields) return ask('That date never comes: the month is shorter. Which day shall it be?', []);
  return { kind: 'ok', cron, notes: [...times.notes, ...days.notes] };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
