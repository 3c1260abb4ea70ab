import type { Cue } from './cues.ts';

/** Where in an abstract a sentence stands: before the paper's own work, among its results, in which quarter, and so on. */
type Place =
  `@${'before' | 'after' | 'outcome' | 'opensOurs' | 'ahead' | 'beforeThesis' | 'thesis' | 'afterThesis' | 'first' | 'last' | 'quarter1' | 'quarter2' | 'quarter3' | 'quarter4'}`;

/** What can be seen of a sentence without knowing the question. */
export type Sign = Cue | Place;

/** The turns of an abstract: see Passage. */
interface Outline {
  readonly length: number;
  readonly oursFrom: number;
  readonly thesis: number;
  readonly outcomeFrom: number;
}

const QUARTERS = ['@quarter1', '@quarter2', '@quarter3', '@quarter4'] as const;

/**
 * The signs of a sentence of a text that speaks of its own work, as abstracts do; in other prose the same words say
 * other things, so that its sentences have none.
 *
 * @param i the sentence's place
 */
export function signsOf(cues: ReadonlySet<Cue>, i: number, outline: Outline): readonly Sign[] {
  const { length, oursFrom, thesis, outcomeFrom } = outline;
  if (oursFrom < 0) return [];
  const signs: Sign[] = [...cues, i < oursFrom ? '@before' : '@after'];
  signs.push(QUARTERS[Math.min(3, Math.floor((4 * i) / length))]!);
  if (i === oursFrom) signs.push('@opensOurs');
  if (i >= oursFrom && i >= outcomeFrom) signs.push('@outcome');
  if (i === 0) signs.push('@first');
  if (i === length - 1) signs.push('@last');
  if (thesis < 0) return signs;
  if (i < thesis) signs.push('@ahead');
  if (i === thesis - 1) signs.push('@beforeThesis');
  if (i === thesis) signs.push('@thesis');
  if (i === thesis + 1) signs.push('@afterThesis');
  return signs;
}
