import { UserError } from '../errors.ts';
import type { Block } from '../messages/message.ts';
import { paperCard } from '../messages/paper-card.ts';
import { shorten } from '../messages/shorten.ts';
import type { Reply } from '../ports.ts';
import type { Standings } from '../trending/standings.ts';
import { TRENDING_VIEWS, type TrendingPaper } from '../trending/trending.ts';
import { TRENDING_WINDOWS } from '../trending/windows.ts';
import type { Command, Context } from './command.ts';
import { listButtons, page, pageNote, pageOption } from './paging.ts';
import { explainedCard, explainedPaper, paperNamed } from './trending-explained.ts';
import { formulaNote, standingNote } from './trending-notes.ts';
import {
  standingsFor,
  type TrendingWish,
  topicEcho,
  trendingTitle,
  trendingWish,
  wishInvocation,
} from './trending-wish.ts';

export const trending: Command = {
  name: 'trending',
  summary: 'What is on top or rising now, and why; with words, only what is about them.',
  examples: ['trending', 'trending vision', 'trending rising', 'trending week agents', 'trending explain'],
  notes: [
    '`top` is what matters most in the window, `rising` what is expected to gain the most votes yet. A topic that begins with one of these words goes in quotes: `/papers trending "week"`.',
    'What this team does counts: questions, shares, and reactions to Paperboy’s posts in a chat, 👍, 👎 or 🔖 for all papers of a post, 1️⃣ or 2️⃣ for one of them.',
  ],
  changes: false,
  options: [
    { name: 'topic', kind: 'text', description: 'a topic', required: false },
    {
      name: 'view',
      kind: 'choice',
      choices: TRENDING_VIEWS,
      description: 'what matters, or what gains',
      required: false,
    },
    {
      name: 'window',
      kind: 'choice',
      choices: TRENDING_WINDOWS,
      synonyms: {
        today: 'day',
        daily: 'day',
        weekly: 'week',
        'this week': 'week',
        monthly: 'month',
        'this month': 'month',
      },
      description: 'how far back votes count',
      required: false,
    },
    { name: 'explain', kind: 'flag', bare: true, description: 'show how each score comes about', required: false },
    pageOption,
  ],
  async run(args, context) {
    const wish = trendingWish(args);
    const named = wish.explain && wish.topic !== '' ? paperNamed(wish.topic, context) : undefined;
    return named ? explainedPaper(named, wish, context) : trendingReply(wish, args.integer('page', 1), context);
  },
};

async function trendingReply(wish: TrendingWish, number: number, context: Context): Promise<Reply> {
  const { library } = context;
  const { topic, view, explain } = wish;
  const outcome = topic === '' ? undefined : library.search.search(topic, { limit: library.search.size });
  const about = outcome && new Set(outcome.kind === 'found' ? outcome.hits.map((hit) => hit.paper.id) : []);
  const standing = await standingsFor(wish, context, ({ id }) => about?.has(id) ?? true);
  if (standing.wanted.length === 0) throw nothing(wish, standing);
  const shown = page(standing.wanted, number);
  const title = `${trendingTitle(view, standing)}${topic === '' ? '' : `: ${topicEcho(topic)}`}`;
  // the pages to come are of the window that is shown
  const origin = wishInvocation(standing.basis === 'page' ? wish : { ...wish, window: standing.window });
  const entry = (item: TrendingPaper, i: number): Block[] =>
    explain
      ? explainedCard(item, shown.first + i)
      : [paperCard(item.paper, { number: shown.first + i, why: item.reasons })];
  return {
    audience: explain ? 'caller' : 'channel',
    message: {
      summary: `${title}: ${shown.items.map((item) => item.paper.reading.title).join('; ')}`,
      blocks: [
        { kind: 'heading', text: title },
        ...shown.items.flatMap(entry),
        ...(explain ? [formulaNote(view, standing)] : []),
        ...(shown.pages > 1 ? [pageNote(shown)] : []),
        standingNote(wish, standing, context),
        { kind: 'actions', buttons: listButtons(origin, shown, context) },
      ],
    },
    topic: { paperIds: shown.items.map((item) => item.paper.id), firstNumber: shown.first, origin },
  };
}

function nothing({ topic, view }: TrendingWish, { basis, all }: Standings): UserError {
  if (topic !== '' && all.length > 0)
    return new UserError(
      `Nothing that is trending is about “${topicEcho(topic)}”. Try \`/papers search ${shorten(topic, 40)}\`.`,
    );
  if (basis === 'page')
    return new UserError(
      'Nothing is trending: no votes are known, and no paper was listed in the last 30 days. Try `/papers search`.',
    );
  return new UserError(
    view === 'rising'
      ? 'Nothing is rising: no paper gained a vote in the last 24 hours. Try `/papers trending week`.'
      : 'Nothing is trending: no paper was listed or gained a vote in the last 30 days. Try `/papers search`.',
  );
}
