import type { SemanticTable } from '../search/semantic/table.ts';
import { featuresOf } from './features.ts';
import type { Hints } from './hints.ts';
import { type Matched, matchQuestion } from './matched.ts';
import type { WordVectors } from './matching.ts';
import type { Passage } from './passage.ts';
import { type Query, readQuery } from './query.ts';
import { type Slot, slotOf } from './slot.ts';
import type { Synonyms } from './synonyms.ts';

/** What is known beforehand: of words, of questions, and what each feature of a sentence weighs. */
export interface Knowledge {
  readonly synonyms: Synonyms;
  readonly semantic: SemanticTable | undefined;
  readonly vectorOf: WordVectors;
  readonly hints: Hints;
  readonly weights: Readonly<Record<string, number>>;
}

/** A question, what it asks for, and the sentences of a passage for it. */
export interface Ranked {
  readonly query: Query;
  readonly slot: Slot;
  readonly ranking: Ranking;
}

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
 * Ranks the sentences for a question of a thread: the one before it is understood first.
 *
 * @param history earlier questions of the thread, oldest first
 * @param passage with at least one sentence
 */
export function rankInThread(text: string, history: readonly string[], passage: Passage, knowledge: Knowledge): Ranked {
  const before = history.at(-1);
  const earlier =
    before === undefined ? undefined : rankInThread(before, history.slice(0, -1).slice(-1), passage, knowledge);
  const query = readQuery(text, history, knowledge.synonyms, knowledge.semantic);
  const slot = slotOf(query, earlier?.slot);
  const ranking = rank(query, slot, passage, knowledge, earlier?.ranking.order[0] ?? -1);
  return { query, slot, ranking };
}

/**
 * @param passage with at least one sentence
 * @param earlierBest the sentence that answers the question before this one, -1 if there is none
 */
function rank(query: Query, slot: Slot, passage: Passage, knowledge: Knowledge, earlierBest: number): Ranking {
  const matched = matchQuestion(query, slot, passage, knowledge);
  const features = passage.sentences.map((_, i) =>
    featuresOf(query, slot, passage, matched, earlierBest, i, knowledge.vectorOf),
  );
  const scores = features.map((row) => {
    let score = 0;
    for (const [name, value] of row) score += value * (knowledge.weights[name] ?? 0);
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
