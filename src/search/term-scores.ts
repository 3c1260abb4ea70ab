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

const MOST_REMEMBERED = 512;

/** BM25+ over the postings. */
export interface TermScores {
  /** Robertson and Spärck Jones' weight of a term that occurs in so many papers, always above 0. */
  inverseFrequency(documentFrequency: number): number;
  weightOf(term: number): number;
  /** Adds a term's score to its documents', by number. */
  add(term: number, weight: number, into: Float32Array): void;
  /** The same of several terms, each by its weight times another, and the score of the titles alone. */
  addWithTitles(terms: readonly WeightedTerm[], weight: number, into: Float32Array, titles: Float32Array): void;
  /** The documents that hold all of the terms, and what one term would get that occurs in no other. */
  together(terms: readonly number[]): { readonly documents: readonly number[]; readonly worth: number };
}

export function createTermScores(documents: Documents, postings: Postings): TermScores {
  // of small frequencies, which are most; they hold for a number of papers
  const remembered = new Float64Array(MOST_REMEMBERED);
  let rememberedFor = -1;

  function inverseFrequency(documentFrequency: number): number {
    if (documentFrequency >= MOST_REMEMBERED) return compute(documentFrequency);
    if (rememberedFor !== documents.living) {
      remembered.fill(0);
      rememberedFor = documents.living;
    }
    const known = remembered[documentFrequency]!;
    if (known !== 0) return known;
    const value = compute(documentFrequency);
    remembered[documentFrequency] = value;
    return value;
  }

  function compute(documentFrequency: number): number {
    return Math.log(1 + (documents.living - documentFrequency + 0.5) / (documentFrequency + 0.5));
  }

  function weightOf(term: number): number {
    return inverseFrequency(postings.documentFrequency(term));
  }

  function add(term: number, weight: number, into: Float32Array, titles: Float32Array | undefined): void {
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
    add(term, weight, into) {
      add(term, weight, into, undefined);
    },
    addWithTitles(terms, weight, into, titles) {
      for (const { term, weight: share } of terms) add(term, share * weight, into, titles);
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
  const cursors = new Int32Array(distinct.length);
  const ends = new Int32Array(distinct.length);
  for (const segment of postings.segments) {
    const { offsets, documents } = segment;
    let missing = false;
    for (let i = 0; i < distinct.length && !missing; i++) {
      const at = indexOfTerm(segment, distinct[i]!);
      missing = at < 0;
      cursors[i] = missing ? 0 : offsets[at]!;
      ends[i] = missing ? 0 : offsets[at + 1]!;
    }
    if (missing) continue;
    for (let rarest = cursors[0]!; rarest < ends[0]!; rarest++) {
      const document = documents[rarest]!;
      let held = 1;
      for (; held < distinct.length; held++) {
        let at = cursors[held]!;
        while (at < ends[held]! && documents[at]! < document) at++;
        cursors[held] = at;
        if (at === ends[held] || documents[at] !== document) break;
      }
      if (held === distinct.length) found.push(document);
    }
  }
  return found;
}
