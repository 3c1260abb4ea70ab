import { describe, expect, it } from 'vitest';
import { isRight } from '../../adapters/eval/answer-score.ts';
import { type Case, casesOf } from '../../adapters/fit/cases.ts';
import { hintsText } from '../../adapters/fit/hints-text.ts';
import { rankingExamples } from '../../adapters/fit/ranking-examples.ts';
import { fitRanking } from '../../adapters/fit/ranking-fit.ts';
import { rankingLoss } from '../../adapters/fit/ranking-loss.ts';
import { createReader } from '../../adapters/fit/reader.ts';
import { parseHints, phrasesOf } from '../../src/answers/hints.ts';
import { file, question } from './questions.ts';

const reader = createReader({});
const WHEREFORE = phrasesOf('wherefore').slice(0, 1);
const START = { soft: 1, hinted: 1 };
const cases = (questions: number, more = {}): Case[] =>
  casesOf(
    [
      file(
        Array.from({ length: questions }, (_, i) => question(i, 'wherefore so speedy', 'reason')),
        more,
      ),
    ],
    1,
  );
const fitted = (of: readonly Case[]) => fitRanking(rankingExamples(of, reader, isRight, START), () => true);

describe('the fit of the ranking', () => {
  it('lets a phrase speak for the signs of the sentences that answered', () => {
    const { hints, questions } = fitted(cases(40, { weight: 10 }));
    expect(questions).toBe(40);
    const speaks = parseHints(hints).of(WHEREFORE);
    expect(speaks.get('@last')).toBeGreaterThan(0.05);
    expect(speaks.get('@first') ?? 0).toBeLessThanOrEqual(0);
    expect(speaks.get('reason')).toBeGreaterThan(0.05);
    expect(hints).toMatch(/^# What words of questions say/);
  });

  it('puts sentences first that stood behind before', () => {
    const [one] = cases(1);
    const first = (weights: Record<string, number>, hints: string) =>
      reader.read(one!.question, { weights, hints: parseHints(hints) })!.ranking.order[0];
    expect(first(START, '')).not.toBe(3);
    const { weights, hints } = fitted(cases(40));
    expect(first(weights, hints)).toBe(3);
    expect(weights['hinted']).toBe(1);
  });

  it('keeps hints for phrases of ten questions or more, none of them for the ranking only', () => {
    expect(parseHints(fitted(cases(9)).hints).of(WHEREFORE).size).toBe(0);
    expect(parseHints(fitted(cases(10, { weight: 9 })).hints).of(WHEREFORE).size).toBeGreaterThan(0);
    expect(parseHints(fitted(cases(40, { ranksOnly: true })).hints).of(WHEREFORE).size).toBe(0);
  });

  it('is nothing without a question to learn from', () => {
    const unanswerable = casesOf([file([question(1, 'who paid for it?', undefined)])], 1);
    expect(fitted(unanswerable)).toMatchObject({ weights: { hinted: 1 }, questions: 0 });
  });
});

describe('the loss of the ranking', () => {
  it('is minus the logarithm of the share of the right sentences, with its slope', () => {
    const { examples, features, phrases, signs } = rankingExamples(cases(3, { weight: 2 }), reader, isRight, START);
    const rowOfPhrase = Int32Array.from(phrases.names.keys());
    const shape = { features: features.names.length, signs: signs.names.length };
    const loss = rankingLoss(examples, rowOfPhrase, shape);
    const point = new Float64Array(shape.features + phrases.names.length * shape.signs);
    const gradient = new Float64Array(point.length);
    expect(loss(point, gradient)).toBeCloseTo(3 * 2 * Math.log(4), 9);

    const somewhere = point.map((_, i) => Math.sin(i) / 2);
    loss(somewhere, gradient);
    const slopes = gradient.slice();
    for (let i = 0; i < point.length; i += 17) {
      const at = (change: number) =>
        loss(
          somewhere.map((x, k) => (k === i ? x + change : x)),
          gradient,
        );
      expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(slopes[i]!, 5);
    }
  });
});

describe('the text of hints', () => {
  it('has phrases in order, the signs of each by falling weight and then by name, and leaves out what is small', () => {
    const weights = [0.1, -0.056, 0.1, 0.3, 0, 0, 0, 0.0549, 0.0549, 0.059, 0.5, -2];
    expect(hintsText(['zork', 'b', 'a', 'B'], ['reason', 'problem', 'digits'], weights)).toBe(
      [
        '# What words of questions say of the sentences that answer them: see README.md.',
        'B\tproblem 50 reason 6 digits -200',
        'b\treason 30',
        'zork\tdigits 10 reason 10 problem -6',
        '',
      ].join('\n'),
    );
  });
});
