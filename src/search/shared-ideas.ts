import type { Collection } from './collection.ts';
import type { TermScores } from './term-scores.ts';
import { runsOf, termOf } from './tokens.ts';
import { BOUNDARY } from './vocabulary.ts';

const MOST_IDEAS = 3;
const LONGEST_IDEA = 4;
/** What the same words are worth in a title next to a text. */
const TITLE_FACTOR = 1.5;
/** A word alone must be rarer than this share of the papers to be an idea. */
const MOST_COMMON_ALONE = 0.1;
/** What every paper claims of itself. */
const CLAIMS = new Set([
  'state-of-the-art',
  'real-world',
  'open-source',
  'large-scale',
  'high-quality',
  'fine-grained',
]);

/** Words of any abstract, which begin and end no idea. */
const ACADEMIC = new Set(
  `advance advancement approach benchmark comprehensive demonstrate e.g effective existing experiment experimental
extensive facilitate framework generate i.e improve improvement introduce method notably novel paper performance
present propose prompts promising recent recently reduce result show significant significantly study task work`
    .split(/\s+/)
    .map(termOf),
);

interface Idea {
  readonly from: number;
  readonly terms: readonly number[];
  readonly worth: number;
  readonly inTitle: boolean;
}

/**
 * The words and phrases that two papers share, in the words of the first, the most telling first: longer ones and rarer
 * ones. Of phrases that share a word only the best is named.
 */
export function nameSharedIdeas(
  source: number,
  other: number,
  { documents, vocabulary, postings }: Collection,
  scores: TermScores,
): string[] {
  const { terms } = documents;
  const inOther = phrasesOf(other);
  const ideas = new Map<string, Idea>();
  const start = documents.start[source]!;
  const titleEnd = documents.titleEnd[source]!;
  for (const { key, from, length } of eachPhrase(source)) {
    const inOtherTitle = inOther.get(key);
    if (inOtherTitle === undefined) continue;
    const phrase = [...terms.subarray(from, from + length)];
    const telling = phrase.filter((term) => !vocabulary.isStop(term));
    const rarest = Math.min(...telling.map((term) => postings.documentFrequency(term)));
    if (length === 1 && rarest > MOST_COMMON_ALONE * documents.living) continue;
    const weight = telling.reduce((sum, term) => sum + scores.weightOf(term), 0);
    const worth = weight * (from < titleEnd ? TITLE_FACTOR : 1) * (inOtherTitle ? TITLE_FACTOR : 1);
    const known = ideas.get(key);
    // the text writes it in lower case, so its position is the one to quote from
    ideas.set(key, {
      from,
      terms: telling,
      worth: Math.max(worth, known?.worth ?? 0),
      inTitle: from < titleEnd || inOtherTitle || known?.inTitle === true,
    });
  }
  const named: string[] = [];
  const used = new Set<number>();
  for (const idea of [...ideas.values()].sort((a, b) => b.worth - a.worth || a.from - b.from)) {
    if (idea.terms.some((term) => used.has(term))) continue;
    const text = quote(idea.from, lengthOf(idea));
    if (text === undefined || CLAIMS.has(text)) continue;
    // a word alone is an idea where a title has it or where it is a name
    if (idea.terms.length === 1 && !idea.inTitle && !/[\p{Lu}\d]/u.test(text)) continue;
    for (const term of idea.terms) used.add(term);
    named.push(text);
    if (named.length === MOST_IDEAS) break;
  }
  return named;

  function lengthOf({ from, terms: telling }: Idea): number {
    let length = 0;
    for (let found = 0; found < telling.length; length++) if (terms[from + length] === telling[found]) found++;
    return length;
  }

  /** Each phrase with whether it stands in the title. */
  function phrasesOf(document: number): Map<string, boolean> {
    const phrases = new Map<string, boolean>();
    for (const { key, from } of eachPhrase(document))
      if (!phrases.get(key)) phrases.set(key, from < documents.titleEnd[document]!);
    return phrases;
  }

  /** Neighbouring terms of a sentence that begin and end with no stop word. */
  function* eachPhrase(document: number): Iterable<{ key: string; from: number; length: number }> {
    const end = documents.bodyEnd[document]!;
    for (let from = documents.start[document]!; from < end; from++) {
      if (isEdge(terms[from]!)) continue;
      let key = '';
      for (let length = 1; length <= LONGEST_IDEA && from + length <= end; length++) {
        const term = terms[from + length - 1]!;
        if (term === BOUNDARY) break;
        key += ` ${term}`;
        if (!isEdge(term) && !isAcademic(term) && !isAcademic(terms[from]!)) yield { key, from, length };
      }
    }
  }

  function isEdge(term: number): boolean {
    if (term === BOUNDARY || vocabulary.isStop(term)) return true;
    const written = vocabulary.term(term);
    return written.length < 2 || !/\p{L}/u.test(written);
  }

  function isAcademic(term: number): boolean {
    return ACADEMIC.has(vocabulary.term(term));
  }

  /** The characters of the source from which the terms at a position were read, where they are whole words of one clause. */
  function quote(from: number, length: number): string | undefined {
    const { title, abstract } = documents.paper(source)!.reading;
    const text = from < titleEnd ? title : abstract;
    let at = from < titleEnd ? start : titleEnd + 1;
    let first: number | undefined;
    for (const run of runsOf(text)) {
      while (terms[at] === BOUNDARY) at++;
      if (at === from) first = run.start;
      at += vocabulary.read(run.text).parts.length;
      if (at < from + length) continue;
      const quoted = first === undefined || at > from + length ? '' : text.slice(first, run.end);
      return /^[\p{L}\p{N}\s.'’+&-]+$/u.test(quoted) ? plain(quoted) : undefined;
    }
    return undefined;
  }
}

/** "Small Language Models" as it is written within a sentence; names and abbreviations as they are. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(?<![\p{L}\p{N}])\p{Lu}(?=\p{Ll}+(?![\p{L}\p{N}]))/gu, (c) => c.toLowerCase());
}
