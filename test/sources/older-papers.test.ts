import { afterEach, describe, expect, test } from 'vitest';
import { followedPapers } from '../../src/trending/followed.ts';
import { dailyRow, fakePaper } from '../fakes/papers/fake-paper.ts';
import { observationsOf, voted } from '../voted-papers.ts';
import { openScene, outline, rejectedOf, type Scene, sightingsOf, THURSDAY } from './scene.ts';

const TODAY = Date.UTC(2026, 1, 26);
const HOUR = 3_600_000;

describe('papers that are on no list any more', () => {
  let scene: Scene | undefined;
  afterEach(async () => {
    expect(scene?.fake.violations).toEqual([]);
    await scene?.fake.stop();
  });

  const older = (answers: Awaited<ReturnType<Scene['read']>>) => answers.filter(({ part }) => part === 'older papers');

  test('are counted on once a day, one by one', async () => {
    scene = await openScene({ followed: () => ['2602.00001', '2602.00002'] });
    const { fake, clock, huggingFace, read } = scene;
    const say = (votes: number) => {
      const row = dailyRow(fakePaper('2602.00001', { votes, code: 'https://github.com/a/b' }));
      fake.paper('2602.00001', row['paper']);
    };
    say(120);
    const first = older(await read(huggingFace, TODAY));
    expect(outline(first)).toEqual(['older papers: 1 papers, 1 rejected']);
    expect(sightingsOf(first)[0]).toMatchObject({
      record: { arxivId: '2602.00001', title: 'Paper 2602.00001: A Study' },
      observation: { source: 'hugging-face', votes: 120, hasCode: true },
    });
    expect(sightingsOf(first)[0]?.record).not.toHaveProperty('listedOn');
    expect(rejectedOf(first)).toEqual([{ row: '2602.00002', reason: expect.stringContaining('answered 404') }]);
    clock.set(THURSDAY + 12 * HOUR);
    expect(older(await read(huggingFace, TODAY))).toEqual([]);
    say(131);
    clock.set(THURSDAY + 25 * HOUR);
    expect(sightingsOf(older(await read(huggingFace, TODAY)))[0]?.observation?.votes).toBe(131);
  });

  test('are none of anybody’s business unless asked for', async () => {
    scene = await openScene();
    expect(older(await scene.read(scene.huggingFace, TODAY))).toEqual([]);
  });
});

describe('worth following', () => {
  const paper = (name: string, listedOn: string, votes: number, arxivId = `2602.0000${name}`) =>
    voted(name, listedOn, { '2026-02-20T00:00:00Z': votes }, { arxivId });
  const followed = (...all: ReturnType<typeof voted>[]) =>
    followedPapers(
      all.map(({ paper }) => paper),
      observationsOf(all),
      THURSDAY,
    );

  test('are papers of one to four weeks ago, those with most votes first', () => {
    expect(
      followed(
        paper('1', '2026-02-25', 900),
        paper('2', '2026-02-10', 20),
        paper('3', '2026-02-05', 80),
        paper('4', '2026-01-20', 500),
        paper('5', '2026-02-19', 30),
      ),
    ).toEqual(['2602.00003', '2602.00002']);
  });

  test('are thirty at most, and none that has no arXiv id', () => {
    const many = Array.from({ length: 40 }, (_, i) => paper(String(i), '2026-02-10', i, `2602.1${100 + i}`));
    const nameless = voted('Nameless', '2026-02-10', { '2026-02-20T00:00:00Z': 1000 });
    const found = followed(nameless, ...many);
    expect(found).toHaveLength(30);
    expect(found[0]).toBe('2602.1139');
  });
});
