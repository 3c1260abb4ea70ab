import { stemmer } from 'stemmer';
import { americanSpelling } from './spelling.ts';
import { isCarrier, isStopWord } from './stop-words.ts';
import { hashOf, type TextHash } from './text-hash.ts';

/** A run of text between white space and punctuation, whole: "text-to-SQL", "Qwen2.5-VL", "don't", "GPT-4o". */
export interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a query asks of each of its words. */
interface WordTraits {
  readonly american: string;
  /** Whether people ask for papers with it. */
  readonly carrier: boolean;
  readonly wordHash: TextHash;
  readonly termHash: TextHash;
}

/** What a run is found by. */
export interface Analysis {
  /** The terms of its parts in their order, stop words too: "text", "to", "sql". Each takes one position. */
  readonly parts: readonly string[];
  /** The same parts as they were written, folded: "olympiads" of the term "olympiad". */
  readonly words: readonly string[];
  /** Whether the part at the same index is a stop word. */
  readonly stops: readonly boolean[];
  /** What else is known of the word at the same index. */
  readonly traits: readonly WordTraits[];
  /** Terms without a position of their own: the parts joined ("texttosql"), the words within "JarvisArt" and "Qwen2.5". */
  readonly extras: readonly string[];
}

const RUN = /[\p{L}\p{N}\p{M}]+(?:['’.+&@/_-][\p{L}\p{N}\p{M}]+)*/gu;
const [WORD, JOINT] = [1, 2];
/** Of the ASCII characters. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z0-9]/i.test(character)) return WORD;
  return /['.+&@/_-]/.test(character) ? JOINT : 0;
});
const JOINTS = /[.+&@/_-]+/;
const MOST_JOINED_PARTS = 5;
const LONGEST_TERM = 40;

/** The runs of a text, in their order. */
export function runsOf(text: string): Run[] {
  if (isAscii(text)) return runsOfAscii(text);
  const runs: Run[] = [];
  for (const match of text.matchAll(RUN))
    runs.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  return runs;
}

/** What RUN finds, character by character, which is faster. */
function runsOfAscii(text: string): Run[] {
  const runs: Run[] = [];
  const { length } = text;
  for (let at = 0; at < length; at++) {
    if (KINDS[text.charCodeAt(at)] !== WORD) continue;
    const start = at;
    for (;;) {
      while (at < length && KINDS[text.charCodeAt(at)] === WORD) at++;
      if (at + 1 >= length || KINDS[text.charCodeAt(at)] !== JOINT || KINDS[text.charCodeAt(at + 1)] !== WORD) break;
      at++;
    }
    runs.push({ text: text.slice(start, at), start, end: at });
  }
  return runs;
}

const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, Analysis>();
const stems = new Map<string, string>();

/** The terms of a run: lower case, without accents and possessives, in American spelling, stemmed. */
export function analyse(run: string): Analysis {
  let analysis = remembered.get(run);
  if (analysis === undefined) {
    analysis = analyseAnew(run);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(run, analysis);
  }
  return analysis;
}

function analyseAnew(run: string): Analysis {
  const pieces = splitRun(run);
  const parts: string[] = [];
  const words: string[] = [];
  const stops: boolean[] = [];
  const traits: WordTraits[] = [];
  const extras = new Set<string>();
  for (const piece of pieces) {
    const lower = fold(piece);
    const term = termOf(lower);
    parts.push(term);
    words.push(lower);
    stops.push(isStopWord(lower));
    traits.push({
      american: americanSpelling(lower),
      carrier: isCarrier(lower),
      wordHash: hashOf(lower),
      termHash: hashOf(term),
    });
    for (const inner of innerWords(piece)) extras.add(termOf(fold(inner)));
  }
  if (pieces.length > 1 && pieces.length <= MOST_JOINED_PARTS) {
    const joined = joinedTerm(words);
    if (joined.length <= LONGEST_TERM) extras.add(joined);
  }
  for (const part of parts) extras.delete(part);
  return { parts, words, stops, traits, extras: [...extras] };
}

/** The term of folded words written as one: "text to SQL", "text-to-SQL" and "TextToSQL" are all "texttosql". */
export function joinedTerm(words: readonly string[]): string {
  return termWritten(words.slice(0, -1).join(''), words.at(-1) ?? '');
}

/** The same of all the words but the last, joined already, and the last. */
export function termWritten(before: string, last: string): string {
  const joined = before + termOf(last);
  return joined.includes('.') ? joined.replaceAll('.', '') : joined;
}

/** Lower case, without accents, straight apostrophes. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return isAscii(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'");
}

/** The term of one folded word. */
export function termOf(word: string): string {
  const bare = (word.includes("'") ? word.replace(/'s$/, '').replaceAll("'", '') : word).slice(0, LONGEST_TERM);
  let term = stems.get(bare);
  if (term === undefined) {
    term = /^[a-z]{3,}$/.test(bare) ? stem(americanSpelling(bare)) : bare;
    if (stems.size >= MOST_REMEMBERED) stems.clear();
    stems.set(bare, term);
  }
  return term;
}

/** Porter's stems, kept apart where they would confuse the field's words: generate and generalise, community and communicate, organ and organise. */
function stem(word: string): string {
  if (word.startsWith('general')) return 'general';
  if (word.startsWith('generic')) return 'generic';
  if (word.startsWith('communic')) return 'communic';
  if (word.startsWith('organiz')) return 'organiz';
  return stemmer(word);
}

function splitRun(run: string): string[] {
  const pieces: string[] = [];
  for (const piece of run.split(JOINTS)) {
    const last = pieces.at(-1);
    if (piece === '') continue;
    // "2.5" and "3.14" are one number, and so is the version in "Qwen2.5"
    if (last !== undefined && /\p{N}$/u.test(last) && /^\p{N}/u.test(piece) && run.includes(`${last}.${piece}`))
      pieces[pieces.length - 1] = `${last}.${piece}`;
    else pieces.push(piece);
  }
  return pieces.length === 0 ? [run] : pieces;
}

/** The words within a coined one: "JarvisArt" is jarvis and art, "Qwen2.5" is qwen, "LLMs" and "CoT" are nothing but themselves. */
function innerWords(piece: string): string[] {
  if (!/\p{Ll}\p{Lu}|\p{L}\p{N}|\p{N}\p{L}|\p{Lu}{2}\p{Ll}/u.test(piece)) return [];
  return (piece.match(/\p{Lu}{2,}(?=\p{Lu}\p{Ll}{2})|\p{Lu}?\p{Ll}+|\p{Lu}+/gu) ?? []).filter(
    (word) => word.length >= 3 && word.length < piece.length - 1,
  );
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}
