import { dueTimes, type PreviewedPost, previewPosts, signalsBetween } from '../digest/preview.ts';
import { lastNews, quietNote } from '../digest/quiet.ts';
import { describeDue } from '../digest/schedule-words.ts';
import { stillHotLine } from '../digest/still-hot.ts';
import { LONGEST_WINDOW } from '../digest/window.ts';
import { UserError } from '../errors.ts';
import { say } from '../messages/markup.ts';
import type { Block, Text } from '../messages/message.ts';
import { shorten } from '../messages/shorten.ts';
import type { TeamSignals } from '../papers/signal.ts';
import type { Reply } from '../ports.ts';
import { lastCounted } from '../trending/freshness.ts';
import { type ChannelPost, channelPosts } from './channel-post.ts';
import type { Command, Context } from './command.ts';
import { digestNow } from './digest.ts';
import { describePost } from './subscription-text.ts';

const DAY = 86_400_000;
const USUAL_DAYS = 7;
const MOST_DAYS = 30;
/** An hourly post of a month would be played seven hundred times. */
const MOST_POSTS = 31;
const MOST_SHOWN = 14;
const LONGEST_TITLE = 90;

export const preview: Command = {
  name: 'preview',
  summary: 'What this channel’s daily post would have brought in the last days.',
  examples: ['preview 7d', 'preview 30 days'],
  notes: [
    'It is made from what was observed up to each moment, for earlier days from the lists of then, and sends nothing.',
  ],
  changes: false,
  options: [{ name: 'days', kind: 'text', description: '`7d`: from 1 to 30 days', required: false }],
  async run(args, context) {
    const days = daysOf(args.text('days'));
    const now = context.clock.now().getTime();
    if (!lastCounted(context.library.observations(), now)) return withoutVotes(context);
    const [post] = await channelPosts(context);
    const dues = dueTimes(post.schedule, now - days * DAY, now, MOST_POSTS);
    const teams = await teamsAt(dues, context);
    const posted = await context.subscriptions.posted(context.place);
    const posts = previewPosts(
      context.library,
      { ...post, place: context.place },
      dues,
      posted,
      (due) => teams.get(due) ?? new Map(),
    );
    return previewReply(posts, post, days, context);
  },
};

/** "7d", "7", "7 days", "1w", "last week" */
function daysOf(text: string): number {
  const said = /^(?:last\s+)?(?:(\d{1,4})\s*(d|days?|w|weeks?)?|(day|week))$/i.exec(text.trim() || `${USUAL_DAYS}`);
  const [, count = '1', unit = '', alone = ''] = said ?? [];
  const days = Number(count) * (/^w/i.test(unit + alone) ? 7 : 1);
  if (!said || days < 1 || days > MOST_DAYS)
    throw new UserError(`Say how many days to look back on, from 1 to ${MOST_DAYS}: \`/papers preview 7d\`.`);
  return days;
}

/** What the team had made of papers up to each of the times. */
async function teamsAt(dues: readonly number[], { signals, place }: Context): Promise<Map<number, TeamSignals>> {
  const teams = new Map<number, TeamSignals>();
  for (const due of dues)
    teams.set(due, signalsBetween(await signals.team(place, due - LONGEST_WINDOW), await signals.team(place, due)));
  return teams;
}

async function withoutVotes(context: Context): Promise<Reply> {
  const { message, topic } = await digestNow(context);
  const note = say`No votes are known yet, so there is no history to look back on. This is the coming post; \`/papers digest now\` shows it, too.`;
  return {
    audience: 'caller',
    message: { ...message, blocks: [{ kind: 'text', text: note }, ...message.blocks] },
    ...(topic === undefined ? {} : { topic }),
  };
}

function previewReply(posts: readonly PreviewedPost[], post: ChannelPost, days: number, context: Context): Reply {
  const title = days === 1 ? 'The last day in this channel' : `The last ${days} days in this channel`;
  const shown = posts.slice(-MOST_SHOWN);
  const earlier = posts.slice(0, -MOST_SHOWN);
  const papers = earlier.reduce((sum, { choice }) => sum + choice.chosen.length, 0);
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: say`${describePost(post)}.` },
    ...(earlier.length === 0
      ? []
      : [{ kind: 'finePrint', text: say`Before these: ${earlier.length} posts with ${papers} papers.` } as const]),
    ...shown.flatMap((one) => postBlocks(one, post, context)),
    ...(posts.length === 0 ? [{ kind: 'text', text: say`No post was due in that time.` } as const] : []),
    {
      kind: 'finePrint',
      text: say`What would have been posted, from what was observed up to each moment. Nothing was sent.`,
    },
  ];
  const found = posts.reduce((sum, { choice }) => sum + choice.chosen.length, 0);
  return { audience: 'caller', message: { summary: `${title}: ${found} papers in ${posts.length} posts`, blocks } };
}

function postBlocks(
  { due, since, choice, isHindsight }: PreviewedPost,
  { wish, schedule }: ChannelPost,
  { library }: Context,
): Block[] {
  const { zone } = schedule;
  const day = describeDue(new Date(due), zone);
  const hot = stillHotLine(choice.hot, due, zone);
  if (choice.chosen.length > 0)
    return [
      { kind: 'text', text: isHindsight ? say`**${day}**, by the votes that were counted later` : say`**${day}**` },
      { kind: 'list', items: [...choice.chosen.map(paperLine), ...(hot ? [hot] : [])] },
    ];
  const moment = { now: due, since, zone };
  const why =
    isHindsight && choice.candidates === 0
      ? say`Nothing that is known here was listed then.`
      : (quietNote(choice, wish, moment, () => lastNews(library, due)) ?? []);
  return [
    { kind: 'text', text: [...say`**${day}**: quiet. `, ...why] },
    ...(hot ? [{ kind: 'list', items: [hot] } as const] : []),
  ];
}

/** "#2 Kimi-VL Technical Report (63 votes, +41)" */
function paperLine({ paper, rank, votes, gained }: PreviewedPost['choice']['chosen'][number]): Text {
  const title = shorten(paper.reading.title, LONGEST_TITLE);
  const link = paper.arxivId === undefined ? {} : { url: `https://arxiv.org/abs/${paper.arxivId}` };
  const counted = votes === 1 ? '1 vote' : `${votes} votes`;
  return [
    { text: `#${rank} ` },
    { text: title, ...link },
    { text: ` (${counted}${gained > 0 ? `, +${gained}` : ''})` },
  ];
}
