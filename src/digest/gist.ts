import { splitSentences } from '../answers/sentences.ts';
import { shorten } from '../messages/shorten.ts';
import type { Paper } from '../papers/paper.ts';

const CONTRIBUTION =
  /\b(?:we|this (?:paper|work|study|report|article|survey))\s+(?:\w+\s+){0,2}?(?:propose|present|introduce|develop|design|describe|show|find|demonstrate|investigate|study|explore|analy[sz]e|release|build|offer|provide|examine|address|survey|review|devise|formulate)/i;
const LONGEST = 280;

/** The sentence of an abstract that says what the paper does, else its first. */
export function gist(paper: Paper): string {
  const text = paper.reading.abstract;
  const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
  return shorten(sentences.find((sentence) => CONTRIBUTION.test(sentence)) ?? sentences[0] ?? text, LONGEST);
}
