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
): (
  understanding: Understanding,
  candidates: Int32Array,
  places: Int32Array,
  withGrams: boolean,
  into: Closeness,
) => void {
  /** Whether a term is a word of the query at hand or shares a piece with one. */
  let relevant = new Uint8Array(1024);
  let wordOf = new Int16Array(1024);
  let worthOf = new Float32Array(1024);
  const slotOfGram = new Int16Array(grams.buckets);

  return (understanding, candidates, places, withGrams, into) => {
    relevant = grown(relevant, vocabulary.size);
    wordOf = grown(wordOf, vocabulary.size);
    worthOf = grown(worthOf, vocabulary.size);
    const { words } = understanding;
    const touched: number[] = [];
    const mark = (term: number): void => {
      if (relevant[term] !== 0) return;
      relevant[term] = 1;
      touched.push(term);
    };
    const worths = new Float32Array(words.length);
    let unknownWorth = understanding.unknown.length * scores.inverseFrequency(0);
    words.forEach((word, w) => {
      for (const { term, weight } of word.terms) {
        const worth = word.weight * weight * scores.weightOf(term);
        if (worth > worths[w]!) worths[w] = worth;
        if (wordOf[term] !== 0) continue;
        wordOf[term] = w + 1;
        worthOf[term] = worth;
        mark(term);
      }
      unknownWorth += worths[w]!;
    });
    const gramWorths: number[] = [0];
    const queryGrams: number[] = [];
    for (const word of withGrams ? words : [])
      for (const gram of grams.gramsOf(vocabulary.term(word.terms[0]!.term))) {
        if (slotOfGram[gram] !== 0) continue;
        slotOfGram[gram] = gramWorths.length;
        const frequency = Math.min(documents.living, grams.documentFrequency(gram));
        gramWorths.push(word.weight * scores.inverseFrequency(frequency));
        queryGrams.push(gram);
        grams.eachTerm(gram, mark);
      }

    const total = unknownWorth || 1;
    const inDocument = new Float32Array(words.length + 1);
    const inSentence = new Int32Array(words.length + 1);
    const gramFrequency = new Float32Array(gramWorths.length);
    const { terms, start, titleEnd, bodyEnd, lengths } = documents;
    const { list, offsets } = grams;
    // a constant of this call is read faster than a variable of the closure
    const [isRelevant, wordAt, worthAt] = [relevant, wordOf, worthOf];

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
        if (isRelevant[term] === 0) continue;
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
        if (!withGrams) continue;
        const endOfGrams = offsets[term + 1]!;
        for (let g = offsets[term]!; g < endOfGrams; g++) {
          const slot = slotOfGram[list[g]!]!;
          if (slot !== 0) gramFrequency[slot]!++;
        }
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
    for (const term of touched) {
      relevant[term] = 0;
      wordOf[term] = 0;
    }
    for (const gram of queryGrams) slotOfGram[gram] = 0;
  };
}
