import { expect, test } from 'vitest';
import { createMatches } from '../src/search/matches.ts';

test('a word counts once, by the best of the terms that stand for it', () => {
  const matches = createMatches([
    { term: 5, word: 0, worth: 1 },
    { term: 9, word: 0, worth: 3 },
    { term: 12, word: 1, worth: 2 },
  ]);
  expect(matches.worthOf(Int32Array.of(5, 9, 5, 12), 0, 4)).toBe(5);
  expect(matches.worthOf(Int32Array.of(5, 9, 5, 12), 0, 1)).toBe(1);
  expect(matches.worthOf(Int32Array.of(5, 9, 5, 12), 2, 4)).toBe(3);
});

test('of two matches with one term the first counts', () => {
  const matches = createMatches([
    { term: 5, word: 0, worth: 1 },
    { term: 5, word: 1, worth: 7 },
  ]);
  expect(matches.worthOf(Int32Array.of(5), 0, 1)).toBe(1);
});

test('terms that share a place in the table are told apart', () => {
  const matches = createMatches([
    { term: 1, word: 0, worth: 1 },
    { term: 65, word: 1, worth: 2 },
    { term: 129, word: 2, worth: 4 },
  ]);
  expect(matches.worthOf(Int32Array.of(1, 65, 129, 193), 0, 4)).toBe(7);
  expect(matches.worthOf(Int32Array.of(193, 257), 0, 2)).toBe(0);
});
