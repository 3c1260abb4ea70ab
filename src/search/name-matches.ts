import type { NameIndex } from './names.ts';
import { isCarrier } from './stop-words.ts';

/** A word of a query, folded. */
export interface NamingWord {
  readonly word: string;
  readonly stop: boolean;
}

const LONGEST_NAME = 4;
const BEGINS = 0.7;
const RESEMBLES = 0.6;
const SHORTEST_BEGINNING = 3;
const MOST_WORDS_TO_RESEMBLE = 3;
const MOST_BEGINNINGS = 20;

/**
 * The documents that a query names and how much of it is the name: 1 where it is nothing else ("kimi vl",
 * "the Kimi-VL paper"), the name's share of its words where it says more ("kimi-vl on long videos").
 */
export function matchNames(words: readonly NamingWord[], names: NameIndex): Map<number, number> {
  const found = new Map<number, number>();
  const saying = words.filter(({ word, stop }) => !stop && !isCarrier(word));
  if (saying.length === 0) return found;
  function add(documents: readonly number[], value: number): void {
    for (const document of documents) found.set(document, Math.max(found.get(document) ?? 0, value));
  }
  for (let from = 0; from < words.length; from++) {
    let text = '';
    let said = 0;
    for (let to = from; to < Math.min(words.length, from + LONGEST_NAME); to++) {
      const { word, stop } = words[to]!;
      text += word.includes('.') ? word.replaceAll('.', '') : word;
      if (!stop && !isCarrier(word)) said++;
      if (said > 0) add(names.withKey(text), said / saying.length);
    }
  }
  const whole = saying.map(({ word }) => word).join('');
  if (whole.length >= SHORTEST_BEGINNING && saying.length <= LONGEST_NAME)
    add(names.beginning(whole).slice(0, MOST_BEGINNINGS), BEGINS);
  if (found.size === 0 && saying.length <= MOST_WORDS_TO_RESEMBLE) add(names.resembling(whole), RESEMBLES);
  return found;
}
