import { semanticTokens } from '../../src/search/semantic/tokens.ts';
import { growingInts } from './growing-ints.ts';
import type { TrainingPaper } from './training-paper.ts';

/** What a part of a paper is; the numbers go into typed arrays. */
export const PART = { title: 0, tldr: 1, keyword: 2, sentence: 3 } as const;
type Part = (typeof PART)[keyof typeof PART];

/** Tokens of a paper beyond which the rest of it is left out. Title and abstract have about 140. */
const MOST_TOKENS = 400;
const SENTENCE_END = /(?<=[.!?]["”’)]*)\s+(?=["“‘([]?[\p{Lu}\p{N}])/u;

/**
 * Papers as numbers. Part p of the papers is `tokens[partStart[p]]` up to `partStart[p + 1]`; paper i has the parts
 * `paperStart[i]` up to `paperStart[i + 1]`, the title first.
 */
export interface TokenisedPapers {
  /** Every distinct token; its place is its number. */
  readonly types: readonly string[];
  /** In how many papers a type occurs. */
  readonly documentFrequency: Int32Array;
  readonly tokens: Int32Array;
  readonly partStart: Int32Array;
  readonly partKind: Int32Array;
  readonly paperStart: Int32Array;
}

/** Takes papers one by one, so that a corpus need not fit into memory as text. */
export function paperTokeniser(): { add(paper: TrainingPaper): boolean; finish(): TokenisedPapers } {
  const numberOf = new Map<string, number>();
  const types: string[] = [];
  const tokens = growingInts();
  const partStart = growingInts();
  const partKind = growingInts();
  const paperStart = growingInts();
  const documentFrequency = growingInts();
  const lastPaper = growingInts();

  function numberFor(token: string): number {
    const known = numberOf.get(token);
    if (known !== undefined) return known;
    const number = types.length;
    numberOf.set(token, number);
    types.push(token);
    documentFrequency.push(0);
    lastPaper.push(-1);
    return number;
  }

  return {
    /** @returns false, and takes nothing, where the title or the abstract has no token */
    add(paper) {
      const parts = paperParts(paper);
      if (parts[0]?.kind !== PART.title || !parts.some((part) => part.kind === PART.sentence)) return false;
      const number = paperStart.length;
      paperStart.push(partStart.length);
      let room = MOST_TOKENS;
      for (const part of parts) {
        if (room === 0) break;
        partStart.push(tokens.length);
        partKind.push(part.kind);
        for (const token of part.tokens.slice(0, room)) {
          const type = numberFor(token);
          tokens.push(type);
          if (lastPaper.at(type) !== number) {
            lastPaper.set(type, number);
            documentFrequency.set(type, documentFrequency.at(type) + 1);
          }
        }
        room = Math.max(0, room - part.tokens.length);
      }
      return true;
    },
    finish() {
      paperStart.push(partStart.length);
      partStart.push(tokens.length);
      return {
        types,
        documentFrequency: documentFrequency.finish(),
        tokens: tokens.finish(),
        partStart: partStart.finish(),
        partKind: partKind.finish(),
        paperStart: paperStart.finish(),
      };
    },
  };
}

/** The parts that have tokens: title, sentences, then what not every corpus has, so that a long paper loses that first. */
function paperParts(paper: TrainingPaper): { kind: Part; tokens: string[] }[] {
  const texts: [Part, string][] = [
    [PART.title, paper.title],
    ...paper.abstract.split(SENTENCE_END).map((text): [Part, string] => [PART.sentence, text]),
    [PART.tldr, paper.tldr ?? ''],
    ...(paper.keywords ?? []).map((text): [Part, string] => [PART.keyword, text]),
  ];
  return texts.map(([kind, text]) => ({ kind, tokens: semanticTokens(text) })).filter((part) => part.tokens.length > 0);
}
