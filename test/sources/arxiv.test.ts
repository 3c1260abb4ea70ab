import { afterEach, describe, expect, test } from 'vitest';
import { errorText, feedText, queryText } from '../fakes/papers/atom-text.ts';
import { fakePaper } from '../fakes/papers/fake-paper.ts';
import { openScene, outline, rejectedOf, type Scene, sightingsOf, THURSDAY } from './scene.ts';

const HOUR = 3_600_000;
const FEED_OF_THURSDAY = '2026-02-26T05:00:19.866337+00:00';
const FEED_OF_WEDNESDAY = '2026-02-25T05:00:12.120000+00:00';

let scene: Scene;
afterEach(async () => {
  await scene.fake.stop();
  expect(scene.fake.violations).toEqual([]);
  expect(scene.fake.faultsLeft()).toBe(0);
});

const later = (hours: number) => scene.clock.set(THURSDAY + hours * HOUR);

describe('the daily feed', () => {
  test('gives what is announced; what was replaced only for those who know it', async () => {
    scene = await openScene({ categories: ['cs.CL', 'cs.LG'] });
    scene.fake.feed(
      'cs.CL+cs.LG',
      feedText('cs.CL+cs.LG', FEED_OF_THURSDAY, [
        fakePaper('2602.22001', {
          title: 'A < B & C',
          abstract: 'We show that $a < b$ & more.',
          authors: ["Paulo Andr\\'e Lima", 'Sukai Huang'],
        }),
        fakePaper('2602.22002', { announced: 'cross' }),
        fakePaper('2401.00003', { announced: 'replace', version: 3 }),
        fakePaper('2401.00004', { announced: 'replace-cross', version: 2 }),
      ]),
    );
    const answers = await scene.read(scene.arxiv);
    expect(outline(answers)).toEqual(['cs.CL+cs.LG announced 2026-02-26: 4 papers, 0 rejected']);
    const [first, cross, ...replaced] = sightingsOf(answers);
    expect(first).toEqual({
      record: {
        arxivId: '2602.22001',
        title: 'A < B & C',
        abstract: 'We show that $a < b$ & more.',
        authors: ['Paulo André Lima', 'Sukai Huang'],
        links: [],
        publishedAt: '2026-02-26T05:00:00.000Z',
        version: 1,
      },
      observation: { source: 'arxiv', at: THURSDAY, rank: 1 },
    });
    expect(cross?.observation?.rank).toBe(2);
    expect(replaced.map(({ observation }) => observation)).toEqual([undefined, undefined]);
    // cross-listed today, published whenever
    expect(cross?.record.publishedAt).toBeUndefined();
    expect(cross?.onlyIfKnown).toBeUndefined();
    expect(replaced.map(({ record, onlyIfKnown }) => [record.arxivId, record.version, onlyIfKnown])).toEqual([
      ['2401.00003', 3, true],
      ['2401.00004', 2, true],
    ]);
  });

  test('sets aside what it can’t read, and takes the rest', async () => {
    scene = await openScene();
    const feed = feedText('cs.CL', FEED_OF_THURSDAY, [
      fakePaper('2602.22001', { announced: 'withdrawn' }),
      fakePaper('2602.22002', { abstract: '' }),
      fakePaper('2699.00001'),
      fakePaper('2602.22004'),
      fakePaper('2602.22005', { announced: '' }),
    ]);
    scene.fake.feed('cs.CL', feed.replace('We study what 2602.22004', 'We\u000b study &nbsp; what'));
    const answers = await scene.read(scene.arxiv);
    expect(sightingsOf(answers).map(({ record }) => record.arxivId)).toEqual(['2602.22004']);
    expect(rejectedOf(answers)).toEqual([
      { row: '2602.22001v1', reason: '“withdrawn” is no way to be announced' },
      { row: '2602.22002v1', reason: 'its abstract is empty' },
      { row: '2699.00001v1', reason: 'its id “2699.00001v1” is no arXiv id' },
      { row: '2602.22005v1', reason: 'it doesn’t say how it is announced' },
    ]);
  });

  test('is asked for once an announcement, with and without a validator of arXiv’s', async () => {
    for (const validates of [true, false]) {
      scene = await openScene();
      if (!validates) scene.fake.withoutValidators();
      scene.fake.feed('cs.CL', feedText('cs.CL', FEED_OF_THURSDAY, [fakePaper('2602.22001')]));
      const said = [];
      for (const hour of [0, 1, 8, 16]) {
        later(hour);
        const answers = await scene.read(scene.arxiv);
        said.push(...outline(answers));
        if (hour > 0) continue;
        const validator = validates ? { etag: expect.any(String) } : { lastModified: 'Thu, 26 Feb 2026 05:00:19 GMT' };
        expect(answers).toMatchObject([{ validator }]);
      }
      expect(said).toEqual([
        'cs.CL announced 2026-02-26: 1 papers, 0 rejected',
        ...Array(3).fill('cs.CL announced 2026-02-26: unchanged'),
      ]);
      expect(scene.fake.requests).toHaveLength(1);
      // Friday, 00:00 in New York
      later(17);
      scene.fake.feed('cs.CL', feedText('cs.CL', '2026-02-27T05:00:01Z', [fakePaper('2602.23001')]));
      expect(outline(await scene.read(scene.arxiv))).toEqual(['cs.CL announced 2026-02-27: 1 papers, 0 rejected']);
      if (validates) await scene.fake.stop();
    }
  });

  test('of the day before, as on a holiday, is asked for again', async () => {
    scene = await openScene();
    scene.fake.feed('cs.CL', feedText('cs.CL', FEED_OF_WEDNESDAY, [fakePaper('2602.21001')]));
    expect(outline(await scene.read(scene.arxiv))).toEqual(['cs.CL announced 2026-02-25: 1 papers, 0 rejected']);
    later(1);
    expect(outline(await scene.read(scene.arxiv))).toEqual(['cs.CL announced 2026-02-26: unchanged']);
    later(2);
    scene.fake.feed('cs.CL', feedText('cs.CL', FEED_OF_THURSDAY, [fakePaper('2602.22001')]));
    expect(outline(await scene.read(scene.arxiv))).toEqual(['cs.CL announced 2026-02-26: 1 papers, 0 rejected']);
    expect(scene.fake.requests.map(({ ifNoneMatch }) => ifNoneMatch !== undefined)).toEqual([false, true, true]);
  });

  test('without entries is asked for again, and so is one that doesn’t say of when it is', async () => {
    scene = await openScene();
    for (const feed of [
      feedText('cs.CL', FEED_OF_THURSDAY, []),
      feedText('cs.CL', 'today', [fakePaper('2602.22001')]),
      feedText('cs.CL', FEED_OF_THURSDAY, [fakePaper('2602.22001')]),
    ]) {
      scene.fake.feed('cs.CL', feed);
      expect(outline(await scene.read(scene.arxiv))[0]).toMatch(/: [01] papers, 0 rejected$/);
      scene.clock.set(scene.clock.now().getTime() + HOUR);
    }
    expect(scene.fake.requests).toHaveLength(3);
  });

  test('that is a half, or something else, is asked for again, and then failed', async () => {
    scene = await openScene();
    scene.fake.feed('cs.CL', feedText('cs.CL', FEED_OF_THURSDAY, [fakePaper('2602.22001')]));
    scene.fake.fault('arxiv', { kind: 'half' }, { kind: 'body', body: '<html><body/></html>' });
    expect(outline(await scene.read(scene.arxiv))).toEqual(['cs.CL announced 2026-02-26: 1 papers, 0 rejected']);
    later(17);
    scene.fake.feed('cs.CL', feedText('cs.CL', '2026-02-27T05:00:01Z', [fakePaper('2602.23001')]));
    scene.fake.fault('arxiv', ...Array(4).fill({ kind: 'half' }));
    expect(outline(await scene.read(scene.arxiv))[0]).toMatch(
      /^cs\.CL announced 2026-02-27: 127.* sent what can’t be read \(.+\), the last of 4 times\.$/,
    );
  });
});

