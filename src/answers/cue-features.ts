import type { Cue } from './cues.ts';
import type { Matched } from './matched.ts';
import type { Sentence } from './passage.ts';
import type { Put } from './put.ts';
import type { Query, Term } from './query.ts';
import type { Kind } from './question-kind.ts';

/** Which cues speak for a sentence when a question is of a kind. */
const TELLING: Readonly<Record<Kind, readonly Cue[]>> = {
  count: ['number', 'size', 'digits', 'percent', 'training', 'origin'],
  amount: ['number', 'digits', 'percent', 'size', 'decimal', 'better', 'origin'],
  gain: ['percent', 'digits', 'decimal', 'better', 'compare', 'finding'],
  score: ['percent', 'digits', 'decimal', 'score', 'better', 'finding', 'evaluation'],
  model: ['name', 'model', 'method', 'training', 'evaluation', 'ours', 'compare', 'propose', 'background', 'list'],
  dataset: [
    'dataset',
    'name',
    'tasks',
    'evaluation',
    'digits',
    'origin',
    'list',
    'training',
    'ours',
    'background',
    'propose',
  ],
  release: ['release'],
  definition: ['definition', 'propose', 'naming', 'ours'],
  reason: ['reason', 'finding', 'problem', 'purpose', 'contrast', 'solves'],
  method: [
    'method',
    'specifically',
    'propose',
    'ours',
    'training',
    'problem',
    'finding',
    'list',
    'release',
    'solves',
    'contrast',
    'background',
  ],
  problem: ['problem', 'contrast', 'solves', 'background', 'negation', 'ours', 'finding', 'better'],
  background: ['background', 'contrast', 'solves', 'ours', 'compare'],
  input: ['input', 'method', 'training', 'problem'],
  use: ['outlook', 'purpose', 'background', 'generalising', 'release'],
  size: ['size', 'digits', 'number', 'model', 'dataset', 'training'],
  evaluation: ['evaluation', 'dataset', 'finding', 'tasks', 'propose', 'ours', 'background'],
  finding: ['finding', 'problem', 'better', 'compare', 'propose', 'reason', 'background'],
  whether: [
    'finding',
    'better',
    'negation',
    'generalising',
    'compare',
    'problem',
    'method',
    'release',
    'number',
    'propose',
    'ours',
    'background',
    'contrast',
  ],
  compare: ['compare', 'better', 'digits', 'name', 'finding'],
  training: ['training', 'origin', 'method', 'dataset', 'specifically'],
  origin: ['origin', 'dataset', 'number', 'specifically', 'model', 'release', 'ours', 'background'],
  naming: ['naming', 'name', 'propose', 'definition'],
  parts: ['list', 'item', 'number', 'propose'],
  purpose: ['purpose', 'propose', 'specifically', 'problem'],
  novelty: ['propose', 'solves', 'ours', 'specifically', 'background', 'finding', 'method'],
  gist: ['propose', 'ours', 'specifically', 'background', 'finding'],
  ours: ['ours', 'background', 'contrast', 'solves'],
  who: ['person', 'name'],
  when: ['year', 'digits'],
  where: ['place', 'name'],
};

/** "count:number" and the like: the kind of the question, and a cue that the sentence shows; and how terms are defined. */
export function cueFeatures(query: Query, sentence: Sentence, matched: Matched, i: number, put: Put): void {
  for (const kind of query.kinds) for (const cue of TELLING[kind]) if (sentence.cues.has(cue)) put(`${kind}:${cue}`, 1);
  put('hinted', matched.hinted[i]!);
  const { text } = sentence;
  if (!query.kinds.has('release') && sentence.cues.has('release') && /https?:|available|released/i.test(text))
    put('release', 1);
  if (/\?\s*$/.test(text)) put('question', 1);
  if (query.ordinal > 0) put('ordinal', ordinalIn(text, query.ordinal));
  if (i === matched.firstMention) put('firstMention', 1);
  if (!query.kinds.has('definition')) return;
  if (i === matched.firstMention) put('definition.firstMention', 1);
  if (matched.overlap[i]! > 0 && query.terms.some((term) => startsWith(sentence, term))) put('definition.subject', 1);
  if (opensWith(sentence, query.terms)) put('definition.opens', 1);
  if (query.terms.some((term) => namedIn(text, term.text))) put('definition.naming', 1);
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
const ORDINAL_WORDS = [
  /\b(?:first(?:ly)?|former|initial(?:ly)?)\b/i,
  /\b(?:second(?:ly)?|latter|followed by|then)\b/i,
  /\b(?:third(?:ly)?|finally|lastly)\b/i,
  /\bfourth(?:ly)?\b/i,
];

/** 1 for the item itself ("(iii) We propose"), less for its word in running text. */
function ordinalIn(text: string, ordinal: number): number {
  if (new RegExp(`^\\(?(?:${ordinal}|${ROMAN[ordinal - 1]})\\)`).test(text)) return 1.5;
  if (new RegExp(`[\\s(](?:${ordinal}|${ROMAN[ordinal - 1]})\\)`).test(text)) return 1;
  return ORDINAL_WORDS[ordinal - 1]?.test(text) ? 0.7 : 0;
}

/** All terms of the question within the sentence's first words, "Explicit memory involves". */
function opensWith(sentence: Sentence, terms: readonly Term[]): boolean {
  const opening = new Set(sentence.words.slice(0, terms.length + 1).flatMap((word) => word.stems));
  return terms.length > 0 && terms.every((term) => opening.has(term.stems.at(-1)!));
}

function startsWith(sentence: Sentence, term: Term): boolean {
  return sentence.words.slice(0, 5).some((word) => word.stems.includes(term.stems.at(-1)!));
}

/** "called X", "X (", "(X)" and "we propose X": where a name is given. */
function namedIn(text: string, name: string): boolean {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return false;
  const before = text.slice(Math.max(0, at - 60), at);
  return (
    /\(\s*$|\b(?:called|termed|dubbed|named|propos\w+|introduc\w+|present\w*|develop\w*|namely)\b[^.]*$/i.test(
      before,
    ) || /^\s*(?:\(|,? (?:is|are|which|that|a)\b)/.test(text.slice(at + name.length))
  );
}
