import { UserError } from '../errors.ts';
import { paperCard, paperLabel } from '../messages/paper-card.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';
import type { Command, Context } from './command.ts';
import { listButtons, page, pageNote, pageOption } from './paging.ts';
import { withPaper } from './show.ts';

export const similar: Command = {
  name: 'similar',
  summary: 'What to read next: papers that share a paper’s ideas.',
  examples: ['similar kimi-vl'],
  changes: false,
  options: [{ name: 'paper', kind: 'paper', description: 'a paper’s name, title or id', required: true }, pageOption],
  async run(args, context) {
    return withPaper(args.text('paper'), 'similar', context, (paper) =>
      similarReply(paper, args.integer('page', 1), context),
    );
  },
};

export function similarReply(paper: Paper, number: number, context: Context): Reply {
  const found = context.library.search.similar(paper.id);
  if (found.length === 0) throw new UserError(`No other paper here is close to “${paperLabel(paper)}”.`);
  const shown = page(found, number);
  const title = `Similar to ${paperLabel(paper)}`;
  const origin = { command: 'similar', args: { paper: paper.id } };
  return {
    audience: 'caller',
    message: {
      summary: `${title}: ${shown.items.map((item) => item.paper.reading.title).join('; ')}`,
      blocks: [
        { kind: 'heading', text: title },
        ...shown.items.map((item, i) =>
          paperCard(item.paper, {
            number: shown.first + i,
            why: item.shared.length > 0 ? [`in common: ${item.shared.join(', ')}`] : [],
          }),
        ),
        ...(shown.pages > 1 ? [pageNote(shown)] : []),
        { kind: 'actions', buttons: listButtons(origin, shown, context) },
      ],
    },
    topic: { paperIds: shown.items.map((item) => item.paper.id), firstNumber: shown.first, origin },
  };
}
