import { describe, expect, test } from 'vitest';
import { readDataFile } from '../../adapters/data-files.ts';
import { createPage } from '../../adapters/sources/page.ts';
import type { Validator } from '../../src/papers/sighting.ts';
import { never, sleepingClock, THURSDAY } from './scene.ts';

const clock = sleepingClock(THURSDAY);
const answerTo = async (bytes: Uint8Array, known?: Validator) => {
  const page = createPage({ name: 'papers.txt', read: () => bytes, clock });
  const answers = [];
  for await (const answer of page.read(undefined, async () => known, never)) answers.push(answer);
  return answers[0];
};
const text = (lines: string) => new TextEncoder().encode(lines);

describe('a papers page', () => {
  test('that ships gives its 248 papers in their order', async () => {
    const answer = await answerTo(readDataFile('hf-papers-page.txt'));
    if (answer?.kind !== 'papers') throw new Error(answer?.kind);
    expect(answer.sightings).toHaveLength(248);
    expect(answer.sightings.map(({ observation }) => observation?.rank)).toEqual(
      Array.from({ length: 248 }, (_, i) => i + 1),
    );
    expect(answer.sightings[0]).toEqual({
      record: {
        title: expect.stringContaining('JarvisArt'),
        abstract: expect.stringContaining('Photo retouching'),
      },
      observation: { source: 'page', rank: 1, at: THURSDAY },
    });
  });

  test('is unchanged until it is another', async () => {
    const answer = await answerTo(text('A title\nAn abstract.\n'));
    if (answer?.kind !== 'papers') throw new Error(answer?.kind);
    expect(await answerTo(text('A title\nAn abstract.\n'), answer.validator)).toEqual({
      kind: 'unchanged',
      part: 'papers.txt',
    });
    expect(await answerTo(text('A title\nAnother.\n'), answer.validator)).toMatchObject({ kind: 'papers' });
  });

  test('that is broken says where', async () => {
    expect(await answerTo(text('A title\n'))).toEqual({
      kind: 'failed',
      part: 'papers.txt',
      reason:
        'The papers page is broken at line 1: the last title has no abstract; titles and abstracts must come in pairs.',
    });
  });
});
