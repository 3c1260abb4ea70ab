import { hashOf } from '../../src/search/text-hash.ts';
import type { FitQuestion, PaperText, QuestionFile } from './question.ts';

/** A question in its place in the cross-validation. */
export interface Case {
  readonly file: QuestionFile;
  readonly question: FitQuestion;
  /** From 0; all questions on a paper are in one. */
  readonly fold: number;
  /** Asked of another paper than it was written for. */
  readonly moved: boolean;
}

/** The share of the questions that are moved. */
const MOVED = 0.6;
/** Spreads what differs in the high bits of a hash (Knuth). */
const SPREAD = 0x9e3779b1;

export function casesOf(files: readonly QuestionFile[], folds: number): Case[] {
  return files.flatMap((file) =>
    file.questions.map((question) => ({ file, question, fold: foldOf(question.paper, folds), moved: false })),
  );
}

/** The fold of a paper: the same whatever other papers there are. */
export function foldOf({ abstract }: PaperText, folds: number): number {
  return (Math.imul(hashOf(abstract).value, SPREAD) >>> 12) % folds;
}

/**
 * Six in ten of the answerable questions, each asked of another paper of its file and fold, which doesn't answer it.
 * Left alone are questions that may be asked of any paper, those of a thread, those whose paper was not joined, and the
 * files that are for the ranking only.
 *
 * @param random numbers in [0, 1)
 */
export function movedCases(cases: readonly Case[], random: () => number): Case[] {
  const movable = cases.filter(({ file, question }) => question.joined && !file.ranksOnly);
  const pools = new Map<QuestionFile, PaperText[][]>();
  for (const { file, question, fold } of movable) {
    const folds = pools.get(file) ?? [];
    pools.set(file, folds);
    const pool = folds[fold] ?? [];
    folds[fold] = pool;
    if (placeIn(pool, question.paper) < 0) pool.push(question.paper);
  }
  return movable.flatMap(({ file, question, fold }) => {
    if (!question.answerable || question.history.length > 0 || question.kind === 'probe') return [];
    const pool = pools.get(file)![fold]!;
    if (random() >= MOVED || pool.length < 2) return [];
    const own = placeIn(pool, question.paper);
    const chosen = Math.floor(random() * (pool.length - 1));
    const paper = pool[chosen < own ? chosen : chosen + 1]!;
    const moved = { ...question, kind: 'moved', paper, answerable: false, gold: [] };
    return [{ file, question: moved, fold, moved: true }];
  });
}

function placeIn(pool: readonly PaperText[], { abstract }: PaperText): number {
  return pool.findIndex((paper) => paper.abstract === abstract);
}
