import type { SemanticTable } from './semantic/table.ts';

/** How much of a collection's language a semantic table was trained on. */
export interface Familiarity {
  /** Takes a text of the collection into account; after the first few hundred it is known well enough. */
  read(text: string): void;
  /** 0: a foreign field, where meanings are guesses; 1: the field that the table was trained on. */
  value(): number;
}

const MOST_TEXTS = 500;
/**
 * The share of neighbouring words that the shipped table knows as a pair: 0.20 to 0.28 in collections of its field
 * (machine learning), 0.04 to 0.06 in others (electronics, aerodynamics, biology, early computing).
 */
const FOREIGN = 0.08;
const OWN = 0.18;

export function createFamiliarity(table: SemanticTable): Familiarity {
  let texts = 0;
  let all = 0;
  let known = 0;
  return {
    read(text) {
      if (texts >= MOST_TEXTS) return;
      texts++;
      const pairs = table.pairs(text);
      all += pairs.all;
      known += pairs.known;
    },
    value() {
      const share = all === 0 ? 0 : known / all;
      return Math.min(1, Math.max(0, (share - FOREIGN) / (OWN - FOREIGN)));
    },
  };
}
