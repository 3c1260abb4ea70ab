import type { Documents } from './documents.ts';
import { grown } from './growable.ts';
import type { TermScores } from './term-scores.ts';
import type { WeightedTerm } from './understanding.ts';
import { BOUNDARY, type Vocabulary } from './vocabulary.ts';

/** A document that is taken to be relevant, and how much. */
export interface Witness {
  readonly document: number;
  readonly weight: number;
}

const TERMS = 25;

/**
 * The words that the best documents share, weighed by how often they occur there and how rare they are elsewhere:
 * the relevance model RM3 (Abdul-Jaleel et al., "UMass at TREC 2004") with a term's inverse frequency at half its power.
 */
export function createFeedback(
  documents: Documents,
  vocabulary: Vocabulary,
  scores: TermScores,
): (witnesses: readonly Witness[]) => WeightedTerm[] {
  let weights = new Float32Array(1024);

  return (witnesses) => {
    weights = grown(weights, vocabulary.size);
    // a constant of this call is read faster than a variable of the closure
    const shares = weights;
    const { terms, start, bodyEnd, lengths } = documents;
    const seen: number[] = [];
    for (const { document, weight } of witnesses) {
      const share = weight / Math.max(1, lengths[document]!);
      const end = bodyEnd[document]!;
      for (let at = start[document]!; at < end; at++) {
        const term = terms[at]!;
        if (term === BOUNDARY) continue;
        if (shares[term] === 0) seen.push(term);
        shares[term]! += share;
      }
    }
    const most = Math.sqrt(scores.inverseFrequency(0));
    const best: { term: number; weight: number }[] = [];
    for (const term of seen) {
      const share = shares[term]!;
      shares[term] = 0;
      const last = best.length === TERMS ? best[TERMS - 1]!.weight : 0;
      if (share * most <= last || vocabulary.isStop(term)) continue;
      const weight = share * Math.sqrt(scores.weightOf(term));
      if (weight <= last) continue;
      let at = Math.min(best.length, TERMS - 1);
      while (at > 0 && best[at - 1]!.weight < weight) {
        best[at] = best[at - 1]!;
        at--;
      }
      best[at] = { term, weight };
    }
    const sum = best.reduce((total, { weight }) => total + weight, 0) || 1;
    return best.map(({ term, weight }) => ({ term, weight: weight / sum }));
  };
}
