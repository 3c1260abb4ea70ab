import { cueFeatures } from './cue-features.ts';
import type { Matched } from './matched.ts';
import type { WordVectors } from './matching.ts';
import type { Passage } from './passage.ts';
import { phraseFeatures } from './phrase-features.ts';
import { placeFeatures } from './place-features.ts';
import type { Put } from './put.ts';
import type { Query } from './query.ts';
import type { Slot } from './slot.ts';
import { slotFeatures, wordFeatures } from './word-features.ts';

/** In a paper's abstract these weigh differently than in other prose: it has a table of its own field, and an order. */
const IN_PAPERS: readonly string[] = [
  ...['overlap', 'soft', 'bm25Rank', 'cosine', 'weighed'],
  ...['length', 'position', 'names', 'pairs', 'softBefore'],
];

/**
 * The features of a sentence for a question, by name; what is not in it is 0. The weights are in weights.ts.
 *
 * @param earlierBest the sentence that answers the question before this one, -1 if there is none
 */
export function featuresOf(
  query: Query,
  slot: Slot,
  passage: Passage,
  matched: Matched,
  earlierBest: number,
  i: number,
  vectorOf: WordVectors,
): ReadonlyMap<string, number> {
  const features = new Map<string, number>();
  const put: Put = (name, value) => {
    if (value !== 0) features.set(name, value);
  };
  wordFeatures(query, passage, matched, i, put);
  phraseFeatures(query, passage, matched, i, put, vectorOf);
  slotFeatures(query, slot, passage, matched, i, put, vectorOf);
  placeFeatures(query, passage, matched, earlierBest, i, put);
  cueFeatures(query, passage.sentences[i]!, matched, i, put);
  if (passage.oursFrom >= 0) for (const name of IN_PAPERS) put(`paper.${name}`, features.get(name) ?? 0);
  return features;
}
