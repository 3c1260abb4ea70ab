import type { Corpus } from './corpus.ts';
import { chooseQuery } from './query-choice.ts';
import type { Random } from './random.ts';
import { type RowLists, rowListWriter } from './row-lists.ts';

/** Share of a query's words that are left out. */
const DROPOUT = 0.1;
/**
 * On this share of the pairs a word of the query is taken out of the document, each with the second probability: only
 * the other words can then lead from one to the other. This is what teaches synonyms.
 */
const OVERLAP_SHARE = 0.5;
const OVERLAP_DELETION = 0.5;
/** Share of a query's words that are spelt out in n-grams, so that a word with a slip of the keyboard lands near it. */
const SPELT_OUT = 0.05;

/**
 * Draws a query of a paper and the document that it should find, and writes their rows to `lists`, the query's from
 * `queryAt` on, the document's from `documentAt` on.
 *
 * @returns how many rows each has
 */
export type PairSampler = (
  paper: number,
  random: Random,
  queryAt: number,
  documentAt: number,
) => { readonly query: number; readonly document: number };

export function pairSampler(corpus: Corpus, lists: RowLists): PairSampler {
  const { tokens, partStart, partKind, paperStart } = corpus;
  const write = rowListWriter(corpus, lists);

  function wordsToDelete(parts: Iterable<number>, random: Random): ReadonlySet<number> {
    const words = new Set<number>();
    if (random() < OVERLAP_SHARE)
      for (const part of parts)
        for (const type of tokens.subarray(partStart[part]!, partStart[part + 1]!)) words.add(type);
    for (const type of words) if (random() >= OVERLAP_DELETION) words.delete(type);
    return words;
  }

  return (paper, random, queryAt, documentAt) => {
    const first = paperStart[paper]!;
    const end = paperStart[paper + 1]!;
    const query = new Set<number>();
    for (const part of chooseQuery(partKind.subarray(first, end), random)) query.add(first + part);
    const document: number[] = [];
    for (let part = first; part < end; part++) if (!query.has(part)) document.push(part);

    const deleted = wordsToDelete(query, random);
    const queryForm = () => {
      const drawn = random();
      if (drawn < DROPOUT) return 'left out';
      return drawn < DROPOUT + SPELT_OUT ? 'spelt out' : 'known';
    };
    const documentForm = (type: number) => (deleted.has(type) ? 'left out' : 'known');
    const asItIs = () => 'known' as const;
    // a text of which nothing is left is taken whole
    return {
      query: write(query, queryForm, queryAt) || write(query, asItIs, queryAt),
      document: write(document, documentForm, documentAt) || write(document, asItIs, documentAt),
    };
  };
}
