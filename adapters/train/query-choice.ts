import type { Random } from './random.ts';
import { PART } from './tokenised-papers.ts';

/** Shares of the queries that are a title and so on; what a paper lacks goes to the others. */
const SHARES = { title: 0.35, tldr: 0.2, keywords: 0.1, sentence: 0.35 };
const MOST_KEYWORDS = 4;

/**
 * Which parts of a paper stand for a query: its title, its TL;DR, one to four of its keywords or a sentence of its
 * abstract. The rest of the paper is the document that the query should find, and is never empty.
 *
 * @param kinds of the paper's parts, in order
 * @returns places in `kinds`
 */
export function chooseQuery(kinds: Int32Array, random: Random): readonly number[] {
  const ofKind = (kind: number) => [...kinds.keys()].filter((part) => kinds[part] === kind);
  const sentences = ofKind(PART.sentence);
  const tldr = ofKind(PART.tldr);
  const keywords = ofKind(PART.keyword);
  const choices = [
    { share: SHARES.title, choose: () => ofKind(PART.title) },
    { share: tldr.length > 0 ? SHARES.tldr : 0, choose: () => tldr },
    { share: keywords.length > 0 ? SHARES.keywords : 0, choose: () => some(keywords, random) },
    { share: sentences.length > 1 ? SHARES.sentence : 0, choose: () => [drawn(sentences, random)] },
  ];
  let left = random() * choices.reduce((sum, { share }) => sum + share, 0);
  const choice = choices.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return (choice ?? choices[0]!).choose();
}

function some(keywords: readonly number[], random: Random): number[] {
  const left = [...keywords];
  const count = 1 + Math.floor(random() * Math.min(MOST_KEYWORDS, left.length));
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

function drawn(parts: readonly number[], random: Random): number {
  return parts[Math.floor(random() * parts.length)]!;
}
