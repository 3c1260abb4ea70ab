import { type Ask, ask } from './schedule-choices.ts';
import { readNumber } from './schedule-intervals.ts';
import { type Token, wordAt, wordsAt } from './schedule-tokens.ts';

/** More votes than any paper gets would end a daily post without a word. */
const MOST_VOTES = 10_000;
const VOTES = /^(?:up-?)?votes?$/;
/** Words that only lead to the number: "with a", "that have". */
const LEADS_IN = /^(?:a|an|the|and|but|with|having|only|those|if|that|which|they|have|has|got)$/;
const LONGEST_REMOVAL = 4;
const TENS = ['ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety', 'hundred'];

/** What a wish says of votes, and where. */
export interface SpokenVotes {
  /** At least so many; `any` where there is to be no threshold. */
  readonly votes: number | 'any';
  readonly start: number;
  readonly end: number;
}

/** "with at least 20 votes", "20+ votes", "over 20 votes", "threshold 20", "any votes". `length` in tokens. */
export function readVotes(
  tokens: readonly Token[],
  at: number,
): { readonly votes: number | 'any'; readonly length: number } | undefined {
  let next = at;
  while (LEADS_IN.test(wordAt(tokens, next))) next++;
  const removed = readRemoval(tokens, next);
  if (removed > 0) return { votes: 'any', length: next + removed - at };
  const glued = /^(?:threshold|(?:min|minimum)-?votes)[:=](\d{1,9})$/.exec(wordAt(tokens, next));
  if (glued) return { votes: Number(glued[1]), length: next + 1 - at };
  const bound = readBound(tokens, next);
  next += bound.length;
  const spoken = /^(>=|≥|>)?(\d{1,9})(\+)?$/.exec(wordAt(tokens, next));
  const number = spoken ? Number(spoken[2]) : (readNumber(wordAt(tokens, next)) ?? readTens(wordAt(tokens, next)));
  if (number === undefined) return undefined;
  next++;
  const isNamed = VOTES.test(wordAt(tokens, next));
  if (isNamed) next++;
  if (!isNamed && !bound.isThreshold) return undefined;
  if (/^(?:or|and) (?:more|up|above|over)$/.test(wordsAt(tokens, next, 2))) next += 2;
  else if (/^(?:minimum|min)$/.test(wordAt(tokens, next))) next++;
  return { votes: number + (bound.isBeyond || spoken?.[1] === '>' ? 1 : 0), length: next - at };
}

function readTens(word: string): number | undefined {
  const tens = TENS.indexOf(word);
  return tens < 0 ? undefined : 10 * (tens + 1);
}

interface Bound {
  readonly length: number;
  /** "over 20" is 21. */
  readonly isBeyond: boolean;
  /** "threshold 20" needs no "votes" behind it. */
  readonly isThreshold: boolean;
}

function readBound(tokens: readonly Token[], at: number): Bound {
  const bound = (length: number, isBeyond: boolean, isThreshold = false) => ({ length, isBeyond, isThreshold });
  if (/^(?:at least|minimum of|min of|starting from)$/.test(wordsAt(tokens, at, 2))) return bound(2, false);
  if (/^(?:not|no) (?:less|fewer) than$/.test(wordsAt(tokens, at, 3))) return bound(3, false);
  if (/^more than$/.test(wordsAt(tokens, at, 2))) return bound(2, true);
  const word = wordAt(tokens, at);
  if (/^(?:over|above|>)$/.test(word)) return bound(1, true);
  if (/^(?:minimum|min|>=|≥|from)$/.test(word)) return bound(1, false);
  if (!/^(?:threshold|(?:min|minimum)-?votes)[:=]?$/.test(word)) return bound(0, false);
  const joined = /^(?:of|at|is|to|[:=])$/.test(wordAt(tokens, at + 1)) ? 1 : 0;
  return bound(1 + joined, false, true);
}

/** How many tokens say that there is to be no threshold. */
function readRemoval(tokens: readonly Token[], at: number): number {
  for (let length = LONGEST_REMOVAL; length > 0; length--) {
    const words = wordsAt(tokens, at, length);
    if (
      /^(?:any (?:number of )?votes|no (?:votes? )?(?:threshold|minimum)|without (?:a|any) (?:votes? )?threshold)$/.test(
        words,
      )
    )
      return length;
  }
  return 0;
}

/** The threshold of a whole wish, or a question back. */
export function thresholdOf(plain: string, spoken: readonly SpokenVotes[]): number | 'any' | undefined | Ask {
  const wrong = spoken.find(({ votes }) => votes !== 'any' && (votes < 1 || votes > MOST_VOTES));
  if (wrong) {
    const near = wrong.votes === 0 ? 'any votes' : `at least ${MOST_VOTES} votes`;
    return ask(
      `“${plain.slice(wrong.start, wrong.end)}” won't do: a threshold is 1 to ${MOST_VOTES} votes. How many shall it be?`,
      [`${plain.slice(0, wrong.start)}${near}${plain.slice(wrong.end)}`],
    );
  }
  const different = [...new Set(spoken.map(({ votes }) => votes))];
  return different.length > 1 ? ask(`At least how many votes: ${different.join(' or ')}?`, []) : different[0];
}
