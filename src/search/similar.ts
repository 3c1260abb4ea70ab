import type { Paper } from '../papers/paper.ts';
import type { Collection } from './collection.ts';
import { createFeedback } from './feedback.ts';
import { nameSharedIdeas } from './shared-ideas.ts';
import { createTermScores } from './term-scores.ts';
import { parOf, topIndexes } from './top.ts';

export interface SimilarPaper {
  readonly paper: Paper;
  readonly score: number;
  /** Ideas in common as a person would name them, the most telling first. */
  readonly shared: readonly string[];
}

/** A paper is similar while its score is at least this share of the best one's. */
const SHARE_OF_BEST = 0.7;
const PAR = 10;
const SHARE_OF_LARGEST = 0.4;
const WORDS_WEIGHT = 0.5;
const MEANING_WEIGHT = 1;

/** What a reader of a paper would read next: the papers that share its telling words and are close in meaning. */
export function createSimilar(collection: Collection): (id: string, limit: number) => SimilarPaper[] {
  const { documents, vocabulary, postings, semantic } = collection;
  const termScores = createTermScores(documents, postings);
  const feedback = createFeedback(documents, vocabulary, collection.read, termScores);

  return (id, limit) => {
    const source = documents.numberOf(id);
    if (source === undefined) return [];
    const to = documents.length;
    const words = new Float32Array(to);
    const scores = new Float32Array(to);
    const isOther = (document: number): boolean => documents.alive[document] === 1 && document !== source;
    const addView = (view: Float32Array, weight: number): void => {
      for (const document of [source, ...documents.dead]) view[document] = 0;
      const par = parOf(view, to, PAR, SHARE_OF_LARGEST);
      if (par > 0)
        for (let document = 0; document < to; document++) scores[document]! += (weight * view[document]!) / par;
    };
    for (const { term, weight } of feedback([{ document: source, weight: 1 }])) termScores.add(term, weight, words);
    addView(words, WORDS_WEIGHT);
    if (semantic) {
      const vector = new Float32Array(semantic.index.dimensions);
      semantic.index.accumulate(source, 1, vector);
      const mean = semantic.index.meanCosine(vector);
      const meaning = new Float32Array(to);
      semantic.index.estimateCosines(vector, to, meaning);
      for (let document = 0; document < to; document++) meaning[document] = Math.max(0, meaning[document]! - mean);
      addView(meaning, MEANING_WEIGHT);
    }
    const best = topIndexes(scores, to, limit, isOther);
    const least = SHARE_OF_BEST * (scores[best[0] ?? 0] ?? 0);
    return [...best]
      .filter((document) => scores[document]! > 0 && scores[document]! >= least)
      .map((document) => ({
        paper: documents.paper(document)!,
        score: scores[document]!,
        shared: nameSharedIdeas(source, document, collection, termScores),
      }));
  };
}
