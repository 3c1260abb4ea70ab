import { composeDigest } from '../digest/compose.ts';
import { nextDue } from '../digest/schedule.ts';
import { describeDue, describeSchedule } from '../digest/schedule-words.ts';
import { parseSubscription } from '../digest/subscribe-text.ts';
import type { Subscription } from '../digest/subscription.ts';
import { say } from '../messages/markup.ts';
import type { Block, Text } from '../messages/message.ts';
import { shorten } from '../messages/shorten.ts';
import type { Command } from './command.ts';

const DEFAULT_COUNT = 5;

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
  ],
  changes: true,
  options: [{ name: 'wish', kind: 'text', description: 'when to post', required: true }],
  async run(args, context) {
    const zone = context.user.timeZone;
    const parsed = parseSubscription(args.text('wish'), zone === undefined ? {} : { defaultZone: zone });
    if (parsed.kind === 'error') return asking(say`${parsed.message}`, []);
    if (parsed.kind === 'ask') return asking(say`${parsed.question}`, parsed.choices ?? []);
    const now = context.clock.now();
    const due = nextDue(parsed.schedule, now);
    const subscription = await context.subscriptions.add({
      place: channelOf(context.place),
      schedule: parsed.schedule,
      count: parsed.count ?? DEFAULT_COUNT,
      include: parsed.include,
      exclude: parsed.exclude,
      createdBy: context.user.id,
      nextDue: due.getTime(),
    });
    const promise = describeSubscription(subscription);
    const blocks: Block[] = [
      { kind: 'text', text: [{ text: 'Subscribed. ', style: 'strong' }, ...promise] },
      { kind: 'finePrint', text: say`\`/papers digest now\` shows today’s post, \`/papers unsubscribe\` ends it.` },
    ];
    if (parsed.notes.length > 0) blocks.splice(1, 0, { kind: 'finePrint', text: say`${parsed.notes.join(' ')}` });
    const first = composeDigest(subscription, new Set(), '', context.library);
    if (first.topic === undefined && subscription.include.length > 0)
      blocks.splice(1, 0, {
        kind: 'text',
        text: say`No paper that is here now is about ${subscription.include.join(', ')}; the post will say so until one comes.`,
      });
    return { audience: 'channel', message: { summary: 'Subscribed', blocks } };
  },
};

/** "Mondays to Fridays at 09:00 (Europe/Berlin), 5 papers; next: Monday 23 November 09:00". */
export function describeSubscription(subscription: Subscription): Text {
  const { count, include, exclude, schedule } = subscription;
  const topics = [
    ...(include.length > 0 ? [`about ${include.join(', ')}`] : []),
    ...(exclude.length > 0 ? [`without ${exclude.join(', ')}`] : []),
  ].join(' ');
  const papers = `${count} ${count === 1 ? 'paper' : 'papers'}${topics === '' ? '' : ` ${topics}`}`;
  return say`${describeSchedule(schedule)}, ${shorten(papers, 200)}; next: ${describeDue(new Date(subscription.nextDue), schedule.zone)}.`;
}

function asking(question: Text, choices: readonly string[]) {
  const blocks: Block[] = [
    { kind: 'text', text: question },
    ...(choices.length === 0 ? [] : [{ kind: 'list', items: choices.map((choice) => say`\`${choice}\``) } as const]),
  ];
  return { audience: 'caller' as const, message: { summary: 'A question about the subscription', blocks } };
}

function channelOf<P extends { readonly thread?: string }>({ thread: _, ...place }: P): Omit<P, 'thread'> {
  return place;
}
