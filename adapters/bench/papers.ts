import { makePaper, type Paper } from '../../src/papers/paper.ts';

const SENTENCES = 7;
const SYLLABLES = ['ka', 'ri', 'mo', 'ten', 'sol', 'vex', 'lu', 'pha', 'dor', 'qui', 'zan', 'bel'];

/**
 * As many papers as asked for: the given ones, and beyond them papers put together from their titles and sentences,
 * each with a made-up name, so that both the text and the growth of the vocabulary are near to life. The same each time.
 */
export function benchPapers(given: readonly Paper[], count: number): Paper[] {
  const random = createRandom(20_25);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const sentences = given.flatMap((paper) => paper.abstract.split(/(?<=[.!?])\s+/));
  const titles = given.map((paper) => paper.title.replace(/^[^:]*:\s+/, '').split(' '));
  const papers = given.slice(0, count);
  for (let n = papers.length; n < count; n++) {
    const name = Array.from({ length: 3 }, () => pick(SYLLABLES)).join('');
    const first = pick(titles);
    const second = pick(titles);
    const title = [...first.slice(0, (first.length + 1) >> 1), ...second.slice(second.length >> 1)].join(' ');
    const body = Array.from({ length: SENTENCES }, () => pick(sentences)).join(' ');
    papers.push(
      makePaper({
        arxivId: `bench-${n}`,
        title: `${name[0]!.toUpperCase()}${name.slice(1)}${n % 97}: ${title}`,
        abstract: body,
      }),
    );
  }
  return papers;
}

/** Numbers in 0..1 from a seed: a linear congruential generator (Numerical Recipes). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
