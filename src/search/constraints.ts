import type { Collection } from './collection.ts';
import type { ParsedQuery } from './query.ts';
import { documentsWithAll } from './term-scores.ts';
import { analyse, runsOf } from './tokens.ts';
import { BOUNDARY } from './vocabulary.ts';

export type Allowed = (document: number) => boolean;

type Place = 'title' | 'anywhere';

/**
 * Which documents a query's operators let through.
 *
 * @param strict false: quoted phrases and titles are wishes only; exclusions and filters hold all the same
 */
export function allowedBy(query: ParsedQuery, collection: Collection, strict: boolean): Allowed {
  const { phrases, titles, excluded: unwanted, filters } = query;
  if ((!strict || phrases.length + titles.length === 0) && unwanted.length === 0 && filters.length === 0)
    return anything;
  const required = strict
    ? [
        ...phrases.map((phrase) => documentsWithPhrase(phrase, 'anywhere', collection)),
        ...titles.map((phrase) => documentsWithPhrase(phrase, 'title', collection)),
      ]
    : [];
  const excluded = unwanted.map((phrase) => documentsWithPhrase(phrase, 'anywhere', collection));
  return (document) => {
    if (required.some((documents) => !documents.has(document))) return false;
    if (excluded.some((documents) => documents.has(document))) return false;
    if (filters.length === 0) return true;
    const paper = collection.documents.paper(document);
    return paper !== undefined && filters.every((filter) => filter(paper));
  };
}

function anything(): boolean {
  return true;
}

/** The documents that hold a phrase's words next to each other, inflected or not; a single word may be part of a compound. */
function documentsWithPhrase(phrase: string, place: Place, collection: Collection): Set<number> {
  const { documents, postings, vocabulary } = collection;
  const sequence = runsOf(phrase)
    .flatMap((run) => analyse(run.text).parts)
    .map((term) => vocabulary.find(term));
  if (sequence.length === 0 || sequence.includes(BOUNDARY)) return new Set();
  const telling = sequence.filter((term) => !vocabulary.isStop(term));
  const candidates = telling.length > 0 ? documentsWithAll(telling, postings) : [...Array(documents.length).keys()];
  return new Set(candidates.filter((document) => holds(document, sequence, place, collection)));
}

function holds(document: number, sequence: readonly number[], place: Place, { documents }: Collection): boolean {
  const { terms } = documents;
  const start = documents.start[document]!;
  const end = place === 'title' ? documents.titleEnd[document]! : documents.bodyEnd[document]!;
  for (let at = start; at + sequence.length <= end; at++) {
    let same = 0;
    while (same < sequence.length && terms[at + same] === sequence[same]) same++;
    if (same === sequence.length) return true;
  }
  if (sequence.length > 1) return false;
  const to = place === 'title' ? documents.titleExtrasEnd[document]! : documents.end[document]!;
  return terms.subarray(documents.bodyEnd[document]!, to).includes(sequence[0]!);
}
