import { type Hints, parseHints } from '../../src/answers/hints.ts';
import { judge, verdictFeatures } from '../../src/answers/verdict.ts';
import type { Case } from './cases.ts';
import { fitLogistic, type LogisticExample, likelihood } from './logistic-fit.ts';
import type { Span } from './question.ts';
import type { FittedRanking } from './ranking-fit.ts';
import type { Reader, Reading } from './reader.ts';
import type { Weights } from './rounding.ts';

/** What is said of a question. */
export interface Judgement {
  readonly case: Case;
  /** Best first, at most three. */
  readonly evidence: readonly Span[];
  /** As of a verdict: how likely the abstract answers, and how likely the question is asked of this paper. */
  readonly answerable: number;
  readonly topical: number;
}

/** A question as a ranking that has not seen its paper leaves it to the verdict. */
export interface Read {
  readonly case: Case;
  readonly evidence: readonly Span[];
  /** Of the verdict. */
  readonly features: ReadonlyMap<string, number>;
  /** The question asks something, so that an answer can be likely. */
  readonly asks: boolean;
  /** It has words enough to tell what it is about, so that it can be off topic. */
  readonly telling: boolean;
}

/** Of the verdict. */
export interface VerdictWeights {
  readonly verdict: Weights;
  readonly topic: Weights;
}

const MOST_EVIDENCE = 3;
/** What a question that was moved counts. */
const MOVED_VERDICT = 0.1;
const MOVED_TOPIC = 0.5;
/** What an answerable question counts of what its file weighs. */
const ANSWERABLE_TOPIC = 0.5;

/** The questions as the weights judge them that stand in weights.ts. */
export function judgedAsTheyStand(
  cases: readonly Case[],
  reader: Reader,
  weights: Weights,
  hints: Hints,
): readonly Judgement[] {
  return cases.flatMap((one) => {
    const reading = reader.read(one.question, { weights, hints });
    if (reading === undefined) return [];
    const { answerable, topical } = judge(reading.query, reading.slot, reading.passage, reading.ranking);
    return [{ case: one, evidence: evidenceOf(reading), answerable, topical }];
  });
}

/**
 * The questions as rankings leave them to the verdict.
 *
 * @param rankings by fold, each fitted on the other folds
 */
export function readOutOfFold(
  cases: readonly Case[],
  reader: Reader,
  rankings: readonly FittedRanking[],
): readonly Read[] {
  const knowledge = rankings.map(({ weights, hints }) => ({ weights, hints: parseHints(hints) }));
  return cases.flatMap((one) => {
    const reading = reader.read(one.question, knowledge[one.fold]!);
    if (reading === undefined) return [];
    const { query, slot, passage, ranking } = reading;
    const { answerable, telling } = judge(query, slot, passage, ranking);
    return [
      {
        case: one,
        evidence: evidenceOf(reading),
        features: verdictFeatures(query, slot, passage, ranking),
        asks: answerable > 0,
        telling,
      },
    ];
  });
}

/** Fits whether an abstract answers, and whether it is the one that was asked; see the constants for what counts how much. */
export function fitVerdict(reads: readonly Read[]): VerdictWeights {
  const verdict = reads.flatMap(({ case: { file, question, moved }, features }): LogisticExample[] =>
    file.ranksOnly ? [] : [{ features, positive: question.answerable, weight: moved ? MOVED_VERDICT : file.weight }],
  );
  const topic = reads.flatMap(({ case: { file, question, moved }, features, telling }): LogisticExample[] => {
    if (file.ranksOnly || !telling) return [];
    if (moved) return [{ features, positive: false, weight: MOVED_TOPIC }];
    if (question.answerable) return [{ features, positive: true, weight: ANSWERABLE_TOPIC * file.weight }];
    return question.kind === 'off-topic' ? [{ features, positive: false, weight: file.weight }] : [];
  });
  return { verdict: fitLogistic(verdict), topic: fitLogistic(topic) };
}

/** @param verdicts by fold, each fitted on the other folds */
export function judgedOutOfFold(reads: readonly Read[], verdicts: readonly VerdictWeights[]): readonly Judgement[] {
  return reads.map(({ case: one, evidence, features, asks, telling }) => {
    const { verdict, topic } = verdicts[one.fold]!;
    return {
      case: one,
      evidence,
      answerable: asks ? likelihood(features, verdict) : 0,
      topical: telling ? likelihood(features, topic) : 1,
    };
  });
}

function evidenceOf({ passage, ranking }: Reading): readonly Span[] {
  return ranking.order.slice(0, MOST_EVIDENCE).map((i) => passage.sentences[i]!);
}
