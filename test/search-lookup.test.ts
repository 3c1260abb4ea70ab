import { describe, expect, test } from 'vitest';
import { readDataFile } from '../adapters/data-files.ts';
import { parsePage } from '../src/papers/page.ts';
import { makePaper } from '../src/papers/paper.ts';
import { createSearchEngine } from '../src/search/search-engine.ts';
import { readSemanticTable } from '../src/search/semantic/table.ts';

const page = parsePage(readDataFile('hf-papers-page.txt'), 0).papers;
const engine = createSearchEngine({ semantic: readSemanticTable(readDataFile('papers-256.q4.bin')) });
engine.add(page);
const arxiv = makePaper({ arxivId: '2504.07491', title: 'A Telescope', abstract: 'It sees far.' });
engine.add([arxiv]);

describe('the paper that a person means', () => {
  test.each([
    ['its id', page[0]!.id, /^JarvisArt/],
    ['an arXiv link', 'https://arxiv.org/abs/2504.07491v2', /^A Telescope/],
    ['its short name', 'kimi-vl', /^Kimi-VL/],
    ['its short name in other letters', 'KIMI VL', /^Kimi-VL/],
    ['the beginning of its name', 'kimi', /^Kimi-VL/],
    ['its name with a typo', 'JarvisRat', /^JarvisArt/],
    ['its name in a sentence', 'the r1-vl paper', /^R1-VL/],
    ['the beginning of its title', 'stop overthinking', /^Stop Overthinking/],
    ['words of its title', 'photo retouching agent', /^JarvisArt/],
    [
      'its title with a typo',
      'univresal language model fine-tuning for text classification',
      /^Universal Language Model/,
    ],
  ])('%s: %s', (_, reference, title) => {
    const found = engine.lookup(reference);
    expect(found).toHaveLength(1);
    expect(found[0]?.title).toMatch(title);
  });

  test('several where it may be several, the nearest first', () => {
    const found = engine.lookup('chain-of-thought');
    expect(found.length).toBeGreaterThan(1);
    for (const paper of found) expect(paper.title).toMatch(/chain[- ]of[- ]thought/i);
  });

  test.each(['', '?', 'the paper', 'xyzzy plugh'])('none for “%s”', (reference) => {
    expect(engine.lookup(reference)).toEqual([]);
  });
});

describe('completion', () => {
  test('names come before titles, titles before words in them', () => {
    const [first, ...others] = engine.complete('reas', 8).map((paper) => paper.title);
    expect(first).toMatch(/^Reason/);
    expect(others.length).toBe(7);
  });

  test('a slip is forgiven where nothing begins so', () => {
    expect(engine.complete('jarvsiart', 3)[0]?.title).toMatch(/^JarvisArt/);
  });

  test('an empty field offers the first papers', () => {
    expect(engine.complete('', 2)).toEqual(page.slice(0, 2));
  });
});

describe('similar papers', () => {
  const of = engine.lookup('stop overthinking')[0]!;
  const similar = engine.similar(of.id);

  test('are of the same topic, best first, without the paper itself, and they end', () => {
    expect(similar.length).toBeGreaterThan(2);
    expect(similar.length).toBeLessThan(30);
    expect(similar.map(({ paper }) => paper.id)).not.toContain(of.id);
    expect(similar.map(({ score }) => score)).toEqual(similar.map(({ score }) => score).sort((a, b) => b - a));
    expect(similar.slice(0, 4).some(({ paper }) => /overthinking/i.test(paper.abstract))).toBe(true);
  });

  test('name the ideas that they share, as they are written', () => {
    const shared = similar.flatMap((other) => other.shared);
    expect(shared).toContain('overthinking');
    for (const idea of shared)
      expect(`${of.reading.title} ${of.reading.abstract}`.toLowerCase()).toContain(idea.toLowerCase());
  });

  test('of an unknown paper are none', () => {
    expect(engine.similar('no-such-paper')).toEqual([]);
  });
});
