import type { Place } from '../ports.ts';
import type { Person } from '../stores.ts';
import type { Schedule } from './schedule.ts';

/** Ids of the papers that a channel had in its posts, or is about to get, and when: milliseconds since the epoch. */
export type PostedPapers = ReadonlyMap<string, number>;

/** A channel's wish for a daily post. */
export interface Subscription {
  readonly id: string;
  readonly place: Place;
  readonly schedule: Schedule;
  /** Papers a post, at most. */
  readonly count: number;
  /** Only papers with at least so many votes. */
  readonly minVotes?: number;
  /** Topics of which at least one must fit; empty takes all. */
  readonly include: readonly string[];
  /** Words of which none may occur. */
  readonly exclude: readonly string[];
  /** The person who asked for it. */
  readonly createdBy: string;
  /** From then on it brings papers, milliseconds since the epoch. */
  readonly createdAt: number;
  /** When the next post is due, milliseconds since the epoch. Nothing is due while it is paused. */
  readonly nextDue: number;
  readonly paused?: Pause;
}

/** Why a subscription rests: a person said so, or the channel can no longer be posted to. */
export type Pause = 'asked' | 'gone' | 'archived' | 'forbidden';

/** What can be changed of a subscription; what is left out stays. `paused: undefined` resumes it, `minVotes: undefined` asks for none. */
export type SubscriptionChange = Partial<
  Pick<Subscription, 'schedule' | 'count' | 'include' | 'exclude' | 'nextDue'> & {
    readonly minVotes: number | undefined;
    readonly paused: Pause | undefined;
  }
>;

export interface SubscriptionStore {
  /** Those of the place's channel, oldest first. */
  list(place: Place): Promise<readonly Subscription[]>;
  /** Those that a person asked for in any channel of the workspace, oldest first. */
  of(person: Person): Promise<readonly Subscription[]>;
  add(subscription: Omit<Subscription, 'id'>): Promise<Subscription>;
  /**
   * A pause also skips what was planned and not yet sent.
   *
   * @returns the subscription as it is then, undefined where it is gone already
   */
  change(id: string, change: SubscriptionChange): Promise<Subscription | undefined>;
  /**
   * Skips what was planned and not yet sent, too.
   *
   * @returns false where it is gone already
   */
  remove(id: string): Promise<boolean>;
  /**
   * Ends all of a workspace that Paperboy was removed from, and skips what was planned for them.
   *
   * @returns how many there were
   */
  removeAll(adapter: string, workspace: string): Promise<number>;
  posted(place: Place): Promise<PostedPapers>;
}
