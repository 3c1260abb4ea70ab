/** A paper's text as it is answered from: spans refer to the abstract. */
export interface PaperText {
  readonly title: string;
  readonly abstract: string;
}

/** A stretch of an abstract, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Spans of the abstract, any of which is a right answer. */
export type Gold = readonly (readonly [start: number, end: number])[];

/** Whether a span is a right answer. */
export type IsRight = (span: Span, gold: Gold) => boolean;

/** A question on one paper with what is known of its answer. */
export interface FitQuestion {
  readonly kind: string;
  readonly text: string;
  /** Earlier questions of the thread, oldest first. */
  readonly history: readonly string[];
  readonly answerable: boolean;
  readonly gold: Gold;
  readonly paper: PaperText;
  /** The paper was given by its id and found among others. */
  readonly joined: boolean;
}

/** The questions of a file. */
export interface QuestionFile {
  readonly name: string;
  /** What a question of it counts. */
  readonly weight: number;
  /** Says nothing of whether a paper answers, only which sentence does. */
  readonly ranksOnly: boolean;
  readonly questions: readonly FitQuestion[];
}
