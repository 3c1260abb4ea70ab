import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../adapters/store/store.ts';
import { type IngestReport, ingest, type WorkedIn } from '../../src/intake/ingest.ts';
import type { PaperSource } from '../../src/ports.ts';
import { type Ground, MONDAY_8, sqlite } from '../contract/store-engines.ts';
import { papersNamed, scripted } from './scripted-source.ts';

const HOUR = 3_600_000;
let ground: Ground;
let store: Store;
let now: number;
let warnings: string[];
let told: WorkedIn[];
beforeEach(async () => {
  ground = await sqlite.ground();
  store = await ground.open();
  now = MONDAY_8;
  warnings = [];
  told = [];
});
afterEach(() => ground.clear());

function run(sources: readonly PaperSource[], more: { signal?: AbortSignal; since?: number } = {}) {
  const log = { info: () => {}, warn: (message: string) => void warnings.push(message), error: () => {} };
  const parts = {
    sources,
    papers: store.papers,
    states: store.sourceStates,
    clock: { now: () => new Date(now) },
    log,
    signal: more.signal ?? new AbortController().signal,
    onAnswer: (answer: WorkedIn) => void told.push(answer),
  };
  return ingest(parts, more.since);
}

const titles = async () => (await store.papers.changes(0)).papers.map(({ arxivId }) => arxivId).sort();

test('what all sources name is there, and is counted', async () => {
  const report = await run([
    scripted('one', () => [papersNamed('Monday', ['1', '2']), papersNamed('Tuesday', ['2', '3'])]),
    scripted('two', () => [papersNamed('all', ['4'])]),
  ]);
  expect(await titles()).toEqual(['1', '2', '3', '4']);
  expect(report).toEqual({
    added: 4,
    updated: 0,
    unchanged: 1,
    observed: 0,
    rejected: [],
    failed: [],
    asked: 3,
    unchangedParts: 0,
  } satisfies IngestReport);
  expect(told.filter(({ source }) => source === 'one').map(({ part }) => part)).toEqual(['Monday', 'Tuesday']);
});

test('a row that can’t be read is reported and warned of once, and the others come in', async () => {
  const bad = { row: 'row 7', reason: 'It has no title.' };
  const report = await run([
    scripted('one', () => [
      { ...papersNamed('Monday', ['1']), rejected: [bad, bad] } as ReturnType<typeof papersNamed>,
    ]),
  ]);
  expect(await titles()).toEqual(['1']);
  expect(report.rejected).toEqual(Array(2).fill({ source: 'one', part: 'Monday', ...bad }));
  expect(warnings).toEqual(['one named something that can’t be taken in (Monday, row 7): It has no title.']);
});

describe('one source’s trouble', () => {
  const trouble: [string, PaperSource, string, string][] = [
    [
      'a part that is not answered',
      scripted('bad', () => [
        { kind: 'failed', part: 'Monday', reason: 'It answered 500.' },
        papersNamed('Tuesday', ['2']),
      ]),
      'Monday',
      'It answered 500.',
    ],
    [
      'an error in the middle',
      scripted('bad', function* () {
        yield papersNamed('Tuesday', ['2']);
        throw new Error('Lost my way.');
      }),
      'everything else',
      'Lost my way.',
    ],
  ];
  test.each(trouble)('%s: the rest comes in', async (_, bad, part, reason) => {
    const report = await run([bad, scripted('good', () => [papersNamed('all', ['9'])])]);
    expect(await titles()).toEqual(['2', '9']);
    expect(report.failed).toEqual([{ source: 'bad', part, reason }]);
    expect(warnings).toEqual([`bad could not be read: ${reason}`]);
  });

  test('what can’t be written is asked for again the next time, and the next part is tried', async () => {
    await ground.run(`create trigger full before insert on papers when new.id = '1'
      begin select raise(abort, 'no room'); end`);
    const source = scripted('one', () => [
      papersNamed('Monday', ['1'], { etag: '"m"' }),
      papersNamed('Tuesday', ['2'], { etag: '"t"' }),
    ]);
    const report = await run([source]);
    expect(report.failed).toEqual([{ source: 'one', part: 'Monday', reason: expect.stringContaining('no room') }]);
    expect(await titles()).toEqual(['2']);
    expect(await store.sourceStates.load('one', 'Monday')).toBeUndefined();
    expect(await store.sourceStates.load('one', 'Tuesday')).toEqual({ etag: '"t"', at: MONDAY_8 });
  });
});

test('a source that is away is one warning, however many parts it has', async () => {
  const away = ['Monday', 'Tuesday'].map((part) => ({ kind: 'failed', part, reason: 'It is away.' }) as const);
  expect((await run([scripted('one', () => away)])).failed).toHaveLength(2);
  expect(warnings).toEqual(['one could not be read: It is away.']);
});

test('an answer’s validator is offered for six hours, then the whole is asked for', async () => {
  const offered: unknown[] = [];
  const source = scripted('one', async function* (known) {
    const validator = await known('Monday');
    offered.push(validator);
    yield validator ? { kind: 'unchanged', part: 'Monday' } : papersNamed('Monday', ['1'], { etag: '"1"' });
  });
  const reports: IngestReport[] = [];
  for (const hours of [0, 3, 5.9, 6.1]) {
    now = MONDAY_8 + hours * HOUR;
    reports.push(await run([source]));
  }
  expect(offered).toEqual([undefined, { etag: '"1"' }, { etag: '"1"' }, undefined]);
  expect(reports.map(({ unchangedParts }) => unchangedParts)).toEqual([0, 1, 1, 0]);
  expect(reports.map(({ added }) => added)).toEqual([1, 0, 0, 0]);
});

test('an empty answer takes nothing away', async () => {
  await run([scripted('one', () => [papersNamed('Monday', ['1', '2'])])]);
  await run([scripted('one', () => [papersNamed('Monday', [])])]);
  expect(await titles()).toEqual(['1', '2']);
});

test('told to stop, it ends after the part that it is at', async () => {
  const stop = new AbortController();
  const report = await run(
    [
      scripted('one', function* () {
        yield papersNamed('Monday', ['1']);
        stop.abort();
        yield papersNamed('Tuesday', ['2']);
        yield papersNamed('Wednesday', ['3']);
      }),
    ],
    { signal: stop.signal },
  );
  expect(report.asked).toBe(2);
  expect(await titles()).toEqual(['1', '2']);
});

test('sources are told since when', async () => {
  const asked: unknown[] = [];
  const source = scripted('one', (_, since) => {
    asked.push(since);
    return [];
  });
  await run([source]);
  await run([source], { since: 17 });
  expect(asked).toEqual([undefined, 17]);
});
