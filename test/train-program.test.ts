import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PROJECT_ROOT } from '../adapters/data-files.ts';
import { trainOptions } from '../adapters/train/options.ts';
import { duration, progressLines } from '../adapters/train/progress.ts';
import { seededRandom } from '../adapters/train/random.ts';
import { readTableRows } from '../src/search/semantic/read-rows.ts';
import { readSemanticTable } from '../src/search/semantic/table.ts';
import { writeSemanticTable } from '../src/search/semantic/write-table.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// compiled, since worker threads need JavaScript, and inside the project, so that its packages are found
mkdirSync(join(PROJECT_ROOT, 'dist'), { recursive: true });
const folder = mkdtempSync(join(PROJECT_ROOT, 'dist', 'train-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const tsc = join(PROJECT_ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = [
    '-p',
    'tsconfig.build.json',
    '--outDir',
    folder,
    '--incremental',
    'false',
    '--tsBuildInfoFile',
    'null',
  ];
  spawnSync(process.execPath, [tsc, ...options], { cwd: PROJECT_ROOT });
});

function train(...args: string[]) {
  const program = join(folder, 'adapters', 'train.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function papersFile(name: string, count: number): string {
  const random = seededRandom(9);
  const word = () => `word${Math.floor(random() ** 2 * 400)}`;
  const words = (n: number) => Array.from({ length: n }, word).join(' ');
  const row = (_: unknown, i: number) =>
    JSON.stringify({ title: `Paper${i} ${words(4)}`, abstract: `${words(9)}. ${words(9)}.` });
  writeFileSync(join(folder, name), Array.from({ length: count }, row).join('\n'));
  return name;
}

test('trains with two threads, writes a table and says what to do with it', () => {
  const papers = papersFile('papers.jsonl', 1000);
  const two = train('--papers', papers, '--out', 'two.bin', '--threads', '2', '--epochs', '1');
  expect(two.stderr).toBe('');
  expect(two.stdout).toMatch(/^1,000 papers read from papers\.jsonl\n/);
  expect(two.stdout).toMatch(/step 7 of 7 \(100 %\), loss \d\.\d{3}, 0 s left\n/);
  expect(two.stdout).toMatch(/two\.bin written in \d+ s: 400 words, .* 256 dimensions, 0\.6 MB\.\nTo use it/);
  const bytes = readFileSync(join(folder, 'two.bin'));
  expect(
    readSemanticTable(bytes)
      .embed('word7')
      .some((value) => value !== 0),
  ).toBe(true);

  const one = train('--papers', papers, '--out', 'one.bin', '--threads', '1', '--epochs', '1');
  expect(one.status).toBe(0);
  expect(readFileSync(join(folder, 'one.bin')).equals(bytes)).toBe(true);
});

test('improves a table, which keeps its words, the same with any number of threads', () => {
  const words = Array.from({ length: 30 }, (_, i) => `word${i}`);
  const random = seededRandom(3);
  const values = Float32Array.from({ length: (30 + 8 + 1) * 16 }, () => random() - 0.5);
  const base = writeSemanticTable({ words, hashed: 8, bigrams: ['word0 word1'], dimensions: 16, values });
  writeFileSync(join(folder, 'base.bin'), base);
  const improve = (out: string, threads: string) =>
    train(
      ...'--papers papers.jsonl --blend base.bin --tables 2 --epochs 1'.split(' '),
      '--out',
      out,
      '--threads',
      threads,
    );
  const { stderr, stdout } = improve('better.bin', '1');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/\n30 words, .*; 2 tables, 1 × the papers in batches of 128, 1 thread\n/);
  expect(stdout).toMatch(/step 14 of 14 \(100 %\), loss \d\.\d{3}, 0 s left\n/);
  const before = readTableRows(base);
  const after = readTableRows(readFileSync(join(folder, 'better.bin')));
  expect(after.words).toEqual(before.words);
  expect(after.bigrams).toEqual(before.bigrams);
  expect(after.values).not.toEqual(before.values);
  improve('again.bin', '2');
  expect(readFileSync(join(folder, 'again.bin')).equals(readFileSync(join(folder, 'better.bin')))).toBe(true);
});

test('says so where the table to improve is none', () => {
  const { status, stderr } = train('--papers', 'papers.jsonl', '--blend', 'papers.jsonl');
  expect(status).toBe(1);
  expect(stderr).toBe('papers.jsonl can’t be read: The file is not a semantic table.\n');
});

test('refuses too few papers, in one line', () => {
  const { status, stderr } = train('--papers', papersFile('few.jsonl', 999), '--out', 'few.bin');
  expect(status).toBe(1);
  expect(stderr).toBe('999 papers are too few to learn from: a table needs 1,000, a good one tens of thousands.\n');
});

test('leaves nothing behind where the table cannot be written', () => {
  mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
  const { status, stderr } = train('--papers', 'papers.jsonl', '--out', 'taken', '--epochs', '1');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^taken cannot be written: .*\n$/);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test.each([
  ['no papers', [], 'Say --papers FILE'],
  ['an unknown option', ['--papers', 'p', '--speed', '9'], "Unknown option '--speed'"],
  ['an option without its value', ['--papers'], "'--papers <value>' argument missing"],
  ['no thread', ['--papers', 'p', '--threads', '0'], '--threads is a whole number from 1 to 64, not "0".'],
  ['tables for nothing', ['--papers', 'p', '--tables', '2'], '--tables goes with --blend'],
  ['no table', ['--papers', 'p', '--blend', 't', '--tables', '0'], '--tables is a whole number from 1 to 16, not "0".'],
  ['half an epoch', ['--papers', 'p', '--epochs', '0.5'], '--epochs is a whole number from 1 to 1000, not "0.5".'],
])('%s on the command line is explained', (_, args, message) => {
  expect(() => trainOptions(args)).toThrow(message);
});

test('options have defaults', () => {
  expect(trainOptions(['--papers', 'p', '--threads', '2'])).toEqual({
    papers: 'p',
    out: 'semantic-table.bin',
    threads: 2,
    seed: 1,
  });
  expect(trainOptions(['--papers', 'p', '--blend', 't'])).toMatchObject({ blend: { table: 't', tables: 3 } });
});

test('progress has a line every five seconds and at the end', () => {
  let now = 1000;
  const line = progressLines(10, () => now);
  const lines = Array.from({ length: 10 }, (_, i) => {
    now += 2000;
    return line(i + 1, 10 - i);
  }).filter((text) => text !== undefined);
  expect(lines).toEqual([
    'step 3 of 10 (30 %), loss 9.000, 14 s left',
    'step 6 of 10 (60 %), loss 6.000, 8 s left',
    'step 9 of 10 (90 %), loss 3.000, 2 s left',
    'step 10 of 10 (100 %), loss 1.000, 0 s left',
  ]);
  expect(duration(190_400)).toBe('3 min 10 s');
});
