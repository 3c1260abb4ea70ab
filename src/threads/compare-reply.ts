import type { Library } from '../library.ts';
import { say } from '../messages/markup.ts';
import { plain, type Text } from '../messages/message.ts';
import { paperLabel } from '../messages/paper-card.ts';
import { shorten } from '../messages/shorten.ts';
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
const LONGEST_LABEL = 48;

/** A paper and the number with which its thread shows it. */
export interface Compared {
  readonly paper: Paper;
  readonly number?: number;
}

/** Papers side by side: every cell is a quote or "not stated", never a verdict. Without a question, all usual aspects. */
export function compareReply(papers: readonly Compared[], question: string | undefined, library: Library): Reply {
  const compared = papers.slice(0, MOST_PAPERS);
  const title = question ?? 'Side by side';
  const cell = ({ paper }: Compared, asked: string): Text => {
    const answer = library.answers.answer({ text: asked, history: [], papers: [paper] });
    // two sentences mean that it is not sure of the first, and side by side a guess would read like a finding
    const first = answer.kind === 'answered' && answer.evidence.length === 1 ? answer.evidence[0] : undefined;
    return first ? plain(first.text) : [{ text: 'not stated', style: 'emphasis' }];
  };
  const table =
    question === undefined
      ? {
          header: ['', ...compared.map(label)],
          rows: ASPECTS.map(([name, asked]) => [plain(name), ...compared.map((one) => cell(one, asked))]),
        }
      : {
          header: ['Paper', 'What its abstract says'],
          rows: compared.map((one) => [plain(label(one)), cell(one, question)]),
        };
  return {
    audience: 'channel',
    message: {
      summary: `${title}: ${compared.map(label).join(', ')}`,
      blocks: [
        { kind: 'heading', text: title },
        { kind: 'table', ...table },
        ...(papers.length > compared.length
          ? [{ kind: 'finePrint', text: say`The first ${compared.length} of ${papers.length}.` } as const]
          : []),
      ],
    },
  };
}

function label({ paper, number }: Compared): string {
  return `${number === undefined ? '' : `${number}. `}${shorten(paperLabel(paper), LONGEST_LABEL)}`;
}
