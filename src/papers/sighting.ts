import type { Observation, PaperRecord } from './paper.ts';

/** A paper as a source named it, before it is known whether Paperboy has it already. */
export interface Sighting {
  readonly record: PaperRecord;
  /** What the source counted of it, and when. */
  readonly observation?: Omit<Observation, 'paperId'>;
  /** Says something of papers that are known already, and is no reason to take in another. */
  readonly onlyIfKnown?: true;
}

/** A row that could not be read. The others of its batch are none the worse. */
export interface RejectedRow {
  /** Which one, for people: its id where it has one, else its position ("row 7"). */
  readonly row: string;
  /** What is wrong with it, for people. */
  readonly reason: string;
}

/** What a source gave along with an answer, to ask the next time whether there is another (RFC 9110, 8.8). */
export interface Validator {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What a source answered to one request. `part` says what was asked for, as people read it ("2026-02-26", "cs.CL"). */
export type SourceAnswer =
  | {
      readonly kind: 'papers';
      readonly part: string;
      readonly sightings: readonly Sighting[];
      readonly rejected: readonly RejectedRow[];
      /** To be kept once the papers are. */
      readonly validator?: Validator;
    }
  /** As it was the last time. */
  | { readonly kind: 'unchanged'; readonly part: string }
  /** Given up after every try; the reason is for people. The other parts go on. */
  | { readonly kind: 'failed'; readonly part: string; readonly reason: string };
