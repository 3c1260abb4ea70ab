import { NO_HINTS } from '../../src/answers/hints.ts';
import type { Case } from './cases.ts';
import { type Columns, createColumns } from './columns.ts';
import type { IsRight } from './question.ts';
import type { Reader } from './reader.ts';
import { clipped, type Weights } from './rounding.ts';

/** A sentence as the ranking sees it. */
interface SentenceExample {
  readonly right: boolean;
  /** Features that are not 0: their columns and values, from -3 to 3. */
  readonly columns: Int32Array;
  readonly values: Float32Array;
  readonly signs: Int32Array;
}

/** A question with at least one right and one wrong sentence. */
export interface RankingExample {
  readonly weight: number;
  readonly fold: number;
  /** Its phrases count towards those that hints are kept for. */
  readonly countsPhrases: boolean;
  readonly phrases: Int32Array;
  readonly sentences: readonly SentenceExample[];
}

/** What rankings are fitted on. The numbers in the examples are columns of these. */
export interface RankingExamples {
  readonly examples: readonly RankingExample[];
  readonly features: Columns;
  readonly phrases: Columns;
  readonly signs: Columns;
}

/** Fitted by its parts. */
const HINTED = 'hinted';

/** @param weights by which the question before a follow-up is answered; every feature of theirs has a column */
export function rankingExamples(
  cases: readonly Case[],
  reader: Reader,
  isRight: IsRight,
  weights: Weights,
): RankingExamples {
  const features = createColumns(Object.keys(weights).filter((name) => name !== HINTED));
  const phrases = createColumns();
  const signs = createColumns();
  const examples = cases.flatMap(({ file, question, fold }): RankingExample[] => {
    if (!question.answerable) return [];
    const reading = reader.read(question, { weights, hints: NO_HINTS });
    if (reading === undefined) return [];
    const { query, passage, ranking } = reading;
    const sentences = passage.sentences.map((sentence, i) => {
      const row = [...ranking.features[i]!].filter(([name]) => name !== HINTED);
      return {
        right: isRight(sentence, question.gold),
        columns: Int32Array.from(row, ([name]) => features.of(name)),
        values: Float32Array.from(row, ([, value]) => clipped(value)),
        signs: Int32Array.from(passage.signs[i]!, (sign) => signs.of(sign)),
      };
    });
    if (!sentences.some(({ right }) => right) || sentences.every(({ right }) => right)) return [];
    const known = Int32Array.from(query.phrases, (phrase) => phrases.of(phrase));
    return [{ weight: file.weight, fold, countsPhrases: !file.ranksOnly, phrases: known, sentences }];
  });
  return { examples, features, phrases, signs };
}
