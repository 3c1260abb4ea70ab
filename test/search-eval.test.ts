import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { benchPapers } from '../adapters/bench/papers.ts';
import { benchQueries } from '../adapters/bench/queries.ts';
import { readDataFile } from '../adapters/data-files.ts';
import { evalSearch } from '../adapters/eval/search.ts';
import { parsePage } from '../src/papers/page.ts';
import { createSearchEngine } from '../src/search/search-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const corpus = [
  { id: 7, title: 'Wing flutter', abstract: 'Flutter of thin wings at high speed.' },
  { id: 'b', title: 'Boundary layers', abstract: 'Heat transfer in laminar boundary layers.' },
];
const queries = [{ id: 1, text: 'heat transfer' }];
const asLines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

describe('eval search', () => {
  test('prints for each query what was found, best first, from plain and gzipped files', () => {
    const printed: string[] = [];
    evalSearch(
      ['--corpus', file('corpus.jsonl.gz', gzipSync(asLines(corpus))), '--queries', file('q.jsonl', asLines(queries))],
      (line) => printed.push(line),
      createSearchEngine({}),
    );
    expect(printed).toHaveLength(1);
    const { id, results } = JSON.parse(printed[0]!);
    expect(id).toBe('1');
    expect(results[0].id).toBe('b');
    expect(results[0].score).toBeGreaterThan(0);
  });

  test.each([
    ['no arguments', [], /usage/],
    ['an unknown argument', ['--docs', 'x'], /--docs/],
    ['a file that is not there', ['--corpus', '/no/such/file', '--queries', '/no/such/file'], /no file/],
  ])('%s: one line says what is wrong', (_, args, message) => {
    expect(() => evalSearch(args, () => undefined, createSearchEngine({}))).toThrow(message);
  });

  test('a broken line is named', () => {
    const broken = file('broken.jsonl', `${JSON.stringify(corpus[0])}\nnot json`);
    expect(() =>
      evalSearch(['--corpus', broken, '--queries', broken], () => undefined, createSearchEngine({})),
    ).toThrow(/line 2/);
  });
});

describe('the bench', () => {
  const page = parsePage(readDataFile('hf-papers-page.txt'), 0).papers;

  test('begins with the shipped papers and makes up the others, the same ones each time', () => {
    const papers = benchPapers(page, 300);
    expect(papers.slice(0, page.length)).toEqual(page);
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(300);
    expect(benchPapers(page, 300)).toEqual(papers);
  });

  test('asks queries of every kind', () => {
    const asked = benchQueries(page);
    expect(new Set(asked).size).toBeGreaterThan(60);
    expect(asked).toContain(page.find((paper) => paper.name)?.name);
  });
});
