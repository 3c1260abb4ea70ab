import type { Paper } from '../papers/paper.ts';

/** Which of a thread's papers a message names, and the message without the words that name them. */
export interface References {
  /** In the order of the message; empty where none is named. */
  readonly papers: readonly Paper[];
  readonly rest: string;
  /** A number was named that no paper has ("the ninth one"). */
  readonly outOfRange?: number;
}

const ORDINAL_WORDS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const NUMBER_WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const NOUN = '(?:\\s+(?:one|paper|result|work|article|method|model|of\\s+(?:these|them|those)))*';
const ORDINAL = new RegExp(
  `\\b(?:the\\s+)?(?:(${ORDINAL_WORDS.join('|')}|last|former|latter)|(\\d{1,3})(?:st|nd|rd|th))\\b${NOUN}`,
  'gi',
);
const NUMBERED = new RegExp(
  `(?:\\b(?:the\\s+)?(?:number|no\\.?|paper|result)\\s*|#\\s?)(\\d{1,3}|${NUMBER_WORDS.join('|')})\\b`,
  'gi',
);
/** "compare 1 and 3", "1 vs 3", "2, 3 and 5": bare numbers count only where nothing but papers can be meant. */
const BARE_LIST = /(?<![\d.,%-])(\d{1,2})((?:\s*(?:,|and|vs\.?|versus|with|to|or|&|\/)\s*\d{1,2})+)(?![\d.%])/gi;

/**
 * Finds ordinals ("the second one", "#3", "paper 2", "the last"), bare lists of numbers ("1 and 3"), and the names of
 * the thread's papers ("the Kimi paper", "kimi-vl").
 *
 * @param papers the thread's, in the order shown
 * @param firstNumber the number that the first of them was shown with
 */
export function findReferences(text: string, papers: readonly Paper[], firstNumber: number): References {
  const found: { at: number; end: number; paper: Paper | undefined; number?: number }[] = [];
  const add = (at: number, end: number, number: number) => {
    if (found.some((other) => at < other.end && end > other.at)) return;
    // on a later page "the second one" is the second that is shown
    const index = number < firstNumber ? number - 1 : number - firstNumber;
    found.push({ at, end, number, paper: papers[index] });
  };
  const lastNumber = firstNumber + papers.length - 1;
  for (const match of text.matchAll(NUMBERED)) add(match.index, match.index + match[0].length, numberOf(match[1]!));
  for (const match of text.matchAll(BARE_LIST)) {
    const numbers = [...match[0].matchAll(/\d+/g)].map((digits) => Number(digits[0]));
    const comparing = /\bcompare|\bdiffer/i.test(text);
    if (comparing || numbers.every((number) => number >= firstNumber && number <= lastNumber))
      for (const digits of match[0].matchAll(/\d+/g))
        add(match.index + digits.index, match.index + digits.index + digits[0].length, Number(digits[0]));
  }
  for (const match of text.matchAll(ORDINAL)) {
    if (/\b(?:at|in)\s+$/i.test(text.slice(0, match.index)) && !/one|paper/i.test(match[0])) continue;
    // "first author", "second stage": an ordinal that counts something else in the paper
    if (papers.length === 1 && !/\b(?:one|paper|result)\b/i.test(match[0])) continue;
    if (countsSomethingElse(text, match.index + match[0].length, match[0])) continue;
    const word = (match[1] ?? match[2]!).toLowerCase();
    const number = word === 'last' || word === 'latter' ? lastNumber : word === 'former' ? firstNumber : numberOf(word);
    add(match.index, match.index + match[0].length, number);
  }
  for (const named of findNames(text, papers)) {
    if (!found.some((other) => named.at < other.end && named.end > other.at)) found.push(named);
  }
  found.sort((a, b) => a.at - b.at);
  const missing = found.find((reference) => reference.paper === undefined)?.number;
  const distinct = [...new Set(found.flatMap((reference) => reference.paper ?? []))];
  return {
    papers: distinct,
    rest: withoutReferences(text, found),
    ...(missing === undefined ? {} : { outOfRange: missing }),
  };
}

