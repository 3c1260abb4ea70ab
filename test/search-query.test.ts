import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePaper } from '../src/papers/paper.ts';
import { parseQuery } from '../src/search/query.ts';

describe('what a person typed is taken apart', () => {
  test('plain words stay as they are', () => {
    expect(parseQuery('cot faithfulness').text).toBe('cot faithfulness');
  });

  test('quoted words are a phrase, and words to look for', () => {
    expect(parseQuery('small “language models” work')).toMatchObject({
      text: 'small language models work',
      phrases: ['language models'],
    });
  });

  test('a minus leaves out a word or a phrase, but is a hyphen within a word', () => {
    expect(parseQuery('text-to-SQL -survey -"work in progress"')).toMatchObject({
      text: 'text-to-SQL',
      excluded: ['survey', 'work in progress'],
    });
  });

  test('in prose quotes are quotes, and a dash is a dash', () => {
    const prose = 'what do people mean when they say "overthinking" -models or otherwise- in this field of ours';
    expect(parseQuery(prose)).toMatchObject({ phrases: [], excluded: [] });
    expect(parseQuery(prose).text).toContain('overthinking');
  });

  test('title: asks for words in the title', () => {
    expect(parseQuery('title:overthinking title:"long chain"')).toMatchObject({
      text: 'overthinking long chain',
      titles: ['overthinking', 'long chain'],
    });
  });

  test('a colon after another word is no field', () => {
    expect(parseQuery('Kimi-VL: a report').text).toBe('Kimi-VL: a report');
    expect(parseQuery('https://example.org/x').filters).toEqual([]);
  });

  test('a quote that is not closed is no operator', () => {
    expect(parseQuery('small "language models')).toMatchObject({ phrases: [], text: 'small language models' });
  });
});

describe('filters', () => {
  const paper = makePaper({
    arxivId: '2504.07491',
    title: 'Kimi-VL: A Report',
    abstract: 'Code is at https://github.com/x/y.',
    authors: ['Ada Lovelace'],
    publishedAt: '2025-04-10T00:00:00.000Z',
  });
  const passes = (query: string): boolean => parseQuery(query).filters.every((filter) => filter(paper));

  test.each([
    'has:code',
    '-has:model',
    'name:kimi',
    'author:lovelace',
    'year:2025',
    'after:2025-04',
    'before:2025-04-11',
  ])('%s lets the paper through', (query) => {
    expect(parseQuery(query)).toMatchObject({ text: '' });
    expect(passes(query)).toBe(true);
  });

  test.each(['has:model', '-has:code', 'name:qwen', 'author:babbage', 'year:2024', 'after:2026', 'before:2025-04-10'])(
    '%s does not',
    (query) => {
      expect(parseQuery(query)).toMatchObject({ text: '' });
      expect(passes(query)).toBe(false);
    },
  );
});

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { text: words, excluded, phrases } = parseQuery(text);
      for (const part of [words, ...excluded, ...phrases]) expect(part.length).toBeLessThanOrEqual(text.length);
    }),
  );
});
