import type { Schedule } from './schedule.ts';
import { type Ask, ask, replaced, type Spoken } from './schedule-choices.ts';
import { readNumber } from './schedule-intervals.ts';
import { type Piece, readPiece, scan } from './schedule-pieces.ts';
import { checkLength, resolveSchedule, type ScheduleDefaults, textOf, type Unreadable } from './schedule-text.ts';
import { plainText, type Token, tokenise, wordAt } from './schedule-tokens.ts';

/** The most papers that one post may hold. */
const MOST_PAPERS = 20;

export type ParsedSubscription =
  | {
      readonly kind: 'ok';
      readonly schedule: Schedule;
      /** How many papers a post, 1 to 20, where the person said so. */
      readonly count?: number;
      /** Topics as they were written, each once. */
      readonly include: readonly string[];
      readonly exclude: readonly string[];
      /** What was assumed, in full sentences to show with the answer. */
      readonly notes: readonly string[];
    }
  | Ask
  | Unreadable;

interface Clause {
  readonly kind: 'include' | 'exclude';
  readonly tokens: readonly Token[];
}

interface Count {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

const PAPERS = /^(?:papers?|articles?|items?|results?|posts?|picks?|preprints?|publications?)$/;
/** Words before a day, time or place, left at the end of a topic. */
const LEADS_OUT = /^(?:at|on|in|by|every|each|the|from|for)$/;
const MOST_TOPICS = 20;
const LONGEST_TOPIC = 100;

/**
 * Reads a whole wish: schedule, count and topics in any order, as in "weekdays 09:00 Europe/Berlin 5 papers about agents,
 * rag without vision". A topic reaches to the next comma, "and", count, day or time; in quotes it may hold any of them.
 */
export function parseSubscription(text: string, { defaultZone }: ScheduleDefaults): ParsedSubscription {
  const plain = plainText(text);
  const unreadable = checkLength(plain);
  if (unreadable) return unreadable;
  const { pieces, counts, clauses, loose } = divide(tokenise(plain));
  const count = countOf(plain, counts);
  if (typeof count === 'object') return count;
  if (pieces.length === 0 && loose.length === 0)
    return ask('When shall I post that?', [`weekdays 09:00 ${plain}`, `daily 09:00 ${plain}`]);
  const doubtfulNumber = numberBesideTime({ plain, pieces });
  if (doubtfulNumber) return doubtfulNumber;
  const schedule = resolveSchedule({ plain, pieces }, defaultZone);
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
  return { ...schedule, ...(count === undefined ? {} : { count }), include, exclude };
}

interface Divided {
  readonly pieces: Piece[];
  readonly counts: Count[];
  readonly clauses: Clause[];
  readonly loose: Token[][];
}

/** Sorts the tokens: a clause of topics runs from its marker to the next marker, count, day or time. */
function divide(tokens: readonly Token[]): Divided {
  const divided: Divided = { pieces: [], counts: [], clauses: [], loose: [] };
  let plain: Token[] = [];
  const endPlain = () => {
    const { pieces, loose } = scan(plain);
    divided.pieces.push(...pieces);
    divided.loose.push(...loose.filter((run) => !run.every((token) => PAPERS.test(token.word))));
    plain = [];
  };
  for (let i = 0; i < tokens.length; ) {
    const count = readCount(tokens, i);
    const marker = count ? undefined : readMarker(tokens, i, false);
    if (count) {
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

interface Marker {
  readonly kind: Clause['kind'];
  readonly length: number;
}

/**
 * "about", "topics:", "without", "not about". Weaker words, "with" or "only", begin a clause but don't end one: "learning
 * with noise" is a topic.
 */
function readMarker(tokens: readonly Token[], at: number, inClause: boolean): Marker | undefined {
  const word = bareWord(tokens[at]);
  if (word === '') return undefined;
  const afterComma = /^[,;]$/.test(bareWord(tokens[at - 1]));
  const weak = !inClause || afterComma;
  let next = at;
  if (word === 'but' || word === 'and') next++;
  const first = bareWord(tokens[next]);
  const kind = markerKind(first, weak || next > at, wordAt(tokens, next) !== first) ?? onPapers(tokens, next);
  if (!kind) return undefined;
  // "not on fridays" and "except weekends" are days
  if (kind === 'exclude' && readPiece(tokens, at)?.meaning.kind === 'except') return undefined;
  next++;
  if (first === 'leave' || first === 'other') next++;
  while (/^(?:about|on|topics?|anything|papers?|:|=)$/.test(bareWord(tokens[next]))) next++;
  return { kind, length: next - at };
}

function markerKind(word: string, weak: boolean, colon: boolean): Clause['kind'] | undefined {
  if (/^(?:about|regarding|covering|concerning)$/.test(word)) return 'include';
  if (/^(?:without|except|excluding|exclude|not)$/.test(word)) return 'exclude';
  if (/^topics?$/.test(word) && (weak || colon)) return 'include';
  if (!weak) return undefined;
  if (/^(?:include|including|only|with)$/.test(word)) return 'include';
  return /^(?:no|minus|skip|leave|other)$/.test(word) ? 'exclude' : undefined;
}

/** "papers on agents", but not "papers on mon". */
function onPapers(tokens: readonly Token[], at: number): Clause['kind'] | undefined {
  const on = /^(?:on|for)$/.test(bareWord(tokens[at])) && PAPERS.test(bareWord(tokens[at - 1]));
  return on && tokens[at + 1] && !readPiece(tokens, at + 1) ? 'include' : undefined;
}

function bareWord(token: Token | undefined): string {
  return token && !token.quoted ? token.word.replace(/(?<=[a-z])[:=]$/, '') : '';
}

/** "5 papers", "top 5", "up to five papers", "max=5", "5 a day". */
function readCount(
  tokens: readonly Token[],
  at: number,
): { readonly count: number; readonly length: number } | undefined {
  const word = bareWord(tokens[at]);
  const glued = /^(?:top|max|maximum|limit|count|n)[-:=]?(\d{1,6})$/.exec(word);
  let next = at;
  if (/^(?:up|at)$/.test(word) && /^(?:to|most)$/.test(bareWord(tokens[at + 1]))) next += 2;
  else if (/^(?:top|max|maximum|limit|count|best|n)$/.test(word)) next += 1;
  if (/^[:=]$/.test(bareWord(tokens[next]))) next++;
  const count = glued ? Number(glued[1]) : readNumber(bareWord(tokens[next]));
  if (count === undefined) return undefined;
  const announced = glued !== null || next > at;
  next++;
  if (/^(?:new|top|best|recent)$/.test(bareWord(tokens[next])) && PAPERS.test(bareWord(tokens[next + 1]))) next++;
  if (PAPERS.test(bareWord(tokens[next]))) {
    next++;
    if (/^(?:each|max|maximum|(?:per|a|each) post)$/.test(bareWord(tokens[next]))) next++;
    return { count, length: next - at };
  }
  const perDay =
    /^(?:a|per)$/.test(bareWord(tokens[next])) && /^(?:day|week|month|post)$/.test(bareWord(tokens[next + 1]));
  if (!announced && !perDay) return undefined;
  return { count, length: next - at };
}

function countOf(plain: string, counts: readonly Count[]): number | undefined | Ask {
  const wrong = counts.find(({ count }) => count < 1 || count > MOST_PAPERS);
  if (wrong) {
    const said = plain.slice(wrong.start, wrong.end);
    const near = wrong.count < 1 ? '1 paper' : `${MOST_PAPERS} papers`;
    return ask(`“${said}” won't do: a post holds 1 to ${MOST_PAPERS} papers. How many shall it be?`, [
      `${plain.slice(0, wrong.start)}${near}${plain.slice(wrong.end)}`,
    ]);
  }
  const different = [...new Set(counts.map(({ count }) => count))];
  return different.length > 1 ? ask(`How many papers a post: ${different.join(' or ')}?`, []) : different[0];
}

/** "10:00 5": beside a whole time a number alone is more likely papers than an hour. */
function numberBesideTime({ plain, pieces }: Spoken): Ask | undefined {
  const isBare = ({ meaning }: Piece) => meaning.kind === 'time' && meaning.style === 'bare';
  const bare = pieces.find((piece) => isBare(piece) && !/\b(?:at|and)\s$|,\s?$/.test(plain.slice(0, piece.start)));
  if (!bare || !pieces.some((piece) => piece.meaning.kind === 'time' && !isBare(piece))) return undefined;
  const said = plain.slice(bare.start, bare.end);
  return ask(`Is “${said}” the number of papers or an hour?`, [
    replaced(plain, bare, `${said} papers`),
    replaced(plain, bare, `and at ${said}`),
  ]);
}

function topicsOf(plain: string, clauses: readonly Clause[], kind: Clause['kind']): string[] {
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
