import type { PaperLink } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import type { Lexicon } from '../search/lexicon.ts';
import type { SemanticTable } from '../search/semantic/table.ts';
import { type Hints, NO_HINTS } from './hints.ts';
import { type Passage, readPassage } from './passage.ts';
import { plainQuestion } from './question-kind.ts';
import { type Knowledge, rankInThread, wordVectors } from './ranking.ts';
import { linksAskedFor } from './release.ts';
import { createSynonyms } from './synonyms.ts';
import { judge } from './verdict.ts';
import { RANKING, THRESHOLDS } from './weights.ts';

/** What of a paper is needed to answer from it. */
type AnswerablePaper = Pick<Paper, 'id' | 'title' | 'abstract' | 'links'>;

/** A sentence of an abstract, verbatim: `text` is `abstract.slice(start, end)`. */
export interface Evidence {
  readonly paperId: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How likely this sentence is the one that answers, 0..1. */
  readonly score: number;
}

interface Outcome {
  /** How sure it is that the abstract answers, 0..1, calibrated. */
  readonly confidence: number;
  /** Up to three sentences, best first, whether they answer or not. */
  readonly ranked: readonly Evidence[];
  /** Where the question asks for a link, those of the kind it asks for. */
  readonly links: readonly PaperLink[];
}

interface Answered extends Outcome {
  readonly kind: 'answered';
  /** One sentence where sure, two where less so. */
  readonly evidence: readonly Evidence[];
}

/** not-stated: the abstract doesn't say; off-topic: the question is about something else than this paper. */
interface Unanswered extends Outcome {
  readonly kind: 'not-stated' | 'off-topic';
  /** What the question wants and the abstract lacks, as a noun phrase without article ("number of tools"); "" if unknown. */
  readonly missing: string;
  readonly nearest?: Evidence;
}

export type Answer = Answered | Unanswered;

interface Question {
  readonly text: string;
  /** Earlier questions of the thread, oldest first. */
  readonly history: readonly string[];
  /** Several papers are answered from the one that answers best. */
  readonly papers: readonly AnswerablePaper[];
}

export interface Answerer {
  answer(question: Question): Answer;
  /**
   * The papers, at most three, that really answer a question: those that speak of what it is about, in the order in
   * which the candidates came unless one is plainly surer.
   *
   * @param history earlier questions of the thread, oldest first
   */
  answerAcross<P extends AnswerablePaper>(
    question: string,
    papersBestFirst: readonly P[],
    history?: readonly string[],
  ): readonly { readonly paper: P; readonly answer: Answered }[];
}

const MOST_RANKED = 3;
const MOST_PASSAGES = 256;
const MOST_ACROSS = 3;
/** How much a candidate's place weighs against how sure its answer is. */
const PLACE_DAMPING = 0.25;
const NOTHING: Answer = { kind: 'not-stated', confidence: 0, missing: '', ranked: [], links: [] };

/** Answers questions on papers with sentences of their abstracts. Pure look-up: nothing is ever phrased anew. */
export function createAnswerer(resources: { semantic?: SemanticTable; lexicon?: Lexicon; hints?: Hints }): Answerer {
  const { semantic } = resources;
  const synonyms = createSynonyms(resources.lexicon);
  const knowledge: Knowledge = {
    synonyms,
    semantic,
    vectorOf: wordVectors(semantic),
    hints: resources.hints ?? NO_HINTS,
    weights: RANKING,
  };
  const passages = new Map<string, { abstract: string; passage: Passage }>();

  function passageOf(paper: AnswerablePaper): Passage {
    const known = passages.get(paper.id);
    if (known && known.abstract === paper.abstract) return known.passage;
    const passage = readPassage(paper, synonyms, semantic);
    if (passages.size >= MOST_PASSAGES) passages.delete(passages.keys().next().value!);
    passages.set(paper.id, { abstract: paper.abstract, passage });
    return passage;
  }

  function answerFrom(
    paper: AnswerablePaper,
    text: string,
    history: readonly string[],
  ): { readonly answer: Answer; readonly onTopic: number } {
    const passage = passageOf(paper);
    if (passage.sentences.length === 0) return { answer: NOTHING, onTopic: 0 };
    const { query, slot, ranking } = rankInThread(text, history, passage, knowledge);
    const { order, shares } = ranking;
    const verdict = judge(query, slot, passage, ranking);
    const ranked = order.slice(0, MOST_RANKED).map((i): Evidence => {
      const { start, end, text: quote } = passage.sentences[i]!;
      return { paperId: paper.id, start, end, text: quote, score: shares[i]! };
    });
    const links = linksAskedFor(plainQuestion(text), paper, ranked[0]!.text);
    const confidence = verdict.answerable;
    const { onTopic } = verdict;
    if (confidence >= THRESHOLDS.answer && verdict.topical >= THRESHOLDS.topical) {
      const evidence = ranked.slice(0, ranked[0]!.score >= THRESHOLDS.sure ? 1 : 2);
      return { answer: { kind: 'answered', confidence, evidence, ranked, links }, onTopic };
    }
    // a number, a name or a release that is not there says nothing of the topic
    const offTopic = slot.kind === 'open' && verdict.telling && onTopic < THRESHOLDS.onTopic;
    const missing = verdict.slotEmpty ? slot.wanted : '';
    const kind = offTopic ? 'off-topic' : 'not-stated';
    return { answer: { kind, confidence, missing, nearest: ranked[0]!, ranked, links }, onTopic };
  }

  return {
    answer({ text, history, papers }) {
      const answers = papers.map((paper) => answerFrom(paper, text, history).answer);
      const answered = answers.filter((answer) => answer.kind === 'answered');
      const eligible = answered.length > 0 ? answered : answers;
      const [first = NOTHING, ...others] = eligible;
      return others.reduce((most, answer) => (answer.confidence > most.confidence ? answer : most), first);
    },
    answerAcross(question, papersBestFirst, history = []) {
      return papersBestFirst
        .flatMap((paper, place) => {
          const { answer, onTopic } = answerFrom(paper, question, history);
          if (answer.kind !== 'answered' || onTopic < THRESHOLDS.onTopicAcross) return [];
          return [
            { paper, answer, weight: (answer.confidence * answer.ranked[0]!.score) / (1 + PLACE_DAMPING * place) },
          ];
        })
        .sort((a, b) => b.weight - a.weight)
        .slice(0, MOST_ACROSS)
        .map(({ paper, answer }) => ({ paper, answer }));
    },
  };
}
