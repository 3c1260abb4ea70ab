import type { Paper } from '../papers/paper.ts';
import { findReferences } from './reference.ts';
import { readSmallTalk } from './small-talk.ts';

/** What a person wants who writes in a thread about papers. */
export type Intent =
  | { readonly kind: 'thanks' }
  | { readonly kind: 'help' }
  | { readonly kind: 'more' }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'show'; readonly papers: readonly Paper[] }
  | { readonly kind: 'similar'; readonly paper: Paper | undefined }
  /** Side by side; without an aspect, all that is usually asked of papers. */
  | { readonly kind: 'compare'; readonly papers: readonly Paper[]; readonly question: string | undefined }
  /** Asked of all of `papers` where several, each answering for itself. */
  | { readonly kind: 'question'; readonly papers: readonly Paper[]; readonly question: string; readonly named: boolean }
  /** What is known of a paper besides its text. */
  | { readonly kind: 'fact'; readonly fact: Fact; readonly papers: readonly Paper[] }
  | { readonly kind: 'outOfRange'; readonly number: number }
  | { readonly kind: 'unclear' };

export type Fact = 'authors' | 'date' | 'place';

export interface ThreadView {
  /** The thread's papers, in the order shown. */
  readonly papers: readonly Paper[];
  readonly firstNumber: number;
  /** What the last turn was about; empty at the beginning. */
  readonly focus: readonly Paper[];
  /** Papers of the whole corpus that are called exactly so. */
  byName(name: string): Paper | undefined;
}

const MORE =
  /^(?:(?:show|give)\s+(?:me\s+)?)?(?:more|next(?:\s+page|\s+ones?)?|more (?:results|papers)|what else)[\s!.?]*$/i;
const SEARCH =
  /^(?:search(?:\s+for)?|(?:find|look)(?:\s+me)?\s+for|find(?:\s+me)?(?=\s+(?:papers?|other|more)\b))\s+(.+)$/i;
const SIMILAR =
  /\b(?:similar|related|alike|comparable)\b(?=\s*(?:$|[?.!]|ones?\b|papers?\b|work\b|works\b|to\b))|\bmore like\b|\bwhat (?:else )?should i read\b|\bread next\b/i;
const SHOW =
  /^(?:(?:please\s+)?(?:can|could)\s+(?:you|i)\s+)?(?:show|open|see|read|display|give|tell)?\s*(?:me\s+)?(?:(?:more\s+)?about\s+)?(?:the\s+)?(?:(?:full\s+|whole\s+)?abstract|summary|details|it)?(?:\s+(?:of|for)\s+(?:it|this|that))?\s*(?:please)?[\s.!?]*$/i;
const COMPARE =
  /\b(?:compare|comparison|side by side|differences?\s+between|how do (?:they|these|those|the two) (?:differ|compare)|versus|vs\.?)\b/i;
const WHICH =
  /^(?:and\s+|so\s+)?(?:which|what)\s+(?:one|ones|paper|papers|of\s+(?:these|them|those|the\s+\w+))\b\s*(?:papers?|ones?)?\s*(?:of\s+(?:these|them|those)\s*)?(?:is|are)?\s*/i;
const FACTS: readonly (readonly [Fact, RegExp])[] = [
  [
    'authors',
    /^(?:and\s+)?(?:who (?:wrote|made|did|is behind) (?:it|this|that|them|the paper)|who (?:are|is) (?:the|its|their) (?:first |last )?authors?|(?:the )?authors?)[\s?.!]*$/i,
  ],
  [
    'date',
    /^(?:and\s+)?when (?:was|did) (?:it|this|that|they|the paper)\b.{0,20}\b(?:publish\w*|released?|written|come out|out|posted)\b.{0,20}$/i,
  ],
  [
    'place',
    /^(?:(?:where|how) (?:can|do) (?:i|we) (?:read|get|find) (?:it|this|the (?:full )?(?:paper|text|pdf))|(?:the |a |any )?(?:link|pdf|arxiv|full text)(?: to (?:it|the paper))?(?:,? please)?|(?:is it|is there an?) (?:on )?arxiv\b.{0,20})[\s?.!]*$/i,
  ],
];
const ALL =
  /\b(?:all of them|each of them|both|all (?:the )?papers|every paper|these papers|each paper|all of these)\b/i;
const PRONOUN = /\b(?:it|its|they|their|them|this|that|these|those|he|she|authors?)\b/i;

