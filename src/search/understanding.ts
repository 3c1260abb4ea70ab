import type { AbbreviationIndex, Form } from './abbreviation-index.ts';
import type { ConceptTable } from './concepts.ts';
import { candidatesFor } from './corrections.ts';
import { matchNames } from './name-matches.ts';
import type { NameIndex } from './names.ts';
import type { Postings } from './postings.ts';
import type { SemanticTable } from './semantic/table.ts';
import { joinedHash } from './text-hash.ts';
import { type Analysis, analyse, runsOf, termOf, termWritten } from './tokens.ts';
import { BOUNDARY, type Vocabulary } from './vocabulary.ts';

export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

/** A word of the query and the terms that stand for it. */
export interface QueryWord {
  readonly written: string;
  /** The word of the collection that it was taken for, where it is unknown there. */
  readonly takenFor: string | undefined;
  readonly terms: readonly WeightedTerm[];
  /** How much the word says of the topic: 1, less for "paper" and the like. */
  readonly weight: number;
}

/** Another way to say a part of the query: papers count that hold all of its terms. */
interface Expansion {
  readonly from: string;
  readonly to: string;
  readonly terms: readonly number[];
}

export interface Understanding {
  readonly words: readonly QueryWord[];
  /** Parts of the query that the collection writes as one word: "skywork r1 v". */
  readonly joined: readonly QueryWord[];
  readonly expansions: readonly Expansion[];
  readonly concepts: readonly number[];
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  /** Words of the query found nowhere, not even resembled. */
  readonly unknown: readonly string[];
  /** The best term of each word in their order, stop words too, BOUNDARY where nothing is known. */
  readonly sequence: readonly number[];
  /** The query with corrections, for the semantic table. */
  readonly text: string;
  /** The documents that the query names, with how much of it is the name. */
  readonly named: ReadonlyMap<number, number>;
}

export interface Knowledge {
  readonly vocabulary: Vocabulary;
  readonly postings: Postings;
  readonly abbreviations: AbbreviationIndex;
  readonly concepts: ConceptTable;
  readonly names: NameIndex;
  readonly semantic?: { readonly table: SemanticTable };
}

interface Part {
  readonly written: string;
  readonly word: string;
  readonly term: string;
  readonly stop: boolean;
  readonly traits: Analysis['traits'][number];
}

const MOST_PARTS = 400;
const MOST_JOINED = 3;
const LONGEST_PHRASE = 6;
const CARRIER_WEIGHT = 0.25;

/** What the words of a query stand for in a collection. */
export function understand(text: string, knowledge: Knowledge): Understanding {
  const { vocabulary, postings } = knowledge;
  const known = (term: string): number => {
    const n = vocabulary.find(term);
    return n !== BOUNDARY && postings.documentFrequency(n) > 0 ? n : BOUNDARY;
  };
  const { parts, compounds } = readParts(text);
  const { joined, covered } = joinNeighbours(parts, compounds, vocabulary, known);

  const words: QueryWord[] = [];
  const corrections: { from: string; to: string }[] = [];
  const unknown: string[] = [];
  const sequence: number[] = [];
  const semantic: string[] = [];
  const everyCarrier = parts.every((part) => part.stop || part.traits.carrier);
  const seen = new Set<string>();
  parts.forEach((part, i) => {
    const term = vocabulary.find(part.term);
    if (part.stop) {
      semantic.push(part.word);
      sequence.push(term);
      return;
    }
    const weight = part.traits.carrier && !everyCarrier ? CARRIER_WEIGHT : 1;
    semantic.push(part.traits.american);
    if (term !== BOUNDARY && postings.documentFrequency(term) > 0) {
      sequence.push(term);
      if (!seen.has(part.term)) words.push(wordAsWritten(part.written, term, weight));
      seen.add(part.term);
      return;
    }
    if (covered.has(i)) {
      sequence.push(BOUNDARY);
      return;
    }
    // a word of the language that no paper here uses is no typo of one that they use ("picture" is not "mixture")
    const spelled = knowledge.semantic?.table.knows(part.word) === true;
    const candidates = spelled ? [] : candidatesFor(part.word, vocabulary, postings);
    const best = candidates[0];
    const split = best?.mistakes === 1 ? undefined : splitWord(part.word, known);
    if (split !== undefined) {
      sequence.push(...split.map((half) => half.term));
      for (const half of split) words.push(wordAsWritten(half.word, half.term, weight));
      semantic.push(...split.map((half) => half.word));
      return;
    }
    sequence.push(best?.term ?? BOUNDARY);
    if (best === undefined) {
      unknown.push(part.written);
      return;
    }
    // filled one by one as everywhere: arrays of one make keep the code that reads them fast
    const terms: WeightedTerm[] = [];
    for (const candidate of candidates) terms.push({ term: candidate.term, weight: candidate.weight });
    words.push({ written: part.written, takenFor: best.word, terms, weight });
    if (best.kind === 'typo') corrections.push({ from: part.written, to: best.word });
    semantic[semantic.length - 1] = best.word;
  });

  const concepts: number[] = [];
  knowledge.concepts.collect(sequence, 0, sequence.length, concepts);
  return {
    words,
    joined,
    expansions: expand(sequence, parts, knowledge),
    concepts: [...new Set(concepts)],
    corrections,
    unknown,
    sequence,
    text: semantic.join(' '),
    named: matchNames(parts, knowledge.names),
  };
}

