/** A half-open range of characters of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What a sentence does not end with, although it ends with a full stop. */
const OPEN_END =
  /(?:^|[\s([])(?:e\.\s?g|i\.\s?e|et al|vs|cf|etc|resp|approx|incl|fig|figs|eq|eqs|sec|tab|no|nos|vol|dr|mr|mrs|ms|prof|st|jr|sr|inc|ltd|co|corp|gen|col|lt|capt|sen|rep|gov|u\.\s?s|u\.\s?k|ph\.\s?d|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|w\.\s?r\.\s?t|a\.\s?k\.\s?a|(?:\p{Lu}\.\s?)*\p{Lu})\s?\.$/iu;
/** Those of them that do end a sentence when a new one plainly begins. */
const MAY_CLOSE = /(?:^|[\s([])(?:etc|et al|inc|ltd|co|corp|jr|sr|u\.\s?s|u\.\s?k)\s?\.$/i;
const PLAIN_OPENING =
  /^(?:The|This|These|We|Our|It|In|However|To|As|By|For|While|Moreover|Furthermore|Here|They|He|She)\s/;
/** "(ii) " and "(2) " open a sentence after a full stop. */
const BEFORE_ITEM = /(?<=[.!?]["”’)]?)\s+(?=\((?:[ivx]+|\d|[a-h])\)\s+\p{Lu})/gu;
/** "tuning.Our": the space after the full stop was lost. */
const GLUED = /(?<=\p{Ll}{3}[).]?[.?!])(?=\p{Lu}\p{Ll}+\s)/gu;
const URL = /https?:\/\/\S+|\bwww\.\S+/g;

/**
 * The sentences of a text as spans without surrounding white space, in order, none empty.
 *
 * `Intl.Segmenter` finds the boundaries; the repairs join what it cuts after abbreviations and initials, and cut
 * where it does not: before "(ii)" and where the space after a full stop was lost.
 */
export function splitSentences(text: string): readonly Span[] {
  // a single line break is a wrapped line, not the end of a paragraph
  const flat = text.replace(/(?<!\n)\r?\n(?!\s*\n)/g, (br) => ' '.repeat(br.length));
  const joined: { start: number; end: number }[] = [];
  for (const { index, segment } of segmenter.segment(flat)) {
    const last = joined.at(-1);
    if (last && continues(flat.slice(last.start, last.end), segment)) last.end = index + segment.length;
    else joined.push({ start: index, end: index + segment.length });
  }
  return joined.flatMap((span) => cut(flat, span)).flatMap((span) => trim(flat, span));
}

function continues(before: string, segment: string): boolean {
  if (before.endsWith('\n')) return false;
  const sentence = before.trimEnd();
  const next = segment.trimStart();
  if (/^[\p{Ll}),;:%\]]/u.test(next)) return !/^https?:/.test(next);
  if (!OPEN_END.test(sentence)) return false;
  return !(MAY_CLOSE.test(sentence) && PLAIN_OPENING.test(next));
}

function cut(text: string, span: Span): Span[] {
  const sentence = text.slice(span.start, span.end);
  const urls = [...sentence.matchAll(URL)].map((m) => [m.index, m.index + m[0].length] as const);
  const cuts = [...sentence.matchAll(BEFORE_ITEM), ...sentence.matchAll(GLUED)]
    .map((m) => m.index)
    .filter((at) => !urls.some(([from, to]) => from < at && at < to))
    .sort((a, b) => a - b);
  const starts = [0, ...cuts];
  return starts.map((from, i) => ({
    start: span.start + from,
    end: span.start + (starts[i + 1] ?? sentence.length),
  }));
}

function trim(text: string, { start, end }: Span): Span[] {
  start += /^(?:\s|''\s)*/.exec(text.slice(start, end))![0].length;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return start < end && /[\p{L}\p{N}]/u.test(text.slice(start, end)) ? [{ start, end }] : [];
}
