import type { Documents } from './documents.ts';
import type { READING_VIEWS } from './fusion.ts';
import type { GramIndex } from './grams.ts';
import { grown } from './growable.ts';
import type { TermScores } from './term-scores.ts';
import type { Understanding } from './understanding.ts';
import { BOUNDARY, type Vocabulary } from './vocabulary.ts';

/** What is seen only by reading a document through, and so only of the best candidates. */
export type Closeness = Record<(typeof READING_VIEWS)[number], Float32Array>;

const NEAR = 5;
const GRAM_K1 = 1.2;
const GRAM_B = 0.7;

/** Reads the candidates at some places through for the words and the pieces of a query. */
export function createClosenessReader(
  documents: Documents,
  vocabulary: Vocabulary,
  grams: GramIndex,
  scores: TermScores,
): (understanding: Understanding, candidates: Int32Array, places: Int32Array, into: Closeness) => void {
  let wordOf = new Int16Array(1024);
  let worthOf = new Float32Array(1024);
  // the query's pieces that a term has, as a list: the place of its first, of each the next place and the piece's slot
  let firstShared = new Int32Array(1024);
  let nextShared = new Int32Array(1024);
  let sharedSlot = new Int16Array(1024);
  let sharedTerm = new Int32Array(1024);
  const slotOfGram = new Int16Array(grams.buckets);

  /**
   * Lists for each term the pieces of a query that it has.
   *
   * @returns the length of the list
   */
  function share(queryGrams: readonly number[]): number {
    const { last, before, owners } = grams;
    let used = 1;
    for (const gram of queryGrams) {
      const slot = slotOfGram[gram]!;
      for (let place = last[gram]!; place >= 0; place = before[place]!) {
        if (used === nextShared.length) {
          nextShared = grown(nextShared, used + 1);
          sharedSlot = grown(sharedSlot, used + 1);
          sharedTerm = grown(sharedTerm, used + 1);
        }
        const term = owners[place]!;
        sharedTerm[used] = term;
        sharedSlot[used] = slot;
        nextShared[used] = firstShared[term]!;
        firstShared[term] = used;
        used++;
      }
    }
    return used;
  }

  return (understanding, candidates, places, into) => {
    firstShared = grown(firstShared, vocabulary.size);
    wordOf = grown(wordOf, vocabulary.size);
    worthOf = grown(worthOf, vocabulary.size);
    const { words } = understanding;
    const worths = new Float32Array(words.length);
    let unknownWorth = understanding.unknown.length * scores.inverseFrequency(0);
    words.forEach((word, w) => {
      for (const { term, weight } of word.terms) {
        const worth = word.weight * weight * scores.weightOf(term);
        if (worth > worths[w]!) worths[w] = worth;
        if (wordOf[term] !== 0) continue;
        wordOf[term] = w + 1;
        worthOf[term] = worth;
      }
      unknownWorth += worths[w]!;
    });
    const gramWorths: number[] = [0];
    const queryGrams: number[] = [];
    const { offsets, list } = grams;
    for (const word of words) {
      const { term } = word.terms[0]!;
      for (let at = offsets[term]!; at < offsets[term + 1]!; at++) {
        const gram = list[at]!;
        if (slotOfGram[gram] !== 0) continue;
        slotOfGram[gram] = gramWorths.length;
        const frequency = Math.min(documents.living, grams.documentFrequency(gram));
        gramWorths.push(word.weight * scores.inverseFrequency(frequency));
        queryGrams.push(gram);
      }
    }

    const touched = share(queryGrams);
    const total = unknownWorth || 1;
    const inDocument = new Float32Array(words.length + 1);
    const inSentence = new Int32Array(words.length + 1);
    const gramFrequency = new Float32Array(gramWorths.length);
    const { terms, start, titleEnd, bodyEnd, end: endOfDocument, lengths } = documents;
    // a constant of this call is read faster than a variable of the closure
    const [wordAt, worthAt, firstAt, nextAt, slotAt] = [wordOf, worthOf, firstShared, nextShared, sharedSlot];

    let sentences = 0;
    for (const place of places) {
      const document = candidates[place]!;
      inDocument.fill(0);
      gramFrequency.fill(0);
      sentences++;
      let covered = 0;
      let titleCovered = 0;
      let sentence = 0;
      let bestSentence = 0;
      let near = 0;
      let last = 0;
      let lastAt = -NEAR;
      const endOfTitle = titleEnd[document]!;
      const end = bodyEnd[document]!;
      const endOfAll = endOfDocument[document]!;
      for (let at = start[document]!; at < end; at++) {
        const term = terms[at]!;
        if (term === BOUNDARY) {
          if (at === endOfTitle) titleCovered = covered;
          if (sentence > bestSentence) bestSentence = sentence;
          sentence = 0;
          sentences++;
          last = 0;
          continue;
        }
        const word = wordAt[term]!;
        if (word !== 0) {
          const worth = worthAt[term]!;
          if (inSentence[word] !== sentences) {
            inSentence[word] = sentences;
            sentence += worth;
          }
          if (inDocument[word]! < worth) {
            covered += worth - inDocument[word]!;
            inDocument[word] = worth;
          }
          if (last !== 0 && last !== word && at - lastAt <= NEAR)
            near += Math.min(worth, worths[last - 1]!) / (at - lastAt);
          last = word;
          lastAt = at;
        }
        for (let place = firstAt[term]!; place !== 0; place = nextAt[place]!) gramFrequency[slotAt[place]!]!++;
      }
      // joined words, keywords and authors have no place in the text, but the document holds them
      for (let at = end; at < endOfAll; at++) {
        const word = wordAt[terms[at]!]!;
        if (word === 0) continue;
        const worth = worthAt[terms[at]!]!;
        if (inDocument[word]! >= worth) continue;
        covered += worth - inDocument[word]!;
        inDocument[word] = worth;
      }
      let gramScore = 0;
      const norm = GRAM_K1 * (1 - GRAM_B + (GRAM_B * lengths[document]!) / documents.meanLength);
      for (let g = 1; g < gramWorths.length; g++) {
        const frequency = gramFrequency[g]!;
        if (frequency > 0) gramScore += (gramWorths[g]! * frequency * (GRAM_K1 + 1)) / (frequency + norm);
      }
      into.grams[place] = gramScore;
      into.sentence[place] = Math.max(bestSentence, sentence);
      into.nearness[place] = Math.log1p(near);
      into.coverage[place] = covered / total;
      into.titleCoverage[place] = titleCovered / total;
    }
    for (const { terms } of words) for (const { term } of terms) wordOf[term] = 0;
    for (let i = 0; i < touched; i++) firstShared[sharedTerm[i]!] = 0;
    for (const gram of queryGrams) slotOfGram[gram] = 0;
  };
}
