import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHashFilter, hashOf, joinedHash } from '../src/search/text-hash.ts';

test('the hash of two texts together is that of the text that they make, dots left out', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(joinedHash(hashOf(a).value, hashOf(b))).toBe(hashOf(a + b).value);
    }),
  );
  expect(hashOf('qwen2.5').value).toBe(hashOf('qwen25').value);
});

test('a filter knows what it was given and little else', () => {
  const filter = createHashFilter();
  const words = Array.from({ length: 5000 }, (_, n) => `word${n}`);
  for (const word of words) filter.add(word);
  expect(words.every((word) => filter.mayHave(hashOf(word).value))).toBe(true);
  const mistaken = words.filter((word) => filter.mayHave(hashOf(`other ${word}`).value)).length;
  expect(mistaken).toBeLessThan(0.05 * words.length);
});
