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
export function describeSubscription({ count, include, exclude, schedule, nextDue, paused }: Subscription): Text {
  const topics = [
    ...(include.length > 0 ? [`about ${include.join(', ')}`] : []),
    ...(exclude.length > 0 ? [`without ${exclude.join(', ')}`] : []),
  ].join(' ');
  const papers = `${count} ${count === 1 ? 'paper' : 'papers'}${topics === '' ? '' : ` ${topics}`}`;
  const then: Text = paused
    ? say`${RESTS[paused]}`
    : [{ text: 'next: ' }, { text: describeDue(new Date(nextDue), schedule.zone), date: nextDue }];
  return [...say`${describeSchedule(schedule)}, ${shorten(papers, 200)}; `, ...then, { text: '.' }];
}
