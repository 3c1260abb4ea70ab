import { findAbbreviations } from '../papers/abbreviations.ts';
import { readingForm } from '../papers/reading-form.ts';
import { shortName } from '../papers/short-name.ts';
import type { SemanticTable } from '../search/semantic/table.ts';
import { type Cue, cuesOf } from './cues.ts';
import { type Span, splitSentences } from './sentences.ts';
import { type Sign, signsOf } from './signs.ts';
import type { Synonyms } from './synonyms.ts';
import { readWords, stemsOf, type Word } from './words.ts';

/** What of a paper answers are made of. */
interface Readable {
  readonly title: string;
  /** Verbatim: the spans of sentences refer to it. */
  readonly abstract: string;
}

/** A sentence of an abstract with all that ranking looks at. */
export interface Sentence extends Span {
  readonly text: string;
  readonly words: readonly Word[];
  readonly stems: ReadonlySet<string>;
  /** Groups of synonyms, with the places of their words. */
  readonly groups: ReadonlyMap<number, readonly number[]>;
  readonly cues: ReadonlySet<Cue>;
  /** Of length 1, or empty without a table. */
  readonly vector: Float32Array;
}

/** An abstract, read once and kept. */
export interface Passage {
  readonly sentences: readonly Sentence[];
  /** By sentence. */
  readonly signs: readonly (readonly Sign[])[];
  /** Stems of the title and of the name that it gives the work. */
  readonly titleStems: ReadonlySet<string>;
  readonly nameStems: ReadonlySet<string>;
  /** The stem of a short form to those of its long form. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Stems of names that are this work's own: in its title, or what it proposes, introduces or calls something. */
  readonly ownNames: ReadonlySet<string>;
  /** Stems of the words that abbreviations stand for. */
  readonly spelledOut: ReadonlySet<string>;
  readonly vector: Float32Array;
  /** The first sentence on the paper's own work; what stands before is background. -1 where nothing tells. */
  readonly oursFrom: number;
  /** The first sentence that says what the work proposes, -1 if none does. */
  readonly thesis: number;
  /** The first sentence after it that tells results. */
  readonly outcomeFrom: number;
}

const OURS =
  /\b(?:we|our|ours)\b|\b(?:this|the present|present) (?:paper|work|study|report|survey|article|technical report)\b|\bin this (?:paper|work|study|report|survey)\b|^To (?:address|overcome|tackle|bridge|mitigate|fill|solve|alleviate|resolve)\b/i;
const THESIS =
  /\b(?:we|this (?:paper|work|study|report|article|survey))\b[^.;]{0,60}?\b(?:propos\w+|introduc\w+|present\w*|develop\w*|design\w*|devis\w+|build|construct\w*|creat\w+|contribut\w+|releas\w+|stud(?:y|ies)|investigat\w+|explor\w+|examin\w+)\b/i;
const OUTCOME =
  /\b(?:experiment\w*|results?|evaluations?|findings?|outperform\w*|surpass\w*|achiev\w+|demonstrat\w+|we (?:also )?(?:find|found|show|observe|validate|evaluate))\b|\d\s?\\?%/i;
const URL = /https?:\/\/\S+/g;
const NO_VECTOR = new Float32Array(0);

export function readPassage(paper: Readable, synonyms: Synonyms, semantic: SemanticTable | undefined): Passage {
  const title = readingForm(paper.title);
  const aliases = readAliases(`${title}. ${paper.abstract}`);
  const spans = splitSentences(paper.abstract);
  const sentences = spans.map((span): Sentence => {
    const text = paper.abstract.slice(span.start, span.end);
    const plain = text.replace(/\s+/g, ' ');
    const words = readWords(text).map((word) => withLongForm(word, aliases));
    return {
      ...span,
      text,
      words,
      stems: new Set(words.flatMap((word) => word.stems)),
      groups: synonyms.groupsIn(words),
      cues: cuesOf(plain),
      vector: semantic?.embed(text.replace(URL, ' ')) ?? NO_VECTOR,
    };
  });
  const name = shortName(title);
  const oursFrom = sentences.findIndex((sentence) => OURS.test(sentence.text));
  const outcome = sentences.findIndex((sentence, i) => i > oursFrom && OUTCOME.test(sentence.text));
  const outline = {
    oursFrom,
    thesis: sentences.findIndex((sentence) => THESIS.test(sentence.text)),
    outcomeFrom: outcome < 0 ? sentences.length : outcome,
  };
  return {
    ...outline,
    sentences,
    signs: sentences.map(({ cues }, i) => signsOf(cues, i, { ...outline, length: sentences.length })),
    titleStems: new Set(readWords(title).flatMap((word) => (word.stop ? [] : word.stems))),
    nameStems: new Set(name === undefined ? [] : readWords(name).flatMap((word) => word.stems)),
    aliases,
    ownNames: ownNames(readWords(title, false), sentences),
    spelledOut: new Set([...aliases.values()].flat()),
    vector: semantic?.embed(`${title}. ${paper.abstract}`) ?? NO_VECTOR,
  };
}

/** An abbreviation is found by the words that it stands for too: "KGs" by "graphs". */
function withLongForm(word: Word, aliases: ReadonlyMap<string, readonly string[]>): Word {
  if (!word.name) return word;
  const whole = word.stems.at(-1)!;
  const long = aliases.get(whole) ?? aliases.get(whole.replace(/s$/, ''));
  return long ? { ...word, stems: [...long, ...word.stems] } : word;
}

const NAMING =
  /^(?:propos\w+|introduc\w+|present(?:s|ed|ing)?|develop\w*|call(?:ed)?|term(?:ed)?|dub(?:bed)?|named?|buil[dt]|design\w*|construct\w*|creat\w+|releas\w+)$/i;

function ownNames(title: readonly Word[], sentences: readonly Sentence[]): Set<string> {
  const own = new Set(title.filter((word) => word.name).map((word) => word.stems.at(-1)!));
  for (const { words } of sentences)
    words.forEach((word, at) => {
      if (NAMING.test(word.text))
        for (const named of words.slice(at + 1, at + 5)) if (named.name) own.add(named.stems.at(-1)!);
    });
  return own;
}

function readAliases(text: string): Map<string, readonly string[]> {
  const aliases = new Map<string, readonly string[]>();
  for (const { short, long } of findAbbreviations(text)) {
    const key = stemsOf(short).at(-1)!;
    aliases.set(
      key,
      readWords(long).flatMap((word) => (word.stop ? [] : [word.stems[0]!])),
    );
  }
  return aliases;
}
