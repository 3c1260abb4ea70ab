import type { Documents } from './documents.ts';
import { indexOfTerm, type Postings } from './postings.ts';
import type { WeightedTerm } from './understanding.ts';

/** Robertson's saturation k1 and length normalisation b for title and text together, Lv and Zhai's lower bound delta. */
const K1 = 1.2;
const B = 0.7;
const DELTA = 0.2;
/** Titles differ little in length. */
const TITLE_K1 = 1;
const TITLE_B = 0.5;
const USUAL_TITLE_LENGTH = 10;

/** BM25+ over the postings. */
export interface TermScores {
  /** Robertson and Spärck Jones' weight of a term that occurs in so many papers, always above 0. */
  inverseFrequency(documentFrequency: number): number;
  weightOf(term: number): number;
  /** Adds each term's score to its documents', by number. */
  add(terms: readonly WeightedTerm[], into: Float32Array): void;
  /** The same, and the score of the titles alone. */
  addWithTitles(terms: readonly WeightedTerm[], into: Float32Array, titles: Float32Array): void;
  /** The documents that hold all of the terms, and what one term would get that occurs in no other. */
  together(terms: readonly number[]): { readonly documents: readonly number[]; readonly worth: number };
}

export function createTermScores(documents: Documents, postings: Postings): TermScores {
  function inverseFrequency(documentFrequency: number): number {
    return Math.log(1 + (documents.living - documentFrequency + 0.5) / (documentFrequency + 0.5));
  }

  function weightOf(term: number): number {
    return inverseFrequency(postings.documentFrequency(term));
  }

  function add({ term, weight }: WeightedTerm, into: Float32Array, titles: Float32Array | undefined): void {
    const scaled = weight * weightOf(term);
    const { lengths, titleLengths } = documents;
    const perLength = (K1 * B) / documents.meanLength;
    const perTitleLength = (TITLE_K1 * TITLE_B) / USUAL_TITLE_LENGTH;
    for (const segment of postings.segments) {
      const at = indexOfTerm(segment, term);
      if (at < 0) continue;
      const end = segment.offsets[at + 1]!;
      for (let i = segment.offsets[at]!; i < end; i++) {
        const document = segment.documents[i]!;
        const frequency = segment.frequencies[i]!;
        const norm = K1 * (1 - B) + perLength * lengths[document]!;
        into[document]! += scaled * (DELTA + (frequency * (K1 + 1)) / (frequency + norm));
        const inTitle = segment.titleFrequencies[i]!;
        if (titles === undefined || inTitle === 0) continue;
        const titleNorm = TITLE_K1 * (1 - TITLE_B) + perTitleLength * titleLengths[document]!;
        titles[document]! += (scaled * (inTitle * (TITLE_K1 + 1))) / (inTitle + titleNorm);
      }
    }
  }

  return {
    inverseFrequency,
    weightOf,
    add(terms, into) {
      for (const term of terms) add(term, into, undefined);
    },
    addWithTitles(terms, into, titles) {
      for (const term of terms) add(term, into, titles);
    },
    together(terms) {
      const found = documentsWithAll(terms, postings).filter((document) => documents.alive[document] === 1);
      return { documents: found, worth: inverseFrequency(found.length) };
    },
  };
}

/** The documents that hold every one of the terms, in the order of their numbers; dead ones may be among them. */
export function documentsWithAll(terms: readonly number[], postings: Postings): number[] {
  const distinct = [...new Set(terms)].sort((a, b) => postings.documentFrequency(a) - postings.documentFrequency(b));
  const found: number[] = [];
  if (distinct.length === 0) return found;
  for (const segment of postings.segments) {
    const lists = distinct.map((term) => {
      const at = indexOfTerm(segment, term);
      return at < 0 ? undefined : segment.documents.subarray(segment.offsets[at]!, segment.offsets[at + 1]!);
    });
    const [rarest, ...others] = lists;
    if (rarest === undefined || others.some((list) => list === undefined)) continue;
    const cursors = others.map(() => 0);
    for (const document of rarest) {
      const inAll = others.every((list, i) => {
        let at = cursors[i]!;
        while (at < list!.length && list![at]! < document) at++;
        cursors[i] = at;
        return list![at] === document;
      });
      if (inAll) found.push(document);
    }
  }
  return found;
}