/** Reads a message in the light of its thread. */
export function readIntent(text: string, view: ThreadView): Intent {
  const said = text.replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}?]|\p{Extended_Pictographic}/u.test(said)) return { kind: 'unclear' };
  const smallTalk = readSmallTalk(said);
  if (smallTalk) return { kind: smallTalk };
  if (MORE.test(said)) return { kind: 'more' };
  const search = SEARCH.exec(said);
  if (search) return { kind: 'search', query: search[1]!.replace(/[?.!]+$/, '') };

  const { papers: named, rest, outOfRange } = findReferences(said, view.papers, view.firstNumber);
  if (outOfRange !== undefined && (named.length === 0 || COMPARE.test(said)))
    return { kind: 'outOfRange', number: outOfRange };

  const switched = named.length === 0 ? switchedTo(said, view) : undefined;
  const meant = named.length > 0 ? named : switched ? [switched.paper] : [];
  const sentence = switched ? switched.rest : rest;

  if (SIMILAR.test(said)) return { kind: 'similar', paper: meant[0] ?? only(view.focus) ?? only(view.papers) };
  const several = meant.length > 1 ? meant : ALL.test(said) || meant.length === 0 ? view.papers : meant;
  if (WHICH.test(said) && several.length > 1)
    return { kind: 'compare', papers: several, question: aspectOf(said.replace(WHICH, '')) };
  if (COMPARE.test(said) && several.length > 1)
    return { kind: 'compare', papers: several, question: comparedAspect(said) };
  if (isReferenceAlone(sentence, meant) || (SHOW.test(sentence) && !/^it\??$/i.test(sentence) && sentence !== ''))
    return { kind: 'show', papers: meant.length > 0 ? meant : view.focus.length > 0 ? view.focus : view.papers };
  const asked = meant.length > 0 ? meant : view.focus.length > 0 ? view.focus : view.papers;
  const fact = FACTS.find(([, pattern]) => pattern.test(sentence))?.[0];
  if (fact) return { kind: 'fact', fact, papers: asked };
  if (ALL.test(said) && view.papers.length > 1)
    return { kind: 'question', papers: view.papers, question: said, named: true };
  return {
    kind: 'question',
    papers: asked,
    question: sentence,
    named: meant.length > 0,
  };
}

function only(papers: readonly Paper[]): Paper | undefined {
  return papers.length === 1 ? papers[0] : undefined;
}

/** Nothing is said but which paper: "the second one", "and #3?", "what about the Kimi paper?" */
function isReferenceAlone(sentence: string, meant: readonly Paper[]): boolean {
  return meant.length > 0 && /^(?:(?:and|what about|how about|ok|then|now)[\s,]*)*it[\s.?!]*$/i.test(sentence);
}

/**
 * A paper outside the thread is meant only where it is called by its name and the message makes it its subject:
 * "what about Kimi-VL?", "the Kimi-VL paper", "in Kimi-VL, ...". In "does it beat Kimi-VL?" the thread's paper is.
 */
function switchedTo(said: string, view: ThreadView): { paper: Paper; rest: string } | undefined {
  const subject =
    /^(?:and|what about|how about|and what about|now)\s+(?:the\s+)?(.+?)(?:\s+paper)?[\s?.!]*$/i.exec(said)?.[1] ??
    /\b(?:the\s+)?([\p{L}\p{N}][\p{L}\p{N}.-]*(?:\s[\p{L}\p{N}.-]+)?)\s+paper\b/iu.exec(said)?.[1] ??
    /^(?:in|for|with)\s+(?:the\s+)?([^,?]+?)\s*,/i.exec(said)?.[1];
  const direct = subject === undefined ? undefined : view.byName(subject);
  if (direct && subject !== undefined) return { paper: direct, rest: said.replace(subject, 'it') };
  if (PRONOUN.test(said)) return undefined;
  const words = said.match(/[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]/gu) ?? [];
  for (let i = 0; i < words.length; i++) {
    for (const name of [`${words[i]} ${words[i + 1] ?? ''}`.trim(), words[i]!]) {
      if (!/^.+[\p{Lu}\d]/u.test(name)) continue;
      const paper = view.byName(name);
      const mentioned = view.papers.some((own) => own.abstract.includes(name));
      if (paper && !mentioned) return { paper, rest: said.replace(name, 'it') };
    }
  }
  return undefined;
}

/** "smaller" asks for sizes: a comparison is answered by putting the same question to every paper. */
function aspectOf(rest: string): string {
  const asked = rest.replace(/[?.!]+$/, '').trim();
  if (/\b(?:small|bigg?|larg|light|heav)\w*/i.test(asked)) return 'How many parameters does the model have?';
  if (/\b(?:fast|slow|quick|efficien|cheap)\w*/i.test(asked)) return 'How much faster or cheaper is it?';
  if (/\b(?:best|better|strong|accurate|perform)\w*/i.test(asked)) return 'How well does it perform?';
  if (/\b(?:code|open[- ]sourced?|repo\w*|github)\b/i.test(asked)) return 'Is the code available?';
  if (/\b(?:data ?sets?|benchmarks?|data)\b/i.test(asked)) return 'Which data set or benchmark is used?';
  return `${/^(?:does|do|is|are|was|has|have|can|uses?|used)\b/i.test(asked) ? '' : 'does it '}${asked}?`;
}

function comparedAspect(said: string): string | undefined {
  const about =
    /\b(?:on|by|in terms of|regarding|with respect to|in)\s+(?:their\s+|the\s+)?([\p{L}\s-]{3,60}?)[\s?.!]*$/iu.exec(
      said,
    )?.[1];
  return about === undefined || /^(?:it|them|these|those)$/i.test(about) ? undefined : aspectOf(about);
}
