import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDataFile } from '../../adapters/data-files.ts';
import { UserError } from '../../src/errors.ts';
import { parsePage } from '../../src/papers/page.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const page = (...lines: string[]) => bytes(`${lines.join('\n')}\n`);
const HEADER = ['Get trending papers in your email inbox once a day!', 'Get trending papers in your email inbox!'];

describe('the shipped page', () => {
  const shipped = readDataFile('hf-papers-page.txt');
  const { papers, observations } = parsePage(shipped, 1_700_000_000_000);

  test('has 248 papers: every title and abstract of the file once, and nothing else', () => {
    expect(papers).toHaveLength(248);
    const text = shipped
      .toString('utf8')
      .split('\n')
      .slice(2)
      .join('\n')
      .replace(/^Subscribe/, '');
    expect(papers.flatMap((paper) => [paper.title, paper.abstract]).join('\n')).toBe(text.trimEnd());
  });

  test('begins with JarvisArt, without the word of the button above it', () => {
    expect(papers[0]?.title).toBe(
      'JarvisArt: Liberating Human Artistic Creativity via an Intelligent Photo Retouching Agent',
    );
  });

  test('gives every paper an id of its own that people can read and type', () => {
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(248);
    for (const paper of papers) expect(paper.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(papers.find((paper) => paper.name === 'Kimi-VL')?.id).toBe('kimi-vl-technical-report');
  });

  test('gives the same ids when the page comes in another order', () => {
    const [first = '', second = ''] = HEADER;
    const pairs = papers.map((paper) => [paper.title, paper.abstract]).reverse();
    const turned = parsePage(page(first, second, ...pairs.flat()), 0);
    expect(turned.papers.map((paper) => paper.id).sort()).toEqual(papers.map((paper) => paper.id).sort());
  });

  test('keeps the order as observations of rank', () => {
    expect(observations[5]).toEqual({
      paperId: 'kimi-vl-technical-report',
      source: 'page',
      at: 1_700_000_000_000,
      rank: 6,
    });
  });

  test('has no LaTeX left in what people read', () => {
    for (const { reading } of papers) expect(`${reading.title} ${reading.abstract}`).not.toMatch(/\\|``|''|[{}]|\w~\w/);
  });

  test('has no link that ends in punctuation', () => {
    const urls = papers.flatMap((paper) => paper.links.map((link) => link.url));
    expect(urls).toHaveLength(58);
    for (const url of urls) expect(url).toMatch(/[\w/]$/);
  });
});

describe('a page in another shape', () => {
  test('may lack the header, have Windows line ends and a byte order mark', () => {
    const { papers } = parsePage(bytes('\ufeffA title\r\nIts abstract.\r\n\r\n'), 0);
    expect(papers.map((paper) => [paper.title, paper.abstract])).toEqual([['A title', 'Its abstract.']]);
  });

  test('keeps a title that begins with Subscribe where no button was above it', () => {
    expect(parsePage(page('SubscribeNet', 'An abstract.'), 0).papers[0]?.title).toBe('SubscribeNet');
  });
});

describe('a broken page is refused whole, with the line', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['an odd number of lines', page(...HEADER, 'One', 'About one.', 'Two'), /line 5: the last title has no abstract/],
    ['an empty title', page(...HEADER, 'One', 'About one.', '', 'About two.'), /line 5: a title is expected/],
    ['an empty abstract', page(...HEADER, 'One', ' ', 'Two', 'About two.'), /line 4: an abstract is expected/],
    ['a paper twice', page('One', 'About one.', 'ONE!', 'About one, again.'), /line 3: this paper stands at line 1/],
    ['a missing title', page('One', 'About one.', 'x '.repeat(400), 'Two'), /line 3: .*looks like an abstract/],
    ['ten megabytes in a line', page('One', 'x'.repeat(10_000_000)), /line 2: it has 10000000 bytes/],
    ['bytes that are not UTF-8', new Uint8Array([0x41, 0x0a, 0xff, 0xfe, 0x0a]), /line 2: it is not UTF-8/],
    ['nothing', page(...HEADER), /is empty/],
  ])('%s', (_, broken, message) => {
    expect(() => parsePage(broken, 0)).toThrow(message);
    expect(() => parsePage(broken, 0)).toThrow(UserError);
  });
});

test('the file in data/ is the page as it came', () => {
  const first = readFileSync(new URL('../../data/hf-papers-page.txt', import.meta.url), 'utf8').split('\n')[2];
  expect(first).toMatch(/^SubscribeJarvisArt:/);
});
