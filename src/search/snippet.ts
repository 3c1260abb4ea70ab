import { runsOf } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A passage of a text, with the characters start..end of each match in it. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

/** A text cut into sentences, with the runs of each. */
export interface Passages {
  readonly text: string;
  readonly sentences: readonly Sentence[];
}

interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly runs: readonly TermedRun[];
}

/** A run and the numbers of its terms. */
interface TermedRun {
  readonly start: number;
  readonly end: number;
  readonly terms: readonly number[];
}

export interface Match {
  /** Which word of the query it is. */
  readonly word: number;
  readonly worth: number;
}

/** What the terms of a query are worth to the reader of a snippet. */
export interface Matches {
  get(term: number): Match | undefined;
}

const FILTER_SIZE = 1024;

/** Most terms of a text match nothing, which a small filter tells faster than the map. */
export function createMatches(matches: ReadonlyMap<number, Match>): Matches {
  const filter = new Uint8Array(FILTER_SIZE);
  for (const term of matches.keys()) filter[term % FILTER_SIZE] = 1;
  return { get: (term) => (filter[term % FILTER_SIZE] === 0 ? undefined : matches.get(term)) };
}

const LONGEST = 260;
const ELLIPSIS = '…';
const SENTENCE_END = /[.!?]["”')\]]*\s+(?=["“(\p{Lu}\p{N}])/gu;
const NO_END = /(?:\b(?:e\.g|i\.e|et al|vs|cf|Fig|Eq|Sec|Tab|approx|resp|Dr|Prof|No|St)|\b\p{Lu})\.$/u;

export function readPassages(text: string, vocabulary: Vocabulary): Passages {
  const sentences: Sentence[] = [];
  const runs = runsOf(text).map((run) => {
    const { parts, extras } = vocabulary.read(run.text);
    return { start: run.start, end: run.end, terms: [...parts, ...extras] };
  });
  let start = 0;
  let next = 0;
  function close(end: number): void {
    const from = next;
    while (next < runs.length && runs[next]!.start < end) next++;
    if (text.slice(start, end).trim() !== '') sentences.push({ start, end, runs: runs.slice(from, next) });
    start = end;
  }
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].trimEnd().length;
    if (NO_END.test(text.slice(Math.max(0, match.index - 8), match.index + 1))) continue;
    close(end);
    start = match.index + match[0].length;
  }
  close(text.length);
  return { text, sentences };
}

/**
 * The passage that shows most of a query's words: the best sentence, with its neighbours where they fit; a sentence
 * that is too long is cut around its matches, between words.
 *
 * @param favour added to a sentence's worth, for what words cannot show
 */
export function makeSnippet(passages: Passages, matches: Matches, favour: (sentence: number) => number): Snippet {
  const { sentences } = passages;
  if (sentences.length === 0) return { text: '', marks: [] };
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  sentences.forEach((sentence, i) => {
    const worth = worthOf(sentence.runs, matches) + favour(i);
    if (worth > most) {
      most = worth;
      best = i;
    }
  });
  let from = best;
  let to = best;
  if (sentences[best]!.end - sentences[best]!.start > LONGEST) return cut(passages, sentences[best]!, matches);
  for (let grows = true; grows; ) {
    grows = false;
    if (to + 1 < sentences.length && sentences[to + 1]!.end - sentences[from]!.start <= LONGEST) {
      to++;
      grows = true;
    } else if (from > 0 && sentences[to]!.end - sentences[from - 1]!.start <= LONGEST) {
      from--;
      grows = true;
    }
  }
  const start = sentences[from]!.start;
  const end = sentences[to]!.end;
  const runs = sentences.slice(from, to + 1).flatMap((sentence) => sentence.runs);
  return passage(passages.text, start, end, runs, matches, from > 0, to + 1 < sentences.length);
}

function worthOf(runs: readonly TermedRun[], matches: Matches): number {
  let worths: Map<number, number> | undefined;
  for (const { terms } of runs)
    for (let i = 0; i < terms.length; i++) {
      const found = matches.get(terms[i]!);
      if (found === undefined) continue;
      worths ??= new Map();
      if (found.worth > (worths.get(found.word) ?? 0)) worths.set(found.word, found.worth);
    }
  let sum = 0;
  if (worths) for (const worth of worths.values()) sum += worth;
  return sum;
}

function isMatch(run: TermedRun, matches: Matches): boolean {
  return run.terms.some((term) => matches.get(term) !== undefined);
}

/** The window of runs within a long sentence that is worth most. */
function cut({ text }: Passages, sentence: Sentence, matches: Matches): Snippet {
  const { runs } = sentence;
  if (runs.length === 0 || runs.some((run) => run.end - run.start > LONGEST)) {
    const end = wholeCharacters(text, sentence.start, sentence.start + LONGEST);
    return passage(text, sentence.start, end, [], matches, false, true);
  }
  const matched = runs.flatMap((run, i) => (isMatch(run, matches) ? i : []));
  const windows: { from: number; to: number }[] = [];
  let most = -1;
  for (let from = 0, to = 0; from < runs.length; from++) {
    while (to + 1 < runs.length && runs[to + 1]!.end - runs[from]!.start <= LONGEST - 2) to++;
    const inside = matched.filter((i) => i >= from && i <= to);
    const worth = worthOf(
      inside.map((i) => runs[i]!),
      matches,
    );
    if (worth > most) windows.length = 0;
    if (worth >= most) windows.push({ from, to });
    most = Math.max(most, worth);
    if (to + 1 === runs.length) break;
  }
  // of all windows with the same matches the middle one has them in its midst; without any, the first is the beginning
  const { from, to } = windows[most > 0 ? windows.length >> 1 : 0]!;
  const start = from === 0 ? sentence.start : runs[from]!.start;
  const end = to + 1 === runs.length ? sentence.end : runs[to]!.end;
  return passage(text, start, end, runs.slice(from, to + 1), matches, start > 0, end < text.length);
}

function passage(
  text: string,
  start: number,
  end: number,
  runs: readonly TermedRun[],
  matches: Matches,
  before: boolean,
  after: boolean,
): Snippet {
  const lead = before ? ELLIPSIS : '';
  const marks: [number, number][] = [];
  for (const run of runs) {
    if (!isMatch(run, matches)) continue;
    const from = run.start - start + lead.length;
    const to = run.end - start + lead.length;
    const last = marks.at(-1);
    // "reasoning models" is one mark where only white space or a hyphen parts its matches
    if (last && /^[\s-]$/.test(text.slice(last[1] - lead.length + start, run.start))) last[1] = to;
    else marks.push([from, to]);
  }
  return { text: `${lead}${text.slice(start, end)}${after ? ELLIPSIS : ''}`, marks };
}

/** The largest end up to `end` that parts no character: a letter with its accents, an emoji with its joiners. */
function wholeCharacters(text: string, start: number, end: number): number {
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(start, end + 64));
  const last = segments.containing(end - start);
  return start + (last?.index ?? end - start);
}