function numberOf(word: string): number {
  const lower = word.toLowerCase();
  const ordinal = ORDINAL_WORDS.indexOf(lower);
  const cardinal = NUMBER_WORDS.indexOf(lower);
  if (ordinal >= 0) return ordinal + 1;
  return cardinal >= 0 ? cardinal + 1 : Number(word);
}

function countsSomethingElse(text: string, end: number, match: string): boolean {
  if (/\b(?:one|paper|result)$/i.test(match)) return false;
  const next = /^\s+([\p{L}-]+)/u.exec(text.slice(end))?.[1]?.toLowerCase();
  const verbs =
    /^(?:use[sd]?|do|does|is|are|was|has|have|need|needs|say|says|work|works|and|or|vs|versus|with|on|in|about|for|train\w*|report\w*|compare\w*|evaluat\w*|propos\w*|release\w*|beat\w*|outperform\w*|claim\w*|get|gets|show|shows|please|too|instead)$/;
  return next !== undefined && !verbs.test(next);
}

/** Where a text names one of the papers: by its short name, or by a part of it that no other of them has. */
function findNames(text: string, papers: readonly Paper[]): { at: number; end: number; paper: Paper }[] {
  const found: { at: number; end: number; paper: Paper }[] = [];
  for (const paper of papers) {
    const whole = paper.name === undefined ? undefined : nameMatch(text, paper.name);
    const part = whole ?? partMatch(text, paper, papers);
    if (part) found.push({ ...part, paper });
  }
  // the longest name wins where two overlap ("R1-V" in "R1-VL")
  return found
    .sort((a, b) => b.end - b.at - (a.end - a.at))
    .filter((one, i, all) => !all.slice(0, i).some((other) => one.at < other.end && one.end > other.at));
}

const AROUND = {
  before: '(?:\\bthe\\s+)?(?<![\\p{L}\\p{N}])',
  after: '(?![\\p{L}\\p{N}])(?:\\s+(?:paper|one|work)\\b)?',
};

function nameMatch(text: string, name: string): { at: number; end: number } | undefined {
  const pieces = name.split(/[\s-]+/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = `${AROUND.before}${pieces.join('[\\s-]?')}${AROUND.after}`;
  // a name that is also an ordinary word counts as a name only as the paper spells it, or before "paper"
  const ordinary = /^\p{Lu}?[\p{Ll}\s]+$/u.test(name) || /^\p{Lu}+$/u.test(name);
  const exact = new RegExp(pattern, ordinary ? 'u' : 'iu').exec(text);
  const match =
    exact ?? new RegExp(`${AROUND.before}${pieces.join('[\\s-]?')}\\s+(?:paper|one|work)\\b`, 'iu').exec(text);
  return match ? { at: match.index, end: match.index + match[0].length } : undefined;
}

/** "the Kimi paper" for Kimi-VL: a piece of the name before "paper" or "one". */
function partMatch(text: string, paper: Paper, papers: readonly Paper[]): { at: number; end: number } | undefined {
  for (const match of text.matchAll(
    /(?:\bthe\s+)?(?<![\p{L}\p{N}])([\p{L}\p{N}][\p{L}\p{N}.-]*)\s+(?:paper|one|work)\b/giu,
  )) {
    const word = match[1]!.toLowerCase();
    const has = (other: Paper) =>
      `${other.name ?? ''} ${other.reading.title}`
        .toLowerCase()
        .split(/[^\p{L}\p{N}.]+/u)
        .includes(word);
    if (word.length >= 3 && has(paper) && papers.filter(has).length === 1)
      return { at: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** The message with every reference replaced by "it", so that a question keeps its grammar. */
function withoutReferences(text: string, found: readonly { at: number; end: number }[]): string {
  let rest = '';
  let at = 0;
  for (const reference of found) {
    rest += `${text.slice(at, reference.at)}it`;
    at = reference.end;
  }
  return (rest + text.slice(at)).replace(/\s+/g, ' ').trim();
}
