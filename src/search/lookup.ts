import type { Paper } from '../papers/paper.ts';
import type { Collection } from './collection.ts';
import type { Ranker } from './ranking.ts';
import { isCarrier, isStopWord } from './stop-words.ts';
import { fold, runsOf } from './tokens.ts';
import { understand } from './understanding.ts';

export interface Lookup {
  complete(prefix: string, limit: number): Paper[];
  find(reference: string): Paper[];
}

const ARXIV_ID = /\b(\d{4}\.\d{4,5})(?:v\d+)?\b/;
const SHORTEST_PART = 3;
const MOST_CANDIDATES = 5;
/** A title is meant where it holds this share of a reference's words; sure where no other comes near. */
const LEAST_SHARE = 0.6;
const SURE_LEAD = 0.25;
const READ_THROUGH = 20;

export function createLookup(collection: Collection, ranker: Ranker): Lookup {
  const { documents, names, titles } = collection;

  function papers(found: Iterable<number>): Paper[] {
    return [...new Set(found)].map((document) => documents.paper(document)).filter((paper) => paper !== undefined);
  }

  function complete(prefix: string, limit: number): Paper[] {
    if (!/[\p{L}\p{N}]/u.test(prefix)) {
      const living = documents.length - 1;
      const all: number[] = [];
      for (let d = 0; d <= living && all.length < limit; d++) if (documents.alive[d]) all.push(d);
      return papers(all);
    }
    const found = [...names.beginning(prefix), ...titles.beginning(prefix), ...titles.withIdBeginning(prefix)];
    return papers(found.length > 0 ? found : names.resembling(prefix)).slice(0, limit);
  }

  function find(reference: string): Paper[] {
    const exact = collection.get(reference.trim()) ?? collection.get(ARXIV_ID.exec(reference)?.[1] ?? '');
    if (exact) return [exact];
    const core = runsOf(reference)
      .map((run) => run.text)
      .filter((word) => !isStopWord(fold(word)) && !isCarrier(fold(word)))
      .join(' ');
    if (core === '') return [];
    const ways = [
      () => names.exactly(reference),
      () => titles.withTitle(reference),
      () => names.exactly(core),
      () => (core.length < SHORTEST_PART ? [] : names.beginning(core)),
      () => (core.length < SHORTEST_PART ? [] : titles.withIdBeginning(reference)),
      () => (core.length < SHORTEST_PART ? [] : titles.beginning(reference)),
      () => titles.beginning(core),
      () => names.resembling(core),
      () => withTitleLike(reference),
    ];
    for (const way of ways) {
      const found = papers(way());
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The documents whose titles hold most of a reference's words, mistyped ones and those apart from each other too. */
  function withTitleLike(reference: string): number[] {
    const understanding = understand(reference, collection);
    const { words, unknown } = understanding;
    const ranking = ranker.rank(understanding, () => true, READ_THROUGH);
    const asked = words.reduce((sum, word) => sum + word.weight, 0) + unknown.length;
    const shares = [...ranking.documents]
      .map((document) => {
        const title = new Set(documents.terms.subarray(documents.start[document]!, documents.titleEnd[document]!));
        const extras = documents.terms.subarray(documents.bodyEnd[document]!, documents.titleExtrasEnd[document]!);
        for (const term of extras) title.add(term);
        const held = words.filter((word) => word.terms.some(({ term }) => title.has(term)));
        return { document, share: held.reduce((sum, word) => sum + word.weight, 0) / Math.max(1, asked) };
      })
      .filter(({ share }) => share >= LEAST_SHARE)
      .sort((a, b) => b.share - a.share);
    const [best, second] = shares;
    if (best && second && best.share - second.share < SURE_LEAD)
      return shares.slice(0, MOST_CANDIDATES).map(({ document }) => document);
    return best ? [best.document] : [];
  }

  return { complete, find };
}
