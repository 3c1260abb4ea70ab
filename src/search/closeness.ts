import type { Documents } from './documents.ts';
import type { READING_VIEWS } from './fusion.ts';
import { grown } from './growable.ts';
import type { QueryMarks } from './query-marks.ts';
import { FIRST_TERM, type Reading } from './readings.ts';
import type { TermScores } from './term-scores.ts';
import type { Understanding } from './understanding.ts';

/** What is seen only by reading a document through, and so only of the best candidates. */
export type Closeness = Record<(typeof READING_VIEWS)[number], Float32Array>;

const NEAR = 5;
const GRAM_K1 = 1.2;
const GRAM_B = 0.7;

/** Reads the candidates at some places for the words and the pieces of a query. */
export function createClosenessReader(
  documents: Documents,
  read: (document: number) => Reading,
  mark: (understanding: Understanding) => QueryMarks,
  scores: TermScores,
): (understanding: Understanding, candidates: Int32Array, places: Int32Array, into: Closeness) => void {
  // where the query's words occur in a document, in rising order, and the entry of the term there
  let positions = new Int32Array(64);
  let entries = new Int32Array(64);
  // of each word what its best form in a document is worth and in which sentence it was last, of each piece how often it occurs
  let heldWorths = new Float32Array(64);
  let lastSentences = new Int32Array(64);
  let pieceFrequencies = new Int32Array(256);

  return (understanding, candidates, places, into) => {
    const marks = mark(understanding);
    const { entryOf, wordOf, worthOf, firstPiece, nextPiece, pieceSlot, pieceWorths, worths } = marks;
    let unknownWorth = understanding.unknown.length * scores.inverseFrequency(0);
    for (const worth of worths) unknownWorth += worth;
    const total = unknownWorth || 1;
    const pieces = pieceWorths.length;
    if (heldWorths.length <= worths.length) {
      heldWorths = grown(heldWorths, worths.length + 1);
      lastSentences = grown(lastSentences, worths.length + 1);
    }
    if (pieceFrequencies.length < pieces) pieceFrequencies = grown(pieceFrequencies, pieces);
    // constants are read faster than variables of the closure
    const inDocument = heldWorths;
    const lastSentence = lastSentences;
    const frequencies = pieceFrequencies;
    const { start, titleEnd, bodyEnd, lengths, meanLength } = documents;

    for (const place of places) {
      const document = candidates[place]!;
      const reading = read(document);
      const terms = reading[0]!;
      const firstExtra = FIRST_TERM + 2 * terms;
      const firstBoundary = firstExtra + reading[2]!;
      const boundaries = reading[3]!;
      const end = FIRST_TERM + (marks.hasStops ? terms : terms - reading[1]!);
      const textLength = bodyEnd[document]! - start[document]!;
      if (positions.length < textLength) {
        positions = grown(positions, textLength);
        entries = grown(entries, textLength);
      }
      const found = positions;
      const foundEntry = entries;
      frequencies.fill(0, 0, pieces);
      let count = 0;
      for (let i = FIRST_TERM; i < end; i++) {
        const entry = entryOf[reading[i]!]!;
        if (entry === 0) continue;
        const where = reading[i + terms]!;
        const times = where >= 0 ? 1 : reading[~where]!;
        for (let piece = firstPiece[entry]!; piece !== 0; piece = nextPiece[piece]!)
          frequencies[pieceSlot[piece]!]! += times;
        if (wordOf[entry] === 0) continue;
        for (let time = 1; time <= times; time++) {
          const position = where >= 0 ? where : reading[~where + time]!;
          let at = count++;
          for (; at > 0 && found[at - 1]! > position; at--) {
            found[at] = found[at - 1]!;
            foundEntry[at] = foundEntry[at - 1]!;
          }
          found[at] = position;
          foundEntry[at] = entry;
        }
      }

      inDocument.fill(0, 0, worths.length + 1);
      lastSentence.fill(-1, 0, worths.length + 1);
      const titleLength = titleEnd[document]! - start[document]!;
      let covered = 0;
      let titleCovered = 0;
      let inSentence = 0;
      let bestSentence = 0;
      let near = 0;
      let sentence = 0;
      let last = 0;
      let lastAt = 0;
      for (let n = 0; n < count; n++) {
        const at = found[n]!;
        if (sentence < boundaries && reading[firstBoundary + sentence]! < at) {
          if (inSentence > bestSentence) bestSentence = inSentence;
          while (sentence < boundaries && reading[firstBoundary + sentence]! < at) sentence++;
          inSentence = 0;
          last = 0;
        }
        const entry = foundEntry[n]!;
        const word = wordOf[entry]!;
        const worth = worthOf[entry]!;
        if (lastSentence[word] !== sentence) {
          lastSentence[word] = sentence;
          inSentence += worth;
        }
        if (inDocument[word]! < worth) {
          covered += worth - inDocument[word]!;
          inDocument[word] = worth;
        }
        if (at < titleLength) titleCovered = covered;
        if (last !== 0 && last !== word && at - lastAt <= NEAR)
          near += Math.min(worth, worths[last - 1]!) / (at - lastAt);
        last = word;
        lastAt = at;
      }
      // joined words, keywords and authors have no place in the text, but the document holds them
      for (let i = firstExtra; i < firstBoundary; i++) {
        const entry = entryOf[reading[i]!]!;
        if (entry === 0 || wordOf[entry] === 0) continue;
        const word = wordOf[entry]!;
        const worth = worthOf[entry]!;
        if (inDocument[word]! >= worth) continue;
        covered += worth - inDocument[word]!;
        inDocument[word] = worth;
      }
      let pieceScore = 0;
      const norm = GRAM_K1 * (1 - GRAM_B + (GRAM_B * lengths[document]!) / meanLength);
      for (let slot = 1; slot < pieces; slot++) {
        const frequency = frequencies[slot]!;
        if (frequency > 0) pieceScore += (pieceWorths[slot]! * frequency * (GRAM_K1 + 1)) / (frequency + norm);
      }
      into.grams[place] = pieceScore;
      into.sentence[place] = Math.max(bestSentence, inSentence);
      into.nearness[place] = Math.log1p(near);
      into.coverage[place] = covered / total;
      into.titleCoverage[place] = titleCovered / total;
    }
    marks.clear();
  };
}
