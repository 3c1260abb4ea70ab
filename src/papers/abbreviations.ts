/** A short form and what the text says that it stands for. */
export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

const BRACKETS = /\(([^()]{2,60})\)/g;
const SMALL_WORD = /^(?:a|an|and|as|by|for|from|in|of|on|or|the|to|via|with)$/i;
const WORD = /[^\s]+/g;

/**
 * The abbreviations that a text defines, "Chain-of-Thought (CoT)" and "RAFT (Retrieval Augmented Fine-Tuning)" alike.
 * After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003):
 * the characters of the short form must occur in order in the words before the bracket, its first at a word's start.
 *
 * @param text in its reading form
 */
export function findAbbreviations(text: string): Abbreviation[] {
  const found = new Map<string, Abbreviation>();
  for (const match of text.matchAll(BRACKETS)) {
    const inside = match[1]!
      .split(/[,;]/)[0]!
      .replace(/[“”"']/g, '')
      .trim();
    const before = text.slice(0, match.index).trimEnd();
    const pair = shortInside(inside, before) ?? longInside(match[1]!, before);
    if (pair && !found.has(pair.short)) found.set(pair.short, pair);
  }
  return [...found.values()];
}

function shortInside(inside: string, before: string): Abbreviation | undefined {
  const short = inside.replace(/^(?:i\.e\.|e\.g\.|termed|dubbed|called|or|abbreviated as)\s*,?\s*/i, '');
  if (!isShortForm(short)) return undefined;
  const bare = singular(short);
  const letters = [...bare].filter((c) => /[\p{L}\p{N}]/u.test(c)).length;
  const clause = before.split(/[.;:!?](?=\s)|[()]/).at(-1) ?? '';
  const words = [...clause.matchAll(WORD)].map((m) => m[0]);
  const window = words.slice(-Math.min(letters + 5, letters * 2)).join(' ');
  const long = bestLongForm(bare, window);
  return long === undefined ? undefined : { short: bare, long };
}

function longInside(inside: string, before: string): Abbreviation | undefined {
  const short = /(\S+)$/.exec(before)?.[1]?.replace(/^[“"'(]+|[”"'),]+$/g, '');
  if (short === undefined || !isShortForm(short) || !inside.includes(' ')) return undefined;
  const bare = singular(short);
  const long = bestLongForm(bare, inside);
  // the words in brackets must be the long form and nothing else
  return long !== undefined && long.length >= inside.length - 4 ? { short: bare, long: inside } : undefined;
}

/** At most ten letters in at most two words, with a capital in it. */
function isShortForm(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 18 &&
    text.split(/\s+/).length <= 2 &&
    /^[\p{L}\p{N}][\p{L}\p{N}\s+&./-]*$/u.test(text) &&
    /\p{Lu}/u.test(text) &&
    /(?:\p{Lu}.*\p{Lu}|\p{Lu}.*\d|\d.*\p{Lu}|\p{Ll}\p{Lu})/u.test(text)
  );
}

function singular(short: string): string {
  return /\p{Lu}s$/u.test(short) ? short.slice(0, -1) : short;
}

/**
 * The last words whose initials spell the short form, small words skipped where they must be. Tried first, since the
 * general rule reads "PPO" off "Policy Optimization" alone.
 */
function byInitials(short: string, window: string): string | undefined {
  const letters = [...short.toLowerCase()].filter((c) => /[\p{L}\p{N}]/u.test(c));
  const words = [...window.matchAll(/[\p{L}\p{N}]+/gu)];
  let w = words.length - 1;
  for (let s = letters.length - 1; s >= 0; s--, w--) {
    while (w >= 0 && words[w]![0][0]!.toLowerCase() !== letters[s] && SMALL_WORD.test(words[w]![0])) w--;
    if (w < 0 || words[w]![0][0]!.toLowerCase() !== letters[s]) return undefined;
  }
  return trimQuotes(window.slice(words[w + 1]!.index));
}

function trimQuotes(text: string): string {
  return text.replace(/^[“"'(]+|[”"')]+$/g, '');
}

function bestLongForm(short: string, window: string): string | undefined {
  return byInitials(short, window) ?? inOrder(short, window);
}

/** Schwartz and Hearst's findBestLongForm: match the short form's characters from the right. */
function inOrder(short: string, window: string): string | undefined {
  let l = window.length - 1;
  for (let s = short.length - 1; s >= 0; s--) {
    const c = short[s]!.toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(c)) continue;
    while (l >= 0 && (window[l]!.toLowerCase() !== c || (s === 0 && l > 0 && /[\p{L}\p{N}]/u.test(window[l - 1]!))))
      l--;
    if (l < 0) return undefined;
    l--;
  }
  const start = window.lastIndexOf(' ', l) + 1;
  const long = trimQuotes(window.slice(start));
  const words = long.split(/[\s-]+/).length;
  const letters = [...short].filter((c) => /[\p{L}\p{N}]/u.test(c)).length;
  if (
    long.length <= short.length ||
    words > letters + 3 ||
    long.toLowerCase().split(/\s+/).includes(short.toLowerCase())
  )
    return undefined;
  return long;
}
