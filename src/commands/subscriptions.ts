import { nextDue } from '../digest/schedule.ts';
import { parseSubscription } from '../digest/subscribe-text.ts';
import type { Subscription, SubscriptionChange } from '../digest/subscription.ts';
import { UserError } from '../errors.ts';
import { say } from '../messages/markup.ts';
import type { Block, Text } from '../messages/message.ts';
import type { Reply } from '../ports.ts';
import { chosenSubscriptions } from './chosen-subscriptions.ts';
import type { Command, Context } from './command.ts';

import { askBack } from './subscribe.ts';
import { describeSubscription } from './subscription-text.ts';

export const subscriptions: Command = {
  name: 'subscriptions',
  summary: 'This channel’s daily posts: list, pause, resume or change them.',
  examples: [
    'subscriptions',
    'subscriptions pause 2',
    'subscriptions resume',
    'subscriptions change 1 daily 8am 3 papers',
  ],
  notes: [
    'The person who subscribed may do it, and the admins of the channel. `change` keeps what it doesn’t name: the time, the number of papers, the votes, the topics. `any votes` asks for none.',
  ],
  changes: true,
  options: [
    { name: 'what', kind: 'text', description: '`pause`, `resume` or `change`, and its number', required: false },
  ],
  async run(args, context) {
    const [, verb = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(args.text('what').trim()) ?? [];
    switch (verb.toLowerCase()) {
      case '':
      case 'list':
        return list(context);
      case 'pause':
        return pause(rest, context);
      case 'resume':
        return resume(rest, context);
      case 'change':
        return change(rest, context);
      default:
        throw new UserError(
          `Write \`/papers subscriptions\` to see them, or \`pause\`, \`resume\` or \`change\` after it; “${verb}” is none of these.`,
        );
    }
  },
};

async function list(context: Context): Promise<Reply> {
  const all = await context.subscriptions.list(context.place);
  if (all.length === 0) {
    const summary = 'This channel has no daily post.';
    const text = say`${summary} To get one: \`/papers subscribe weekdays 09:00 Europe/Berlin\`.`;
    return { audience: 'caller', message: { summary, blocks: [{ kind: 'text', text }] } };
  }
  const title = all.length === 1 ? 'One daily post here' : `${all.length} daily posts here`;
  const pausing = all.some((one) => !one.paused) ? say`, \`/papers subscriptions pause 1\` pauses it` : [];
  return {
    audience: 'caller',
    message: {
      summary: title,
      blocks: [
        { kind: 'heading', text: title },
        { kind: 'list', ordered: true, items: all.map(describeSubscription) },
        { kind: 'finePrint', text: [...say`\`/papers unsubscribe 1\` ends the first`, ...pausing, { text: '.' }] },
      ],
    },
  };
}

async function pause(which: string, context: Context): Promise<Reply> {
  const chosen = await chosenSubscriptions(which.trim().toLowerCase(), 'pause', context);
  const changed = await changeAll(chosen, () => ({ paused: 'asked' }), context);
  return done('Paused.', changed, say`\`/papers subscriptions resume\` goes on with it.`);
}

/** Goes on with the next slot: nothing that was missed while it rested is posted. */
async function resume(which: string, context: Context): Promise<Reply> {
  const chosen = await chosenSubscriptions(which.trim().toLowerCase(), 'resume', context);
  const now = context.clock.now();
  const changed = await changeAll(
    chosen.filter((one) => one.paused),
    ({ schedule }) => ({ paused: undefined, nextDue: nextDue(schedule, now).getTime() }),
    context,
  );
  return changed.length === 0 ? done('It is not paused.', chosen) : done('Resumed.', changed);
}

async function change(text: string, context: Context): Promise<Reply> {
  const [, number = '', wish = ''] = /^(?:(\d{1,3}|all)(?:[.:]?\s+|$))?([\s\S]*)$/i.exec(text.trim()) ?? [];
  const chosen = await chosenSubscriptions(number.toLowerCase(), 'change', context);
  if (wish === '')
    throw new UserError('Say what it shall be: `/papers subscriptions change 1 weekdays 09:00 Europe/Berlin`.');
  const [first] = chosen;
  const parsed = parseSubscription(wish, {
    defaultZone: first?.schedule.zone ?? context.user.timeZone,
    schedule: first?.schedule,
  });
  if (parsed.kind !== 'ok') return askBack(parsed);
  const { schedule, count, minVotes, include, exclude, notes } = parsed;
  const sameTopics = include.length + exclude.length === 0;
  const changed = await changeAll(
    chosen,
    () => ({
      ...(schedule === first?.schedule ? {} : { schedule, nextDue: nextDue(schedule, context.clock.now()).getTime() }),
      ...(count === undefined ? {} : { count }),
      ...(minVotes === undefined ? {} : { minVotes: minVotes === 'any' ? undefined : minVotes }),
      ...(sameTopics ? {} : { include, exclude }),
    }),
    context,
  );
  return done('Changed.', changed, notes.length === 0 ? undefined : say`${notes.join(' ')}`);
}

async function changeAll(
  chosen: readonly Subscription[],
  changeOf: (subscription: Subscription) => SubscriptionChange,
  context: Context,
): Promise<Subscription[]> {
  const changed: Subscription[] = [];
  for (const one of chosen) {
    const after = await context.subscriptions.change(one.id, changeOf(one));
    if (after) changed.push(after);
  }
  return changed;
}

function done(summary: string, changed: readonly Subscription[], note?: Text): Reply {
  const blocks: Block[] = [
    { kind: 'text', text: say`**${summary}**` },
    { kind: 'list', items: changed.map(describeSubscription) },
    ...(note === undefined ? [] : [{ kind: 'finePrint', text: note } as const]),
  ];
  return { audience: 'channel', message: { summary, blocks } };
}
