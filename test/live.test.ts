import { afterEach, describe, expect, test } from 'vitest';
import { emptyLibrary } from '../adapters/corpus.ts';
import { keepUp, type Live, openLive } from '../adapters/live.ts';
import { shippedPage } from '../adapters/paper-sources.ts';
import type { Store } from '../adapters/store/store.ts';
import { ENGINES, type Engine, type Ground, MONDAY_8, titleOf } from './contract/store-engines.ts';
import { gate } from './gate.ts';
import { papersNamed, scripted } from './intake/scripted-source.ts';

const clock = { now: () => new Date(MONDAY_8) };
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const NEVER = new AbortController().signal;
const page = shippedPage(clock);

for (const engine of ENGINES) {
  describe.skipIf(engine.absent)(`a library that goes along with its store, on ${titleOf(engine)}`, () => {
    let ground: Ground;
    afterEach(() => ground.clear());

    async function replica(log = SILENT) {
      const store = await ground.open();
      const library = emptyLibrary();
      const live = await openLive({ store, library, clock, log }, page);
      const found = (query: string) => library.search.search(query).hits[0]?.paper.title;
      return { store, library, live, found };
    }

    async function begin(on: Engine = engine) {
      ground = await on.ground();
      return replica();
    }

    test('has the papers that ship, in the order of their page', async () => {
      const { library } = await begin();
      expect([...library.papers()]).toHaveLength(248);
      const ranks = [...library.observations().values()].flatMap((seen) => seen.map(({ rank }) => rank));
      expect(ranks.sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 248 }, (_, i) => i + 1));
    });

    test('starts again as it was', async () => {
      const first = await begin();
      const last = (await first.store.papers.changes(0)).last;
      const second = await replica();
      expect([...second.library.papers()]).toEqual([...first.library.papers()]);
      expect((await second.store.papers.changes(0)).last).toBe(last);
    });

    test('finds what its own process asked for at once, and what another did when it looks', async () => {
      const first = await begin();
      const second = await replica();
      await first.live.ask([scripted('one', () => [papersNamed('all', ['zebrafish'])])], NEVER);
      expect(first.found('zebrafish')).toBe('Paper zebrafish');
      expect(second.found('zebrafish')).not.toBe('Paper zebrafish');
      await second.live.refresh();
      expect(second.found('zebrafish')).toBe('Paper zebrafish');
    });

    test('recognises a paper of the page, and finds it by what was learned', async () => {
      const { library, live } = await begin();
      const [known] = [...library.papers()];
      const record = {
        arxivId: '2504.99999',
        title: known!.title,
        abstract: 'All about zebrafish, and much longer. '.repeat(99),
      };
      const named = { kind: 'papers', part: 'all', sightings: [{ record }], rejected: [] } as const;
      await live.ask([scripted('one', () => [named])], NEVER);
      expect([...library.papers()]).toHaveLength(248);
      const [hit] = library.search.search('zebrafish').hits;
      expect(hit?.paper).toMatchObject({ id: known!.id, arxivId: '2504.99999' });
      expect(hit?.snippet.text).toContain('zebrafish');
    });

    test('has every observation once, however often it looks', async () => {
      const { library, live, store } = await begin();
      const observation = { source: 'one', at: MONDAY_8 + 1, votes: 3 };
      await store.papers.record([{ record: { arxivId: '1', title: 'One', abstract: 'One.' }, observation }]);
      await Promise.all([live.refresh(), live.refresh()]);
      await live.refresh();
      expect(library.observations().get('1')).toEqual([{ paperId: '1', ...observation }]);
    });

    test('leaves the sources alone while another process asks them', async () => {
      const first = await begin();
      const second = await replica();
      const [asked, answers] = [gate(), gate()];
      const slow = scripted('one', async function* () {
        asked.open();
        await answers.opened;
        yield papersNamed('all', ['1']);
      });
      const asking = first.live.ask([slow], NEVER);
      await asked.opened;
      let askedToo = false;
      const never = scripted('one', () => {
        askedToo = true;
        return [];
      });
      await second.live.ask([never], NEVER);
      expect(askedToo).toBe(false);
      answers.open();
      await asking;
    });
  });
}

test('asks at once, again later, and no more when it ends', async () => {
  let asked = 0;
  let refreshed = gate();
  const twice = gate();
  const live: Live = {
    refresh: async () => refreshed.open(),
    ask: async () => {
      asked += 1;
      if (asked === 2) twice.open();
    },
  };
  const pace = { refreshMs: 1, ingestMs: 1, jitterMs: 0, random: () => 0 };
  const { end } = keepUp(live, [scripted('one', () => [])], SILENT, pace);
  await Promise.all([twice.opened, refreshed.opened]);
  await end();
  const then = asked;
  refreshed = gate();
  const later = keepUp(live, [], SILENT, pace);
  await refreshed.opened;
  await later.end();
  expect(asked).toBe(then);
});

test('a source’s trouble is one warning, not one every half hour', async () => {
  const ground = await ENGINES[0]!.ground();
  try {
    const store: Store = await ground.open();
    const warnings: string[] = [];
    const log = { ...SILENT, warn: (message: string) => void warnings.push(message) };
    const live = await openLive({ store, library: emptyLibrary(), clock, log }, page);
    const down = scripted('hugging-face', () => [{ kind: 'failed', part: 'today', reason: 'It can’t be reached.' }]);
    for (let round = 0; round < 3; round++) await live.ask([down], NEVER);
    expect(warnings).toEqual(['hugging-face could not be read: It can’t be reached.']);
  } finally {
    await ground.clear();
  }
});
