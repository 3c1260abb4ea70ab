import type { Schedule } from './schedule.ts';
import { type Ask, ask, withReadableChoices } from './schedule-choices.ts';
import { type Piece, readPiece, scan } from './schedule-pieces.ts';
import { checkLength, resolveSchedule, type ScheduleDefaults, textOf, type Unreadable } from './schedule-text.ts';
import { plainText, type Token, tokenise } from './schedule-tokens.ts';
import { type Count, countOf, numberBesideTime, readCount } from './subscribe-count.ts';
import { readMarker, type TopicKind } from './subscribe-markers.ts';
import { readVotes, type SpokenVotes, thresholdOf } from './subscribe-votes.ts';
import { bareWord, PAPERS } from './subscribe-words.ts';

export type ParsedSubscription =
  | {
      readonly kind: 'ok';
      readonly schedule: Schedule;
      /** How many papers a post, 1 to 20, where the person said so. */
      readonly count?: number;
      /** At least how many votes a paper needs, 1 to 10,000, where the person said so; `any` where it is to need none. */
      readonly minVotes?: number | 'any';
      /** Topics as they were written, each once. */
      readonly include: readonly string[];
      readonly exclude: readonly string[];
      /** What was assumed, in full sentences to show with the answer. */
      readonly notes: readonly string[];
    }
  | Ask
  | Unreadable;

interface Clause {
  readonly kind: TopicKind;
  readonly tokens: readonly Token[];
}

/** Words before a day, time or place, left at the end of a topic. */
const LEADS_OUT = /^(?:at|on|in|by|every|each|the|from|for)$/;
const MOST_TOPICS = 20;
const LONGEST_TOPIC = 100;

export interface SubscriptionDefaults extends ScheduleDefaults {
  /** The schedule of a wish that says other things and nothing of a time; it is given back as it is. */
  readonly schedule?: Schedule | undefined;
}

/**
 * Reads a whole wish: schedule, count, votes and topics in any order, as in "weekdays 09:00 Europe/Berlin 5 papers about
 * agents, rag without vision with at least 20 votes". A topic reaches to the next comma, "and", count, day or time; in quotes
 * it may hold any of them.
 */
export function parseSubscription(text: string, defaults: SubscriptionDefaults): ParsedSubscription {
  return withReadableChoices(readSubscription(text, defaults), (choice) => readSubscription(choice, defaults));
}

function readSubscription(text: string, { defaultZone, schedule: kept }: SubscriptionDefaults): ParsedSubscription {
  const plain = plainText(text);
  const unreadable = checkLength(plain);
  if (unreadable) return unreadable;
  const { pieces, counts, votes, clauses, loose } = divide(tokenise(plain));
  const count = countOf(plain, counts);
  if (typeof count === 'object') return count;
  const minVotes = thresholdOf(plain, votes);
  if (typeof minVotes === 'object') return minVotes;
  const saysElse = counts.length + votes.length + clauses.length > 0;
  const keeps = kept !== undefined && saysElse && pieces.length === 0;
  if (pieces.length === 0 && loose.length === 0 && !keeps)
    return ask('When shall I post that?', [`weekdays 09:00 ${plain}`, `daily 09:00 ${plain}`]);
  const doubtfulNumber = numberBesideTime({ plain, pieces });
  if (doubtfulNumber) return doubtfulNumber;
  const schedule = keeps
    ? ({ kind: 'ok', schedule: kept, notes: [] } as const)
    : resolveSchedule({ plain, pieces }, defaultZone);
  if (schedule.kind !== 'ok') return schedule;
  const unknown = loose[0];
  if (unknown) {
    const words = textOf(plain, unknown);
    const start = unknown[0]!.start;
    return ask(
      `I don't understand “${words}”. If it is a topic, write “about ${words}”; if it is a place, name a large city in its time zone.`,
      clauses.length === 0 ? [`${plain.slice(0, start)}about ${plain.slice(start)}`] : [],
    );
  }
  const include = topicsOf(plain, clauses, 'include');
  const exclude = topicsOf(plain, clauses, 'exclude');
  const doubtful = checkTopics(include, exclude);
  if (doubtful) return doubtful;
  return {
    ...schedule,
    ...(count === undefined ? {} : { count }),
    ...(minVotes === undefined ? {} : { minVotes }),
    include,
    exclude,
  };
}

interface Divided {
  readonly pieces: Piece[];
  readonly counts: Count[];
  readonly votes: SpokenVotes[];
  readonly clauses: Clause[];
  readonly loose: Token[][];
}

