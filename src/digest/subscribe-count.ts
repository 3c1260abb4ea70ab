import { type Ask, ask, replaced, type Spoken } from './schedule-choices.ts';
import { readNumber } from './schedule-intervals.ts';
import type { Piece } from './schedule-pieces.ts';
import type { Token } from './schedule-tokens.ts';
import { bareWord, PAPERS } from './subscribe-words.ts';

/** The most papers that one post may hold. */
const MOST_PAPERS = 20;

/** What a wish says of the number of papers, and where. */
export interface Count {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** "5 papers", "top 5", "up to five papers", "max=5", "5 a day". */
export function readCount(
  tokens: readonly Token[],
  at: number,
): { readonly count: number; readonly length: number } | undefined {
  const word = bareWord(tokens[at]);
  const glued = /^(?:top|max|maximum|limit|count|n)[-:=]?(\d{1,6})$/.exec(word);
  let next = at;
  if (/^(?:up|at)$/.test(word) && /^(?:to|most)$/.test(bareWord(tokens[at + 1]))) next += 2;
  else if (/^(?:top|max|maximum|limit|count|best|n)$/.test(word)) next += 1;
  if (/^[:=]$/.test(bareWord(tokens[next]))) next++;
  const count = glued ? Number(glued[1]) : readNumber(bareWord(tokens[next]));
  if (count === undefined) return undefined;
  const announced = glued !== null || next > at;
  next++;
  if (/^(?:new|top|best|recent)$/.test(bareWord(tokens[next])) && PAPERS.test(bareWord(tokens[next + 1]))) next++;
  if (PAPERS.test(bareWord(tokens[next]))) {
    next++;
    if (/^(?:each|max|maximum|(?:per|a|each) post)$/.test(bareWord(tokens[next]))) next++;
    return { count, length: next - at };
  }
  const perDay =
    /^(?:a|per)$/.test(bareWord(tokens[next])) && /^(?:day|week|month|post)$/.test(bareWord(tokens[next + 1]));
  if (!announced && !perDay) return undefined;
  return { count, length: next - at };
}

/** The number of papers of a whole wish, or a question back. */
export function countOf(plain: string, counts: readonly Count[]): number | undefined | Ask {
  const wrong = counts.find(({ count }) => count < 1 || count > MOST_PAPERS);
  if (wrong) {
    const said = plain.slice(wrong.start, wrong.end);
    const near = wrong.count < 1 ? '1 paper' : `${MOST_PAPERS} papers`;
    return ask(`“${said}” won't do: a post holds 1 to ${MOST_PAPERS} papers. How many shall it be?`, [
      `${plain.slice(0, wrong.start)}${near}${plain.slice(wrong.end)}`,
    ]);
  }
  const different = [...new Set(counts.map(({ count }) => count))];
  return different.length > 1 ? ask(`How many papers a post: ${different.join(' or ')}?`, []) : different[0];
}

/** "10:00 5": beside a whole time a number alone is more likely papers than an hour. */
export function numberBesideTime({ plain, pieces }: Spoken): Ask | undefined {
  const isBare = ({ meaning }: Piece) => meaning.kind === 'time' && meaning.style === 'bare';
  const bare = pieces.find((piece) => isBare(piece) && !/\b(?:at|and)\s$|,\s?$/.test(plain.slice(0, piece.start)));
  if (!bare || !pieces.some((piece) => piece.meaning.kind === 'time' && !isBare(piece))) return undefined;
  const said = plain.slice(bare.start, bare.end);
  return ask(`Is “${said}” the number of papers or an hour?`, [
    replaced(plain, bare, `${said} papers`),
    replaced(plain, bare, `and at ${said}`),
  ]);
}
