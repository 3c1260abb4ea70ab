import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDataFile } from '../adapters/data-files.ts';
import { shippedResources } from '../adapters/shipped-resources.ts';
import { parsePage } from '../src/papers/page.ts';
import { makePaper, type Paper } from '../src/papers/paper.ts';
import { describeReason } from '../src/search/reasons.ts';
import { createSearchEngine, type SearchEngine } from '../src/search/search-engine.ts';

const resources = shippedResources();
const page = parsePage(readDataFile('hf-papers-page.txt'), 0).papers;
const engine = filled(page);

function filled(papers: readonly Paper[]): SearchEngine {
  const made = createSearchEngine(resources);
  made.add(papers);
  return made;
}

function titles(query: string): string[] {
  return engine.search(query).hits.map((hit) => hit.paper.reading.title);
}

describe('a colleague finds what they mean', () => {
  test.each([
    ['by the thing it does', 'that photo editing agent', 'JarvisArt'],
    ['by a short name', 'kimi-vl', 'Kimi-VL'],
    ['by a short name without its hyphen', 'kimi vl', 'Kimi-VL'],
    ['by a short name as one word', 'skyworkr1v', 'Skywork R1V'],
    ['by the beginning of a name', 'jarvis', 'JarvisArt'],
    ['by a name among other words', 'the r1-vl paper', 'R1-VL'],
    ['with a slip of the keyboard', 'jarvsiart', 'JarvisArt'],
    ['by abbreviations', 'rag + raft', 'An Empirical Study of Retrieval Augmented Generation'],
  ])('%s: %s', (_, query, title) => {
    expect(titles(query)[0]).toMatch(new RegExp(`^${title}`));
  });

  test('SFT finds supervised fine-tuning, and the other way round', () => {
    const textOf = ({ reading }: Paper): string => `${reading.title} ${reading.abstract}`;
    const bySft = engine.search('SFT').hits.map((hit) => textOf(hit.paper));
    expect(bySft.some((text) => !/SFT/.test(text) && /supervised fine-?tuning/i.test(text))).toBe(true);
    const bySpelling = engine.search('supervised fine-tuning').hits;
    expect(bySpelling.flatMap((hit) => hit.reasons.map(describeReason))).toContain(
      'has “SFT”, which goes with “supervised fine tuning”',
    );
  });

  test('British and American spelling are one', () => {
    expect(titles('generalisation behaviour')).toEqual(titles('generalization behavior'));
  });
});

describe('typos', () => {
  test('are corrected where a word is unknown, and said so', () => {
    const { corrections, hits } = engine.search('faithfullness of explanations');
    expect(corrections).toEqual([{ from: 'faithfullness', to: 'faithfulness' }]);
    expect(hits[0]?.paper.title).toMatch(/Faithful/);
  });

  test('known words are left alone', () => {
    expect(engine.search('reasoning with chains').corrections).toEqual([]);
  });
});

describe('operators', () => {
  test('a quoted phrase must stand there word for word', () => {
    const { hits } = engine.search('"policy improvement operator"');
    expect(hits.map((hit) => hit.paper.title)).toEqual(['Chain-of-Thought Reasoning is a Policy Improvement Operator']);
    expect(hits[0]?.reasons.map(describeReason)).toContain('has “policy improvement operator” word for word');
  });

  test('a phrase that nobody writes brings the nearest', () => {
    const { kind, hits } = engine.search('"reasoning video chain"');
    expect(kind).toBe('nearest');
    expect(hits.length).toBeLessThanOrEqual(3);
  });

  test('a minus leaves out', () => {
    const texts = engine.search('video reasoning -egocentric').hits.map((hit) => hit.paper.abstract + hit.paper.title);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).not.toMatch(/egocentric/i);
  });

  test('title: looks in the title only', () => {
    const found = titles('title:overthinking');
    expect(found.length).toBeGreaterThan(0);
    for (const title of found) expect(title).toMatch(/overthinking/i);
  });

  test('a filter alone lists what passes it', () => {
    const { hits, kind, total } = engine.search('has:code', { limit: 5 });
    expect(kind).toBe('found');
    expect(hits).toHaveLength(5);
    expect(total).toBe(page.filter((paper) => paper.links.some((link) => link.kind === 'code')).length);
  });
});

