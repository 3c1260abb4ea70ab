import { ask } from './commands/ask.ts';
import { help } from './commands/help.ts';
import { search } from './commands/search.ts';
import { subscribe } from './commands/subscribe.ts';
import { describeSubscription } from './commands/subscription-text.ts';
import { trending } from './commands/trending.ts';
import type { Subscription, SubscriptionStore } from './digest/subscription.ts';
import type { Library } from './library.ts';
import { say } from './messages/markup.ts';
import type { Block, Message, Text } from './messages/message.ts';
import { paperCard } from './messages/paper-card.ts';
import type { TeamSignals } from './papers/signal.ts';
import type { Place, User } from './ports.ts';
import type { SignalStore } from './stores.ts';
import { standings } from './trending/standings.ts';

/** What is worth trying first. */
const BEGINNINGS = [search, ask, trending, subscribe, help];
const MOST_SUBSCRIPTIONS = 10;
const MOST_PAPERS = 5;

interface Sources {
  readonly library: Library;
  readonly subscriptions: SubscriptionStore;
  readonly signals: SignalStore;
}

/** A person's own page in a workspace: how to begin, the daily posts they set up in any channel, what is on top now. */
export async function homeMessage(
  { adapter, workspace }: Place,
  user: User,
  { library, subscriptions, signals }: Sources,
  now: number,
): Promise<Message> {
  const mine = await subscriptions.of({ adapter, workspace, id: user.id });
  return {
    summary: 'Paperboy: your daily posts, and what is on top now',
    blocks: [
      { kind: 'heading', text: 'Paperboy brings papers into the channel' },
      {
        kind: 'text',
        text: say`Search ${library.search.size} papers, ask them questions, or have the day’s best posted every morning. Under an answer, just ask on.`,
      },
      ...dailyPosts(mine, user),
      ...(await onTop(library, (since) => signals.team({ adapter, workspace }, since), now)),
      { kind: 'heading', text: 'How to begin' },
      {
        kind: 'list',
        items: BEGINNINGS.map(({ name, summary, examples }) => say`\`/papers ${examples[0] ?? name}\`  ${summary}`),
      },
      {
        kind: 'finePrint',
        text: say`In a channel, mention Paperboy and ask; in a direct message, just write.`,
      },
    ],
  };
}

function dailyPosts(mine: readonly Subscription[], user: User): Block[] {
  const heading = { kind: 'heading', text: 'Your daily posts' } as const;
  if (mine.length === 0) {
    const zone = user.timeZone === undefined ? ' Europe/Berlin' : '';
    const text = say`You have set up none yet. In the channel that is to get one: \`/papers subscribe weekdays 09:00${zone}\`.`;
    return [heading, { kind: 'text', text }];
  }
  const shown = mine.slice(0, MOST_SUBSCRIPTIONS);
  const more = mine.length > shown.length ? say`And ${mine.length - shown.length} more. ` : [];
  return [
    heading,
    { kind: 'list', items: shown.map(inItsChannel) },
    {
      kind: 'finePrint',
      text: [...more, ...say`To pause, change or end one: \`/papers subscriptions\` in its channel.`],
    },
  ];
}

function inItsChannel(subscription: Subscription): Text {
  const { channel } = subscription.place;
  return [{ text: `#${channel}`, channel }, { text: ': ' }, ...describeSubscription(subscription)];
}

async function onTop(library: Library, team: (since: number) => Promise<TeamSignals>, now: number): Promise<Block[]> {
  const { wanted } = await standings({ library, team, now, view: 'top', window: 'day' });
  const ranked = wanted.slice(0, MOST_PAPERS);
  if (ranked.length === 0) return [];
  return [
    { kind: 'heading', text: 'On top now' },
    ...ranked.map(({ paper, reasons }) => paperCard(paper, { why: reasons })),
  ];
}
