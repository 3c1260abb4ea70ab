import { fnv1a } from '../../papers/slug.ts';

/**
 * An unknown word is the mean of its hashed character 3- to 5-grams, "<model>" in overlapping pieces.
 *
 * @param hashed how many hashed rows the table has
 * @returns a number below `hashed` a piece; nothing for what is no word of 3 to 24 ASCII letters and digits
 */
export function hashedGrams(token: string, hashed: number): number[] {
  if (hashed === 0 || token.length < 3 || token.length > 24 || !/^[a-z0-9]+$/.test(token)) return [];
  const marked = `<${token}>`;
  const grams: number[] = [];
  for (let n = 3; n <= 5; n++)
    for (let i = 0; i + n <= marked.length; i++) grams.push(fnv1a(marked.slice(i, i + n)) % hashed);
  return grams;
}
