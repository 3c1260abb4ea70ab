import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../adapters/data-files.ts';
import { errorOf, readFeedEntries, readQueryEntries } from '../../adapters/sources/arxiv-entries.ts';
import { readAtom } from '../../adapters/sources/atom.ts';
import { readRows, rowsOf } from '../../adapters/sources/hugging-face-rows.ts';
import { makePaper } from '../../src/papers/paper.ts';

const FIXTURES = join(PROJECT_ROOT, '../shared/fixtures');
const isThere = existsSync(join(FIXTURES, 'hf-daily')) && existsSync(join(FIXTURES, 'arxiv'));
const title = isThere
  ? 'what the services really sent'
  : 'what the services really sent (skipped: ../shared is not there)';
const fixture = (...path: readonly string[]) => readFileSync(join(FIXTURES, ...path), 'utf8');

describe.skipIf(!isThere)(title, () => {
  test.each([
    ['2024-05-27', 13],
    ['2025-01-10', 9],
    ['2025-03-04', 13],
    ['2025-05-22', 27],
    ['2025-06-25', 14],
    ['2025-07-07', 1],
    ['2025-07-11', 13],
    ['2025-10-03', 39],
    ['2026-01-15', 16],
    ['2026-01-16', 23],
    ['2026-02-24', 12],
    ['2026-02-25', 20],
    ['2026-02-26', 17],
    ['2026-02-27', 16],
  ])('Hugging Face on %s: %i papers, and no row that can’t be read', (day, count) => {
    const { sightings, rejected } = readRows(rowsOf(fixture('hf-daily', `${day}.json`)), { day, at: 0 }, new Set());
    expect(rejected).toEqual([]);
    expect(sightings).toHaveLength(count);
    for (const { record, observation } of sightings) {
      expect(makePaper(record)).toMatchObject({ id: record.arxivId, listedOn: day });
      expect(record.authors?.length).toBeGreaterThan(0);
      expect(record.publishedAt).toMatch(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/);
      expect(observation).toMatchObject({ votes: expect.any(Number), comments: expect.any(Number) });
    }
  });

  test('of 2026-02-26 the organizations, the code and the stars', () => {
    const list = { day: '2026-02-26', at: 0 };
    const { sightings } = readRows(rowsOf(fixture('hf-daily', '2026-02-26.json')), list, new Set());
    const count = (holds: (one: (typeof sightings)[number]) => boolean) => sightings.filter(holds).length;
    expect(count(({ record }) => record.organization !== undefined)).toBe(12);
    expect(count(({ observation }) => observation?.hasCode === true)).toBe(10);
    expect(count(({ observation }) => observation?.stars !== undefined)).toBe(10);
    expect(count(({ record }) => record.links?.some(({ kind }) => kind === 'project') === true)).toBe(7);
  });

  test('the daily feed of cs.AI', () => {
    const { sightings, rejected } = readFeedEntries(readAtom(fixture('arxiv', 'cs.AI-feed.atom.xml')), 0);
    expect(rejected).toEqual([]);
    expect(sightings).toHaveLength(7);
    expect(sightings[0]?.record.abstract).toMatch(/^As large language models/);
    expect(sightings[2]?.record.authors).toEqual(['Paulo André Lima de Castro']);
  });

  test('ten papers of a query, of 214,881', () => {
    const feed = readAtom(fixture('arxiv', 'query-testing-10.atom.xml'));
    const { sightings, rejected } = readQueryEntries(feed);
    expect(feed.totalResults).toBe(214_881);
    expect(rejected).toEqual([]);
    expect(sightings.map(({ record }) => `${record.arxivId}v${record.version}`)).toEqual([
      '2202.12139v1',
      '2405.13786v1',
      '2005.14124v2',
      '2204.08348v3',
      '2302.03287v3',
      '1202.4527v1',
      '2503.05378v2',
      '1205.1866v1',
      '2502.07719v2',
      '1812.11470v1',
    ]);
    expect(sightings[1]?.record.authors).toEqual([
      'Aurora Ramírez',
      'Mario Berrios',
      'José Raúl Romero',
      'Robert Feldt',
    ]);
  });

  test('one paper, none, and an error', () => {
    expect(readQueryEntries(readAtom(fixture('arxiv', 'id-1605.08386.atom.xml'))).sightings).toHaveLength(1);
    expect(readAtom(fixture('arxiv', 'id-unknown.atom.xml'))).toMatchObject({ totalResults: 0, entries: [] });
    expect(errorOf(readAtom(fixture('arxiv', 'id-malformed.atom.xml')))).toBe('incorrect id format for abc');
  });
});
