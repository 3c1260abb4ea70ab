import { auroc } from './auroc.ts';
import type { Judgement } from './judgements.ts';
import type { FitQuestion, QuestionFile, Span } from './question.ts';

/** Shares, 0..1, of eval's score. */
interface Score {
  readonly precisionAt1: number;
  readonly recallAt2: number;
  readonly refused: number;
  readonly unansweredF1: number;
  readonly endToEnd: number;
}

type ScoreOf = (
  rows: readonly {
    readonly question: FitQuestion;
    readonly answer: { readonly answered: boolean; readonly evidence: readonly Span[] };
  }[],
) => Score;

/** From where on a question is answered. */
interface Thresholds {
  readonly answer: number;
  readonly topical: number;
}

const HEADINGS = ['questions', 'P@1', 'R@2', 'AUROC', 'refused', 'naF1', 'e2e'];
const NAME_WIDTH = 40;
const WIDTH = 10;

/** The figures of each file, before and after, as the lines of a table. */
export function reportLines(
  files: readonly QuestionFile[],
  before: readonly Judgement[],
  after: readonly Judgement[],
  score: ScoreOf,
  thresholds: Thresholds,
): readonly string[] {
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`;
  const rows = files.flatMap((file) =>
    [
      { when: 'before', judgements: before },
      { when: 'after', judgements: after },
    ].map(({ when, judgements }) => {
      const of = judgements.filter((judgement) => judgement.case.file === file);
      return line(`${file.name}: ${when}`, figures(file, of, score, thresholds));
    }),
  );
  return [line('', HEADINGS), ...rows];
}

function figures(
  file: QuestionFile,
  judgements: readonly Judgement[],
  score: ScoreOf,
  thresholds: Thresholds,
): readonly string[] {
  const scores = score(
    judgements.map(({ case: { question }, evidence, answerable, topical }) => {
      const answered = answerable >= thresholds.answer && topical >= thresholds.topical;
      return { question, answer: { answered, evidence } };
    }),
  );
  const answerable = judgements.some((judgement) => judgement.case.question.answerable);
  const ofRanking = [scores.precisionAt1, scores.recallAt2].map((share) => (answerable ? share : undefined));
  const area = auroc(
    judgements.map((judgement) => ({ score: judgement.answerable, positive: judgement.case.question.answerable })),
  );
  const ofVerdict = [area, answerable ? scores.refused : undefined, scores.unansweredF1, scores.endToEnd];
  const shares = [...ofRanking, ...(file.ranksOnly ? [] : ofVerdict)];
  return [String(judgements.length), ...shares.map((share) => share?.toFixed(3) ?? '–')];
}
