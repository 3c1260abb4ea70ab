import type { Collection } from './collection.ts';
import type { Member } from './concepts.ts';
import type { View } from './fusion.ts';
import { grown } from './growable.ts';
import type { ParsedQuery } from './query.ts';
import type { Ranking } from './ranking.ts';
import { FIRST_TERM } from './readings.ts';
import type { QueryWord, Understanding, WeightedTerm } from './understanding.ts';

/** Why a paper is among the results, and what that adds to its score. */
export type Reason = { readonly contribution: number } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'phrase'; readonly phrase: string }
  | { readonly kind: 'words'; readonly field: 'title' | 'abstract'; readonly words: readonly string[] }
  | { readonly kind: 'correction'; readonly from: string; readonly to: string }
  | { readonly kind: 'expansion'; readonly from: string; readonly to: string }
  | { readonly kind: 'meaning'; readonly similarity: number }
  | { readonly kind: 'company'; readonly words: readonly string[] }
  | { readonly kind: 'filter' }
);

/** A reason as a person reads it. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'name':
      return `is called ${reason.name}`;
    case 'phrase':
      return `has “${reason.phrase}” word for word`;
    case 'words':
      return `has ${list(reason.words)} in its ${reason.field}`;
    case 'correction':
      return `has “${reason.to}”, for “${reason.from}”`;
    case 'expansion':
      return `has “${reason.to}”, which goes with “${reason.from}”`;
    case 'meaning':
      return `is close in meaning (${Math.round(100 * reason.similarity)} %)`;
    case 'company':
      return reason.words.length === 0
        ? 'resembles the best results'
        : `shares ${list(reason.words)} with the best results`;
    case 'filter':
      return 'passes the filters';
    default:
      return reason satisfies never;
  }
}

function list(words: readonly string[]): string {
  let text = '';
  for (let i = 0; i < words.length; i++) {
    if (i > 0) text += i === words.length - 1 ? ' and ' : ', ';
    text += `“${words[i]!}”`;
  }
  return text;
}

const MOST_SHARED = 3;
const MOST_COMMON = 0.3;
/** A meaning that is no closer than this is not worth saying. */
const LEAST_SIMILARITY = 0.1;
/** What a view adds to the score. */
type Part = (view: View) => number;
/** What was written, and what stands in the paper for it. */
type Taken = { readonly from: string; readonly to: string };

/** Prepared for a ranking: says why it has the document at one of its places there, the strongest reason first. */
export type Explain = (
  ranking: Ranking,
  query: ParsedQuery,
  understanding: Understanding,
) => (place: number) => readonly Reason[];

