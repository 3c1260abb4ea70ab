import { dot } from '../search/semantic/vectors.ts';
import { isNumber } from './counting.ts';
import { type Hints, hinted } from './hints.ts';
import { type Match, matchTerm, type WordVectors } from './matching.ts';
import { closeness, okapi, places, rarities, share } from './overlap.ts';
import type { Passage } from './passage.ts';
import { LIGHT_SHARE, type Query, type Term } from './query.ts';
import type { Slot } from './slot.ts';
import { slotFill } from './slot-fill.ts';

/** What of a question was found again in a passage. Lists go by sentence. */
export interface Matched {
  /** By sentence and term. */
  readonly matches: readonly (readonly Match[])[];
  /** By term: how rare it is in this passage, and the same with its share of the question's meaning. */
  readonly rarity: readonly number[];
  readonly importance: readonly number[];
  /** Shares of the question's words that are found: the same, in any form, in any form by importance. */
  readonly overlap: readonly number[];
  readonly soft: readonly number[];
  readonly weighed: readonly number[];
  readonly bm25: readonly number[];
  readonly cosine: readonly number[];
  /** The same for the question before. */
  readonly earlierSoft: readonly number[];
  readonly earlierCosine: readonly number[];
  /** How well the sentence holds what is asked for, 0..1. */
  readonly fills: readonly number[];
  /** How well it holds what is counted or measured; empty where the question names nothing. */
  readonly focus: readonly number[];
  /** Places of the words that could be the answer, and how near they stand to what was matched, 0..1. */
  readonly numbers: readonly (readonly number[])[];
  readonly nearNumber: readonly number[];
  readonly names: readonly (readonly number[])[];
  readonly nearName: readonly number[];
  /** How much its signs are those of sentences that answer such questions. */
  readonly hinted: readonly number[];
  /** The first sentence that holds most of the question's words, -1 if none does. */
  readonly firstMention: number;
}

export function matchQuestion(
  query: Query,
  slot: Slot,
  passage: Passage,
  { vectorOf, hints }: { readonly vectorOf: WordVectors; readonly hints: Hints },
): Matched {
  const { sentences } = passage;
  const hintsHere = hints.of(query.phrases);
  const match = (terms: readonly Term[]) =>
    sentences.map((sentence) => terms.map((term) => matchTerm(term, sentence, passage, vectorOf)));
  const matches = match(query.terms);
  const earlierMatches = match(query.earlier);
  const rarity = rarities(matches, query.terms.length).map((rare, t) =>
    query.terms[t]!.light ? LIGHT_SHARE * rare : rare,
  );
  const earlierRarity = rarities(earlierMatches, query.earlier.length);
  const importance = query.terms.map((term, t) => (rarity[t]! / (term.light ? LIGHT_SHARE : 1)) * term.importance);
  const meanLength = sentences.reduce((sum, s) => sum + s.words.length, 0) / sentences.length;
  const overlap = matches.map((row) => share(row, rarity, 'exact'));
  const most = Math.max(...overlap);
  const head = query.focus.at(-1);
  const asked = new Set(query.terms.flatMap((term) => term.stems));
  const numbers = sentences.map((sentence) =>
    places(sentence, (word) => isNumber(word) || /^\d/.test(word.text), asked),
  );
  const names = sentences.map((sentence) => places(sentence, (word) => word.name, asked));
  const cosineTo = (vector: Float32Array) => sentences.map((s) => (vector.length > 0 ? dot(vector, s.vector) : 0));
  return {
    matches,
    rarity,
    importance,
    overlap,
    soft: matches.map((row) => share(row, rarity, 'soft')),
    weighed: matches.map((row) => share(row, importance, 'soft')),
    bm25: matches.map((row, i) => okapi(row, rarity, sentences[i]!.words.length / meanLength)),
    cosine: cosineTo(query.vector),
    earlierSoft: earlierMatches.map((row) => share(row, earlierRarity, 'soft')),
    earlierCosine: cosineTo(query.earlierVector),
    fills: sentences.map((sentence) => slotFill(slot, query, sentence, passage, vectorOf)),
    focus: head ? sentences.map((sentence) => matchTerm(head, sentence, passage, vectorOf).soft) : [],
    numbers,
    nearNumber: matches.map((row, i) => closeness(numbers[i]!, row, rarity)),
    names,
    nearName: matches.map((row, i) => closeness(names[i]!, row, rarity)),
    hinted: passage.signs.map((signs) => hinted(hintsHere, signs)),
    firstMention: overlap.findIndex((share) => share > 0 && share >= most * 0.8),
  };
}
