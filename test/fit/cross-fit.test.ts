import { describe, expect, it } from 'vitest';
import { isRight, score } from '../../adapters/eval/answer-score.ts';
import { casesOf, foldOf, movedCases } from '../../adapters/fit/cases.ts';
import { crossFit, fullFit } from '../../adapters/fit/cross-fit.ts';
import { judgedAsTheyStand } from '../../adapters/fit/judgements.ts';
import type { FitQuestion } from '../../adapters/fit/question.ts';
import { createReader } from '../../adapters/fit/reader.ts';
import { reportLines } from '../../adapters/fit/report.ts';
import { seededRandom } from '../../adapters/train/random.ts';
import { NO_HINTS } from '../../src/answers/hints.ts';
import { RANKING } from '../../src/answers/weights.ts';
import { file, paper, question, type SENTENCES } from './questions.ts';

const reader = createReader({});
const PAPERS = Array.from({ length: 40 }, (_, i) => i);

const fitted = (questions: readonly FitQuestion[], folds = 2) => {
  const lines: string[] = [];
  const files = [file(questions)];
  const random = seededRandom(1);
  return {
    files,
    lines,
    fit: crossFit(files, folds, { reader, isRight, random, progress: (l) => lines.push(l) }),
  };
};

describe('folds', () => {
  it('keep the questions on a paper together, whatever else there is', () => {
    const two = [question(7, 'why?', 'reason'), question(7, 'how many?', 'figures')];
    const folds = casesOf([file([...two, question(8, 'why?', 'reason')])], 4).map(({ fold }) => fold);
    expect(folds[0]).toBe(folds[1]);
    expect(foldOf(paper(7), 4)).toBe(folds[0]);
  });

  it('are of about the same size', () => {
    const sizes = [0, 0, 0, 0];
    for (let i = 0; i < 400; i++) sizes[foldOf(paper(i), 4)]!++;
    for (const size of sizes) expect(size).toBeGreaterThan(60);
  });
});

describe('moved questions', () => {
  const questions = PAPERS.flatMap((i) => [
    question(i, `${i}: how many rivers?`, 'figures'),
    question(i, 'who paid?', undefined),
    question(i, 'and in minutes?', 'figures', { history: ['how many rivers?'] }),
    question(i, 'rivers how many', 'figures', { kind: 'probe' }),
  ]);
  const cases = casesOf([file(questions)], 2);
  const moved = movedCases(cases, seededRandom(1));

  it('are six in ten of those that their paper answers by themselves, asked of another of the same fold', () => {
    expect(moved.length).toBeGreaterThan(15);
    expect(moved.length).toBeLessThan(33);
    for (const { question: asked, fold } of moved) {
      expect(asked).toMatchObject({ kind: 'moved', answerable: false, gold: [] });
      const own = /^(\d+): how many rivers\?$/.exec(asked.text)?.[1];
      expect(foldOf(paper(Number(own)), 2)).toBe(fold);
      expect(foldOf(asked.paper, 2)).toBe(fold);
      expect(asked.paper.abstract).not.toBe(paper(Number(own)).abstract);
    }
  });

  it('come the same for the same seed', () => {
    expect(movedCases(cases, seededRandom(1))).toEqual(moved);
    expect(movedCases(cases, seededRandom(2))).not.toEqual(moved);
  });

  it('are none where papers stand beside the questions, for the ranking only, or alone in their fold', () => {
    const none = (asked: readonly FitQuestion[], more = {}) => movedCases(casesOf([file(asked, more)], 2), () => 0);
    expect(none(questions.map((one) => ({ ...one, joined: false })))).toEqual([]);
    expect(none(questions, { ranksOnly: true })).toEqual([]);
    expect(none(questions.slice(0, 4))).toEqual([]);
  });
});

