import type { Library } from '../library.ts';
import { say } from '../messages/markup.ts';
import type { Block } from '../messages/message.ts';
import { abstractButton, paperCard, paperLabel } from '../messages/paper-card.ts';
import { shorten } from '../messages/shorten.ts';
import type { Reply } from '../ports.ts';
import { linkBlocks, quote } from './answer-blocks.ts';

const MOST_CANDIDATES = 8;
const MOST_NEAREST = 3;

/** Answers a question from the whole corpus: finds the papers, then the sentences, at most three papers. */
export function askReply(question: string, library: Library): Reply {
  const outcome = library.search.search(question, { limit: MOST_CANDIDATES });
  const echo = shorten(question.replace(/\s+/g, ' ').trim(), 120);
  const candidates = outcome.kind === 'found' ? outcome.hits.map((hit) => hit.paper) : [];
  const answered = library.answers.answerAcross(question, candidates);
  if (answered.length > 0) {
    const blocks: Block[] = [];
    answered.forEach(({ paper, answer }, i) => {
      blocks.push(
        { kind: 'text', text: say`**${i + 1}. ${paper.reading.title}**` },
        quote(answer.evidence, undefined),
        ...linkBlocks(answer.links),
      );
    });
    blocks.push({ kind: 'actions', buttons: answered.map(({ paper }, i) => numbered(paper, i, answered.length)) });
    return {
      audience: 'caller',
      message: {
        summary: `${answered.length === 1 ? 'An answer' : `${answered.length} papers answer`}: ${answered.map(({ paper }) => paperLabel(paper)).join('; ')}`,
        blocks,
      },
      topic: { paperIds: answered.map(({ paper }) => paper.id), firstNumber: 1 },
    };
  }
  const nearest = outcome.hits.slice(0, MOST_NEAREST).map((hit) => hit.paper);
  const summary = `No abstract here answers “${echo}”.`;
  return {
    audience: 'caller',
    message: {
      summary,
      blocks: [
        { kind: 'text', text: say`${summary}` },
        ...(nearest.length === 0
          ? [
              {
                kind: 'text',
                text: say`Ask about a topic, a method or a paper that is here; \`/papers trending\` shows some.`,
              } as const,
            ]
          : [{ kind: 'finePrint', text: say`The papers nearest to it:` } as const]),
        ...nearest.map((paper, i) => paperCard(paper, { number: i + 1 })),
      ],
    },
    ...(nearest.length === 0 ? {} : { topic: { paperIds: nearest.map((paper) => paper.id), firstNumber: 1 } }),
  };
}

function numbered(paper: Parameters<typeof abstractButton>[0], index: number, of: number) {
  const button = abstractButton(paper);
  return of === 1 ? button : { ...button, label: `${button.label} ${index + 1}` };
}