export function createExplain(collection: Collection): Explain {
  const { documents, vocabulary } = collection;
  // which explanation last saw a term in its document, twice its number and one more where it stands in the text, and in its title
  let textStamps = new Int32Array(1024);
  let titleStamps = new Int32Array(1024);
  let stamp = 0;

  function stampTerms(document: number): void {
    if (textStamps.length < vocabulary.size) {
      textStamps = grown(textStamps, vocabulary.size);
      titleStamps = grown(titleStamps, vocabulary.size);
    }
    stamp++;
    // constants of this call are read faster than variables of the closure
    const seen = textStamps;
    const seenInTitle = titleStamps;
    const reading = collection.read(document);
    const terms = reading[0]!;
    for (let at = FIRST_TERM; at < FIRST_TERM + terms; at++) seen[reading[at]!] = 2 * stamp + 1;
    const titleEnd = documents.titleEnd[document]!;
    for (let at = documents.start[document]!; at < titleEnd; at++) seenInTitle[documents.terms[at]!] = 2 * stamp;
    const firstExtra = FIRST_TERM + 2 * terms;
    for (let at = firstExtra; at < firstExtra + reading[2]!; at++)
      if (seen[reading[at]!]! < 2 * stamp) seen[reading[at]!] = 2 * stamp;
    const titleExtrasEnd = documents.titleExtrasEnd[document]!;
    for (let at = documents.bodyEnd[document]!; at < titleExtrasEnd; at++)
      seenInTitle[documents.terms[at]!] = 2 * stamp;
  }

  function inText(term: number): boolean {
    return textStamps[term]! >= 2 * stamp;
  }

  function everyInText(terms: readonly number[]): boolean {
    for (const term of terms) if (!inText(term)) return false;
    return true;
  }

  function someHold(terms: readonly WeightedTerm[], stamps: Int32Array): boolean {
    for (const { term } of terms) if (stamps[term]! >= 2 * stamp) return true;
    return false;
  }

  /** What a third of the papers say tells nothing of one. */
  const isTelling = (term: number): boolean =>
    collection.postings.documentFrequency(term) < MOST_COMMON * documents.living;

  /** The words that the best documents share and nobody asked for. */
  function telling(ranking: Ranking, understanding: Understanding): number[] {
    const words: number[] = [];
    for (const { term } of ranking.company) if (isTelling(term) && !isAsked(term, understanding)) words.push(term);
    return words;
  }

  /** What a query and a document call a concept, where they call it differently. */
  function wayToSay(concept: number, sequence: readonly number[], document: number): Taken | undefined {
    const members = collection.concepts.members(concept);
    const asked = members.find((member) => occurs(member, sequence, 0, sequence.length));
    if (asked === undefined) return undefined;
    const start = documents.start[document]!;
    const end = documents.bodyEnd[document]!;
    for (const member of members)
      if (member !== asked && everyInText(member.terms) && stands(member, start, end))
        return { from: asked.text, to: member.text };
    return undefined;
  }

  function stands(member: Member, start: number, end: number): boolean {
    if (member.terms.length === 1) return textStamps[member.terms[0]!] === 2 * stamp + 1;
    return occurs(member, documents.terms, start, end);
  }

  function wordReasons(part: Part, asked: readonly QueryWord[]): Reason[] {
    const title: string[] = [];
    const abstract: string[] = [];
    const taken: Taken[] = [];
    for (const { written, takenFor, terms } of asked) {
      if (!someHold(terms, textStamps)) continue;
      const found = someHold(terms, titleStamps) ? title : abstract;
      if (takenFor !== undefined) taken.push({ from: written, to: takenFor });
      else if (!found.includes(written)) found.push(written);
    }
    const reasons: Reason[] = [];
    const matched = title.length + abstract.length + taken.length;
    if (matched === 0) return reasons;
    const perWord = (part('words') + part('grams') + part('sentence') + part('nearness') + part('coverage')) / matched;
    if (title.length > 0) {
      const contribution = perWord * title.length + part('title') + part('titleCoverage');
      reasons.push({ kind: 'words', field: 'title', words: title, contribution });
    }
    if (abstract.length > 0)
      reasons.push({ kind: 'words', field: 'abstract', words: abstract, contribution: perWord * abstract.length });
    for (const { from, to } of taken) reasons.push({ kind: 'correction', from, to, contribution: perWord });
    return reasons;
  }

  function addExpansions(reasons: Reason[], part: Part, document: number, understanding: Understanding): void {
    if (understanding.expansions.length + understanding.concepts.length === 0) return;
    const found: Taken[] = [];
    const add = (way: Taken): void => {
      if (!found.some(({ to }) => to === way.to)) found.push(way);
    };
    for (const { from, to, terms } of understanding.expansions) if (everyInText(terms)) add({ from, to });
    for (const concept of understanding.concepts) {
      const way = inText(concept) ? wayToSay(concept, understanding.sequence, document) : undefined;
      if (way !== undefined) add(way);
    }
    const contribution = part('synonyms') / Math.max(1, found.length);
    for (let i = 0; i < found.length && i < MOST_SHARED; i++)
      reasons.push({ kind: 'expansion', from: found[i]!.from, to: found[i]!.to, contribution });
  }

  return (ranking, query, understanding) => {
    const asked = [...understanding.words, ...understanding.joined];
    let company: readonly number[] | undefined;

    return (place) => {
      const document = ranking.documents[place]!;
      const part: Part = (view) => ranking.views[view][place]!;
      stampTerms(document);
      const reasons = wordReasons(part, asked);
      const name = documents.paper(document)?.name;
      if (part('name') > 0 && name !== undefined) reasons.push({ kind: 'name', name, contribution: part('name') });
      for (const phrase of query.phrases) reasons.push({ kind: 'phrase', phrase, contribution: part('nearness') });
      addExpansions(reasons, part, document, understanding);
      const similarity = ranking.cosines[place]!;
      if (similarity > LEAST_SIMILARITY) reasons.push({ kind: 'meaning', similarity, contribution: part('meaning') });
      const contribution = part('company') + part('neighbours');
      if (contribution > 0) {
        company ??= telling(ranking, understanding);
        const words: string[] = [];
        for (const term of company) if (words.length < MOST_SHARED && inText(term)) words.push(vocabulary.wordOf(term));
        reasons.push({ kind: 'company', words, contribution });
      }
      return strongestFirst(reasons);
    };
  };
}

function isAsked(term: number, { words }: Understanding): boolean {
  for (const word of words) for (const asked of word.terms) if (asked.term === term) return true;
  return false;
}

/** Sorts in place; there are a handful, of which equal ones keep their order. */
function strongestFirst(reasons: Reason[]): readonly Reason[] {
  for (let i = 1; i < reasons.length; i++) {
    const reason = reasons[i]!;
    let at = i;
    for (; at > 0 && reasons[at - 1]!.contribution < reason.contribution; at--) reasons[at] = reasons[at - 1]!;
    reasons[at] = reason;
  }
  return reasons;
}

function occurs(member: Member, terms: ArrayLike<number>, from: number, to: number): boolean {
  const { length } = member.terms;
  for (let at = from; at + length <= to; at++) {
    let same = 0;
    while (same < length && terms[at + same] === member.terms[same]) same++;
    if (same === length) return true;
  }
  return false;
}