describe('fitting across folds', () => {
  const WHERE: Readonly<Record<number, (typeof SENTENCES)[number]>> = { 0: 'reason', 1: 'problem' };
  /** The same question is answered in one place in the one fold, and in another in the other. */
  const questions = (where = WHERE) =>
    PAPERS.map((i) => question(i, 'wherefore so speedy', where[foldOf(paper(i), 2)], { joined: false }));
  const bestIn = (fold: number, where = WHERE) =>
    fitted(questions(where)).fit.judgements.flatMap(({ case: one, evidence }) =>
      one.fold === fold ? [evidence[0]!.start] : [],
    );

  it('judges a fold by what the other taught', () => {
    const right = fitted(questions()).fit.judgements.filter(({ case: one, evidence }) =>
      isRight(evidence[0]!, one.question.gold),
    );
    expect(right).toEqual([]);
  });

  it('does not see what is right in a fold when it judges it', () => {
    expect(bestIn(0, { ...WHERE, 0: 'figures' })).toEqual(bestIn(0));
    expect(bestIn(0, { ...WHERE, 1: 'figures' })).not.toEqual(bestIn(0));
  });

  it('does not see which questions of a fold are answerable either', () => {
    const asked = PAPERS.map((i) => question(i, 'who paid?', undefined, { joined: false }));
    const flipped = asked.map((one) => ({ ...one, answerable: foldOf(one.paper, 2) === 0 }));
    const answerable = (of: readonly FitQuestion[], fold: number) =>
      fitted(of).fit.judgements.flatMap((one) => (one.case.fold === fold ? [one.answerable, one.topical] : []));
    expect(answerable(flipped, 0)).toEqual(answerable(asked, 0));
    expect(answerable(flipped, 1)).not.toEqual(answerable(asked, 1));
  });

  it('learns from everything in the end', () => {
    const { fit, lines } = fitted(PAPERS.map((i) => question(i, 'wherefore so speedy', 'reason')));
    expect(lines).toHaveLength(2);
    expect(fit.moved).toBeGreaterThan(0);
    const full = fullFit(fit);
    expect(full.questions).toBe(PAPERS.length);
    expect(full.hints).toContain('wherefor');
    expect(full.weights['hinted']).toBe(1);
    expect(Object.keys(full.verdict)).toContain('bias');
    expect(Object.keys(full.topic)).toContain('bias');
  });
});

describe('the report', () => {
  it('has the figures of each file, before and after', () => {
    const asked = PAPERS.flatMap((i) => [
      question(i, 'wherefore so speedy', 'reason'),
      question(i, 'who paid for the rivers?', undefined),
    ]);
    const { files, fit } = fitted(asked, 4);
    const before = judgedAsTheyStand(fit.cases, reader, RANKING, NO_HINTS);
    const rows = reportLines(files, before, fit.judgements, score, { answer: 0.5, topical: 0 }).map((line) =>
      line.trim().split(/ {2,}/),
    );
    expect(rows[0]).toEqual(['questions', 'P@1', 'R@2', 'AUROC', 'refused', 'naF1', 'e2e']);
    expect(rows.map(([name, count]) => [name, count]).slice(1)).toEqual([
      ['questions.jsonl: before', '80'],
      ['questions.jsonl: after', '80'],
    ]);
    expect(Number(rows[2]![2])).toBe(1);
    expect(Number(rows[1]![2])).toBeLessThan(1);
    expect(Number(rows[2]![4])).toBeGreaterThan(0.9);
  });

  it('says nothing of the verdict where a file is for the ranking only, nor of the ranking where nothing is answered', () => {
    const rankOnly = file([question(1, 'how many rivers?', 'figures')], { name: 'rank.jsonl', ranksOnly: true });
    const refused = file([question(2, 'who paid?', undefined)], { name: 'refused.jsonl' });
    const judgements = judgedAsTheyStand(casesOf([rankOnly, refused], 2), reader, RANKING, NO_HINTS);
    const rows = reportLines([rankOnly, refused], judgements, judgements, score, { answer: 2, topical: 0 });
    expect(rows[1]!.trim().split(/ {2,}/)).toHaveLength(4);
    expect(rows[3]!.trim().split(/ {2,}/)).toEqual([
      'refused.jsonl: before',
      '1',
      '–',
      '–',
      '–',
      '–',
      '1.000',
      '1.000',
    ]);
  });
});
