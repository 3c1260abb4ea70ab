import { type Filter, readFilter } from './filters.ts';

/** What a person typed, taken apart. */
export interface ParsedQuery {
  /** The words to look for, quoted ones and those of title: too, without operators. */
  readonly text: string;
  /** Quoted: a paper must hold these words next to each other. */
  readonly phrases: readonly string[];
  /** title:word and title:"some words": the title must hold them. */
  readonly titles: readonly string[];
  /** -word and -"some words": a paper must not hold them. */
  readonly excluded: readonly string[];
  readonly filters: readonly Filter[];
}

const LONGEST_QUERY = 3000;
const ITEM = /(?<![^\s(])(-?)(?:(\p{L}+):(?=[^\s/]))?(?:["“”„]([^"“”„]+)["“”]|([^\s"“”„]+))|["“”„]/gu;

/** Without any of these nothing is an operator. */
const OPERATOR = /[-:"“”„]/;

/** Who writes more words than this writes prose, in which quotes are quotes and a minus is a dash. */
const MOST_WORDS_OF_OPERATORS = 12;

/** Reads any text; what is no operator is a word to look for. */
export function parseQuery(typed: string): ParsedQuery {
  const words: string[] = [];
  const phrases: string[] = [];
  const titles: string[] = [];
  const excluded: string[] = [];
  const filters: Filter[] = [];
  const text = typed.slice(0, LONGEST_QUERY);
  if (!OPERATOR.test(text)) return { text, phrases, titles, excluded, filters };
  const isProse = (text.match(/\S+/g)?.length ?? 0) > MOST_WORDS_OF_OPERATORS;
  let previousEnd = 0;
  for (const item of text.matchAll(ITEM)) {
    const skipped = text.slice(previousEnd, item.index).trim();
    if (skipped !== '') words.push(skipped);
    previousEnd = item.index + item[0].length;
    const [whole, minus, field, phrase, word] = item;
    const value = phrase?.trim() ?? word;
    if (value === undefined || !/[\p{L}\p{N}]/u.test(value)) continue;
    if (field === 'title' || field === 'Title') {
      if (minus) excluded.push(value);
      else {
        titles.push(value);
        words.push(value);
      }
      continue;
    }
    const filter = field === undefined ? undefined : readFilter(field.toLowerCase(), value, minus === '-');
    if (filter !== undefined) filters.push(filter);
    else if (isProse) words.push(field === undefined ? value : whole);
    else if (minus && field === undefined && /\p{L}/u.test(value)) excluded.push(value);
    else if (phrase !== undefined && field === undefined) {
      phrases.push(value);
      words.push(value);
    } else words.push(whole);
  }
  const rest = text.slice(previousEnd).trim();
  if (rest !== '') words.push(rest);
  return { text: words.join(' '), phrases, titles, excluded, filters };
}
