import type { DigestWish } from '../digest/choose.ts';
import type { Schedule } from '../digest/schedule.ts';
import { describeDue, describeSchedule } from '../digest/schedule-words.ts';
import type { Pause, Subscription } from '../digest/subscription.ts';
import { say } from '../messages/markup.ts';
import type { Text } from '../messages/message.ts';
import { shorten } from '../messages/shorten.ts';

const RESTS: Readonly<Record<Pause, string>> = {
  asked: 'paused',
  gone: 'paused, because this channel could not be found',
  archived: 'paused, because this channel was archived',
  forbidden: 'paused, because Paperboy was not allowed to post here',
};

/** "Mondays to Fridays at 09:00 (Europe/Berlin), 5 papers; next: Monday 23 November 09:00." */
export function describeSubscription(subscription: Subscription): Text {
  const { schedule, nextDue, paused } = subscription;
  const post = describePost({ wish: subscription, schedule });
  const then: Text = paused
    ? say`${RESTS[paused]}`
    : [{ text: 'next: ' }, { text: describeDue(new Date(nextDue), schedule.zone), date: nextDue }];
  return [...say`${post}; `, ...then, { text: '.' }];
}

/** "daily at 09:00 (UTC), 5 papers with at least 20 votes about agents" */
export function describePost({ wish, schedule }: { readonly wish: DigestWish; readonly schedule: Schedule }): string {
  const { count, minVotes, include, exclude } = wish;
  const parts = [
    count === 1 ? '1 paper' : `${count} papers`,
    ...(minVotes === undefined ? [] : [`with at least ${minVotes} ${minVotes === 1 ? 'vote' : 'votes'}`]),
    ...(include.length > 0 ? [`about ${include.join(', ')}`] : []),
    ...(exclude.length > 0 ? [`without ${exclude.join(', ')}`] : []),
  ];
  return `${describeSchedule(schedule)}, ${shorten(parts.join(' '), 200)}`;
}
