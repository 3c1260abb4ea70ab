import type { SemanticTable } from '../search/semantic/table.ts';
import { featuresOf } from './features.ts';
import { type Matched, matchQuestion } from './matched.ts';
import type { WordVectors } from './matching.ts';
import type { Passage } from './passage.ts';
import type { Query } from './query.ts';
import type { Slot } from './slot.ts';
import { RANKING } from './weights.ts';

/** The sentences of a passage for a question. */
export interface Ranking {
  readonly matched: Matched;
  /** By sentence. */
  readonly features: readonly ReadonlyMap<string, number>[];
  readonly scores: readonly number[];
  /** Softmax of the scores: how likely each sentence is the one. */
  readonly shares: readonly number[];
  /** Places of the sentences, best first. */
  readonly order: readonly number[];
}

/**
 * @param passage with at least one sentence
 * @param earlierBest the sentence that answers the question before this one, -1 if there is none
 */
export function rank(query: Query, slot: Slot, passage: Passage, vectorOf: WordVectors, earlierBest: number): Ranking {
  const matched = matchQuestion(query, slot, passage, vectorOf);
  const features = passage.sentences.map((_, i) => featuresOf(query, slot, passage, matched, earlierBest, i, vectorOf));
  const scores = features.map((row) => {
    let score = 0;
    for (const [name, value] of row) score += value * (RANKING[name] ?? 0);
    return score;
  });
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const order = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return { matched, features, scores, shares: powers.map((power) => power / total), order };
}

const MOST_WORDS = 50_000;

/** Vectors of single words, each embedded once. */
export function wordVectors(semantic: SemanticTable | undefined): WordVectors {
  const known = new Map<string, Float32Array>();
  const none = new Float32Array(0);
  return (word) => {
    if (!semantic) return none;
    let vector = known.get(word);
    if (!vector) {
      if (known.size >= MOST_WORDS) known.clear();
      vector = semantic.embed(word);
      known.set(word, vector);
    }
    return vector;
  };
}
