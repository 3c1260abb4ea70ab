import type { SemanticTable } from '../search/semantic/table.ts';
import { dot } from '../search/semantic/vectors.ts';
import { phrasesOf } from './hints.ts';
import { type Kind, kindsOf } from './question-kind.ts';
import type { Synonyms } from './synonyms.ts';
import { readWords, type Word } from './words.ts';

/** A word of the question to be found again in the answer. */
export interface Term {
  readonly text: string;
  /** Stems of its parts; the last is the whole where there are several. */
  readonly stems: readonly string[];
  readonly groups: ReadonlySet<number>;
  readonly name: boolean;
  readonly vector: Float32Array;
  /** How much of the question's meaning goes with it, around 1; always 1 without a table. */
  readonly importance: number;
  /** A word that questions hold and answers need not: "main", "idea". */
  readonly light: boolean;
  /** Whether the semantic table has a row for it; what has none may be mistyped. Always true without a table. */
  readonly known: boolean;
}

/** A question as ranking sees it. */
export interface Query {
  readonly text: string;
  readonly kinds: ReadonlySet<Kind>;
  readonly words: readonly Word[];
  /** What hints are kept for; with those of the question before where this one says only what changes. */
  readonly phrases: readonly string[];
  readonly terms: readonly Term[];
  /** Terms of the question before this one in the thread. */
  readonly earlier: readonly Term[];
  /** What is counted or asked for: "tools" of "how many tools", "teacher models" of "which teacher models". */
  readonly focus: readonly Term[];
  /** "and output length?": says only what changes against the question before it. */
  readonly elliptic: boolean;
  /** Has a question word of its own, and inherits none. */
  readonly anew: boolean;
  /** 1 to 9 where the question points at an item of a list ("the second one"), else 0. */
  readonly ordinal: number;
  readonly vector: Float32Array;
  readonly earlierVector: Float32Array;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const ELLIPTIC =
  /^\s*(?:and|or|but|what about|how about|also|same for|then|over|by how|since when|which ones?|why not|why\s*\?)\b/i;
/** More than any question needs, so that pasted pages cost no time. */
const MOST_TERMS = 40;
const NO_VECTOR = new Float32Array(0);

/**
 * Reads a question in the light of the one before it in the thread: the whole history and the words of its answers
 * make it worse.
 *
 * @param history earlier questions, oldest first
 */
export function readQuery(
  text: string,
  history: readonly string[],
  synonyms: Synonyms,
  semantic: SemanticTable | undefined,
): Query {
  const words = readWords(text);
  const before = history.at(-1);
  const own = kindsOf(text);
  const content = words.filter((word) => !word.stop);
  const ordinal = ordinalOf(text);
  const elliptic = before !== undefined && ordinal === 0 && (ELLIPTIC.test(text) || content.length <= 1);
  const anew = asksAnew(own);
  const goesOn = elliptic && !anew;
  const kinds = goesOn ? new Set([...own, ...kindsOf(before)]) : own;
  // "the second one" points at an item, which need not say that it is the second
  const meant = ordinal === 0 ? words : words.filter((word) => !ORDINALS.includes(word.text.toLowerCase()));
  const terms = readTerms(meant, synonyms, semantic);
  const beforeWords = before === undefined ? [] : readWords(before);
  const seen = new Set(terms.map((term) => term.stems.at(-1)));
  return {
    text,
    kinds,
    words,
    phrases: goesOn && ELLIPTIC.test(text) ? [...new Set([...phrasesOf(text), ...phrasesOf(before)])] : phrasesOf(text),
    terms,
    earlier: readTerms(beforeWords, synonyms, semantic).filter((term) => !seen.has(term.stems.at(-1))),
    focus: readTerms(focusWords(text, words), synonyms, semantic),
    elliptic,
    anew,
    ordinal,
    vector: semantic?.embed(text) ?? NO_VECTOR,
    earlierVector: before === undefined ? NO_VECTOR : (semantic?.embed(before) ?? NO_VECTOR),
  };
}

/** A question that opens with its own question word stands on its own feet. */
function asksAnew(kinds: ReadonlySet<Kind>): boolean {
  return (
    ['count', 'amount', 'gain', 'model', 'release', 'reason', 'who', 'when', 'where', 'definition'] as const
  ).some((kind) => kinds.has(kind));
}

function readTerms(words: readonly Word[], synonyms: Synonyms, semantic: SemanticTable | undefined): Term[] {
  const content = words.filter((word) => !word.stop);
  const groupsAt = new Map<Word, Set<number>>();
  for (const [group, places] of synonyms.groupsIn(content))
    for (const at of places) {
      const groups = groupsAt.get(content[at]!) ?? new Set();
      groupsAt.set(content[at]!, groups.add(group));
    }
  const seen = new Set<string>();
  const terms: Term[] = [];
  for (const word of content) {
    const key = word.stems.at(-1)!;
    if (seen.has(key) || /^[%$€£]$/.test(key)) continue;
    seen.add(key);
    terms.push({
      text: word.text,
      stems: word.stems,
      groups: groupsAt.get(word) ?? new Set(),
      name: word.name,
      vector: semantic?.embed(word.text) ?? NO_VECTOR,
      importance: 1,
      light: LIGHT.has(word.stems[0]!),
      known: semantic?.knows(word.text) ?? true,
    });
  }
  return weigh(terms.slice(0, MOST_TERMS), semantic);
}

/** Words that questions hold and answers need not. */
const LIGHT = new Set(
  'happen mention suggest instead need lot kind sort type try tri look report interest main key idea big larg much long good well go come need mean thing call name realli still also yet ani already new differ stuff way point'.split(
    ' ',
  ),
);

/** What such a word counts. */
export const LIGHT_SHARE = 0.3;

/** A word matters as much as the meaning of the rest differs from the meaning of the whole. */
function weigh(terms: readonly Term[], semantic: SemanticTable | undefined): Term[] {
  if (!semantic || terms.length < 2)
    return terms.map((term) => ({ ...term, importance: term.light ? LIGHT_SHARE : 1 }));
  const whole = semantic.embed(terms.map((term) => term.text).join(' '));
  const changes = terms.map(
    (_, t) =>
      1 -
      dot(
        whole,
        semantic.embed(
          terms
            .filter((_, other) => other !== t)
            .map((term) => term.text)
            .join(' '),
        ),
      ),
  );
  const mean = changes.reduce((sum, change) => sum + change, 0) / terms.length;
  return terms.map((term, t) => ({
    ...term,
    importance: (mean === 0 ? 1 : 0.3 + (0.7 * changes[t]!) / mean) * (term.light ? LIGHT_SHARE : 1),
  }));
}

const FOCUS =
  /\b(?:how many|how much|how (?:big|large|small|long|often|fast) (?:is|are|was|were)(?: the| their| its)?|which|what(?:'s| is| are| was| were)?(?: the| their| its)?|number of)\s+/i;
const FOCUS_END =
  /^(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|in|on|of|for|from|to|at|by|with|than|that|used|get|gets|work|works|per|it|they|we|you|the|a|an|this|these|their|and|or)$/i;

/** The noun phrase after the question word. */
function focusWords(text: string, words: readonly Word[]): readonly Word[] {
  const match = FOCUS.exec(text);
  if (!match) return [];
  const from = match.index + match[0].length;
  const phrase: Word[] = [];
  for (const word of words) {
    if (word.start < from) continue;
    if (FOCUS_END.test(word.text)) {
      if (phrase.length === 0 && /^(?:the|of|kind|a|an|their)$/i.test(word.text)) continue;
      break;
    }
    if (!word.stop) phrase.push(word);
    if (phrase.length >= 4) break;
  }
  return phrase;
}

function ordinalOf(text: string): number {
  const lower = text.toLowerCase();
  return (
    ORDINALS.findIndex((word) =>
      new RegExp(
        `\\b(?:the|its|their|stage|step|part) ${word}\\b|\\b${word} (?:one|stage|step|part|phase|component)\\b`,
      ).test(lower),
    ) + 1
  );
}
