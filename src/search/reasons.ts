import type { Collection } from './collection.ts';
import type { Member } from './concepts.ts';
import type { View } from './fusion.ts';
import { grown } from './growable.ts';
import type { ParsedQuery } from './query.ts';
import type { Ranking } from './ranking.ts';
import type { Understanding } from './understanding.ts';

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
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

const MOST_SHARED = 3;
const MOST_COMMON = 0.3;
/** A meaning that is no closer than this is not worth saying. */
const LEAST_SIMILARITY = 0.1;
/** A word that was completed or corrected, not found. */
type Taken = { readonly from: string; readonly to: string };

/** Says why a ranking has the document at one of its places there, the strongest reason first. */
export type Explain = (
  place: number,
  ranking: Ranking,
  query: ParsedQuery,
  understanding: Understanding,
) => readonly Reason[];

export function createExplain(collection: Collection): Explain {
  const { documents, vocabulary } = collection;
  // which explanation last saw a term in its document, and in its title
  let textStamps = new Int32Array(1024);
  let titleStamps = new Int32Array(1024);
  let stamp = 0;

  function stampTerms(document: number): void {
    textStamps = grown(textStamps, vocabulary.size);
    titleStamps = grown(titleStamps, vocabulary.size);
    stamp++;
    const { terms } = documents;
    const titleEnd = documents.titleEnd[document]!;
    const bodyEnd = documents.bodyEnd[document]!;
    const titleExtrasEnd = documents.titleExtrasEnd[document]!;
    const end = documents.end[document]!;
    for (let at = documents.start[document]!; at < end; at++) {
      const term = terms[at]!;
      textStamps[term] = stamp;
      if (at < titleEnd || (at >= bodyEnd && at < titleExtrasEnd)) titleStamps[term] = stamp;
    }
  }

  const inText = (term: number): boolean => textStamps[term] === stamp;
  const inTitle = (term: number): boolean => titleStamps[term] === stamp;

  /** What a third of the papers say tells nothing of one. */
  const isTelling = (term: number): boolean =>
    collection.postings.documentFrequency(term) < MOST_COMMON * documents.living;

  return (place, ranking, query, understanding) => {
    const document = ranking.documents[place]!;
    const part = (...views: readonly View[]): number =>
      views.reduce((sum, view) => sum + ranking.views[view][place]!, 0);
    const start = documents.start[document]!;
    const bodyEnd = documents.bodyEnd[document]!;
    stampTerms(document);
    const reasons: Reason[] = [];

    const name = documents.paper(document)?.name;
    if (part('name') > 0 && name !== undefined) reasons.push({ kind: 'name', name, contribution: part('name') });

    const found = { title: new Set<string>(), abstract: new Set<string>() };
    const taken: Taken[] = [];
    for (const { written, takenFor, terms } of [...understanding.words, ...understanding.joined]) {
      if (!terms.some(({ term }) => inText(term))) continue;
      if (takenFor !== undefined) taken.push({ from: written, to: takenFor });
      else found[terms.some(({ term }) => inTitle(term)) ? 'title' : 'abstract'].add(written);
    }
    const matched = found.title.size + found.abstract.size + taken.length;
    const perWord = part('words', 'grams', 'sentence', 'nearness', 'coverage') / Math.max(1, matched);
    if (found.title.size > 0)
      reasons.push({
        kind: 'words',
        field: 'title',
        words: [...found.title],
        contribution: perWord * found.title.size + part('title', 'titleCoverage'),
      });
    if (found.abstract.size > 0)
      reasons.push({
        kind: 'words',
        field: 'abstract',
        words: [...found.abstract],
        contribution: perWord * found.abstract.size,
      });
    for (const { from, to } of taken) reasons.push({ kind: 'correction', from, to, contribution: perWord });
    for (const phrase of query.phrases) reasons.push({ kind: 'phrase', phrase, contribution: part('nearness') });

    const expansions = new Map<string, { from: string; to: string }>();
    for (const { from, to, terms } of understanding.expansions)
      if (terms.every(inText)) expansions.set(terms.join(' '), { from, to });
    for (const concept of understanding.concepts) {
      const way = wayToSay(concept);
      if (way && !expansions.has(way.key)) expansions.set(way.key, way);
    }
    for (const { from, to } of [...expansions.values()].slice(0, MOST_SHARED))
      reasons.push({ kind: 'expansion', from, to, contribution: part('synonyms') / expansions.size });

    /** What the query and the document call a concept, where they call it differently. */
    function wayToSay(concept: number): { key: string; from: string; to: string } | undefined {
      if (!inText(concept)) return undefined;
      const members = collection.concepts.members(concept);
      const asked = members.find((member) => occurs(member, understanding.sequence, 0, understanding.sequence.length));
      const said = members.find((member) => member !== asked && occurs(member, documents.terms, start, bodyEnd));
      return asked && said ? { key: said.terms.join(' '), from: asked.text, to: said.text } : undefined;
    }

    const similarity = ranking.cosines[place]!;
    if (similarity > LEAST_SIMILARITY) reasons.push({ kind: 'meaning', similarity, contribution: part('meaning') });
    const company = part('company', 'neighbours');
    if (company > 0) {
      const asked = new Set(understanding.words.flatMap(({ terms }) => terms.map(({ term }) => term)));
      const words = ranking.company
        .filter(({ term }) => inText(term) && !asked.has(term) && isTelling(term))
        .slice(0, MOST_SHARED)
        .map(({ term }) => vocabulary.wordOf(term));
      reasons.push({ kind: 'company', words, contribution: company });
    }
    return reasons.sort((a, b) => b.contribution - a.contribution);
  };
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
