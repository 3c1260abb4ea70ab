import type { Abbreviation } from '../papers/abbreviations.ts';
import { analyse, fold, joinedTerm, runsOf } from './tokens.ts';

/** Short forms and what they stand for, as the papers define them and as the field has long agreed. */
export interface AbbreviationIndex {
  add(abbreviations: readonly Abbreviation[]): void;
  remove(abbreviations: readonly Abbreviation[]): void;
  /** What the term of a short form stands for, the most frequent first. */
  longForms(shortTerm: string): readonly Form[];
  /** Does any phrase with a short form begin with the term? */
  beginsLongForm(term: string): boolean;
  /** The short forms of a phrase, which is given by its terms with a space between, the most frequent first. */
  shortForms(longTerms: string): readonly Form[];
}

/** A way to write it. */
export interface Form {
  readonly text: string;
  readonly terms: readonly string[];
}

const MOST_FORMS = 2;
const NONE: readonly Form[] = [];

export function createAbbreviationIndex(standing: readonly Abbreviation[]): AbbreviationIndex {
  const longs = createCounter();
  const shorts = createCounter();
  const firstTerms = new Set<string>();

  function count(abbreviations: readonly Abbreviation[], change: number): void {
    for (const { short, long } of abbreviations) {
      longs.count(joinedTerm(wordsOf(short)), long.toLowerCase(), change);
      const terms = termsOf(long);
      shorts.count(terms.join(' '), short, change);
      if (terms[0] !== undefined) firstTerms.add(terms[0]);
    }
  }

  count(standing, 2);
  return {
    add: (abbreviations) => count(abbreviations, 1),
    remove: (abbreviations) => count(abbreviations, -1),
    longForms: (shortTerm) => longs.best(shortTerm),
    beginsLongForm: (term) => firstTerms.has(term),
    shortForms: (longTerms) => shorts.best(longTerms),
  };
}

function createCounter(): {
  count(key: string, value: string, change: number): void;
  best(key: string): readonly Form[];
} {
  const counts = new Map<string, Map<string, number>>();
  const chosen = new Map<string, readonly Form[]>();

  function choose(values: ReadonlyMap<string, number>): Form[] {
    return [...values]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_FORMS)
      .map(([text]) => ({ text, terms: termsOf(fold(text)) }));
  }

  return {
    count(key, value, change) {
      const values = counts.get(key) ?? new Map<string, number>();
      counts.set(key, values);
      chosen.delete(key);
      const now = (values.get(value) ?? 0) + change;
      if (now > 0) values.set(value, now);
      else values.delete(value);
    },
    best(key) {
      const values = counts.get(key);
      if (values === undefined) return NONE;
      let forms = chosen.get(key);
      if (forms === undefined) {
        forms = choose(values);
        chosen.set(key, forms);
      }
      return forms;
    },
  };
}

function wordsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => analyse(run.text).words);
}

function termsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => analyse(run.text).parts);
}