/** Sorts the tokens: a clause of topics runs from its marker to the next marker, count, votes, day or time. */
function divide(tokens: readonly Token[]): Divided {
  const divided: Divided = { pieces: [], counts: [], votes: [], clauses: [], loose: [] };
  let plain: Token[] = [];
  const endPlain = () => {
    const { pieces, loose } = scan(plain);
    divided.pieces.push(...pieces);
    divided.loose.push(...loose.filter((run) => !run.every((token) => PAPERS.test(token.word))));
    plain = [];
  };
  for (let i = 0; i < tokens.length; ) {
    const votes = readVotes(tokens, i);
    const count = votes ? undefined : readCount(tokens, i);
    const marker = votes || count ? undefined : readMarker(tokens, i, false);
    if (votes) {
      endPlain();
      divided.votes.push({ votes: votes.votes, start: tokens[i]!.start, end: tokens[i + votes.length - 1]!.end });
      i += votes.length;
    } else if (count) {
      endPlain();
      divided.counts.push({ count: count.count, start: tokens[i]!.start, end: tokens[i + count.length - 1]!.end });
      i += count.length;
    } else if (marker) {
      endPlain();
      const start = i + marker.length;
      let end = start;
      while (end < tokens.length && !endsClause(tokens, end, start, divided.pieces)) end++;
      divided.clauses.push({ kind: marker.kind, tokens: tokens.slice(start, end) });
      i = end;
    } else plain.push(tokens[i++]!);
  }
  endPlain();
  return divided;
}

function endsClause(tokens: readonly Token[], at: number, start: number, known: readonly Piece[]): boolean {
  return (
    readVotes(tokens, at) !== undefined ||
    readCount(tokens, at) !== undefined ||
    (at > start && readMarker(tokens, at, true) !== undefined) ||
    beginsSchedule(tokens, at, known)
  );
}

/**
 * Whether the words at a token are a schedule's even in a topic. "daily" and "at 9" are, as long as no days and no time
 * were given before; a bare number or a city never is.
 */
function beginsSchedule(tokens: readonly Token[], at: number, known: readonly Piece[]): boolean {
  const joined = /^(?:at|every|each)$/.test(tokens[at]!.word) && !tokens[at]!.quoted;
  const piece = readPiece(tokens, at) ?? (joined && at + 1 < tokens.length ? readPiece(tokens, at + 1) : undefined);
  if (!piece) return false;
  const word = tokens[at]!.word;
  const meaning = piece.meaning;
  const has = (kind: Piece['meaning']['kind']) => known.some((other) => other.meaning.kind === kind);
  const timed = has('time') || has('hourly') || has('cron');
  const dated = has('days') || has('dates') || has('cron') || has('hourly');
  switch (meaning.kind) {
    case 'cron':
    case 'except':
      return true;
    case 'time':
      return (
        /^\d{1,2}:\d{2}/.test(word) ||
        (/^\d/.test(word) && meaning.style === 'exact' && !/^\d+$/.test(word)) ||
        (joined && !timed)
      );
    case 'zone':
      return /[/+]|^(?:utc|gmt)/.test(word) && word.length > 2;
    case 'days':
    case 'weekly':
    case 'monthly':
    case 'hourly':
      return !dated && (word.length > 3 || piece.length > 1);
    case 'dates':
      return !dated && (joined || piece.length > 1);
    case 'question':
      return !timed && (joined || /^\d|\/[a-z]/.test(word));
    case 'period':
      return false;
    default:
      return meaning satisfies never;
  }
}

function topicsOf(plain: string, clauses: readonly Clause[], kind: TopicKind): string[] {
  const topics = new Map<string, string>();
  for (const clause of clauses) {
    if (clause.kind !== kind) continue;
    let run: Token[] = [];
    const endRun = () => {
      while (LEADS_OUT.test(bareWord(run.at(-1)))) run.pop();
      const topic = textOf(plain, run)
        .replace(/^"(.*)"$/, '$1')
        .replace(/[.!?]+$/, '')
        .trim();
      if (run.length > 0 && topic !== '') topics.set(topic.toLowerCase(), topic);
      run = [];
    };
    for (const token of clause.tokens) {
      if (!token.quoted && /^(?:[,;&]|and|or|but)$/.test(token.word)) endRun();
      else run.push(token);
    }
    endRun();
  }
  return [...topics.values()];
}

function checkTopics(include: readonly string[], exclude: readonly string[]): Ask | undefined {
  const both = include.find((topic) => exclude.some((other) => other.toLowerCase() === topic.toLowerCase()));
  if (both !== undefined) return ask(`Shall “${both}” be in or left out? You said both.`, []);
  if (include.length + exclude.length > MOST_TOPICS)
    return ask(`That is more than ${MOST_TOPICS} topics. Which ones matter most?`, []);
  const long = [...include, ...exclude].find((topic) => topic.length > LONGEST_TOPIC);
  if (long !== undefined) return ask(`“${long.slice(0, 60)}…” is too long for a topic. Which few words say it?`, []);
  return undefined;
}
