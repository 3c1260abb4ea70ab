import { UserError } from '../errors.ts';
import { say } from '../messages/markup.ts';
import { paperCard } from '../messages/paper-card.ts';
import { shorten } from '../messages/shorten.ts';
import type { Reply } from '../ports.ts';
import { rankTrending } from '../trending/trending.ts';
import type { Command, Context } from './command.ts';
import { listButtons, page, pageNote, pageOption } from './paging.ts';

export const trending: Command = {
  name: 'trending',
  summary: 'What is on top now, and why; with words, only what is about them.',
  examples: ['trending', 'trending vision'],
  changes: false,
  options: [{ name: 'topic', kind: 'text', description: 'a topic', required: false }, pageOption],
  async run(args, context) {
    return trendingReply(args.text('topic'), args.integer('page', 1), context);
  },
};

function trendingReply(topic: string, number: number, context: Context): Reply {
  const { library } = context;
  const outcome = topic === '' ? undefined : library.search.search(topic, { limit: library.search.size });
  const about = outcome?.kind === 'found' ? outcome.hits.map((hit) => hit.paper) : [];
  const ranked = rankTrending(outcome ? about : library.papers(), library.observations());
  if (ranked.length === 0) {
    throw new UserError(
      topic === ''
        ? 'Nothing was seen on any papers page yet, so nothing is trending.'
        : `Nothing that is trending is about “${shorten(topic, 80)}”. Try \`/papers search ${shorten(topic, 40)}\`.`,
    );
  }
  const shown = page(ranked, number);
  const title = topic === '' ? 'Trending' : `Trending: ${shorten(topic, 80)}`;
  const origin = { command: 'trending', args: topic === '' ? {} : { topic } };
  return {
    audience: 'channel',
    message: {
      summary: `${title}: ${shown.items.map((item) => item.paper.reading.title).join('; ')}`,
      blocks: [
        { kind: 'heading', text: title },
        ...shown.items.map((item, i) => paperCard(item.paper, { number: shown.first + i, why: item.reasons })),
        ...(shown.pages > 1 ? [pageNote(shown)] : []),
        ...(ranked.some((item) => item.votes > 0)
          ? []
          : [{ kind: 'finePrint', text: say`No votes are known, so this is the order of the papers page.` } as const]),
        { kind: 'actions', buttons: listButtons(origin, shown, context) },
      ],
    },
    topic: { paperIds: shown.items.map((item) => item.paper.id), firstNumber: shown.first, origin },
  };
}
