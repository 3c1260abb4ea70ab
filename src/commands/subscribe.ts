import { papersAbout } from '../digest/fitting.ts';
import { nextDue } from '../digest/schedule.ts';
import { parseSubscription } from '../digest/subscribe-text.ts';
import type { Subscription } from '../digest/subscription.ts';
import { UserError } from '../errors.ts';
import { say } from '../messages/markup.ts';
import type { Block } from '../messages/message.ts';
import type { Place, Reply } from '../ports.ts';
import { DEFAULT_COUNT } from './channel-post.ts';
import type { Command } from './command.ts';
import { describeSubscription } from './subscription-text.ts';

/** With a threshold all that reach it, as many as a post may hold. */
const THRESHOLD_COUNT = 20;
/** More is a mistake, or mischief: a channel with this many posts a day is muted. */
const MOST_IN_A_CHANNEL = 10;

export const subscribe: Command = {
  name: 'subscribe',
  summary: 'A daily post in this channel: when, how many papers, about what.',
  examples: [
    'subscribe weekdays 09:00 Europe/Berlin',
    'subscribe daily 8am 3 papers about agents, rag without vision',
    'subscribe mon,thu 17:30',
  ],
  notes: [
    'Days: `daily`, `weekdays`, `weekends`, `mon,thu`, `mon-fri`, or a five-field cron in quotes. Then the time, and the time zone by its name or a city.',
    'Topics: `about a, b` keeps what is about one of them, `without c` leaves out what mentions it.',
    'Votes: `with at least 20 votes` takes only papers that have as many; without a number of papers, all of them.',
  ],
  changes: true,
  options: [{ name: 'wish', kind: 'text', description: 'when to post', required: true }],
  async run(args, context) {
    const parsed = parseSubscription(args.text('wish'), { defaultZone: context.user.timeZone });
    if (parsed.kind !== 'ok') return askBack(parsed);
    const minVotes = parsed.minVotes === 'any' ? undefined : parsed.minVotes;
    const wished = {
      place: channelOf(context.place),
      schedule: parsed.schedule,
      count: parsed.count ?? (minVotes === undefined ? DEFAULT_COUNT : THRESHOLD_COUNT),
      ...(minVotes === undefined ? {} : { minVotes }),
      include: parsed.include,
      exclude: parsed.exclude,
      createdBy: context.user.id,
      createdAt: context.clock.now().getTime(),
      nextDue: nextDue(parsed.schedule, context.clock.now()).getTime(),
    };
    const present = await context.subscriptions.list(context.place);
    const begun = context.isAgain ? present.find((one) => isSameWish(one, wished)) : undefined;
    if (!begun && present.length >= MOST_IN_A_CHANNEL)
      throw new UserError(
        `This channel has ${MOST_IN_A_CHANNEL} daily posts already. End or change one: \`/papers subscriptions\` numbers them.`,
      );
    const subscription = begun ?? (await context.subscriptions.add(wished));
    const blocks: Block[] = [
      { kind: 'text', text: [{ text: 'Subscribed. ', style: 'strong' }, ...describeSubscription(subscription)] },
    ];
    const { include } = subscription;
    if (include.length > 0 && include.every((topic) => papersAbout(topic, context.library).size === 0))
      blocks.push({
        kind: 'text',
        text: say`No paper that is here now is about ${include.join(', ')}; the post will say so until one comes.`,
      });
    if (parsed.notes.length > 0) blocks.push({ kind: 'finePrint', text: say`${parsed.notes.join(' ')}` });
    blocks.push({
      kind: 'finePrint',
      text: say`\`/papers digest now\` shows today’s post, \`/papers unsubscribe\` ends it.`,
    });
    return { audience: 'channel', message: { summary: 'Subscribed', blocks } };
  },
};

/** What is ambiguous or impossible in a wish comes back as a question, with what could have been written instead. */
export function askBack(unclear: Exclude<ReturnType<typeof parseSubscription>, { readonly kind: 'ok' }>): Reply {
  const question = unclear.kind === 'ask' ? unclear.question : unclear.message;
  const choices = unclear.kind === 'ask' ? unclear.choices : [];
  const blocks: Block[] = [
    { kind: 'text', text: say`${question}` },
    ...(choices.length === 0 ? [] : [{ kind: 'list', items: choices.map((choice) => say`\`${choice}\``) } as const]),
  ];
  return { audience: 'caller', message: { summary: 'A question about the subscription', blocks } };
}

function isSameWish(one: Subscription, other: Omit<Subscription, 'id'>): boolean {
  const wishOf = ({ schedule, count, minVotes, include, exclude, createdBy }: Omit<Subscription, 'id'>) =>
    JSON.stringify([schedule.cron, schedule.zone, count, minVotes, include, exclude, createdBy]);
  return wishOf(one) === wishOf(other);
}

function channelOf({ adapter, workspace, channel }: Place): Place {
  return { adapter, workspace, channel };
}
