import type { Documents } from './documents.ts';
import type { GramIndex } from './grams.ts';
import { grown } from './growable.ts';
import { BOUNDARY, type Vocabulary } from './vocabulary.ts';

/** Where terms occur: an inverted index in segments, each over a range of documents and never changed. */
export interface Postings {
  readonly segments: readonly Segment[];
  /** In how many living papers a term occurs. */
  documentFrequency(term: number): number;
  /** Takes in the documents from..to, which follow the last that were taken in. */
  extend(from: number, to: number): void;
  /** Takes a document's terms out of the statistics; its postings go when segments are merged. */
  forget(document: number): void;
}

/** The postings of terms[i] are at offsets[i] to offsets[i + 1]. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly terms: Int32Array;
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  /** Occurrences in title and text, at most 255. */
  readonly frequencies: Uint8Array;
  readonly titleFrequencies: Uint8Array;
}

/**
 * Adding papers makes a small segment; a segment that is no longer twice as large as the next is merged with it
 * (a log-structured merge), so that each paper is indexed again O(log n) times and a query visits O(log n) segments.
 */
export function createPostings(documents: Documents, vocabulary: Vocabulary, grams: GramIndex): Postings {
  let segments: Segment[] = [];
  let frequency = new Int32Array(1024);
  let seen = new Uint8Array(1024);
  let seenInTitle = new Uint8Array(1024);
  let slot = new Int32Array(1024);

  function reserve(): void {
    frequency = grown(frequency, vocabulary.size);
    seen = grown(seen, vocabulary.size);
    seenInTitle = grown(seenInTitle, vocabulary.size);
    slot = grown(slot, vocabulary.size);
  }

  /** Fills seen and seenInTitle with a document's frequencies and lists its distinct terms; the caller clears them. */
  function gather(document: number, distinct: Int32Array): number {
    const { terms } = documents;
    let count = 0;
    function pass(from: number, to: number, inTitle: boolean): void {
      for (let i = from; i < to; i++) {
        const term = terms[i]!;
        if (term === BOUNDARY || vocabulary.isStop(term)) continue;
        const before = seen[term]!;
        if (before === 0) distinct[count++] = term;
        if (before < 255) seen[term] = before + 1;
        if (inTitle && seenInTitle[term]! < 255) seenInTitle[term]!++;
      }
    }
    pass(documents.start[document]!, documents.titleEnd[document]!, true);
    pass(documents.titleEnd[document]!, documents.bodyEnd[document]!, false);
    pass(documents.bodyEnd[document]!, documents.titleExtrasEnd[document]!, true);
    pass(documents.titleExtrasEnd[document]!, documents.end[document]!, false);
    return count;
  }

  function longest(from: number, to: number): number {
    let most = 0;
    for (let d = from; d < to; d++) most = Math.max(most, documents.end[d]! - documents.start[d]!);
    return most;
  }

  function build(from: number, to: number): Segment {
    const distinct = new Int32Array(longest(from, to));
    const used: number[] = [];
    let total = 0;
    for (let d = from; d < to; d++) {
      if (!documents.alive[d]) continue;
      const count = gather(d, distinct);
      total += count;
      for (let i = 0; i < count; i++) {
        const term = distinct[i]!;
        if (slot[term]!++ === 0) used.push(term);
        seen[term] = 0;
        seenInTitle[term] = 0;
      }
    }
    const terms = Int32Array.from(used).sort();
    const offsets = new Int32Array(terms.length + 1);
    for (let i = 0, at = 0; i < terms.length; i++) {
      const count = slot[terms[i]!]!;
      slot[terms[i]!] = at;
      at += count;
      offsets[i + 1] = at;
    }
    const segment: Segment = {
      from,
      to,
      terms,
      offsets,
      documents: new Int32Array(total),
      frequencies: new Uint8Array(total),
      titleFrequencies: new Uint8Array(total),
    };
    for (let d = from; d < to; d++) {
      if (!documents.alive[d]) continue;
      const count = gather(d, distinct);
      for (let i = 0; i < count; i++) {
        const term = distinct[i]!;
        const at = slot[term]!++;
        segment.documents[at] = d;
        segment.frequencies[at] = seen[term]!;
        segment.titleFrequencies[at] = seenInTitle[term]!;
        seen[term] = 0;
        seenInTitle[term] = 0;
      }
    }
    for (const term of terms) slot[term] = 0;
    return segment;
  }

  function count(document: number, change: 1 | -1): void {
    const distinct = new Int32Array(documents.end[document]! - documents.start[document]!);
    const found = gather(document, distinct);
    for (let i = 0; i < found; i++) {
      const term = distinct[i]!;
      frequency[term]! += change;
      grams.count(term, change);
      seen[term] = 0;
      seenInTitle[term] = 0;
    }
  }

  return {
    get segments() {
      return segments;
    },
    documentFrequency: (term) => frequency[term] ?? 0,
    extend(from, to) {
      reserve();
      grams.extend();
      for (let d = from; d < to; d++) count(d, 1);
      let first = from;
      const kept = [...segments];
      for (let last = kept.at(-1); last !== undefined && last.to - last.from < 2 * (to - first); last = kept.at(-1)) {
        first = last.from;
        kept.pop();
      }
      segments = [...kept, build(first, to)];
    },
    forget(document) {
      count(document, -1);
    },
  };
}

/** Where a term's postings stand in a segment: an index into its terms, or -1. */
export function indexOfTerm(segment: Segment, term: number): number {
  let low = 0;
  let high = segment.terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = segment.terms[middle]!;
    if (found === term) return middle;
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