function readParts(text: string): { parts: Part[]; compounds: { term: string; from: number; to: number }[] } {
  const parts: Part[] = [];
  const compounds: { term: string; from: number; to: number }[] = [];
  for (const run of runsOf(text)) {
    if (parts.length > MOST_PARTS) break;
    const from = parts.length;
    const { parts: terms, words, stops, traits, extras } = analyse(run.text);
    terms.forEach((term, i) => {
      const single = terms.length === 1;
      parts.push({
        written: single ? run.text : words[i]!,
        word: words[i]!,
        term,
        stop: stops[i]!,
        traits: traits[i]!,
      });
    });
    for (const term of extras) compounds.push({ term, from, to: parts.length });
  }
  return { parts, compounds };
}

/** Neighbouring words that the collection writes as one; words that are known only so are covered by it. */
function joinNeighbours(
  parts: readonly Part[],
  compounds: readonly { term: string; from: number; to: number }[],
  vocabulary: Vocabulary,
  known: (term: string) => number,
): { joined: QueryWord[]; covered: Set<number> } {
  const joined: QueryWord[] = [];
  const covered = new Set<number>();
  const seen = new Set<number>();
  function consider(term: string, from: number, to: number): void {
    const number = known(term);
    if (number === BOUNDARY) return;
    for (let i = from; i < to; i++) covered.add(i);
    if (seen.has(number)) return;
    seen.add(number);
    joined.push(wordAsWritten(writtenTogether(parts, from, to), number, 1));
  }
  for (const { term, from, to } of compounds) consider(term, from, to);
  for (let from = 0; from < parts.length; from++) {
    let hash = parts[from]!.traits.wordHash.value;
    for (let to = from + 2; to <= Math.min(parts.length, from + MOST_JOINED); to++) {
      const { word, traits } = parts[to - 1]!;
      // most neighbours are no word together, which their hash tells without putting them together
      if (vocabulary.mayKnow(joinedHash(hash, traits.termHash)))
        consider(termWritten(wordsJoined(parts, from, to - 1), word), from, to);
      hash = joinedHash(hash, traits.wordHash);
    }
  }
  return { joined, covered };
}

function writtenTogether(parts: readonly Part[], from: number, to: number): string {
  let written = parts[from]!.written;
  for (let i = from + 1; i < to; i++) written += ` ${parts[i]!.written}`;
  return written;
}

function wordAsWritten(written: string, term: number, weight: number): QueryWord {
  return { written, takenFor: undefined, terms: [{ term, weight: 1 }], weight };
}

function wordsJoined(parts: readonly Part[], from: number, to: number): string {
  let joined = '';
  for (let i = from; i < to; i++) joined += parts[i]!.word;
  return joined;
}

/** An unknown word that is two known ones without the space: "skyworkr1v", "photoediting". */
function splitWord(word: string, known: (term: string) => number): { word: string; term: number }[] | undefined {
  for (let at = word.length - 2; at >= 2; at--) {
    const halves = [word.slice(0, at), word.slice(at)];
    if (halves.some((half) => half.length < 3 && !/\d/.test(half))) continue;
    const terms = halves.map((half) => known(termOf(half)));
    if (terms.every((term) => term !== BOUNDARY)) return halves.map((half, i) => ({ word: half, term: terms[i]! }));
  }
  return undefined;
}

/** Abbreviations both ways. */
function expand(sequence: readonly number[], parts: readonly Part[], knowledge: Knowledge): Expansion[] {
  const { vocabulary, postings, abbreviations } = knowledge;
  const expansions: Expansion[] = [];
  const present = new Set(sequence);
  function add(from: string, to: Form): void {
    const terms: number[] = [];
    for (const written of to.terms) {
      const term = vocabulary.find(written);
      if (!vocabulary.isStop(term)) terms.push(term);
    }
    if (terms.length === 0 || terms.every((term) => present.has(term))) return;
    if (terms.some((term) => postings.documentFrequency(term) === 0)) return;
    expansions.push({ from, to: to.text, terms });
  }
  parts.forEach((part, i) => {
    for (const long of abbreviations.longForms(part.term)) add(part.written, long);
    if (!abbreviations.beginsLongForm(part.term)) return;
    let terms = part.term;
    for (let to = i + 2; to <= Math.min(parts.length, i + LONGEST_PHRASE); to++) {
      terms += ` ${parts[to - 1]!.term}`;
      for (const short of abbreviations.shortForms(terms)) add(writtenTogether(parts, i, to), short);
    }
  });
  return expansions;
}