describe('what was submitted before the last announcement', () => {
  const since = Date.UTC(2026, 1, 18, 15);
  const submitted = (count: number, day: string) =>
    Array.from({ length: count }, (_, i) =>
      fakePaper(`2602.${String(10_000 + i)}`, {
        submitted: new Date(Date.parse(day) + i * 60_000).toISOString().replace('.000', ''),
      }),
    );
  const feedAnd = async (categories: readonly string[] = ['cs.CL']) => {
    scene = await openScene({ categories });
    scene.fake.feed(categories.join('+'), feedText('cs.CL', FEED_OF_THURSDAY, []));
  };
  const queried = async () => outline(await scene.read(scene.arxiv, since)).slice(1);

  test('is asked of the query API, a week at a time and a page at a time, three seconds apart', async () => {
    await feedAnd(['cs.CL', 'cs.LG']);
    scene.fake.submitted([
      ...submitted(450, '2026-02-19'),
      fakePaper('2602.09999', { submitted: '2026-02-17T23:59:00Z' }),
      fakePaper('2602.09998', { categories: ['math.CO'] }),
      fakePaper('2602.24000', {
        version: 2,
        submitted: '2026-02-25T01:00:00Z',
        categories: ['stat.ML', 'cs.LG'],
        authors: ['Aurora RamÃ\u00adrez', 'José Raúl'],
        comment: 'Code: https://github.com/someone/something.',
      }),
    ]);
    const answers = await scene.read(scene.arxiv, since);
    expect(outline(answers).slice(1)).toEqual([
      'cs.CL+cs.LG from 2026-02-18 to 2026-02-24: 200 papers, 0 rejected',
      'cs.CL+cs.LG from 2026-02-18 to 2026-02-24, after 200: 200 papers, 0 rejected',
      'cs.CL+cs.LG from 2026-02-18 to 2026-02-24, after 400: 50 papers, 0 rejected',
      'cs.CL+cs.LG from 2026-02-25 to 2026-02-26: 1 papers, 0 rejected',
    ]);
    expect(scene.fake.requests.map(({ at }) => at - THURSDAY)).toEqual([0, 3_000, 6_000, 9_000, 12_000]);
    expect(sightingsOf(answers).at(-1)).toEqual({
      record: {
        arxivId: '2602.24000',
        title: 'Paper 2602.24000: A Study',
        abstract: 'We study what 2602.24000 is about, and find that it is so.',
        authors: ['Aurora Ramírez', 'José Raúl'],
        links: [{ kind: 'code', url: 'https://github.com/someone/something' }],
        publishedAt: '2026-02-25T01:00:00.000Z',
        version: 2,
      },
    });
  });

  test('is not asked for where everything since then is in the feed', async () => {
    await feedAnd();
    expect(await scene.read(scene.arxiv, Date.UTC(2026, 1, 26, 2))).toHaveLength(1);
  });

  test('comes whole though a page came short, or empty, the first time', async () => {
    await feedAnd();
    scene.fake.submitted(submitted(250, '2026-02-19'));
    const whole = { kind: 'etag', etag: '"whole"' } as const;
    scene.fake.fault('arxiv', whole, { kind: 'short', entries: 120 }, whole, { kind: 'short', entries: 0 });
    const answers = await scene.read(scene.arxiv, since);
    expect(outline(answers).slice(1, 3)).toEqual([
      'cs.CL from 2026-02-18 to 2026-02-24: 200 papers, 0 rejected',
      'cs.CL from 2026-02-18 to 2026-02-24, after 200: 50 papers, 0 rejected',
    ]);
    expect(new Set(sightingsOf(answers).map(({ record }) => record.arxivId)).size).toBe(250);
  });

  test('goes on behind what came where a page stays short', async () => {
    await feedAnd();
    scene.fake.submitted(submitted(250, '2026-02-19'));
    const whole = { kind: 'etag', etag: '"whole"' } as const;
    scene.fake.fault('arxiv', whole, { kind: 'short', entries: 120 }, { kind: 'short', entries: 110 });
    const answers = await scene.read(scene.arxiv, since);
    expect(outline(answers).slice(1, 3)).toEqual([
      'cs.CL from 2026-02-18 to 2026-02-24: 120 papers, 0 rejected',
      'cs.CL from 2026-02-18 to 2026-02-24, after 120: 130 papers, 0 rejected',
    ]);
    expect(new Set(sightingsOf(answers).map(({ record }) => record.arxivId)).size).toBe(250);
  });

  test('says so where arXiv promises more than it gives, and the next week is asked for all the same', async () => {
    await feedAnd();
    scene.fake.submitted(submitted(250, '2026-02-19'));
    const none = { kind: 'body', body: queryText('', 0, 200, []) } as const;
    const whole = { kind: 'etag', etag: '"whole"' } as const;
    scene.fake.fault('arxiv', whole, whole, none, none);
    expect(await queried()).toEqual([
      'cs.CL from 2026-02-18 to 2026-02-24: 200 papers, 0 rejected',
      'cs.CL from 2026-02-18 to 2026-02-24, after 200: arXiv promised 250 papers and gave no more than 200.',
      'cs.CL from 2026-02-25 to 2026-02-26: 0 papers, 0 rejected',
    ]);
  });

  test('is failed with arXiv’s own words where it says what is wrong', async () => {
    await feedAnd();
    const whole = { kind: 'etag', etag: '"whole"' } as const;
    scene.fake.fault('arxiv', whole, { kind: 'body', body: errorText('incorrect id format for abc') });
    expect((await queried())[0]).toBe('cs.CL from 2026-02-18 to 2026-02-24: arXiv says: incorrect id format for abc.');
  });
});
