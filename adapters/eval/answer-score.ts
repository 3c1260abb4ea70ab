/** A question with what is known of its answer. */
export interface ScoredQuestion {
  readonly kind: string;
  readonly history: readonly string[];
  readonly answerable: boolean;
  /** Spans of the abstract, any of which is a right answer. */
  readonly gold: readonly (readonly [start: number, end: number])[];
}

export interface ScoredAnswer {
  readonly answered: boolean;
  /** Best first. */
  readonly evidence: readonly { readonly start: number; readonly end: number }[];
}

/** Shares, 0..1. */
export interface Score {
  readonly questions: number;
  /** The first, or one of the first two, spans is right; of the answerable questions. */
  readonly precisionAt1: number;
  readonly recallAt2: number;
  /** Answerable questions that were not answered. */
  readonly refused: number;
  /** Recall and F1 of "no answer here". */
  readonly unansweredRecall: number;
  readonly unansweredF1: number;
  /** The right sentence first, or rightly refused. */
  readonly endToEnd: number;
}

/** A span is right where it overlaps a gold span by at least half of the shorter of the two. */
export function isRight(span: { readonly start: number; readonly end: number }, gold: ScoredQuestion['gold']): boolean {
  return gold.some(([start, end]) => {
    const shorter = Math.max(1, Math.min(span.end - span.start, end - start));
    return Math.min(span.end, end) - Math.max(span.start, start) >= shorter / 2;
  });
}

export function score(rows: readonly { readonly question: ScoredQuestion; readonly answer: ScoredAnswer }[]): Score {
  const count = (is: (row: (typeof rows)[number]) => boolean) => rows.filter(is).length;
  const first = ({ question, answer }: (typeof rows)[number]) =>
    answer.evidence.slice(0, 1).some((span) => isRight(span, question.gold));
  const answerable = count(({ question }) => question.answerable);
  const unanswerable = rows.length - answerable;
  const refused = count(({ question, answer }) => question.answerable && !answer.answered);
  const rightlyRefused = count(({ question, answer }) => !question.answerable && !answer.answered);
  const of = (part: number, whole: number) => part / Math.max(1, whole);
  return {
    questions: rows.length,
    precisionAt1: of(
      count((row) => row.question.answerable && first(row)),
      answerable,
    ),
    recallAt2: of(
      count(
        ({ question, answer }) =>
          question.answerable && answer.evidence.slice(0, 2).some((span) => isRight(span, question.gold)),
      ),
      answerable,
    ),
    refused: of(refused, answerable),
    unansweredRecall: of(rightlyRefused, unanswerable),
    unansweredF1: of(2 * rightlyRefused, rightlyRefused + unanswerable + refused),
    endToEnd: of(
      rightlyRefused + count((row) => row.question.answerable && row.answer.answered && first(row)),
      rows.length,
    ),
  };
}
