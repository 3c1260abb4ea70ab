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

/**
 * The passage that shows most of a query's words: the best sentence, with its neighbours where they fit; a sentence
 * that is too long is cut around its matches, between words.
 *
 * @param favour added to a sentence's worth, for what words cannot show
 */
export function makeSnippet(passages: Passages, matches: Matches, favour: (sentence: number) => number): Snippet {
  const { sentences, firstRun } = passages;
  if (sentences.length === 0) return { text: '', marks: [] };
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < sentences.length; i++) {
    const worth = matches.worthOf(passages, firstRun[i]!, firstRun[i + 1]!) + favour(i);
    if (worth > most) {
      most = worth;
      best = i;
    }
  }
  if (sentences[best]!.end - sentences[best]!.start > LONGEST)
    return show(passages, matches, cut(passages, best, matches));
  let first = best;
  let last = best;
  for (let grows = true; grows; ) {
    grows = false;
    if (last + 1 < sentences.length && sentences[last + 1]!.end - sentences[first]!.start <= LONGEST) {
      last++;
      grows = true;
    } else if (first > 0 && sentences[last]!.end - sentences[first - 1]!.start <= LONGEST) {
      first--;
      grows = true;
    }
  }
  return show(passages, matches, {
    start: sentences[first]!.start,
    end: sentences[last]!.end,
    from: firstRun[first]!,
    to: firstRun[last + 1]!,
  });
}

/** The window of runs within a long sentence that is worth most. */
function cut(passages: Passages, sentence: number, matches: Matches): Extract {
  const { text, sentences, firstRun, runStart, runEnd } = passages;
  const { start, end } = sentences[sentence]!;
  const begin = firstRun[sentence]!;
  const after = firstRun[sentence + 1]!;
  let tooLong = begin === after;
  for (let run = begin; run < after; run++) if (runEnd[run]! - runStart[run]! > LONGEST) tooLong = true;
  if (tooLong) return { start, end: wholeCharacters(text, start, start + LONGEST), from: begin, to: begin };
  const windows: { from: number; to: number }[] = [];
  let most = -1;
  for (let from = begin, to = begin + 1; from < after; from++) {
    while (to < after && runEnd[to]! - runStart[from]! <= LONGEST - 2) to++;
    const worth = matches.worthOf(passages, from, to);
    if (worth > most) windows.length = 0;
    if (worth >= most) windows.push({ from, to });
    most = Math.max(most, worth);
    if (to === after) break;
  }
  // of all windows with the same matches the middle one has them in its midst; without any, the first is the beginning
  const { from, to } = windows[most > 0 ? windows.length >> 1 : 0]!;
  return {
    start: from === begin ? start : runStart[from]!,
    end: to === after ? end : runEnd[to - 1]!,
    from,
    to,
  };
}

function show(passages: Passages, matches: Matches, { start, end, from, to }: Extract): Snippet {
  const { text, sentences, runStart, runEnd } = passages;
  const lead = start > sentences[0]!.start ? ELLIPSIS : '';
  const trail = end < sentences.at(-1)!.end ? ELLIPSIS : '';
  const shift = lead.length - start;
  const marks: [number, number][] = [];
  let previousEnd = -1;
  for (let run = from; run < to; run++) {
    if (!matches.isIn(passages, run)) continue;
    const last = marks.at(-1);
    // "reasoning models" is one mark where only white space or a hyphen parts its matches
    const joins = last !== undefined && runStart[run]! === previousEnd + 1 && /[\s-]/.test(text[previousEnd]!);
    if (joins) last[1] = runEnd[run]! + shift;
    else marks.push([runStart[run]! + shift, runEnd[run]! + shift]);
    previousEnd = runEnd[run]!;
  }
  return { text: `${lead}${text.slice(start, end)}${trail}`, marks };
}

/** The largest end up to `end` that parts no character: a letter with its accents, an emoji with its joiners. */
function wholeCharacters(text: string, start: number, end: number): number {
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(start, end + 64));
  const last = segments.containing(end - start);
  return start + (last?.index ?? end - start);
}
