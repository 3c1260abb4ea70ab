import { readPiece } from './schedule-pieces.ts';
import { type Token, wordAt } from './schedule-tokens.ts';
import { bareWord, PAPERS } from './subscribe-words.ts';

/** Whether topics are asked for or left out. */
export type TopicKind = 'include' | 'exclude';

interface Marker {
  readonly kind: TopicKind;
  readonly length: number;
}

/**
 * "about", "topics:", "without", "not about". Weaker words, "with" or "only", begin a clause but don't end one: "learning
 * with noise" is a topic.
 */
export function readMarker(tokens: readonly Token[], at: number, inClause: boolean): Marker | undefined {
  const word = bareWord(tokens[at]);
  if (word === '') return undefined;
  const afterComma = /^[,;]$/.test(bareWord(tokens[at - 1]));
  const weak = !inClause || afterComma;
  let next = at;
  if (word === 'but' || word === 'and') next++;
  const first = bareWord(tokens[next]);
  const kind = markerKind(first, weak || next > at, wordAt(tokens, next) !== first) ?? onPapers(tokens, next);
  if (!kind) return undefined;
  // "not on fridays" and "except weekends" are days
  if (kind === 'exclude' && readPiece(tokens, at)?.meaning.kind === 'except') return undefined;
  next++;
  if (first === 'leave' || first === 'other') next++;
  while (/^(?:about|on|topics?|anything|papers?|:|=)$/.test(bareWord(tokens[next]))) next++;
  return { kind, length: next - at };
}

function markerKind(word: string, weak: boolean, colon: boolean): TopicKind | undefined {
  if (/^(?:about|regarding|covering|concerning)$/.test(word)) return 'include';
  if (/^(?:without|except|excluding|exclude|not)$/.test(word)) return 'exclude';
  if (/^topics?$/.test(word) && (weak || colon)) return 'include';
  if (!weak) return undefined;
  if (/^(?:include|including|only|with)$/.test(word)) return 'include';
  return /^(?:no|minus|skip|leave|other)$/.test(word) ? 'exclude' : undefined;
}

/** "papers on agents", but not "papers on mon". */
function onPapers(tokens: readonly Token[], at: number): TopicKind | undefined {
  const on = /^(?:on|for)$/.test(bareWord(tokens[at])) && PAPERS.test(bareWord(tokens[at - 1]));
  return on && tokens[at + 1] && !readPiece(tokens, at + 1) ? 'include' : undefined;
}
