import { UserError } from '../errors.ts';
import { LINK_NAMES } from '../messages/link-names.ts';
import { say } from '../messages/markup.ts';
import { type Block, plain } from '../messages/message.ts';
import { paperCard, similarButton } from '../messages/paper-card.ts';
import { shorten } from '../messages/shorten.ts';
import { fullText } from '../papers/full-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';
import type { Command, Context } from './command.ts';
import { shareButton } from './paging.ts';

const MOST_CANDIDATES = 5;

export const show: Command = {
  name: 'show',
  summary: 'Open a paper by its name, title, part of its title, or id.',
  examples: ['show kimi-vl', 'show stop overthinking'],
  changes: false,
  options: [{ name: 'paper', kind: 'paper', description: 'a paper’s name, title or id', required: true }],
  async run(args, context) {
    return withPaper(args.text('paper'), 'show', context, (paper) => showReply(paper, context));
  },
};

/** Runs with the one paper that is meant, or offers the candidates where it is not sure which. */
export function withPaper(
  reference: string,
  command: 'show' | 'similar',
  context: Context,
  run: (paper: Paper) => Reply,
): Reply {
  const found = context.library.search.lookup(reference);
  if (found.length === 1) return run(found[0]!);
  const echo = shorten(reference, 80);
  if (found.length === 0)
    throw new UserError(`No paper here is called “${echo}”. Try \`/papers search ${shorten(reference, 40)}\`.`);
  const candidates = found.slice(0, MOST_CANDIDATES);
  const title = `“${echo}” could be any of these`;
  return {
    audience: 'caller',
    message: {
      summary: `${title}: ${candidates.map((paper) => paper.reading.title).join('; ')}`,
      blocks: [
        { kind: 'heading', text: title },
        ...candidates.map((paper, i) => paperCard(paper, { number: i + 1 })),
        ...(found.length > candidates.length
          ? [{ kind: 'finePrint', text: say`And ${found.length - candidates.length} more; add a word.` } as const]
          : []),
      ],
    },
    topic: {
      paperIds: candidates.map((paper) => paper.id),
      firstNumber: 1,
      origin: { command, args: { paper: reference } },
    },
  };
}

export function showReply(paper: Paper, context: Context): Reply {
  const invocation = { command: 'show', args: { paper: paper.id } };
  const { buttons: _, ...card } = paperCard(paper, {});
  const blocks: Block[] = [
    { ...card, buttons: [], links: [] },
    { kind: 'text', text: plain(paper.reading.abstract) },
    { kind: 'list', items: facts(paper) },
    { kind: 'actions', buttons: [similarButton(paper), shareButton(invocation, context)] },
  ];
  return {
    audience: 'caller',
    message: { summary: paper.reading.title, blocks },
    topic: { paperIds: [paper.id], firstNumber: 1, origin: invocation },
  };
}

function facts(paper: Paper) {
  const items = [];
  if (paper.authors.length > 0) items.push(say`**Authors** ${shorten(paper.authors.join(', '), 300)}`);
  if (paper.publishedAt !== undefined) items.push(say`**Published** ${paper.publishedAt.slice(0, 10)}`);
  for (const link of paper.links)
    items.push([{ text: `${LINK_NAMES[link.kind]} `, style: 'strong' } as const, { text: link.url, url: link.url }]);
  const { url, known } = fullText(paper);
  items.push([
    { text: known ? 'Full text ' : 'Look for the full text ', style: 'strong' } as const,
    { text: url, url },
  ]);
  items.push(say`**Id** \`${paper.id}\``);
  return items;
}
