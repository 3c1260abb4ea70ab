import { numberBinding } from './counting.ts';
import type { Matched } from './matched.ts';
import type { WordVectors } from './matching.ts';
import { adjacentPairs, longestRun, share, spelledAlike, window } from './overlap.ts';
import type { Passage } from './passage.ts';
import type { Put } from './put.ts';
import type { Query } from './query.ts';
import type { Kind } from './question-kind.ts';
import type { Slot } from './slot.ts';

const WANT_NUMBER: readonly Kind[] = ['count', 'amount', 'gain', 'score', 'when', 'size'];
const WANT_NAME: readonly Kind[] = ['who', 'where', 'model', 'dataset', 'naming'];
const OPENS_WITH_PRONOUN =
  /^(?:It|This|These|They|Their|Its|Such|He|She|His|Her|That|Those|The (?:latter|former|method|model|approach|framework|system|resulting))\b/;

const PRONOUN = /^(?:he|she|him|his|her|it|its|they|them|their)$/i;
/** What a name two sentences back is worth against one in the sentence before. */
const TWO_BEFORE = 0.7;
const LITTLE = 0.1;

/** Of a word or two that hardly matter. */
const LEAST_OKAPI = 0.8;

/** How much of the question's words and meaning a sentence and its neighbours share. */
export function wordFeatures(query: Query, passage: Passage, matched: Matched, i: number, put: Put): void {
  const sentence = passage.sentences[i]!;
  const { overlap, soft, weighed, bm25, cosine, matches, rarity } = matched;
  const row = matches[i]!;
  put('overlap', overlap[i]!);
  put('overlapRank', overlap[i]! / most(overlap));
  put('soft', soft[i]!);
  put('softRank', soft[i]! / most(soft));
  put('weighed', weighed[i]!);
  put('weighedRank', weighed[i]! / most(weighed));
  put('bm25', bm25[i]! / 5);
  put('bm25Rank', bm25[i]! / Math.max(LEAST_OKAPI, most(bm25)));
  put('pairs', adjacentPairs(query, sentence));
  put('window', window(row));
  put('run', longestRun(query.words, sentence.words));
  put('spelling', spelledAlike(query, sentence));
  put('density', (overlap[i]! * query.terms.length) / Math.sqrt(1 + sentence.words.length));
  put('cosine', cosine[i]!);
  put('cosineAround', ((cosine[i - 1] ?? cosine[i]!) + (cosine[i + 1] ?? cosine[i]!)) / 2);
  put('cosineBefore', cosine[i - 1] ?? 0);
  put('softBefore', soft[i - 1] ?? 0);
  put('softAfter', soft[i + 1] ?? 0);
  if (OPENS_WITH_PRONOUN.test(sentence.text)) put('pronounAfterMatch', soft[i - 1] ?? 0);
  const rarest = rarestFound(matched);
  if (rarest >= 0) put('rarest', row[rarest]!.exact);
  const untitled = rarity.map((r, t) => (query.terms[t]!.stems.some((stem) => passage.titleStems.has(stem)) ? 0 : r));
  put('untitled', share(row, untitled, 'soft'));
  const names = query.terms.flatMap((term, t) => (term.name ? [t] : []));
  if (names.length === 0) return;
  put('names', names.reduce((sum, t) => sum + row[t]!.exact, 0) / names.length);
  put('namesCarried', carried(names, passage, matched, i));
  if (names.some((t) => row[t]!.exact < 0.5 && matches.some((other) => other[t]!.exact >= 0.5))) put('namesMissed', 1);
}

/** Whether a sentence holds what is asked for, and near the words that were matched. */
export function slotFeatures(
  query: Query,
  slot: Slot,
  passage: Passage,
  matched: Matched,
  i: number,
  put: Put,
  vectorOf: WordVectors,
): void {
  const sentence = passage.sentences[i]!;
  const wants = (kinds: readonly Kind[]) => kinds.some((kind) => query.kinds.has(kind));
  if (slot.kind !== 'open') put(`slot.${slot.kind}`, matched.fills[i]!);
  else if (wants(['amount', 'parts'])) put('bound', numberBinding(query.focus, sentence, passage, vectorOf));
  const focus = matched.focus[i] ?? 0;
  put('focus', focus);
  if (sentence.cues.has('name')) put('focusNamed', focus);
  const nearNumber = matched.nearNumber[i]!;
  const nearName = matched.nearName[i]!;
  if (wants(WANT_NUMBER)) {
    put('nearNumber', nearNumber);
    if (matched.numbers[i]!.length > 0) put('newNumbers', 1);
  }
  if (wants(WANT_NAME)) {
    put('nearName', nearName);
    if (matched.names[i]!.length > 0) put('newNames', 1);
  }
  for (const kind of ['when', 'count'] as const) if (query.kinds.has(kind)) put(`${kind}.nearNumber`, nearNumber);
  for (const kind of ['who', 'where', 'model', 'dataset'] as const)
    if (query.kinds.has(kind)) put(`${kind}.nearName`, nearName);
}

function most(values: readonly number[]): number {
  return Math.max(1e-9, ...values);
}

/** What a sentence with a pronoun leaves out, as one of the two before it says the name; a share of the question. */
function carried(names: readonly number[], passage: Passage, { matches, importance }: Matched, i: number): number {
  if (i === 0 || !passage.sentences[i]!.words.some((word) => PRONOUN.test(word.text))) return 0;
  const all = importance.reduce((sum, weight) => sum + weight, LITTLE);
  const softAt = (sentence: number, t: number) => matches[sentence]?.[t]?.soft ?? 0;
  const found = names.map((t) => {
    const before = Math.max(softAt(i - 1, t), TWO_BEFORE * softAt(i - 2, t));
    return importance[t]! * Math.max(0, before - softAt(i, t));
  });
  return found.reduce((sum, share) => sum + share, 0) / all;
}

/** The rarest term that stands in the passage at all. */
function rarestFound({ matches, rarity }: Matched): number {
  const found = rarity.map((r, t) => (matches.some((row) => row[t]!.exact > 0) ? r : 0));
  return found.length === 0 ? -1 : rarity.indexOf(Math.max(...found));
}
