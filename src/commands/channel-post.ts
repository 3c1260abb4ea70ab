import type { DigestWish } from '../digest/choose.ts';
import type { Schedule } from '../digest/schedule.ts';
import type { Subscription } from '../digest/subscription.ts';
import { canonicalZone } from '../digest/time-zone.ts';
import { LONGEST_WINDOW } from '../digest/window.ts';
import type { TeamSignals } from '../papers/signal.ts';
import type { Context } from './command.ts';

/** What a channel that asked for nothing else gets. */
export const DEFAULT_COUNT = 5;

/** A daily post of the channel, or the one that it would get without a word of its own. */
export interface ChannelPost {
  readonly wish: DigestWish;
  readonly schedule: Schedule;
  /** Undefined where the channel has none. */
  readonly subscription?: Subscription;
}

/** The channel's daily posts, oldest first; never none. */
export async function channelPosts({
  subscriptions,
  place,
  user,
}: Context): Promise<readonly [ChannelPost, ...ChannelPost[]]> {
  const [first, ...others] = await subscriptions.list(place);
  const postOf = (subscription: Subscription): ChannelPost => ({
    wish: subscription,
    schedule: subscription.schedule,
    subscription,
  });
  if (first) return [postOf(first), ...others.map(postOf)];
  const zone = canonicalZone(user.timeZone ?? '') ?? 'UTC';
  return [{ wish: { count: DEFAULT_COUNT, include: [], exclude: [] }, schedule: { cron: '0 9 * * *', zone } }];
}

/** What the channel's team made of papers, as far as a post made at `now` looks back. */
export function teamSignals({ signals, place }: Context, now: number): Promise<TeamSignals> {
  return signals.team(place, now - LONGEST_WINDOW);
}
