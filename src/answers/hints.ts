import type { Sign } from './signs.ts';
import { stem } from './words.ts';

/** What the words of questions have been seen to say of the sentences that answer them. */
export interface Hints {
  /** How much each sign of a sentence speaks for it (or against it, below 0) where a question has these phrases. */
  of(phrases: readonly string[]): ReadonlyMap<string, number>;
}

export const NO_HINTS: Hints = { of: () => new Map() };

const HUNDREDTHS = 100;

/**
 * Reads hints: a phrase a line, and after a tab the signs that it speaks for, each with its weight in hundredths:
 * `how come<TAB>reason 35 problem 12`. Lines with "#" are comments.
 *
 * @throws Error where a line is not of that form
 */
export function parseHints(text: string): Hints {
  const known = new Map<string, readonly (readonly [sign: string, weight: number])[]>();
  text.split('\n').forEach((line, at) => {
    if (line === '' || line.startsWith('#')) return;
    const [phrase = '', list = ''] = line.split('\t');
    const parts = list.split(' ');
    const weights = parts.flatMap((sign, i) =>
      i % 2 === 0 ? [[sign, Number(parts[i + 1]) / HUNDREDTHS] as const] : [],
    );
    if (phrase === '' || weights.some(([sign, weight]) => sign === '' || !Number.isFinite(weight)))
      throw new Error(`Line ${at + 1} of the hints is none: “${line.slice(0, 40)}”.`);
    known.set(phrase, weights);
  });
  return {
    of(phrases) {
      const found = phrases.flatMap((phrase) => known.get(phrase) ?? []);
      const count = phrases.filter((phrase) => known.has(phrase)).length;
      const sums = new Map<string, number>();
      for (const [sign, weight] of found) sums.set(sign, (sums.get(sign) ?? 0) + weight / Math.sqrt(count));
      return sums;
    },
  };
}

/** How much a sentence's signs speak for it. */
export function hinted(hints: ReadonlyMap<string, number>, signs: readonly Sign[]): number {
  return signs.reduce((sum, sign) => sum + (hints.get(sign) ?? 0), 0);
}

const WORD = /[a-z]+(?:'[a-z]+)?|\d+|\?/g;

/**
 * What of a question hints are kept for: its words as stems, its pairs of neighbouring words, and after a "^" those that
 * it opens with. Numbers are all the same.
 */
export function phrasesOf(question: string): readonly string[] {
  const words = (question.toLowerCase().replaceAll('’', "'").match(WORD) ?? []).map((word) =>
    /^\d/.test(word) ? '0' : /^[a-z]+$/.test(word) ? stem(word) : word,
  );
  const [first, second] = words;
  if (first === undefined) return [];
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return [...new Set([...words, ...pairs, `^${first}`, ...(second === undefined ? [] : [`^${first} ${second}`])])];
}
