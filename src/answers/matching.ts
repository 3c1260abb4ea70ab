import { dot } from '../search/semantic/vectors.ts';
import { kinOf } from './kin.ts';
import { mistyped } from './mistyped.ts';
import type { Passage, Sentence } from './passage.ts';
import type { Term } from './query.ts';

/** How well a term is found again, each 0..1. */
export interface Match {
  /** The same stems; the found part of a name of several parts. */
  readonly exact: number;
  /** The same stems, the same word without its typing mistakes, a derived word, a synonym or a word of near meaning. */
  readonly soft: number;
  /** The place of the best matching word in the sentence, -1 where none does. */
  readonly at: number;
}

/** What it is worth to find a term in another form. */
const MISTYPED = 0.9;
const DERIVED = 0.8;
const SYNONYM = 0.7;
const LEAST_COSINE = 0.35;

export type WordVectors = (word: string) => Float32Array;

export function matchTerm(term: Term, sentence: Sentence, passage: Passage, vectorOf: WordVectors): Match {
  const exact = exactMatch(term, sentence.stems, passage);
  const whole = term.stems.at(-1)!;
  let at =
    exact > 0
      ? sentence.words.findIndex((word) => word.stems.includes(whole) || word.stems.includes(term.stems[0]!))
      : -1;
  if (exact === 1) return { exact, soft: 1, at };
  const meant = mistyped(term, sentence, passage);
  if (meant >= 0) return { exact, soft: MISTYPED, at: meant };
  let soft = exact;
  for (const group of term.groups) {
    const place = sentence.groups.get(group)?.[0];
    if (place !== undefined && SYNONYM > soft) {
      soft = SYNONYM;
      at = place;
    }
  }
  if (soft < DERIVED) {
    const place = derived(term, sentence);
    if (place >= 0) return { exact, soft: DERIVED, at: place };
  }
  if (term.vector.length > 0 && soft < SYNONYM)
    sentence.words.forEach((word, place) => {
      if (word.stop) return;
      const cosine = dot(term.vector, vectorOf(word.text));
      if (cosine > LEAST_COSINE && cosine > soft) {
        soft = Math.min(cosine, SYNONYM);
        at = place;
      }
    });
  return { exact, soft, at };
}

function exactMatch(term: Term, stems: ReadonlySet<string>, passage: Passage): number {
  const whole = term.stems.at(-1)!;
  if (stems.has(whole)) return 1;
  const long = passage.aliases.get(whole);
  if (long?.every((part) => stems.has(part))) return 1;
  if (term.stems.length > 1) {
    const parts = term.stems.slice(0, -1);
    return parts.filter((part) => stems.has(part)).length / parts.length;
  }
  return 0;
}

/**
 * "retouch" and "retoucher", "evaluate" and "evaluation" where the stems differ in their end only; "1880" and "1880s";
 * and "take" and "took" where they are of one family.
 */
function derived(term: Term, sentence: Sentence): number {
  const own = term.stems[0]!;
  if (term.stems.length > 1) return -1;
  const year = /^\d{4}$/.test(own);
  if (year || (own.length >= 5 && /^[a-z]+$/.test(own))) {
    const root = year ? own : own.slice(0, Math.max(5, Math.ceil(own.length * 0.75)));
    const place = sentence.words.findIndex((word) =>
      word.stems.some((stem) => stem.startsWith(root) && stem.length <= own.length + (year ? 1 : 4)),
    );
    if (place >= 0) return place;
  }
  const kin = kinOf(own);
  return kin.size === 0
    ? -1
    : sentence.words.findIndex((word) => !word.stop && word.stems.some((stem) => kin.has(stem)));
}
