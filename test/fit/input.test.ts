import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../adapters/data-files.ts';
import { auroc } from '../../adapters/fit/auroc.ts';
import { joinPapers, paperShelf } from '../../adapters/fit/joined-papers.ts';
import { fitOptions } from '../../adapters/fit/options.ts';
import { withWeights } from '../../adapters/fit/weights-text.ts';
import { UserError } from '../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-fit-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the options', () => {
  it('have defaults', () => {
    expect(fitOptions(['--questions', 'a.jsonl'])).toEqual({
      sources: [{ file: 'a.jsonl', weight: 1, ranksOnly: false }],
      folds: 4,
      write: false,
    });
  });

  it('take files with weights, as often as there are', () => {
    const args = '--questions a.jsonl=3 --questions b=c.jsonl=0.5 --rank d.jsonl=.25 --papers p --folds 2 --write';
    expect(fitOptions(args.split(' '))).toEqual({
      sources: [
        { file: 'a.jsonl', weight: 3, ranksOnly: false },
        { file: 'b=c.jsonl', weight: 0.5, ranksOnly: false },
        { file: 'd.jsonl', weight: 0.25, ranksOnly: true },
      ],
      papers: 'p',
      folds: 2,
      write: true,
    });
  });

  it.each([
    ['', 'Say --questions FILE'],
    ['--rank a', 'Say --questions FILE'],
    ['--questions', "'--questions <value>' argument missing"],
    ['--questions a --speed 3', "Unknown option '--speed'"],
    ['--questions a=', 'a weight is a number above 0, not ""'],
    ['--questions a=-1', 'a weight is a number above 0, not "-1"'],
    ['--questions a --rank b=0', 'a weight is a number above 0, not "0"'],
    ['--questions a --folds 1', '--folds is a whole number from 2 to 20, not "1"'],
    ['--questions a --folds 2.5', '--folds is a whole number from 2 to 20, not "2.5"'],
  ])('explain what is wrong with “%s”', (args, message) => {
    const read = () => fitOptions(args.split(' ').filter((arg) => arg !== ''));
    expect(read).toThrow(UserError);
    expect(read).toThrow(message);
  });
});

describe('joining questions with papers', () => {
  const line = (papers: { id: string; title?: string; abstract?: string }[]) => ({
    kind: 'single',
    question: 'why?',
    history: [],
    gold: [[0, 9]] as const,
    answerable: true,
    papers: papers.map((one) => ({ title: '', ...one })),
  });
  const shelf = paperShelf('papers.jsonl', [{ id: '1', title: ' A\n title', abstract: 'One.\n  Two. ' }]);

  it('finds a paper by its id, with single spaces', () => {
    const { questions } = joinPapers('q.jsonl', [line([{ id: '1' }])], shelf);
    expect(questions[0]).toMatchObject({
      text: 'why?',
      paper: { title: 'A title', abstract: 'One. Two.' },
      joined: true,
    });
  });

  it('leaves a text as it is that stands with the question, and counts what is on several papers', () => {
    const own = { id: '1', title: 'T', abstract: 'Own.\n Text.' };
    const { questions, leftOut } = joinPapers('q.jsonl', [line([own]), line([own, { id: '2' }])], shelf);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({ paper: { title: 'T', abstract: 'Own.\n Text.' }, joined: false });
    expect(leftOut).toBe(1);
  });

  it('says how many papers are missing, and which is the first', () => {
    const lines = ['7', '1', '8', '7'].map((id) => line([{ id }]));
    expect(() => joinPapers('q.jsonl', lines, shelf)).toThrow(
      new UserError(
        'q.jsonl names 2 papers not in papers.jsonl, the first of them 7: add what is missing, or leave those questions out.',
      ),
    );
    expect(() => joinPapers('q.jsonl', lines.slice(0, 1), undefined)).toThrow(
      new UserError('q.jsonl names a paper by id only (7): say --papers FILE to tell their titles and abstracts.'),
    );
  });
});

describe('writing weights', () => {
  const path = join(folder, 'weights.ts');
  const records = {
    RANKING: { window: 0.5, 'a.b': -2, hinted: 1, 'a:b': 0.004, Z: 0.1 + 0.2 },
    VERDICT: { 'open.cue': -0.996, absentCount: 1.256, bias: 0 },
    TOPIC: { zebra: 10, bias: -1.3 },
  };
  const written = () => {
    copyFileSync(join(PROJECT_ROOT, 'src', 'answers', 'weights.ts'), path);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, withWeights(before, records));
    return { before, after: readFileSync(path, 'utf8') };
  };
  const withoutEntries = (text: string) => text.replace(/^ {2}'?[\w.:]+'?: -?[\d.]+,\n/gm, '');

  it('replaces the entries and nothing else', () => {
    const { before, after } = written();
    expect(withoutEntries(after)).toBe(withoutEntries(before));
    expect(after).toContain("> = {\n  Z: 0.3,\n  'a.b': -2,\n  hinted: 1,\n  window: 0.5,\n};\n");
    expect(after).toContain("> = {\n  bias: 0,\n  absentCount: 1.26,\n  'open.cue': -1,\n};\n");
    expect(after).toContain('> = {\n  bias: -1.3,\n  zebra: 10,\n};\n');
  });

  it('writes as the formatter would', () => {
    const { after } = written();
    const biome = join(PROJECT_ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const { stdout } = spawnSync(process.execPath, [biome, 'format', '--stdin-file-path=src/answers/weights.ts'], {
      cwd: PROJECT_ROOT,
      input: after,
      encoding: 'utf8',
    });
    expect(stdout).toBe(after);
  });

  it('refuses a source without the record', () => {
    expect(() => withWeights('export const VERDICT = {};\n', { RANKING: {} })).toThrow('There is no record RANKING');
  });
});

describe('the AUROC', () => {
  const of = (...scored: [score: number, positive: boolean][]) =>
    auroc(scored.map(([score, positive]) => ({ score, positive })));

  it('is how often a positive has the higher score, ties counting half', () => {
    expect(of([1, true], [0, false])).toBe(1);
    expect(of([0, true], [1, false])).toBe(0);
    expect(of([1, true], [1, false])).toBe(0.5);
    expect(of([3, true], [1, true], [2, false], [1, false])).toBe((1 + 1 + 0 + 0.5) / 4);
  });

  it('is none without both', () => {
    expect(of([1, true])).toBeUndefined();
    expect(of()).toBeUndefined();
  });
});
