import type { Documents } from './documents.ts';
import { grown } from './growable.ts';
import { FIRST_TERM, type Reading } from './readings.ts';
import type { TermScores } from './term-scores.ts';
import type { WeightedTerm } from './understanding.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  read: (document: number) => Reading,
  scores: TermScores,
): (witnesses: readonly Witness[]) => WeightedTerm[] {
  let weights = new Float32Array(1024);
  let seen = new Int32Array(1024);
  const bestTerms = new Int32Array(TERMS);
  const bestWeights = new Float64Array(TERMS);

  return (witnesses) => {
    if (weights.length < vocabulary.size) {
      weights = grown(weights, vocabulary.size);
      seen = grown(seen, vocabulary.size);
    }
    // constants of this call are read faster than variables of the closure
    const shares = weights;
    const order = seen;
    let distinct = 0;
    for (const { document, weight } of witnesses) {
      const share = weight / Math.max(1, documents.lengths[document]!);
      const reading = read(document);
      const terms = reading[0]!;
      const end = FIRST_TERM + terms - reading[1]!;
      for (let at = FIRST_TERM; at < end; at++) {
        const term = reading[at]!;
        const where = reading[at + terms]!;
        const before = shares[term]!;
        if (before === 0) order[distinct++] = term;
        shares[term] = before + (where < 0 ? share * reading[~where]! : share);
      }
    }
    const most = Math.sqrt(scores.inverseFrequency(0));
    let count = 0;
    let last = 0;
    for (let n = 0; n < distinct; n++) {
      const term = order[n]!;
      const share = shares[term]!;
      shares[term] = 0;
      if (share * most <= last || vocabulary.isStop(term)) continue;
      const weight = share * Math.sqrt(scores.weightOf(term));
      if (weight <= last) continue;
      let at = Math.min(count, TERMS - 1);
      while (at > 0 && bestWeights[at - 1]! < weight) {
        bestTerms[at] = bestTerms[at - 1]!;
        bestWeights[at] = bestWeights[at - 1]!;
        at--;
      }
      bestTerms[at] = term;
      bestWeights[at] = weight;
      if (count < TERMS) count++;
      if (count === TERMS) last = bestWeights[TERMS - 1]!;
    }
    let sum = 0;
    for (let at = 0; at < count; at++) sum += bestWeights[at]!;
    const best: WeightedTerm[] = [];
    for (let at = 0; at < count; at++) best.push({ term: bestTerms[at]!, weight: bestWeights[at]! / sum });
    return best;
  };
}
