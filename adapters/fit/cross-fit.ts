import { type Case, casesOf, movedCases } from './cases.ts';
import {
  fitVerdict,
  type Judgement,
  judgedOutOfFold,
  type Read,
  readOutOfFold,
  type VerdictWeights,
} from './judgements.ts';
import type { IsRight, QuestionFile } from './question.ts';
import { type RankingExamples, rankingExamples } from './ranking-examples.ts';
import { type FittedRanking, fitRanking } from './ranking-fit.ts';
import type { Reader } from './reader.ts';
import type { Weights } from './rounding.ts';

/** Fits that have not seen the paper of the question that they judge. */
export interface CrossFit {
  readonly cases: readonly Case[];
  /** Without the questions that were moved. */
  readonly judgements: readonly Judgement[];
  readonly moved: number;
  /** What a fit on everything is made of. */
  readonly examples: RankingExamples;
  readonly reads: readonly Read[];
}

interface Tools {
  readonly reader: Reader;
  readonly isRight: IsRight;
  /** Numbers in [0, 1), for what is asked of which other paper. */
  readonly random: () => number;
  readonly progress: (line: string) => void;
}

/** Answers the question before a follow-up for the first draft. */
const SHARED_WORDS: Weights = { soft: 1 };

/**
 * Fits rankings and verdicts on all folds but one, for each, and judges the questions of that one by them.
 * The question before a follow-up is answered by a first draft, so that a fit does not depend on the weights that stand.
 */
export function crossFit(
  files: readonly QuestionFile[],
  folds: number,
  { reader, isRight, random, progress }: Tools,
): CrossFit {
  const cases = casesOf(files, folds);
  const moved = movedCases(cases, random);
  const draft = fitRanking(rankingExamples(cases, reader, isRight, SHARED_WORDS), () => true);
  const examples = rankingExamples(cases, reader, isRight, draft.weights);
  const rankings: FittedRanking[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const fitted = fitRanking(examples, (other) => other !== fold);
    rankings.push(fitted);
    progress(
      `ranking without fold ${fold + 1} of ${folds}: ${fitted.questions} questions, ${fitted.iterations} iterations`,
    );
  }
  const reads = readOutOfFold([...cases, ...moved], reader, rankings);
  const verdicts = rankings.map((_, fold) => fitVerdict(reads.filter((read) => read.case.fold !== fold)));
  const judgements = judgedOutOfFold(
    reads.filter((read) => !read.case.moved),
    verdicts,
  );
  return { cases, judgements, moved: moved.length, examples, reads };
}

/** Fits on everything: the verdict on what the rankings say of papers that they have not seen. */
export function fullFit({ examples, reads }: CrossFit): FittedRanking & VerdictWeights {
  return { ...fitRanking(examples, () => true), ...fitVerdict(reads) };
}
