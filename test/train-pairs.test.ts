import { describe, expect, test } from 'vitest';
import { encodeCorpus } from '../adapters/train/corpus.ts';
import { pairSampler } from '../adapters/train/pair-sampler.ts';
import { chooseQuery } from '../adapters/train/query-choice.ts';
import { seededRandom } from '../adapters/train/random.ts';
import { rowListWriter, type TokenForm } from '../adapters/train/row-lists.ts';
import { PART, paperTokeniser } from '../adapters/train/tokenised-papers.ts';
import { bigramKey } from '../adapters/train/vocabulary.ts';

const HASHED = 4096;

/** One paper; "graph", "node" and "tree" are rows 0 to 2, "graph node" is the bigram. */
function paperWith(title: string, abstract: string) {
  const tokeniser = paperTokeniser();
  tokeniser.add({ title, abstract });
  const papers = tokeniser.finish();
  const words = ['graph', 'node', 'tree'].map((word) => papers.types.indexOf(word));
  const bigrams = [bigramKey(words[0]!, words[1]!)];
  const corpus = encodeCorpus(papers, { words, bigrams }, HASHED);
  const lists = { rows: new Int32Array(2 * corpus.mostRows), weights: new Float32Array(2 * corpus.mostRows) };
  /** "0 x 1.41" for a row and its weight; "grams x 1.00" for the n-grams of an unknown word together. */
  const read = (at: number, count: number): string[] => {
    const sums = new Map<string, number>();
    for (let i = at; i < at + count; i++) {
      const row = lists.rows[i]!;
      const name = row < 3 ? papers.types[words[row]!]! : row < 3 + HASHED ? 'grams' : 'graph+node';
      sums.set(name, (sums.get(name) ?? 0) + lists.weights[i]!);
    }
    return [...sums].map(([name, weight]) => `${name} ${weight.toFixed(2)}`).sort();
  };
  return { papers, corpus, lists, read };
}

describe('the rows of a text', () => {
  const { papers, corpus, lists, read } = paperWith('Graph node graph', 'Tree graph zzyzx.');
  const write = rowListWriter(corpus, lists);
  const rowsOf = (parts: number[], form: (word: string) => TokenForm) =>
    read(
      0,
      write(parts, (type) => form(papers.types[type]!), 0),
    );

  test('are its words and bigrams by the root of how often they occur, and the n-grams of what is unknown', () => {
    const whole = ['grams 1.00', 'graph 1.73', 'graph+node 1.00', 'node 1.00', 'tree 1.00'];
    expect(rowsOf([0, 1], () => 'known')).toEqual(whole);
    // nothing is left over from one text to the next
    expect(rowsOf([0, 1], () => 'known')).toEqual(whole);
    expect(rowsOf([1], () => 'known')).toEqual(['grams 1.00', 'graph 1.00', 'tree 1.00']);
  });

  test('lose a word that is left out, and its bigram', () => {
    expect(rowsOf([0], (word) => (word === 'node' ? 'left out' : 'known'))).toEqual(['graph 1.41']);
  });

  test('have the n-grams of a word that is spelt out', () => {
    expect(rowsOf([0], (word) => (word === 'node' ? 'spelt out' : 'known'))).toEqual(['grams 1.00', 'graph 1.41']);
  });
});

describe('a query', () => {
  const { title, tldr, keyword, sentence } = PART;
  const drawn = (...kinds: number[]) => {
    const random = seededRandom(1);
    return Array.from({ length: 300 }, () => chooseQuery(Int32Array.from(kinds), random));
  };

  test('is a title where there is nothing else to ask with', () => {
    expect(drawn(title, sentence)).toEqual(Array(300).fill([0]));
  });

  test('is a title or a sentence', () => {
    expect(new Set(drawn(title, sentence, sentence).map(String))).toEqual(new Set(['0', '1', '2']));
  });

  test('is a TL;DR or up to four keywords, each once, where a paper has them', () => {
    const queries = drawn(title, sentence, tldr, keyword, keyword, keyword, keyword, keyword);
    const keywords = queries.filter((parts) => parts.every((part) => part > 2));
    expect(queries.map(String)).toContain('2');
    expect(new Set(keywords.map((parts) => new Set(parts).size))).toEqual(new Set([1, 2, 3, 4]));
    expect(queries.map(String)).not.toContain('1');
  });
});

describe('a pair', () => {
  const { corpus, lists, read } = paperWith('Graph', 'Graph node tree.');
  const sample = pairSampler(corpus, lists);
  const pairs = Array.from({ length: 400 }, (_, seed) => {
    const { query, document } = sample(0, seededRandom(seed), 0, corpus.mostRows);
    return { query: read(0, query), document: read(corpus.mostRows, document) };
  });
  const whole = ['graph 1.00', 'graph+node 1.00', 'node 1.00', 'tree 1.00'];
  const without = ['node 1.00', 'tree 1.00'];

  test('is the same for the same random numbers', () => {
    const { query, document } = sample(0, seededRandom(7), 0, corpus.mostRows);
    expect({ query: read(0, query), document: read(corpus.mostRows, document) }).toEqual(pairs[7]);
  });

  test("loses the query's word from the document now and then, in one of four", () => {
    const deleted = pairs.filter(({ document }) => String(document) === String(without));
    expect(pairs.filter(({ document }) => String(document) === String(whole))).toHaveLength(400 - deleted.length);
    expect(deleted.length / 400).toBeCloseTo(0.25, 1);
  });

  test('never has an empty side, and spells a word of the query out now and then', () => {
    expect(new Set(pairs.map(({ query }) => String(query)))).toEqual(new Set(['graph 1.00', 'grams 1.00']));
  });
});
