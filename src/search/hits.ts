import type { Paper } from '../papers/paper.ts';
import type { Collection } from './collection.ts';
import { createMatches, type Match, type Matches } from './matches.ts';
import type { ParsedQuery } from './query.ts';
import type { Ranking } from './ranking.ts';
import { createExplain, type Reason } from './reasons.ts';
import { makeSnippet, type Snippet } from './snippet.ts';
import type { QueryWord, Understanding } from './understanding.ts';

export interface SearchHit {
  readonly paper: Paper;
  readonly score: number;
  /** From the reading form of the abstract. */
  readonly snippet: Snippet;
  /** Why it is here, the strongest first. */
  readonly reasons: readonly Reason[];
}

type HitMaker = (places: Int32Array, ranking: Ranking, query: ParsedQuery, understanding: Understanding) => SearchHit[];

/** Of one search: what is worked out of the document at a place when it is first asked for. */
interface Makers {
  snippetOf(place: number): Snippet;
  explain(place: number): readonly Reason[];
}

/** Where words show this share of the query, they choose the passage; else meaning has a say. */
const ENOUGH_COVERAGE = 0.35;
/** What a passage of the same meaning is worth next to one with all of the query's words. */
const WORTH_OF_MEANING = 1;
const EXPANSION_WORTH = 0.5;

/** A hit whose snippet and reasons are worked out when they are first read: most results are never shown. */
class LazyHit implements SearchHit {
  readonly paper: Paper;
  readonly score: number;
  readonly #place: number;
  readonly #makers: Makers;
  #snippet: Snippet | undefined;
  #reasons: readonly Reason[] | undefined;

  constructor(paper: Paper, score: number, place: number, makers: Makers) {
    this.paper = paper;
    this.score = score;
    this.#place = place;
    this.#makers = makers;
  }

  get snippet(): Snippet {
    this.#snippet ??= this.#makers.snippetOf(this.#place);
    return this.#snippet;
  }

  get reasons(): readonly Reason[] {
    this.#reasons ??= this.#makers.explain(this.#place);
    return this.#reasons;
  }
}

export function createHitMaker(collection: Collection): HitMaker {
  const { documents, concepts } = collection;
  const prepareExplanation = createExplain(collection);

  function matchesOf(understanding: Understanding): Matches {
    const matches: Match[] = [];
    let word = 0;
    function addWords(words: readonly QueryWord[]): void {
      for (const { terms, weight } of words) {
        for (const { term, weight: share } of terms) matches.push({ term, word, worth: weight * share * rarity(term) });
        word++;
      }
    }
    addWords(understanding.words);
    addWords(understanding.joined);
    for (const { terms } of understanding.expansions) {
      for (const term of terms) matches.push({ term, word, worth: EXPANSION_WORTH * rarity(term) });
      word++;
    }
    for (const concept of understanding.concepts) {
      for (const { terms } of concepts.members(concept)) {
        const [term] = terms;
        if (term !== undefined && terms.length === 1)
          matches.push({ term, word, worth: EXPANSION_WORTH * rarity(term) });
      }
      word++;
    }
    return createMatches(matches);
  }

  function rarity(term: number): number {
    return Math.log(1 + documents.living / (1 + collection.postings.documentFrequency(term)));
  }

  return (places, ranking, query, understanding) => {
    let matches: Matches | undefined;
    const makers: Makers = {
      snippetOf(place) {
        matches ??= matchesOf(understanding);
        const read = collection.passages.read(ranking.documents[place]!);
        const asked = ranking.vector;
        if (asked === undefined || ranking.coverage[place]! >= ENOUGH_COVERAGE)
          return makeSnippet(read.passages, matches);
        const cosines = read.cosines(asked);
        const total = understanding.words.reduce((sum, { terms }) => sum + rarity(terms[0]!.term), 0);
        return makeSnippet(read.passages, matches, (sentence) => WORTH_OF_MEANING * total * cosines[sentence]!);
      },
      explain: prepareExplanation(ranking, query, understanding),
    };
    const hits: SearchHit[] = [];
    for (const place of places)
      hits.push(new LazyHit(documents.paper(ranking.documents[place]!)!, ranking.scores[place]!, place, makers));
    return hits;
  };
}
