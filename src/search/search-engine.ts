import type { Paper } from '../papers/paper.ts';
import { createCollection } from './collection.ts';
import { allowedBy } from './constraints.ts';
import { cutOff } from './cut-off.ts';
import { createHitMaker, type SearchHit } from './hits.ts';
import type { Lexicon } from './lexicon.ts';
import { createLookup } from './lookup.ts';
import { createMatches } from './matches.ts';
import { readPassages } from './passages.ts';
import { type ParsedQuery, parseQuery } from './query.ts';
import { createRanker } from './ranking.ts';
import type { SemanticTable } from './semantic/table.ts';
import { createSimilar, type SimilarPaper } from './similar.ts';
import { makeSnippet } from './snippet.ts';
import { understand } from './understanding.ts';

export type { SearchHit } from './hits.ts';

export interface SearchOutcome {
  /** Relevant ones only, best first. */
  readonly hits: readonly SearchHit[];
  /** How many papers are relevant, shown or not. */
  readonly total: number;
  /** What was searched for instead of unknown words. */
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  /**
   * found: the hits are relevant; nearest: nothing matches well and the hits are the nearest few; nothing: there is
   * nothing near either; empty: the query has no searchable word.
   */
  readonly kind: 'found' | 'nearest' | 'nothing' | 'empty';
  /** Words of the query found nowhere. */
  readonly unknown: readonly string[];
}

export interface SearchEngine {
  readonly size: number;
  /** Adds papers, replacing those with the same id; takes effect at once. */
  add(papers: readonly Paper[]): void;
  remove(id: string): boolean;
  get(id: string): Paper | undefined;
  /**
   * Never throws, whatever the query.
   *
   * @param options.limit how many hits at most, 100 where not given
   */
  search(query: string, options?: { limit?: number }): SearchOutcome;
  /** What a reader of the paper would read next, best first, cut off where relevance ends. */
  similar(id: string, options?: { limit?: number }): SimilarPaper[];
  /** Papers whose short name, title or id begins with or resembles the text. */
  complete(prefix: string, limit: number): Paper[];
  /**
   * The papers that a person means by an id, the beginning of one, a title, a part of it, or a short name, typos
   * included: one is sure, several are candidates, best first, none is nothing like it.
   */
  lookup(reference: string): Paper[];
}

const DEFAULT_LIMIT = 100;
const MOST_NEAREST = 3;

/**
 * An engine without papers. Without a semantic table it ranks by words alone.
 *
 * One engine serves every size: typed-array postings are a few times faster than MiniSearch at ten thousand papers, and at
 * a few hundred both answer within a millisecond or two, so a second one would only be a second behaviour. MiniSearch's
 * radix tree is what finds unfinished and mistyped words and names.
 */
export function createSearchEngine(resources: { semantic?: SemanticTable; lexicon?: Lexicon }): SearchEngine {
  const collection = createCollection(resources);
  const ranker = createRanker(collection);
  const makeHits = createHitMaker(collection);
  const lookup = createLookup(collection, ranker);
  const similar = createSimilar(collection);

  function search(typed: string, limit: number): SearchOutcome {
    const query = parseQuery(typed);
    const understanding = understand(query.text, collection);
    const { words, joined, named, corrections, unknown } = understanding;
    if (words.length === 0 && joined.length === 0 && named.size === 0) {
      if (unknown.length === 0 && query.filters.length > 0) return filtered(query, limit);
      if (unknown.length === 0) return { hits: [], total: 0, corrections, kind: 'empty', unknown };
    }
    const strict = cutOff(
      ranker.rank(understanding, allowedBy(query, collection, true), limit),
      unknown.length > 0,
      limit,
    );
    const asked = strict.ranking.documents.length > 0;
    const { ranking, places, total, kind } = asked
      ? strict
      : cutOff(ranker.rank(understanding, allowedBy(query, collection, false), limit), unknown.length > 0, limit);
    // where no paper holds a phrase, those that hold its words are only near
    const nearest = kind === 'nearest' || (!asked && places.length > 0);
    const shown = places.subarray(0, nearest ? Math.min(limit, MOST_NEAREST) : limit);
    return {
      hits: makeHits(shown, ranking, query, understanding),
      total: nearest ? shown.length : total,
      corrections,
      kind: nearest ? 'nearest' : kind,
      unknown,
    };
  }

  /** The papers that pass the filters of a query without words, in the order in which they came. */
  function filtered(query: ParsedQuery, limit: number): SearchOutcome {
    const allowed = allowedBy(query, collection, true);
    const papers: Paper[] = [];
    for (let document = 0; document < collection.documents.length; document++) {
      const paper = collection.documents.paper(document);
      if (paper && allowed(document)) papers.push(paper);
    }
    const hits = papers.slice(0, limit).map(
      (paper): SearchHit => ({
        paper,
        score: 1,
        snippet: makeSnippet(readPassages(paper.reading.abstract, collection.vocabulary), createMatches([])),
        reasons: [{ kind: 'filter', contribution: 1 }],
      }),
    );
    return { hits, total: papers.length, corrections: [], kind: papers.length > 0 ? 'found' : 'nothing', unknown: [] };
  }

  return {
    get size() {
      return collection.documents.living;
    },
    add: (papers) => collection.add(papers),
    remove: (id) => collection.remove(id),
    get: (id) => collection.get(id),
    search: (query, options = {}) => search(query, Math.max(0, options.limit ?? DEFAULT_LIMIT)),
    similar: (id, options = {}) => similar(id, Math.max(0, options.limit ?? DEFAULT_LIMIT)),
    complete: (prefix, limit) => lookup.complete(prefix, limit),
    lookup: (reference) => lookup.find(reference),
  };
}
