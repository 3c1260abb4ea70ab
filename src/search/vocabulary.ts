import SearchableMap from 'minisearch/SearchableMap';
import { createHashFilter } from './text-hash.ts';
import { analyse } from './tokens.ts';

/** A run's terms as numbers. */
interface TermRun {
  readonly parts: readonly number[];
  readonly extras: readonly number[];
}

/** The terms of a collection, numbered from 1, and the words that they were written as. */
export interface Vocabulary {
  /** One more than the highest number. */
  readonly size: number;
  /** The number of a term, 0 where it is unknown. */
  find(term: string): number;
  /** Whether a term with this hash value may be known. */
  mayKnow(hash: number): boolean;
  number(term: string): number;
  term(number: number): string;
  isStop(number: number): boolean;
  /** A term as it is written, by the shortest word that it was read from. */
  wordOf(number: number): string;
  /** The terms of a run of the collection, which are unknown no longer. */
  read(run: string): TermRun;
  /** The collection's words, to look up by prefix and by edit distance, with the numbers of their terms. */
  readonly words: SearchableMap<number>;
}

/** Stands between two sentences, where no term does. */
export const BOUNDARY = 0;
const MOST_REMEMBERED = 300_000;

/**
 * Words are kept in MiniSearch's radix tree, whose look-up by prefix and by edit distance is what typos and unfinished
 * words need. Terms are numbers that index typed arrays, which is where the speed of the engine comes from.
 */
export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const filter = createHashFilter();
  const terms: string[] = [''];
  const stopTerms: boolean[] = [];
  const written: string[] = [];
  const words = new SearchableMap<number>();
  const remembered = new Map<string, TermRun>();

  function number(term: string): number {
    let n = numbers.get(term);
    if (n === undefined) {
      n = terms.length;
      terms.push(term);
      filter.add(term);
      numbers.set(term, n);
    }
    return n;
  }

  function learn(text: string): TermRun {
    const analysis = analyse(text);
    const run = { parts: analysis.parts.map(number), extras: analysis.extras.map(number) };
    run.parts.forEach((n, i) => {
      if (analysis.stops[i]) stopTerms[n] = true;
      else {
        const word = analysis.words[i]!;
        words.set(word, n);
        const known = written[n];
        if (known === undefined || word.length < known.length) written[n] = word;
      }
    });
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, run);
    return run;
  }

  return {
    get size() {
      return terms.length;
    },
    find: (term) => numbers.get(term) ?? 0,
    mayKnow: (hash) => filter.mayHave(hash),
    number,
    term: (n) => terms[n] ?? '',
    wordOf: (n) => written[n] ?? terms[n] ?? '',
    isStop: (n) => stopTerms[n] === true,
    read: (text) => remembered.get(text) ?? learn(text),
    words,
  };
}
