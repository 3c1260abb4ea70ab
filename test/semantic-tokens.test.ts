import { expect, test } from 'vitest';
import { hashedGrams } from '../src/search/semantic/hashed-grams.ts';
import { semanticTokens } from '../src/search/semantic/tokens.ts';

test.each([
  ['plain words are stemmed, stop words dropped', 'The models are learning from the data', ['model', 'learn', 'data']],
  [
    'a word with a digit stays whole',
    'Qwen2.5 and GPT-4o on 1,000 samples',
    ['qwen2.5', 'gpt', '4o', '1,000', 'sampl'],
  ],
  ['a dotted word is two', 'see github.com', ['github', 'com']],
  ['a possessive is dropped, a contraction kept', "Newton's method doesn't", ['newton', 'method', "doesn't"]],
  ['other scripts are kept as they are', 'β-VAE naïve', ['β', 'vae', 'naïve']],
  ['nothing comes of nothing', ' -- !', []],
])('%s', (_, text, tokens) => {
  expect(semanticTokens(text)).toEqual(tokens);
});

test('an unknown word is cut into overlapping pieces, of which a slip of the keyboard leaves some', () => {
  const right = new Set(hashedGrams('transformer', 4096));
  const wrong = hashedGrams('transfromer', 4096);
  // "<transformer>": 11 of three characters, 10 of four, 9 of five
  expect(wrong).toHaveLength(11 + 10 + 9);
  expect(wrong.filter((gram) => right.has(gram)).length).toBeGreaterThan(10);
  expect(Math.max(...wrong)).toBeLessThan(4096);
});

test.each([
  ['too short', 'ab'],
  ['too long', 'a'.repeat(25)],
  ['of another script', 'вектор'],
  ['with a dot', 'qwen2.5'],
])('a word that is %s has no pieces', (_, token) => {
  expect(hashedGrams(token, 4096)).toEqual([]);
});
