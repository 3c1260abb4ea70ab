import type { Documents } from './documents.ts';
import { grown } from './growable.ts';
import { remembered } from './remembered.ts';
import { BOUNDARY, type Vocabulary } from './vocabulary.ts';

/**
 * A document by its distinct terms, in the order in which they first occur: most terms of a text repeat or have nothing
 * to do with a query, so that going over these is faster than reading the text through. In one array, since what lies
 * together is fetched together:
 *
 *     T, S, E, B | the T terms of title and text, the last S of them stop words | where each occurs | E extras |
 *     B boundaries | repeated ...
 *
 * Where a term occurs once, that is its position; else ~n where n is the place in the array at which stands how often,
 * followed by its positions. Extras are distinct terms without a position, boundaries the positions between two
 * sentences. Positions count from the document's start.
 */
export type Reading = Int32Array;

/** The place of the first term; T, S, E and B stand before it. */
export const FIRST_TERM = 4;

/** 2 KB each. */
const MOST_REMEMBERED = 4000;

/** The documents that were read last. Dead ones may be read, too. */
export function createReadings(documents: Documents, vocabulary: Vocabulary): (document: number) => Reading {
  // of each term its number in the document that is read, counted from 1; zeros between two documents
  let numberOf = new Int32Array(1024);
  // of the number: the term, how often it occurs, its place among the terms, where its next position goes
  let termOf = new Int32Array(256);
  let times = new Int32Array(256);
  let placeOf = new Int32Array(256);
  let next = new Int32Array(256);

  function reserve(length: number): void {
    if (numberOf.length < vocabulary.size) numberOf = grown(numberOf, vocabulary.size);
    if (termOf.length > length) return;
    termOf = grown(termOf, length + 1);
    times = grown(times, length + 1);
    placeOf = grown(placeOf, length + 1);
    next = grown(next, length + 1);
  }

  function read(document: number): Reading {
    const { terms } = documents;
    const start = documents.start[document]!;
    const end = documents.bodyEnd[document]!;
    const extras = new Set(terms.subarray(end, documents.end[document]!));
    reserve(end - start);
    let distinct = 0;
    let boundaries = 0;
    for (let at = start; at < end; at++) {
      const term = terms[at]!;
      if (term === BOUNDARY) boundaries++;
      else if (numberOf[term] === 0) {
        numberOf[term] = ++distinct;
        termOf[distinct] = term;
        times[distinct] = 1;
      } else times[numberOf[term]!]!++;
    }

    let stops = 0;
    let repeated = 0;
    for (let number = 1; number <= distinct; number++) {
      if (vocabulary.isStop(termOf[number]!)) stops++;
      if (times[number]! > 1) repeated += times[number]! + 1;
    }
    const firstWhere = FIRST_TERM + distinct;
    const firstExtra = firstWhere + distinct;
    const firstBoundary = firstExtra + extras.size;
    let free = firstBoundary + boundaries;
    const reading = new Int32Array(free + repeated);
    reading.set([distinct, stops, extras.size, boundaries]);
    let telling = 0;
    let stop = distinct - stops;
    for (let number = 1; number <= distinct; number++) {
      const place = vocabulary.isStop(termOf[number]!) ? stop++ : telling++;
      placeOf[number] = place;
      reading[FIRST_TERM + place] = termOf[number]!;
      if (times[number] === 1) continue;
      reading[firstWhere + place] = ~free;
      reading[free] = times[number]!;
      next[number] = free + 1;
      free += times[number]! + 1;
    }
    let at = firstExtra;
    for (const extra of extras) reading[at++] = extra;
    for (let position = 0; position < end - start; position++) {
      const term = terms[start + position]!;
      const number = numberOf[term]!;
      if (term === BOUNDARY) reading[at++] = position;
      else if (times[number] === 1) reading[firstWhere + placeOf[number]!] = position;
      else reading[next[number]!++] = position;
    }
    for (let number = 1; number <= distinct; number++) numberOf[termOf[number]!] = 0;
    return reading;
  }

  return remembered(MOST_REMEMBERED, read);
}
