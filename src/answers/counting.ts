import { matchTerm, type WordVectors } from './matching.ts';
import type { Passage, Sentence } from './passage.ts';
import type { Term } from './query.ts';
import { stem, type Word } from './words.ts';

const NUMBER_WORD =
  /^(?:\d[\d.,]*[kKmMbBtT]?\+?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|dozens?|hundreds?|thousands?|millions?|billions?)$/i;

/** A number in digits or in words, also as the first half of a word: "50K-sample", "two-stage". */
export function isNumber(word: Word): boolean {
  return (
    NUMBER_WORD.test(word.text) ||
    /^(?:\d[\d.,]*[kKmMbBtT]?|one|two|three|four|five|six|seven|eight|nine|ten)-\p{L}/iu.test(word.text)
  );
}

/** 1: a number stands before the noun that is counted; less, the further away or the less alike; 0: no number. */
export function numberBinding(
  focus: readonly Term[],
  sentence: Sentence,
  passage: Passage,
  vectorOf: WordVectors,
): number {
  const head = focus.at(-1);
  let best = 0;
  const alike = (term: Term, at: number) => {
    const word = sentence.words[at]!;
    const grouped = [...term.groups].some((group) => sentence.groups.get(group)?.includes(at)) ? 0.7 : 0;
    const alone = { ...sentence, words: [word], stems: new Set(word.stems), groups: new Map() };
    return Math.max(grouped, matchTerm(term, alone, passage, vectorOf).soft);
  };
  if (head?.stems[0] === PARAMETER && SIZED.test(sentence.text)) best = 0.8;
  if (head && DATA_POINTS.has(head.stems[0]!) && HOLDS_POINTS.test(sentence.text)) best = 0.7;
  sentence.words.forEach((_, at) => {
    if (!isCount(sentence, at)) return;
    best = Math.max(best, 0.1);
    if (!head) return;
    const hyphened = /\p{L}/u.test(sentence.words[at]!.text.split('-')[1] ?? '');
    for (let ahead = 0; ahead <= 9; ahead++) {
      const noun = sentence.words[at + ahead];
      if (!noun) break;
      if (
        ahead > 0 &&
        (hyphened || (noun.stop && !/^(?:of|the|most|and|or|more|other|such|our|these|new)$/i.test(noun.text)))
      )
        break;
      if (ahead > 4 && isNumber(noun)) break;
      const same = alike(head, at + ahead);
      if (same >= 0.65) best = Math.max(best, ahead <= 4 ? (same === 1 ? 1 : 0.8) : same === 1 ? 0.75 : 0.5);
      if (focus.length > 1 && !focus[0]!.name && ahead <= 2 && alike(focus[0]!, at + ahead) === 1)
        best = Math.max(best, 0.7);
    }
  });
  return best;
}

/** A number that can count things: no item of a list ("(1)", "2)"), no part of a name ("SigLIP 2"), no decimal. */
function isCount(sentence: Sentence, at: number): boolean {
  const word = sentence.words[at]!;
  if (!isNumber(word) || sentence.text[word.end] === ')' || word.text === 'single') return false;
  const before = sentence.words[at - 1];
  if (before?.name && before.end === word.start - 1 && sentence.text[before.end] === ' ') return false;
  return (
    !/^\d+\.\d+$/.test(word.text) || /^(?:million|billion|thousand|m|b|k)$/i.test(sentence.words[at + 1]?.text ?? '')
  );
}

const SIZED =
  /\d[\d.]*\s?(?:B|M|billion|million)[ -](?:[\w-]+[ -]){0,2}(?:models?|parameters?|networks?|LLMs?)\b|-\d[\d.]*[BM]\b/;

/** What data are counted in, whatever they are called there: "a dataset of 764 questions", "containing 125K CoTs". */
const DATA_POINTS: ReadonlySet<string> = new Set(
  ['examples', 'samples', 'instances', 'items', 'entries', 'points', 'rows', 'records'].map(stem),
);
const HOLDS_POINTS =
  /\b(?:data ?sets?|benchmarks?|corpus|collection|suite|data)\b[^.;]{0,60}\b(?:of|with|contain\w*|compris\w+|consist\w*|includ\w+|cover\w*)\b[^.;]{0,30}\b\d[\d,.]*\s?[kKmMbB]?\b|\b\d[\d,]*[kKmM]?[- ]samples?\b/i;

/** The unit that size figures leave out: "a 7B model". */
const PARAMETER = stem('parameters');
