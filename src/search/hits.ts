import type { Paper } from '../papers/paper.ts';
import type { Collection } from './collection.ts';
import { createMatches, type Matches } from './matches.ts';
import type { ParsedQuery } from './query.ts';
import type { Ranking } from './ranking.ts';
import { createExplain, type Reason } from './reasons.ts';
import { makeSnippet, type Snippet } from './snippet.ts';
import type { Understanding } from './understanding.ts';

export interface SearchHit {
  readonly paper: Paper;
  readonly score: number;
  /** From the reading form of the abstract. */
  readonly snippet: Snippet;
  /** Why it is here, the strongest first. */
  readonly reasons: readonly Reason[];
}

type HitMaker = (
  places: readonly number[],
  ranking: Ranking,
  query: ParsedQuery,
  understanding: Understanding,
) => SearchHit[];

/** Where words show this share of the query, they choose the passage; else meaning has a say. */
const ENOUGH_COVERAGE = 0.35;
/** What a passage of the same meaning is worth next to one with all of the query's words. */
const WORTH_OF_MEANING = 1;
const EXPANSION_WORTH = 0.5;

/**
 * Makes hits whose snippets and reasons are worked out when they are first read: most results are never shown.
 */
export function createHitMaker(collection: Collection): HitMaker {
  const { documents, concepts } = collection;
  const prepareExplanation = createExplain(collection);

  function matchesOf(understanding: Understanding): Matches {
    const matches = new Map<number, { word: number; worth: number }>();
    const add = (term: number, word: number, worth: number): void => {
      if (!matches.has(term)) matches.set(term, { word, worth });
    };
    let word = 0;
    for (const { terms, weight } of [...understanding.words, ...understanding.joined]) {
      for (const { term, weight: share } of terms) add(term, word, weight * share * rarity(term));
      word++;
    }
    for (const { terms } of understanding.expansions) {
      for (const term of terms) add(term, word, EXPANSION_WORTH * rarity(term));
      word++;
    }
    for (const concept of understanding.concepts) {
      for (const member of concepts.members(concept))
        if (member.terms.length === 1) add(member.terms[0]!, word, EXPANSION_WORTH * rarity(member.terms[0]!));
      word++;
    }
    return createMatches(matches);
  }

  function rarity(term: number): number {
    return Math.log(1 + documents.living / (1 + collection.postings.documentFrequency(term)));
  }

  return (places, ranking, query, understanding) => {
    let matches: Matches | undefined;
    const explain = prepareExplanation(ranking, query, understanding);

    function snippetOf(place: number): Snippet {
      matches ??= matchesOf(understanding);
      const read = collection.passages.read(ranking.documents[place]!);
      const asked = ranking.vector;
      if (asked === undefined || ranking.coverage[place]! >= ENOUGH_COVERAGE)
        return makeSnippet(read.passages, matches, () => 0);
      const cosines = read.cosines(asked);
      const total = understanding.words.reduce((sum, { terms }) => sum + rarity(terms[0]!.term), 0);
      return makeSnippet(read.passages, matches, (sentence) => WORTH_OF_MEANING * total * cosines[sentence]!);
    }

    return places.map((place) => {
      const paper = documents.paper(ranking.documents[place]!)!;
      let snippet: Snippet | undefined;
      let reasons: readonly Reason[] | undefined;
      return {
        paper,
        score: ranking.scores[place]!,
        get snippet() {
          snippet ??= snippetOf(place);
          return snippet;
        },
        get reasons() {
          reasons ??= explain(place);
          return reasons;
        },
      };
    });
  };
}
