import { describe, expect, test } from 'vitest';
import { createLibrary } from '../src/library.ts';
import { makePaper, type Observation } from '../src/papers/paper.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 2, 2, 12);

const counted = (paperId: string, at: number, votes: number, source = 'hugging-face'): Observation => ({
  paperId,
  source,
  at,
  votes,
});
const library = () => createLibrary({ lexicon: { groups: [] } });

describe('a library that grows', () => {
  test('finds a paper by its latest text', () => {
    const growing = library();
    growing.add([makePaper({ arxivId: '2603.00001', title: 'On walruses', abstract: 'We study walruses.' })], []);
    growing.add([makePaper({ arxivId: '2603.00001', title: 'On narwhals', abstract: 'We study narwhals.' })], []);
    const titles = (query: string) => growing.search.search(query).hits.map(({ paper }) => paper.title);
    expect(titles('narwhals')).toEqual(['On narwhals']);
    expect(titles('walruses')).not.toContain('On walruses');
    expect(growing.papers().map(({ title }) => title)).toEqual(['On narwhals']);
  });

  test('has what was observed in the order of its time', () => {
    const growing = library();
    growing.add([], [counted('a', NOON, 3), counted('a', NOON - DAY, 1), counted('a', NOON + DAY, 5)]);
    expect(
      growing
        .observations()
        .get('a')
        ?.map(({ votes }) => votes),
    ).toEqual([1, 3, 5]);
  });

  test('keeps a month and a half of it, and of what is older each source’s last word', () => {
    const growing = library();
    const old = [counted('a', NOON, 1), counted('a', NOON + 1, 2), counted('a', NOON + 2, 9, 'other')];
    growing.add([], old);
    const later = Array.from({ length: 50_000 }, (_, i) => counted(`b${i % 100}`, NOON + 50 * DAY + i, i));
    growing.add([], later);
    expect(
      growing
        .observations()
        .get('a')
        ?.map(({ votes }) => votes),
    ).toEqual([2, 9]);
    expect(growing.observations().get('b7')).toHaveLength(500);
  });
});
