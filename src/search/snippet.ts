import type { Matches } from './matches.ts';
import type { Passages } from './passages.ts';

/** A passage of a text, with the characters start..end of each match in it. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

/** Of a text: the characters start..end, in which stand the runs from..to. */
interface Extract {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

const LONGEST = 260;
const ELLIPSIS = '…';
const SPACE = /\s/;

/**
 * The passage that shows most of a query's words: the best sentence, with its neighbours where they fit; a sentence
 * that is too long is cut around its matches, between words.
 *
 * @param favour added to a sentence's worth, for what words cannot show
 */
export function makeSnippet(passages: Passages, matches: Matches, favour?: (sentence: number) => number): Snippet {
  const { sentences, sentenceStart, sentenceEnd, sentenceTerm, firstRun, terms } = passages;
  if (sentences === 0) return { text: '', marks: [] };
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < sentences; i++) {
    const worth = matches.worthOf(terms, sentenceTerm[i]!, sentenceTerm[i + 1]!) + (favour?.(i) ?? 0);
    if (worth > most) {
      most = worth;
      best = i;
    }
  }
  if (sentenceEnd[best]! - sentenceStart[best]! > LONGEST) return show(passages, matches, cut(passages, best, matches));
  let first = best;
  let last = best;
  for (let grows = true; grows; ) {
    grows = false;
    if (last + 1 < sentences && sentenceEnd[last + 1]! - sentenceStart[first]! <= LONGEST) {
      last++;
      grows = true;
    } else if (first > 0 && sentenceEnd[last]! - sentenceStart[first - 1]! <= LONGEST) {
      first--;
      grows = true;
    }
  }
  return show(passages, matches, {
    start: sentenceStart[first]!,
    end: sentenceEnd[last]!,
    from: firstRun[first]!,
    to: firstRun[last + 1]!,
  });
}

/** The window of runs within a long sentence that is worth most. */
function cut(passages: Passages, sentence: number, matches: Matches): Extract {
  const { text, sentenceStart, sentenceEnd, firstRun, runStart, runEnd, firstTerm, terms } = passages;
  const start = sentenceStart[sentence]!;
  const end = sentenceEnd[sentence]!;
  const begin = firstRun[sentence]!;
  const after = firstRun[sentence + 1]!;
  let tooLong = begin === after;
  for (let run = begin; run < after; run++) if (runEnd[run]! - runStart[run]! > LONGEST) tooLong = true;
  if (tooLong) return { start, end: wholeCharacters(text, start, start + LONGEST), from: begin, to: begin };
  // of each window its first run and the one after its last
  const windows: number[] = [];
  let most = -1;
  for (let from = begin, to = begin + 1; from < after; from++) {
    while (to < after && runEnd[to]! - runStart[from]! <= LONGEST - 2) to++;
    const worth = matches.worthOf(terms, firstTerm[from]!, firstTerm[to]!);
    if (worth > most) windows.length = 0;
    if (worth >= most) windows.push(from, to);
    most = Math.max(most, worth);
    if (to === after) break;
  }
  // of all windows with the same matches the middle one has them in its midst; without any, the first is the beginning
  const chosen = most > 0 ? 2 * (windows.length >> 2) : 0;
  const from = windows[chosen]!;
  const to = windows[chosen + 1]!;
  return {
    start: from === begin ? start : runStart[from]!,
    end: to === after ? end : runEnd[to - 1]!,
    from,
    to,
  };
}

function show(passages: Passages, matches: Matches, { start, end, from, to }: Extract): Snippet {
  const { text, sentences, sentenceStart, sentenceEnd, runStart, runEnd } = passages;
  const lead = start > sentenceStart[0]! ? ELLIPSIS : '';
  const trail = end < sentenceEnd[sentences - 1]! ? ELLIPSIS : '';
  const shift = lead.length - start;
  const marks: [number, number][] = [];
  let previousEnd = -1;
  for (let run = from; run < to; run++) {
    if (!matches.isIn(passages, run)) continue;
    const last = marks.at(-1);
    // "reasoning models" is one mark where only white space or a hyphen parts its matches
    const joins = last !== undefined && runStart[run]! === previousEnd + 1 && isJoint(text[previousEnd]!);
    if (joins) last[1] = runEnd[run]! + shift;
    else marks.push([runStart[run]! + shift, runEnd[run]! + shift]);
    previousEnd = runEnd[run]!;
  }
  return { text: `${lead}${text.slice(start, end)}${trail}`, marks };
}

function isJoint(character: string): boolean {
  return character === ' ' || character === '-' || SPACE.test(character);
}

/** The largest end up to `end` that parts no character: a letter with its accents, an emoji with its joiners. */
function wholeCharacters(text: string, start: number, end: number): number {
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(start, end + 64));
  const last = segments.containing(end - start);
  return start + (last?.index ?? end - start);
}
