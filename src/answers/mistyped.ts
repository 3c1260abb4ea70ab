import { typingDistance } from '../search/corrections.ts';
import type { Passage, Sentence } from './passage.ts';
import type { Term } from './query.ts';

/** Shorter words have too many neighbours that are words as well. */
const LEAST_LENGTH = 5;
/** From here on two mistakes are forgiven, below it one. */
const LONG = 8;

/**
 * The place of the word that a term was meant to be, -1 where there is none: a word with the same first letter, one or
 * two mistakes away. Only a term that the semantic table does not know is taken for mistyped, and only where the paper
 * has no such word.
 */
export function mistyped(term: Term, sentence: Sentence, passage: Passage): number {
  const meant = bare(term.text);
  if (term.known || meant.length < LEAST_LENGTH || !/^\p{L}+$/u.test(meant)) return -1;
  const own = term.stems.at(-1)!;
  if (passage.titleStems.has(own) || passage.sentences.some(({ stems }) => stems.has(own))) return -1;
  const most = meant.length < LONG ? 1 : 2;
  return sentence.words.findIndex((word) => {
    if (word.stop) return false;
    const other = bare(word.text);
    return (
      other[0] === meant[0] &&
      Math.abs(other.length - meant.length) <= most &&
      other.length >= LEAST_LENGTH - 1 &&
      typingDistance(meant, other) <= most
    );
  });
}

function bare(text: string): string {
  return text.toLowerCase().replace(/['’]s?$/, '');
}
