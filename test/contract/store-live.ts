import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../adapters/store/store.ts';
import type { Observation, PaperRecord } from '../../src/papers/paper.ts';
import type { Sighting } from '../../src/papers/sighting.ts';
import { type Engine, type Ground, MONDAY_8, titleOf } from './store-engines.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const kimi: PaperRecord = {
  arxivId: '2504.07491',
  title: 'Kimi-VL: A Report',
  abstract: 'We present Kimi-VL.',
  keywords: ['vlm'],
};

function seen(record: Partial<PaperRecord>, counted?: Partial<Observation>): Sighting {
  const observation = counted && { source: 'hugging-face', at: MONDAY_8, ...counted };
  return { record: { ...kimi, ...record }, ...(observation ? { observation } : {}) };
}

function numbered(n: number): Sighting {
  const arxivId = `2601.${String(n).padStart(5, '0')}`;
  return seen({ arxivId, title: `Paper number ${n}` }, { votes: n });
}

/** What every engine of the store must do with papers and with what was said of them. */
export function liveStoreContract(engine: Engine): void {
  describe.skipIf(engine.absent)(`papers that come and go on, on ${titleOf(engine)}`, () => {
    let ground: Ground;
    let store: Store;
    beforeEach(async () => {
      ground = await engine.ground();
      store = await ground.open();
    });
    afterEach(() => ground.clear());

    const at = (now: number) => ground.open({ clock: { now: () => new Date(now) }, visiting: true });
    const dump = async () => [
      await ground.rows('select * from papers order by id'),
      await ground.rows('select * from paper_titles order by paper_id, title_key'),
      await ground.rows('select * from observations order by paper_id, source, at'),
      await ground.rows('select * from counters'),
    ];

    test('a paper is there with what its source said, and when it was first seen', async () => {
      const recorded = await store.papers.record([seen({ organization: 'Moonshot' }, { votes: 7, hasCode: true })]);
      expect(recorded).toEqual({ added: 1, updated: 0, unchanged: 0, observed: 1 });
      const { papers, observations } = await store.papers.changes(0);
      expect(papers).toMatchObject([
        { id: '2504.07491', title: 'Kimi-VL: A Report', organization: 'Moonshot', firstSeen: MONDAY_8 },
      ]);
      expect(observations).toEqual([
        { paperId: '2504.07491', source: 'hugging-face', at: MONDAY_8, votes: 7, hasCode: true },
      ]);
    });

    test('the same again writes nothing, not even the number of a change', async () => {
      const batch = [seen({}, { votes: 7 }), seen({ arxivId: '2504.1', title: 'Another' }, { comments: 1 })];
      await store.papers.record(batch);
      const before = await dump();
      const later = await at(MONDAY_8 + HOUR);
      const again = batch.map((one) => ({
        ...one,
        ...(one.observation ? { observation: { ...one.observation, at: MONDAY_8 + HOUR } } : {}),
      }));
      expect(await later.papers.record(again)).toEqual({ added: 0, updated: 0, unchanged: 2, observed: 0 });
      expect(await dump()).toEqual(before);
    });

    test('a paper of the page is recognised when a source names its arXiv id, and keeps its own', async () => {
      const { arxivId: _, ...fromPage } = kimi;
      await store.papers.record([{ record: fromPage, observation: { source: 'page', at: MONDAY_8, rank: 3 } }]);
      const later = await at(MONDAY_8 + DAY);
      await later.papers.record([seen({ title: 'KIMI-VL:  a report', authors: ['Kimi Team'] }, { votes: 9 })]);
      const { papers } = await store.papers.changes(0);
      expect(papers).toMatchObject([
        { id: 'kimi-vl-a-report', arxivId: '2504.07491', authors: ['Kimi Team'], firstSeen: MONDAY_8 },
      ]);
      expect(await later.papers.record([{ record: fromPage }])).toMatchObject({ added: 0, unchanged: 1 });
    });

    test('a new version brings its text, an old one nothing, and the old title still leads to it', async () => {
      await store.papers.record([seen({ version: 2, title: 'Kimi-VL: Renamed', abstract: 'Two.' })]);
      await store.papers.record([seen({ version: 1, abstract: 'One, which was longer.' })]);
      const { arxivId: _, ...withoutId } = kimi;
      expect(await store.papers.record([{ record: withoutId }])).toMatchObject({ added: 0 });
      const { papers } = await store.papers.changes(0);
      expect(papers).toMatchObject([{ title: 'Kimi-VL: Renamed', abstract: 'Two.', version: 2 }]);
    });

    test('what is only said of known papers brings none', async () => {
      expect(await store.papers.record([{ ...seen({}), onlyIfKnown: true }])).toEqual({
        added: 0,
        updated: 0,
        unchanged: 0,
        observed: 0,
      });
      expect((await store.papers.changes(0)).papers).toEqual([]);
    });

    test('an observation is kept where it says something else than the one before, and never rewritten', async () => {
      const votes = (moment: number, count: number) => seen({}, { at: MONDAY_8 + moment * HOUR, votes: count });
      for (const one of [votes(0, 5), votes(1, 5), votes(2, 8), votes(2, 9), votes(3, 5)])
        await store.papers.record([one]);
      const { observations } = await store.papers.changes(0);
      expect(observations.map((one) => [(one.at - MONDAY_8) / HOUR, one.votes])).toEqual([
        [0, 5],
        [2, 8],
        [3, 5],
      ]);
    });

    test('a batch larger than a transaction comes in whole', async () => {
      const many = Array.from({ length: 450 }, (_, n) => numbered(n));
      expect(await store.papers.record(many)).toMatchObject({ added: 450, observed: 450 });
      const { papers, observations } = await store.papers.changes(0);
      expect(papers).toHaveLength(450);
      expect(observations).toHaveLength(450);
    });

    test('changes go on from the last one', async () => {
      await store.papers.record([numbered(1), numbered(2)]);
      const first = await store.papers.changes(0);
      expect(await store.papers.changes(first.last)).toEqual({ papers: [], observations: [], last: first.last });
      await store.papers.record([numbered(2), seen({ ...numbered(1).record, authors: ['Ada'] }), numbered(3)]);
      const second = await store.papers.changes(first.last);
      expect(second.papers.map(({ title }) => title)).toEqual(['Paper number 1', 'Paper number 3']);
      expect(second.observations.map(({ votes }) => votes)).toEqual([3]);
      expect(second.last).toBeGreaterThan(first.last);
    });

    test('of what was said long ago only the last word is remembered', async () => {
      const counted = (daysAgo: number, votes: number) => seen({}, { at: MONDAY_8 - daysAgo * DAY, votes });
      await store.papers.record([counted(90, 1), counted(60, 2), counted(10, 3), counted(1, 4)]);
      await store.papers.record([seen({ arxivId: '1', title: 'Old' }, { at: MONDAY_8 - 80 * DAY, votes: 1 })]);
      await store.papers.record([seen({ arxivId: '1', title: 'Old' }, { at: MONDAY_8 - 70 * DAY, votes: 6 })]);
      const { observations } = await store.papers.changes(0);
      expect(observations.map(({ votes }) => votes)).toEqual([6, 3, 4]);
    });

    test('what was counted is thinned to a word every eight hours once it is eight days old', async () => {
      const hours = [0, 3, 9, 20, 30, 31, 240];
      const start = Date.UTC(2026, 10, 10);
      await store.papers.record(hours.map((hour) => seen({}, { at: start + hour * HOUR, votes: hour })));
      await (await at(start + 11 * DAY)).prune();
      const rows = await ground.rows('select votes from observations order by at');
      expect(rows).toEqual([3, 9, 20, 31, 240].map((votes) => ({ votes })));
    });

    test('two that record at once leave one row a paper, and whoever reads on misses nothing', async () => {
      const other = await ground.open();
      const third = await ground.open();
      const batches = Array.from({ length: 12 }, (_, b) => Array.from({ length: 5 }, (_, n) => numbered(b * 4 + n)));
      let after = 0;
      const heard = new Set<string>();
      const listen = async () => {
        const { papers, last } = await third.papers.changes(after);
        for (const { id } of papers) heard.add(id);
        expect(last).toBeGreaterThanOrEqual(after);
        after = last;
      };
      let isDone = false;
      const reading = async () => {
        while (!isDone) await listen();
      };
      const writing = async () => {
        // within one process, a second connection to the embedded database would wait for the first for ever
        for (const batch of batches) {
          const all = [store, other].map((one) => () => one.papers.record(batch));
          if (engine.shared) await Promise.all(all.map((record) => record()));
          else for (const record of all) await record();
        }
        isDone = true;
      };
      await Promise.all([writing(), reading()]);
      await listen();
      expect(heard.size).toBe(49);
      expect((await store.papers.changes(0)).papers).toHaveLength(49);
    });

    test('what a source said along with its answer is kept until it has been silent for long', async () => {
      await store.sourceStates.save('arxiv', 'cs.CL', { etag: '"1"' }, MONDAY_8);
      await store.sourceStates.save('arxiv', 'cs.CL', { lastModified: 'Mon' }, MONDAY_8 + 1);
      expect(await store.sourceStates.load('arxiv', 'cs.CL')).toEqual({ lastModified: 'Mon', at: MONDAY_8 + 1 });
      expect(await store.sourceStates.load('arxiv', 'cs.LG')).toBeUndefined();
      await (await at(MONDAY_8 + 59 * DAY)).prune();
      expect(await store.sourceStates.load('arxiv', 'cs.CL')).toBeDefined();
      await (await at(MONDAY_8 + 61 * DAY)).prune();
      expect(await store.sourceStates.load('arxiv', 'cs.CL')).toBeUndefined();
    });

    test('a turn is one process’s until it ends or its lease does', async () => {
      const other = await ground.open();
      expect(await store.turns.take('ingest', 'first', MONDAY_8, MONDAY_8 + 100)).toBe(true);
      expect(await other.turns.take('ingest', 'second', MONDAY_8 + 99, MONDAY_8 + 200)).toBe(false);
      expect(await other.turns.take('else', 'second', MONDAY_8 + 99, MONDAY_8 + 200)).toBe(true);
      expect(await store.turns.take('ingest', 'first', MONDAY_8 + 99, MONDAY_8 + 150)).toBe(true);
      expect(await other.turns.take('ingest', 'second', MONDAY_8 + 150, MONDAY_8 + 250)).toBe(true);
      await store.turns.end('ingest', 'first');
      expect(await store.turns.take('ingest', 'first', MONDAY_8 + 151, MONDAY_8 + 300)).toBe(false);
      await other.turns.end('ingest', 'second');
      expect(await store.turns.take('ingest', 'first', MONDAY_8 + 151, MONDAY_8 + 300)).toBe(true);
    });
  });
}
