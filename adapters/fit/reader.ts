import type { Hints } from '../../src/answers/hints.ts';
import { type Passage, readPassage } from '../../src/answers/passage.ts';
import { type Ranked, rankInThread, wordVectors } from '../../src/answers/ranking.ts';
import { createSynonyms } from '../../src/answers/synonyms.ts';
import type { Lexicon } from '../../src/search/lexicon.ts';
import type { SemanticTable } from '../../src/search/semantic/table.ts';
import type { FitQuestion, PaperText } from './question.ts';
import type { Weights } from './rounding.ts';

/** What is fitted of a ranking. */
interface RankingKnowledge {
  readonly weights: Weights;
  readonly hints: Hints;
}

/** A question with the sentences of its paper, ranked. */
export interface Reading extends Ranked {
  readonly passage: Passage;
}

export interface Reader {
  /** Reads a question as the answerer does; undefined where the abstract has no sentence. */
  read(question: FitQuestion, knowledge: RankingKnowledge): Reading | undefined;
}

/** @param resources as of the answerer */
export function createReader(resources: { semantic?: SemanticTable; lexicon?: Lexicon }): Reader {
  const { semantic } = resources;
  const synonyms = createSynonyms(resources.lexicon);
  const vectorOf = wordVectors(semantic);
  const passages = new Map<string, Passage>();

  function passageOf(paper: PaperText): Passage {
    const text = `${paper.title}\n${paper.abstract}`;
    let passage = passages.get(text);
    if (passage === undefined) {
      passage = readPassage(paper, synonyms, semantic);
      passages.set(text, passage);
    }
    return passage;
  }

  return {
    read({ text, history, paper }, knowledge) {
      const passage = passageOf(paper);
      if (passage.sentences.length === 0) return undefined;
      return { passage, ...rankInThread(text, history, passage, { synonyms, semantic, vectorOf, ...knowledge }) };
    },
  };
}
