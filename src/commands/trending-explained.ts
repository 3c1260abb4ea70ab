import { say } from '../messages/markup.ts';
import type { Block } from '../messages/message.ts';
import { paperCard, paperLabel } from '../messages/paper-card.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';
import type { TrendingPaper } from '../trending/trending.ts';
import type { Context } from './command.ts';
import { shareButton } from './paging.ts';
import { formulaNote, standingNote } from './trending-notes.ts';
import { standingsFor, type TrendingWish, trendingTitle, wishInvocation } from './trending-wish.ts';

/** A paper with the arithmetic of its score, a line a part. */
export function explainedCard({ paper, score, parts }: TrendingPaper, number?: number): Block[] {
  return [
    paperCard(paper, { ...(number === undefined ? {} : { number }), why: [`score ${points(score)}`] }),
    {
      kind: 'list',
      items: parts.map((part) => say`**${points(part.points)}** ${part.label}: ${part.arithmetic}`),
    },
  ];
}

function points(value: number): string {
  return value.toFixed(1).replace('-', '−');
}

/** The one paper that has just this name, title or id. */
export function paperNamed(text: string, { library }: Context): Paper | undefined {
  const wanted = comparable(text);
  if (wanted === '') return undefined;
  const names = ({ id, arxivId, name, reading }: Paper) => [id, arxivId ?? id, name ?? id, reading.title];
  const found = library.search.lookup(text).filter((paper) => names(paper).map(comparable).includes(wanted));
  return found.length === 1 ? found[0] : undefined;
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Where one paper stands among all, and how that comes about. */
export async function explainedPaper(paper: Paper, wish: TrendingWish, context: Context): Promise<Reply> {
  const standing = await standingsFor(wish, context, ({ id }) => id === paper.id);
  const [item] = standing.wanted;
  const among = `${standing.all.length} ${trendingTitle(wish.view, standing).toLowerCase()}`;
  const origin = wishInvocation(wish);
  const heading =
    item === undefined
      ? `${paperLabel(paper)} is not among the ${among}`
      : `${paperLabel(paper)} is #${standing.all.indexOf(item) + 1} of ${among}`;
  const why: Block[] =
    item === undefined
      ? [paperCard(paper, {}), { kind: 'text', text: say`${absence(wish, standing.basis)}` }]
      : explainedCard(item);
  return {
    audience: 'caller',
    message: {
      summary: heading,
      blocks: [
        { kind: 'heading', text: heading },
        ...why,
        formulaNote(wish.view, standing),
        ...(item === undefined ? [] : [standingNote({ ...wish, topic: '' }, standing, context)]),
        { kind: 'actions', buttons: [shareButton(origin, context)] },
      ],
    },
    topic: { paperIds: [paper.id], firstNumber: 1, origin },
  };
}

function absence({ view }: TrendingWish, basis: 'votes' | 'page'): string {
  if (basis === 'page')
    return 'It stands on no list of papers, and nobody here saved, shared or liked it in the last 30 days.';
  return view === 'rising'
    ? 'It gained no vote in the last 24 hours, so none is expected.'
    : 'In the last 30 days it was not listed, gained no vote, and nobody here saved, shared or liked it.';
}