describe('results end where relevance ends', () => {
  test.each(['chain of thought faithfulness', 'kimi-vl', 'GRPO', 'medical question answering'])('%s', (query) => {
    const { hits, kind } = engine.search(query);
    expect(kind).toBe('found');
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThan(80);
  });

  test.each(['volcano eruption iceland', 'sourdough starter hydration', 'qzxv wkjh'])(
    '%s finds nothing, and at most the nearest',
    (query) => {
      const { hits, kind, unknown } = engine.search(query);
      expect(['nearest', 'nothing']).toContain(kind);
      expect(hits.length).toBeLessThanOrEqual(3);
      expect(unknown.length).toBeGreaterThan(0);
    },
  );

  test.each(['', '   ', '🦄', 'the of and', '"', '-', '...'])('“%s” has no word to search for', (query) => {
    expect(engine.search(query)).toMatchObject({ kind: 'empty', hits: [], total: 0 });
  });
});

test('every result shows a passage and says why it is there, the strongest reason first', () => {
  for (const hit of engine.search('does fine-tuning hurt faithfulness').hits.slice(0, 10)) {
    expect(hit.snippet.text.length).toBeGreaterThan(40);
    const [first, ...others] = hit.reasons.map((reason) => reason.contribution);
    expect(first).toBeGreaterThan(0);
    expect(Math.max(...others, 0)).toBeLessThanOrEqual(first!);
    for (const reason of hit.reasons) expect(describeReason(reason)).toMatch(/\w/);
  }
});

test('no text makes it fail', () => {
  const hostile = [
    'شبكة عصبية "',
    '-"-',
    'a'.repeat(3000),
    '☃️'.repeat(500),
    'title: -',
    '((((',
    '__proto__ constructor',
    'x '.repeat(1500),
  ];
  for (const text of hostile) expect(engine.search(text).hits.length).toBeLessThanOrEqual(100);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      for (const hit of engine.search(text).hits.slice(0, 2)) expect(hit.snippet.text).toBeTypeOf('string');
    }),
    { numRuns: 60 },
  );
});

describe('papers come and go', () => {
  test('a new paper is found at once, a removed one no longer', () => {
    const own = filled(page.slice(0, 20));
    const paper = makePaper({ title: 'Zebrafish: Striped Networks', abstract: 'Networks with stripes swim.' });
    own.add([paper]);
    expect(own.search('zebrafish').hits[0]?.paper.id).toBe(paper.id);
    expect(own.remove(paper.id)).toBe(true);
    expect(own.remove(paper.id)).toBe(false);
    expect(own.get(paper.id)).toBeUndefined();
    expect(own.search('zebrafish').hits.map((hit) => hit.paper.id)).not.toContain(paper.id);
    expect(own.size).toBe(20);
  });

  test('a paper with a known id takes the place of the old one', () => {
    const own = filled(page.slice(0, 5));
    own.add([{ ...makePaper({ title: 'Zebra', abstract: 'Stripes.' }), id: page[0]!.id }]);
    expect(own.size).toBe(5);
    expect(own.get(page[0]!.id)?.title).toBe('Zebra');
    expect(own.search('stripes').hits[0]?.paper.title).toBe('Zebra');
  });

  test('after any history the results are those of an engine that was filled anew', () => {
    const queries = [
      'reasoning faithfulness',
      'video',
      'kimi-vl',
      'small language models distillation',
      'GRPO rewards',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 39 })), { minLength: 1, maxLength: 25 }),
        (steps) => {
          const own = createSearchEngine(resources);
          const kept = new Map<string, Paper>();
          for (const [add, n] of steps) {
            const paper = page[n]!;
            if (add) {
              own.add([paper]);
              kept.delete(paper.id);
              kept.set(paper.id, paper);
            } else expect(own.remove(paper.id)).toBe(kept.delete(paper.id));
          }
          const anew = filled([...kept.values()]);
          for (const query of queries) {
            const scores = (from: SearchEngine): Map<string, number> =>
              new Map(from.search(query).hits.map((hit) => [hit.paper.id, hit.score]));
            const expected = scores(anew);
            const found = scores(own);
            expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
            // sums in another order round otherwise
            for (const [id, score] of expected) expect(found.get(id)).toBeCloseTo(score, 2);
          }
        },
      ),
      { numRuns: 6 },
    );
  });
});
