import type { NameIndex } from './names.ts';
import { joinedHash, type TextHash } from './text-hash.ts';

/** A word of a query, folded. */
interface NamingWord {
  readonly word: string;
  readonly stop: boolean;
  readonly traits: { readonly carrier: boolean; readonly wordHash: TextHash };
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
  const saying: NamingWord[] = [];
  for (const word of words) if (says(word)) saying.push(word);
  if (saying.length === 0) return found;
  function add(documents: readonly number[], value: number): void {
    for (const document of documents) found.set(document, Math.max(found.get(document) ?? 0, value));
  }
  for (let from = 0; from < words.length; from++) {
    let hash = 0;
    let said = 0;
    for (let to = from; to < Math.min(words.length, from + LONGEST_NAME); to++) {
      const word = words[to]!;
      hash = joinedHash(hash, word.traits.wordHash);
      if (says(word)) said++;
      if (said > 0 && names.mayHaveKey(hash)) add(names.withKey(keyOf(words, from, to + 1)), said / saying.length);
    }
  }
  let whole = '';
  for (const { word } of saying) whole += word;
  if (whole.length >= SHORTEST_BEGINNING && saying.length <= LONGEST_NAME)
    add(names.beginning(whole).slice(0, MOST_BEGINNINGS), BEGINS);
  if (found.size === 0 && saying.length <= MOST_WORDS_TO_RESEMBLE) add(names.resembling(whole), RESEMBLES);
  return found;
}

function says({ stop, traits }: NamingWord): boolean {
  return !stop && !traits.carrier;
}

function keyOf(words: readonly NamingWord[], from: number, to: number): string {
  let key = '';
  for (let i = from; i < to; i++) key += words[i]!.word;
  return key.replaceAll('.', '');
}
