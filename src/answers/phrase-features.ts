import { dot } from '../search/semantic/vectors.ts';
import type { Matched } from './matched.ts';
import type { WordVectors } from './matching.ts';
import type { Passage, Sentence } from './passage.ts';
import type { Put } from './put.ts';
import type { Query, Term } from './query.ts';
import type { Kind } from './question-kind.ts';

/** Words that carry little by themselves, and yet tell one statement from another. */
const TELLING_STOPS =
  /^(?:both|before|after|during|until|under|over|between|against|without|only|most|more|other|same|first|no|not|all|each|from|into|through|within|once|again|own|few|off|out|up|down|above|below|because)$/i;

/** What of the question a sentence holds besides shared words: near meanings, words that limit, a new person, place or time. */
export function phraseFeatures(
  query: Query,
  passage: Passage,
  matched: Matched,
  i: number,
  put: Put,
  vectorOf: WordVectors,
): void {
  const sentence = passage.sentences[i]!;
  const row = matched.matches[i]!;
  const { importance } = matched;
  const terms = query.terms;
  if (terms.length > 0) {
    const near = terms.map((term, t) => nearest(term, sentence, row[t]!.soft, vectorOf));
    put('aligned', weighted(near, importance));
    put('alignedLeast', Math.min(...near));
    put('lastTerm', row.at(-1)!.soft);
    put('firstTerm', row[0]!.soft);
  }
  const asked = query.words.filter((word) => TELLING_STOPS.test(word.text)).map((word) => word.text.toLowerCase());
  if (asked.length > 0) {
    const held = new Set(sentence.words.map((word) => word.text.toLowerCase()));
    put('stops', asked.filter((word) => held.has(word)).length / asked.length);
  }
  const wanted = new Set(query.words.flatMap((word) => word.stems));
  for (const kind of ['who', 'where', 'when'] as const)
    if (query.kinds.has(kind)) put(`${kind}.new`, newOf(kind, sentence, wanted));
  for (const kind of FIRST) if (i === 0 && query.kinds.has(kind)) put(`${kind}.first`, 1);
}

const FIRST: readonly Kind[] = ['definition', 'who', 'where', 'when', 'novelty', 'purpose', 'finding'];

const NEW: Readonly<Record<'who' | 'where' | 'when', RegExp>> = {
  who: /\p{Lu}[\p{L}.'’-]+(?:\s(?:de|of|van|von|the)?\s?\p{Lu}[\p{L}.'’-]+)*/gu,
  where:
    /\b(?:in|at|near|from|to|of|outside|around|across|on|into)\s(?:the\s)?(?:(?:northern|southern|eastern|western|central|city of|town of|present-day|modern|state of)\s)*(\p{Lu}[\p{L}'’-]+)/gu,
  when: /\b(?:1\d{3}|20\d\d)s?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b\d+(?:st|nd|rd|th) century\b|\b(?:century|decade|years?|months?|weeks?|days?)\b/g,
};

/** Whether a sentence has a person, a place or a time that the question does not say itself. */
function newOf(kind: 'who' | 'where' | 'when', sentence: Sentence, asked: ReadonlySet<string>): number {
  for (const match of sentence.text.matchAll(NEW[kind])) {
    const text = match[1] ?? match[0];
    const at = match.index + match[0].length - text.length;
    if (kind === 'who' && at === 0 && !/\s/.test(text)) continue;
    const words = sentence.words.filter((word) => word.start >= at && word.end <= at + text.length && !word.stop);
    if (words.length > 0 && words.every((word) => !word.stems.some((stem) => asked.has(stem)))) return 1;
  }
  return 0;
}

function nearest(term: Term, sentence: Sentence, soft: number, vectorOf: WordVectors): number {
  let best = soft;
  if (best < 1 && term.vector.length > 0)
    for (const word of sentence.words) if (!word.stop) best = Math.max(best, dot(term.vector, vectorOf(word.text)));
  return best;
}

function weighted(found: readonly number[], weights: readonly number[]): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return all === 0 ? 0 : found.reduce((sum, value, t) => sum + value * weights[t]!, 0) / all;
}
