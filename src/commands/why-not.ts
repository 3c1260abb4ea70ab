import { createChooser, STEPS, type Standing } from '../digest/choose.ts';
import { votesAt } from '../digest/observed.ts';
import { signalsBetween } from '../digest/preview.ts';
import { previousDue } from '../digest/schedule.ts';
import { describeDay, describeDue } from '../digest/schedule-words.ts';
import type { PostedPapers, Subscription } from '../digest/subscription.ts';
import { begunBy, LONGEST_WINDOW, USUAL_WINDOW, windowBegin } from '../digest/window.ts';
import { say } from '../messages/markup.ts';
import type { Block, Text } from '../messages/message.ts';
import { paperLabel } from '../messages/paper-card.ts';
import type { Paper } from '../papers/paper.ts';
import type { Reply } from '../ports.ts';
import { lastCounted } from '../trending/freshness.ts';
import { type ChannelPost, channelPosts, teamSignals } from './channel-post.ts';
import type { Command, Context } from './command.ts';
import { showReply, withPaper } from './show.ts';
import { describePost } from './subscription-text.ts';

const STEP_NAMES: Readonly<Record<(typeof STEPS)[number], string>> = {
  window: 'listed, voted for or taken up since the post before',
  topics: 'the channel’s topics',
  exclude: 'words that are left out',
  posted: 'not posted before',
  threshold: 'votes',
  count: 'number of papers',
};

export const whyNot: Command = {
  name: 'why-not',
  summary: 'Why a paper was not in this channel’s daily post, or whether it will be.',
  examples: ['why-not kimi-vl'],
  notes: ['It names the step that left the paper out, with the figures that decided.'],
  changes: false,
  options: [{ name: 'paper', kind: 'paper', description: 'a paper’s name, title or id', required: true }],
  async run(args, context) {
    const [paper, ...others] = context.library.search.lookup(args.text('paper'));
    if (!paper || others.length > 0)
      return withPaper(args.text('paper'), 'show', context, (only) => showReply(only, context));
    return whyNotReply(paper, context);
  },
};

async function whyNotReply(paper: Paper, context: Context): Promise<Reply> {
  const posted = await context.subscriptions.posted(context.place);
  const posts = await channelPosts(context);
  const blocks: Block[] = [
    { kind: 'heading', text: paper.reading.title },
    { kind: 'text', text: figures(paper, context) },
  ];
  for (const post of posts) {
    if (post.subscription) blocks.push({ kind: 'text', text: say`**${describePost(post)}**` });
    blocks.push({ kind: 'list', items: await standings(paper, post, posted, context) });
  }
  const steps = STEPS.map((step, i) => `${i + 1} ${STEP_NAMES[step]}`).join(', ');
  blocks.push({ kind: 'finePrint', text: say`The steps: ${steps}.` });
  return {
    audience: 'caller',
    message: { summary: `Why ${paper.reading.title} is or is not in this channel’s daily post`, blocks },
    topic: { paperIds: [paper.id], firstNumber: 1, origin: { command: 'why-not', args: { paper: paper.id } } },
  };
}

function figures(paper: Paper, { library, clock }: Context): Text {
  const now = clock.now().getTime();
  if (!lastCounted(library.observations(), now)) return say`No votes are known of any paper yet.`;
  const observations = library.observations().get(paper.id) ?? [];
  if (!observations.some(({ votes, at }) => votes !== undefined && at <= now)) return say`No source counts its votes.`;
  const votes = votesAt(observations, now);
  return votes === 1 ? say`It has 1 vote.` : say`It has ${votes} votes.`;
}

/** What became of it in the last post of the channel, and what will in the next. */
async function standings(paper: Paper, post: ChannelPost, posted: PostedPapers, context: Context): Promise<Text[]> {
  const { schedule, subscription, wish } = post;
  const now = context.clock.now().getTime();
  const last = subscription && lastPost(subscription, now);
  const items: Text[] = [];
  if (last !== undefined && !posted.has(paper.id) && lastCounted(context.library.observations(), last.due)) {
    const { due, since } = last;
    const { signals, place } = context;
    const team = signalsBetween(await signals.team(place, due - LONGEST_WINDOW), await signals.team(place, due));
    const before = new Map([...posted].filter(([, at]) => at < due));
    const standing = createChooser(context.library, due, () => team).standing(paper, {
      wish,
      place,
      since,
      posted: before,
    });
    const text =
      standing.kind === 'chosen'
        ? say`by what is known now it would have been #${standing.place} of ${wish.count}`
        : because(standing, post, since, 'was');
    items.push([...say`In the post of ${describeDue(new Date(due), schedule.zone)}: `, ...text, { text: '.' }]);
  }
  if (subscription?.paused) return [...items, say`This daily post is paused, so there is no next one.`];
  const since = subscription ? begunBy(windowBegin(schedule, now, now), subscription.createdAt) : now - USUAL_WINDOW;
  const team = await teamSignals(context, now);
  const standing = createChooser(context.library, now, () => team).standing(paper, {
    wish,
    place: context.place,
    since,
    posted,
  });
  if (standing.kind === 'chosen')
    return [...items, say`As things stand, it will be in the next post, as #${standing.place} of ${wish.count}.`];
  const lead = items.length > 0 ? 'In the next post, as things stand' : paperLabel(paper);
  return [...items, [{ text: `${lead}: ` }, ...because(standing, post, since, 'is'), { text: '.' }]];
}

/** The last time that its post came; none is owed from then any more. */
function lastPost({ schedule, createdAt, nextDue }: Subscription, now: number) {
  const due = previousDue(schedule, new Date(now)).getTime();
  return due <= createdAt || nextDue <= due
    ? undefined
    : { due, since: begunBy(windowBegin(schedule, due, due), createdAt) };
}

/** "left out at step 4 of 6: it was posted here on Monday 2 March" */
function because(
  standing: Exclude<Standing, { kind: 'chosen' }>,
  { wish, schedule, subscription }: ChannelPost,
  since: number,
  tense: 'is' | 'was',
): Text {
  // a new subscription brings what comes from then on
  const begun =
    subscription && since === begunBy(0, subscription.createdAt) ? ', when this daily post was set up,' : '';
  const step = say`left out at step ${STEPS.indexOf(standing.step) + 1} of ${STEPS.length}: `;
  return [...step, ...reason()];

  function reason(): Text {
    switch (standing.step) {
      case 'window':
        return say`since ${describeDue(new Date(since), schedule.zone)}${begun} it was not listed, gained no vote, and nobody here took it up`;
      case 'topics':
        return say`it is about none of this channel’s topics (${wish.include.join(', ')})`;
      case 'exclude':
        return say`it mentions “${standing.word}”, which this channel leaves out`;
      case 'posted': {
        const before =
          standing.at > 0
            ? say`it was posted here on ${describeDay(new Date(standing.at), schedule.zone)}`
            : say`it was posted here before`;
        return standing.isHot
          ? [...before, ...say`, and as it is still #${standing.paper?.rank ?? 0}, the next post has a line on it`]
          : before;
      }
      case 'threshold':
        return say`it ${tense === 'is' ? 'has' : 'had'} ${standing.paper.votes} ${standing.paper.votes === 1 ? 'vote' : 'votes'}, and this channel asks for ${wish.minVotes ?? 0}`;
      case 'count':
        return say`it ${tense} #${standing.paper.rank}, and this channel takes ${wish.count}`;
      default:
        return standing satisfies never;
    }
  }
}
