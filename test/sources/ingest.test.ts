import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDataFile } from '../../adapters/data-files.ts';
import { createPage } from '../../adapters/sources/page.ts';
import type { Store } from '../../adapters/store/store.ts';
import { ingest } from '../../src/intake/ingest.ts';
import { parsePage } from '../../src/papers/page.ts';
import type { PaperSource } from '../../src/ports.ts';
import { ENGINES, type Ground, titleOf } from '../contract/store-engines.ts';
import { feedText } from '../fakes/papers/atom-text.ts';
import { dailyRow, fakePaper } from '../fakes/papers/fake-paper.ts';
import { never, openScene, type Scene, silent, THURSDAY } from './scene.ts';

const SINCE = Date.UTC(2026, 1, 24);
const page = readDataFile('hf-papers-page.txt');
const [onPage, alsoOnPage] = parsePage(page, 0).papers;
const several = (count: number, month: string) =>
  Array.from({ length: count }, (_, i) => fakePaper(`${month}.${String(i + 1).padStart(5, '0')}`, { votes: i }));

for (const engine of ENGINES)
  describe.skipIf(engine.absent !== undefined)(`what an ingest leaves behind, on ${titleOf(engine)}`, () => {
    let ground: Ground;
    let store: Store;
    let scene: Scene;

    beforeEach(async () => {
      ground = await engine.ground();
      scene = await openScene({ timeoutMs: 1_000 });
      store = await ground.open({ clock: scene.clock });
      fillFake();
    });
    afterEach(async () => {
      await ground.clear();
      await scene.fake.stop();
      expect(scene.fake.violations).toEqual([]);
      expect(scene.fake.faultsLeft()).toBe(0);
    });

    function fillFake(): void {
      const { fake } = scene;
      fake.day('2026-02-26', [
        ...several(3, '2602').map(dailyRow),
        dailyRow(fakePaper('2506.17612', { title: onPage!.title.replace(' ', '\n  '), votes: 99 })),
        dailyRow(fakePaper('not-of-arxiv')),
        { paper: { id: '2602.00009', title: 'No abstract', upvotes: 4 }, title: 'No abstract' },
        null,
        dailyRow(fakePaper('2602.00001', { votes: 77 })),
      ]);
      fake.day('2026-02-25', several(60, '2601').map(dailyRow));
      fake.day('2026-02-24', 0);
      fake.feed(
        'cs.CL',
        feedText('cs.CL', '2026-02-26T05:00:19Z', [
          fakePaper('2602.00001', { title: 'Paper 2602.00001: A Study' }),
          fakePaper('2602.22001'),
          fakePaper('2602.22002', { announced: 'withdrawn' }),
          fakePaper('2401.00009', { announced: 'replace', version: 5 }),
        ]),
      );
      fake.submitted(
        Array.from({ length: 230 }, (_, i) =>
          fakePaper(`2602.${30_000 + i}`, {
            submitted: new Date(SINCE + i * 60_000).toISOString().replace('.000', ''),
          }),
        ),
      );
    }

    function makeTrouble(): void {
      const whole = { kind: 'etag', etag: '"soon another"' } as const;
      scene.fake.fault(
        'hugging-face',
        { kind: 'status', status: 429, retryAfter: '30' },
        { kind: 'half' },
        { kind: 'cut' },
        whole,
        { kind: 'status', status: 500 },
        { kind: 'not-modified' },
        { kind: 'body', body: '<html>One moment, please</html>' },
      );
      scene.fake.fault(
        'arxiv',
        { kind: 'cut' },
        { kind: 'hang' },
        whole,
        { kind: 'status', status: 503, retryAfter: '10' },
        { kind: 'half' },
        { kind: 'short', entries: 90 },
        { kind: 'short', entries: 0 },
      );
    }

    const ingestOf = (...sources: readonly PaperSource[]) =>
      ingest(
        {
          sources,
          papers: store.papers,
          states: store.sourceStates,
          clock: scene.clock,
          log: silent,
          signal: never,
        },
        SINCE,
      );
    /** The page first: what it has keeps the ids that it has there. */
    const ingested = async () => {
      await ingestOf(createPage({ name: 'papers.txt', read: () => page, clock: scene.clock }));
      return ingestOf(scene.huggingFace, scene.arxiv);
    };
    const everything = async () => [
      await ground.rows('select * from papers order by id'),
      await ground.rows('select * from paper_titles order by title_key, paper_id'),
      await ground.rows('select * from observations order by paper_id, source, at'),
    ];
    const papers = async () => new Map((await store.papers.changes(0)).papers.map((paper) => [paper.arxivId, paper]));

    test('every good row is in and every bad one told, whatever goes wrong; again, nothing changes', async () => {
      makeTrouble();
      const first = await ingested();
      expect(first.failed).toEqual([]);
      expect(
        first.rejected.map(({ source, part, row, reason }) => `${source}, ${part}, ${row}: ${reason}`).sort(),
      ).toEqual([
        'arxiv, cs.CL announced 2026-02-26, 2602.22002v1: “withdrawn” is no way to be announced',
        'hugging-face, 2026-02-26, 2602.00001: it stands on the list twice, and the first counts',
        'hugging-face, 2026-02-26, 2602.00009: its abstract is missing',
        'hugging-face, 2026-02-26, not-of-arxiv: its id “not-of-arxiv” is no arXiv id',
        'hugging-face, 2026-02-26, row 7: it is no object',
      ]);
      const known = await papers();
      const wanted = [
        ...['2602.00001', '2602.00002', '2602.00003', '2506.17612', '2602.22001'],
        ...several(60, '2601').map(({ id }) => id),
        ...Array.from({ length: 230 }, (_, i) => `2602.${30_000 + i}`),
      ];
      expect([...known.keys()].filter((id) => id !== undefined).sort()).toEqual(wanted.sort());
      expect((await store.papers.changes(0)).papers).toHaveLength(247 + wanted.length);

      const before = await everything();
      for (const hours of [1, 12]) {
        scene.clock.set(THURSDAY + hours * 3_600_000);
        const again = await ingested();
        expect(again).toMatchObject({ added: 0, updated: 0, observed: 0, failed: [] });
        expect(await everything()).toEqual(before);
      }
    });

    test('one paper is one row: sources and versions join, and the page’s papers are recognised', async () => {
      await ingested();
      const known = await papers();
      expect(known.get('2506.17612')).toMatchObject({ id: onPage!.id, listedOn: '2026-02-26' });
      expect([...known.values()].filter(({ title }) => title === alsoOnPage!.title)).toHaveLength(0);
      const { observations } = await store.papers.changes(0);
      const ofIt = observations.filter(({ paperId }) => paperId === onPage!.id);
      expect(ofIt.map(({ source, rank, votes }) => ({ source, rank, votes }))).toEqual([
        { source: 'hugging-face', votes: 99 },
        { source: 'page', rank: 1 },
      ]);

      scene.clock.set(THURSDAY + 17 * 3_600_000);
      const replaced = { announced: 'replace', abstract: 'We study it again, and find more of it.' };
      const friday = [
        fakePaper('2601.00002', { ...replaced, version: 2 }),
        fakePaper('2506.17612', { ...replaced, version: 3, title: onPage!.title }),
        fakePaper('2401.00009', { ...replaced, version: 5 }),
      ];
      scene.fake.feed('cs.CL', feedText('cs.CL', '2026-02-27T05:00:19Z', friday));
      expect(await ingested()).toMatchObject({ added: 0, updated: 2 });
      const later = await papers();
      expect(later.get('2601.00002')).toMatchObject({
        version: 2,
        abstract: replaced.abstract,
        listedOn: '2026-02-25',
      });
      expect(later.get('2506.17612')).toMatchObject({ id: onPage!.id, version: 3, abstract: replaced.abstract });
      expect(later.has('2401.00009')).toBe(false);
    });

    test('a day that comes empty or shorter the next time wipes nothing, and new votes are seen', async () => {
      await ingested();
      const before = (await store.papers.changes(0)).papers.length;
      scene.clock.set(THURSDAY + 3_600_000);
      scene.fake.day('2026-02-26', [dailyRow(fakePaper('2602.00001', { votes: 42 }))]);
      scene.fake.day('2026-02-25', []);
      const again = await ingested();
      expect(again).toMatchObject({ added: 0, observed: 1 });
      const { papers: all, observations } = await store.papers.changes(0);
      expect(all).toHaveLength(before);
      const votes = observations
        .filter(({ paperId, source }) => paperId === '2602.00001' && source === 'hugging-face')
        .map((one) => one.votes);
      expect(votes).toEqual([0, 42]);
    });

    test('a source that is down takes nothing from the others, and is told', async () => {
      scene.fake.fault('arxiv', ...Array(8).fill({ kind: 'status', status: 503 }));
      const { failed, added } = await ingested();
      expect(added).toBe(3 + 60);
      expect(failed.map(({ source, part }) => `${source}, ${part}`)).toEqual([
        'arxiv, cs.CL announced 2026-02-26',
        'arxiv, cs.CL from 2026-02-24 to 2026-02-26',
      ]);
    });
  });
