import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evalAnswer } from '../adapters/eval/answer.ts';
import { isRight, score } from '../adapters/eval/answer-score.ts';
import { shippedResources } from '../adapters/shipped-resources.ts';
import { createAnswerer } from '../src/answers/answer.ts';
import { UserError } from '../src/errors.ts';

const answerer = createAnswerer(shippedResources());

describe('the score', () => {
  it('takes a span for right that overlaps a gold span by half of the shorter of the two', () => {
    expect(isRight({ start: 0, end: 10 }, [[5, 100]])).toBe(true);
    expect(isRight({ start: 0, end: 10 }, [[6, 100]])).toBe(false);
    expect(isRight({ start: 0, end: 100 }, [[40, 50]])).toBe(true);
    expect(isRight({ start: 0, end: 10 }, [])).toBe(false);
  });

  it('counts as the scorer of the question sets does', () => {
    const asked = (answerable: boolean) => ({
      kind: 'single',
      history: [],
      answerable,
      gold: answerable ? ([[0, 10]] as const) : [],
    });
    const right = { start: 0, end: 10 };
    const wrong = { start: 50, end: 60 };
    expect(
      score([
        { question: asked(true), answer: { answered: true, evidence: [right, wrong] } },
        { question: asked(true), answer: { answered: true, evidence: [wrong, right] } },
        { question: asked(true), answer: { answered: false, evidence: [right] } },
        { question: asked(true), answer: { answered: true, evidence: [] } },
        { question: asked(false), answer: { answered: false, evidence: [wrong] } },
        { question: asked(false), answer: { answered: true, evidence: [right] } },
      ]),
    ).toEqual({
      questions: 6,
      precisionAt1: 2 / 4,
      recallAt2: 3 / 4,
      refused: 1 / 4,
      unansweredRecall: 1 / 2,
      unansweredF1: 2 / 4,
      endToEnd: 2 / 6,
    });
  });
});

describe('npm run eval -- answer', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'answers-'));
    const abstract = 'Robots are slow. We start from Llama-3-8B. Our code is available at https://github.com/a/b.';
    const line = (id: string, question: string, gold: number[][]) =>
      JSON.stringify({
        id,
        kind: 'single',
        question,
        history: [],
        papers: [{ id: 'p', title: 'Fast Robots', abstract }],
        gold,
        answerable: gold.length > 0,
      });
    const lines = [
      line('a', 'which model did they start from?', [[17, 42]]),
      line('b', 'how many robots did they build?', []),
    ].join('\n');
    writeFileSync(join(folder, 'plain.jsonl'), `${lines}\n`);
    writeFileSync(join(folder, 'packed.jsonl.gz'), gzipSync(lines));
    writeFileSync(join(folder, 'broken.txt'), '{"id": 1}\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]): string[] => {
    const lines: string[] = [];
    evalAnswer(args, (line) => lines.push(line), answerer);
    return lines;
  };

  it.each(['plain.jsonl', 'packed.jsonl.gz'])(
    'answers %s line by line, with evidence even where it does not answer',
    (file) => {
      const [first, second] = run('--questions', join(folder, file)).map((line) => JSON.parse(line));
      expect(first).toMatchObject({
        id: 'a',
        answered: true,
        evidence: [{ paper: 'p', start: 17, end: 42, text: 'We start from Llama-3-8B.' }, {}, {}],
      });
      expect(second).toMatchObject({ id: 'b', answered: false });
      expect(second.evidence).toHaveLength(3);
    },
  );

  it('reports every question set of a folder', () => {
    const [heading, ...rows] = run('--report', folder);
    expect(heading?.trim().split(/\s+/)).toEqual(['set', 'n', 'P@1', 'R@2', 'refused', 'naRecall', 'naF1', 'e2e']);
    expect(rows.map((row) => row.trim().split(/\s+/))).toEqual([
      ['packed:', 'all', '2', '1.000', '1.000', '0.000', '1.000', '1.000', '1.000'],
      ['plain:', 'all', '2', '1.000', '1.000', '0.000', '1.000', '1.000', '1.000'],
    ]);
  });

  it('says what is wrong with its arguments and files', () => {
    expect(() => run()).toThrow(UserError);
    expect(() => run('--question', 'x')).toThrow(/usage: npm run -s eval/);
    expect(() => run('--questions', join(folder, 'absent'))).toThrow(/There is no file/);
    expect(() => run('--questions', join(folder, 'broken.txt'))).toThrow(/broken.txt, line 1: question/);
    expect(() => run('--report', join(folder, 'absent'))).toThrow(/There is no folder/);
  });
});
