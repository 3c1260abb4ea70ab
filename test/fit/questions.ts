import type { FitQuestion, QuestionFile } from '../../adapters/fit/question.ts';

/** Which sentence of an abstract of these answers a question. */
export const SENTENCES = ['problem', 'proposal', 'figures', 'reason'] as const;
type Sentence = (typeof SENTENCES)[number];

/** An abstract of four sentences, which differ from paper to paper in names only. */
export function paper(i: number) {
  const sentences = {
    problem: `Tracing river ${i} by hand remains difficult.`,
    proposal: `We propose Tracer${i}, a small program that follows a river.`,
    figures: `It follows ${100 + i} rivers in ${2 + i} minutes.`,
    reason: `It is fast because maps of the delta are kept from before.`,
  };
  const abstract = SENTENCES.map((name) => sentences[name]).join(' ');
  const goldOf = (name: Sentence) => {
    const start = abstract.indexOf(sentences[name]);
    return [[start, start + sentences[name].length]] as const;
  };
  return { title: `Tracer${i}: rivers without hands`, abstract, goldOf };
}

/** @param answer undefined where the abstract doesn't say */
export function question(i: number, text: string, answer: Sentence | undefined, more: Partial<FitQuestion> = {}) {
  const { title, abstract, goldOf } = paper(i);
  return {
    kind: 'single',
    text,
    history: [],
    answerable: answer !== undefined,
    gold: answer === undefined ? [] : goldOf(answer),
    paper: { title, abstract },
    joined: true,
    ...more,
  } satisfies FitQuestion;
}

export function file(questions: readonly FitQuestion[], more: Partial<QuestionFile> = {}): QuestionFile {
  return { name: 'questions.jsonl', weight: 1, ranksOnly: false, questions, ...more };
}
