import type { Library } from '../library.ts';
import { say } from '../messages/markup.ts';
import { plain, type Text } from '../messages/message.ts';
import { paperLabel } from '../messages/paper-card.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';

/** What readers put side by side, each as the question that finds it. */
const ASPECTS: readonly (readonly [name: string, question: string])[] = [
  ['What is new', 'What do they propose?'],
  ['Base model', 'Which model do they start from?'],
  ['Data', 'Which data set or benchmark do they use?'],
  ['Result', 'How much better is it?'],
  ['Code', 'Is the code available?'],
];

const MOST_PAPERS = 5;

/** Papers side by side: every cell is a quote or "not stated", never a verdict. */
export function compareReply(papers: readonly Paper[], question: string | undefined, library: Library): Reply {
  const compared = papers.slice(0, MOST_PAPERS);
  const rows = question === undefined ? ASPECTS : ([[question, question]] as const);
  const title = question === undefined ? 'Side by side' : question;
  const ask = (paper: Paper, asked: string): Text => {
    const answer = library.answers.answer({ text: asked, history: [], papers: [paper] });
    const first = answer.kind === 'answered' ? answer.evidence[0] : undefined;
    return first ? plain(first.text) : [{ text: 'not stated', style: 'emphasis' }];
  };
  const table =
    question === undefined
      ? ({
          kind: 'table',
          header: ['', ...compared.map(paperLabel)],
          rows: rows.map(([name, asked]) => [plain(name), ...compared.map((paper) => ask(paper, asked))]),
        } as const)
      : ({
          kind: 'table',
          header: ['Paper', 'What its abstract says'],
          rows: compared.map((paper) => [plain(paperLabel(paper)), ask(paper, question)]),
        } as const);
  return {
    audience: 'channel',
    message: {
      summary: `${title}: ${compared.map(paperLabel).join(', ')}`,
      blocks: [
        { kind: 'heading', text: title },
        table,
        ...(papers.length > compared.length
          ? [{ kind: 'finePrint', text: say`The first ${compared.length} of ${papers.length}.` } as const]
          : []),
      ],
    },
  };
}
