import { runsOf } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * A text cut into sentences and runs. Sentence i stands at sentenceStart[i] to sentenceEnd[i]; its runs are those from
 * firstRun[i] to firstRun[i + 1], its terms those from sentenceTerm[i] to sentenceTerm[i + 1]; run r stands
 * at runStart[r] to runEnd[r] and has the terms from firstTerm[r] to firstTerm[r + 1], stop words left out.
 */
export interface Passages {
  readonly text: string;
  /** How many. */
  readonly sentences: number;
  readonly sentenceStart: Int32Array;
  readonly sentenceEnd: Int32Array;
  readonly sentenceTerm: Int32Array;
  readonly firstRun: Int32Array;
  readonly runStart: Int32Array;
  readonly runEnd: Int32Array;
  readonly firstTerm: Int32Array;
  readonly terms: Int32Array;
}

const SENTENCE_END = /[.!?]["”')\]]*\s+(?=["“(\p{Lu}\p{N}])/gu;
const NO_END = /(?:\b(?:e\.g|i\.e|et al|vs|cf|Fig|Eq|Sec|Tab|approx|resp|Dr|Prof|No|St)|\b\p{Lu})\.$/u;

export function readPassages(text: string, vocabulary: Vocabulary): Passages {
  const runs = runsOf(text);
  const terms: number[] = [];
  const firstTerm = new Int32Array(runs.length + 1);
  runs.forEach((run, r) => {
    const { parts, extras } = vocabulary.read(run.text);
    for (const term of parts) if (!vocabulary.isStop(term)) terms.push(term);
    for (const term of extras) terms.push(term);
    firstTerm[r + 1] = terms.length;
  });
  const starts: number[] = [];
  const ends: number[] = [];
  const firstRun: number[] = [0];
  let start = 0;
  let next = 0;
  function close(end: number): void {
    while (next < runs.length && runs[next]!.start < end) next++;
    if (text.slice(start, end).trim() !== '') {
      starts.push(start);
      ends.push(end);
      firstRun.push(next);
    }
    start = end;
  }
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].trimEnd().length;
    if (NO_END.test(text.slice(Math.max(0, match.index - 8), match.index + 1))) continue;
    close(end);
    start = match.index + match[0].length;
  }
  close(text.length);
  return {
    text,
    sentences: starts.length,
    sentenceStart: Int32Array.from(starts),
    sentenceEnd: Int32Array.from(ends),
    sentenceTerm: Int32Array.from(firstRun, (run) => firstTerm[run]!),
    firstRun: Int32Array.from(firstRun),
    runStart: Int32Array.from(runs, (run) => run.start),
    runEnd: Int32Array.from(runs, (run) => run.end),
    firstTerm,
    terms: Int32Array.from(terms),
  };
}
