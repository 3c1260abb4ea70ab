import type { Library } from '../library.ts';
import { say } from '../messages/markup.ts';
import type { Block } from '../messages/message.ts';
import type { TeamSignals } from '../papers/signal.ts';
import type { Place } from '../ports.ts';
import { createComposer } from './compose.ts';
import type { Payload } from './delivery.ts';
import type { Slot } from './ledger.ts';
import { describeDay, describeDue } from './schedule-words.ts';
import type { Pause, PostedPapers, Subscription } from './subscription.ts';
import { begunBy, windowBegin } from './window.ts';

export type DigestPayload = (subscription: Subscription, slot: Slot, posted: PostedPapers) => Payload;

/**
 * Makes the posts of one tick from what the library holds then.
 *
 * @param team what the team of a place made of papers within the longest window
 */
export function digestPayloads(library: Library, now: number, team: (place: Place) => TeamSignals): DigestPayload {
  const compose = createComposer(library, now, team);
  const begins = new Map<string, number>();
  /** Finding the due time before another is slow, and most channels share it. */
  const windowOf = ({ schedule, createdAt }: Subscription, { due, missed }: Slot): number => {
    const owed = missed?.since ?? due;
    const key = `${owed} ${schedule.cron} ${schedule.zone}`;
    const begin = begins.get(key) ?? windowBegin(schedule, owed, now);
    begins.set(key, begin);
    return begunBy(begin, createdAt);
  };
  return (subscription, slot, posted) => {
    const { zone } = subscription.schedule;
    const note = lateNote(slot, zone);
    const { message, topic } = compose({
      wish: subscription,
      place: subscription.place,
      posted,
      since: windowOf(subscription, slot),
      zone,
      day: describeDay(new Date(slot.due), zone),
      ...(note === undefined ? {} : { note }),
    });
    return { message, ...(topic === undefined ? {} : { topic }) };
  };
}

/** What a post says that catches up. */
function lateNote({ due, missed }: Slot, zone: string): string | undefined {
  if (!missed) return undefined;
  const late = `This post is late: it was due ${describeDue(new Date(due), zone)}, and Paperboy was away.`;
  return missed.since < due
    ? `${late} It stands for all that were missed since ${describeDue(new Date(missed.since), zone)}.`
    : late;
}

const PROBLEMS: Readonly<Record<Exclude<Pause, 'asked'>, string>> = {
  gone: 'the channel is gone',
  archived: 'the channel is archived',
  forbidden: 'Paperboy is not allowed to post there',
};

/** What the person who subscribed is told, once, when the channel can't be posted to any more. */
export function pausedNotice({ channel }: Place, problem: Exclude<Pause, 'asked'>): Payload {
  const summary = `Your daily post in ${channel} is paused: ${PROBLEMS[problem]}.`;
  const blocks: Block[] = [
    { kind: 'text', text: say`**Your daily post in ${channel} is paused**: ${PROBLEMS[problem]}.` },
    {
      kind: 'finePrint',
      text: say`Once Paperboy may post there again, \`/papers subscriptions resume\` in the channel goes on with it.`,
    },
  ];
  return { message: { summary, blocks } };
}
