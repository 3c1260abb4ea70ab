import type { Match } from './matching.ts';
import type { Sentence } from './passage.ts';
import type { Query } from './query.ts';
import type { Word } from './words.ts';

/** Okapi's idf over the sentences of this passage. */
export function rarities(matches: readonly (readonly Match[])[], terms: number): number[] {
  return Array.from({ length: terms }, (_, t) => {
    const holders = matches.reduce((sum, row) => sum + (row[t]!.exact > 0.5 ? 1 : row[t]!.soft >= 0.7 ? 0.7 : 0), 0);
    return Math.log(1 + (matches.length - holders + 0.5) / (holders + 0.5));
  });
}

export function share(row: readonly Match[], rarity: readonly number[], by: keyof Match): number {
  let found = 0;
  let all = 0;
  row.forEach((match, t) => {
    found += rarity[t]! * match[by];
    all += rarity[t]!;
  });
  return all === 0 ? 0 : found / all;
}

export function okapi(row: readonly Match[], rarity: readonly number[], length: number): number {
  const damping = 1 / (1 + 1.2 * (0.25 + 0.75 * length));
  return row.reduce(
    (sum, match, t) => sum + rarity[t]! * Math.max(match.exact, match.soft >= 0.7 ? 0.7 : 0) * 2.2 * damping,
    0,
  );
}

/** The share of neighbouring terms of the question that stand close together in the sentence. */
export function adjacentPairs(query: Query, sentence: Sentence): number {
  if (query.terms.length < 2) return 0;
  const places = query.terms.map((term) =>
    sentence.words.flatMap((word, at) => (word.stems.includes(term.stems[0]!) ? [at] : [])),
  );
  let close = 0;
  for (let t = 0; t + 1 < places.length; t++)
    if (places[t]!.some((a) => places[t + 1]!.some((b) => b !== a && Math.abs(b - a) <= 3))) close++;
  return close / (places.length - 1);
}

/** Where the words stand that could be the answer: of the wanted sort, and not said by the question itself. */
export function places(sentence: Sentence, wanted: (word: Word) => boolean, asked: ReadonlySet<string>): number[] {
  return sentence.words.flatMap((word, at) =>
    wanted(word) && !word.stems.some((stem) => asked.has(stem)) ? [at] : [],
  );
}

/** How near the nearest candidate stands to the words that were matched, 0..1. */
export function closeness(candidates: readonly number[], row: readonly Match[], rarity: readonly number[]): number {
  const all = rarity.reduce((sum, r) => sum + r, 0);
  if (all === 0) return 0;
  const near = candidates.map((at) =>
    row.reduce(
      (sum, match, t) => sum + (match.at < 0 ? 0 : rarity[t]! * match.soft * Math.exp(-Math.abs(at - match.at) / 6)),
      0,
    ),
  );
  return Math.max(0, ...near) / all;
}

/** The share of neighbouring matched terms that stand near each other, as order and distance fade. */
export function window(row: readonly Match[]): number {
  const found = row.filter((match) => match.at >= 0);
  if (found.length < 2) return 0;
  const ats = found.map((match) => match.at);
  const width = Math.max(...ats) - Math.min(...ats) + 1;
  return found.length / row.length / Math.sqrt(Math.max(1, width / found.length));
}

/** The longest run of words that question and sentence share, stop words and all, as a share of the question. */
export function longestRun(question: readonly Word[], sentence: readonly Word[]): number {
  let longest = 0;
  let above: number[] = [];
  for (const asked of question) {
    const row = sentence.map((word, at) =>
      word.stems.at(-1) === asked.stems.at(-1) ? 1 + (at > 0 ? (above[at - 1] ?? 0) : 0) : 0,
    );
    longest = Math.max(longest, ...row);
    above = row;
  }
  return question.length === 0 ? 0 : longest / question.length;
}

/** The mean share of character 4-grams that a term of the question has in common with its most similar word. */
export function spelledAlike(query: Query, sentence: Sentence): number {
  if (query.terms.length === 0) return 0;
  const words = sentence.words.filter((word) => !word.stop).map((word) => fourGrams(word.stems.at(-1)!));
  const alike = query.terms.map((term) => {
    const own = fourGrams(term.stems.at(-1)!);
    return Math.max(0, ...words.map((other) => [...own].filter((gram) => other.has(gram)).length / own.size));
  });
  return alike.reduce((sum, share) => sum + share, 0) / alike.length;
}

const grams = new Map<string, ReadonlySet<string>>();
const MOST_GRAMS = 50_000;

function fourGrams(stem: string): ReadonlySet<string> {
  let known = grams.get(stem);
  if (!known) {
    const marked = `<${stem}>`;
    const found = new Set<string>();
    for (let i = 0; i === 0 || i + 4 <= marked.length; i++) found.add(marked.slice(i, i + 4));
    if (grams.size >= MOST_GRAMS) grams.clear();
    known = found;
    grams.set(stem, known);
  }
  return known;
}
