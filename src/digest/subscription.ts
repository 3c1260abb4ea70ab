import type { Place } from '../ports.ts';
import type { Schedule } from './schedule.ts';

/** A channel's wish for a daily post. */
export interface Subscription {
  readonly id: string;
  readonly place: Place;
  readonly schedule: Schedule;
  /** Papers a post, at most. */
  readonly count: number;
  /** Topics of which at least one must fit; empty takes all. */
  readonly include: readonly string[];
  /** Words of which none may occur. */
  readonly exclude: readonly string[];
  /** The person who asked for it. */
  readonly createdBy: string;
  /** When the next post is due, milliseconds since the epoch. */
  readonly nextDue: number;
}

export interface SubscriptionStore {
  /** Those of the place's channel, oldest first. */
  list(place: Place): Promise<readonly Subscription[]>;
  add(subscription: Omit<Subscription, 'id'>): Promise<Subscription>;
  /** @returns false where it is gone already */
  remove(id: string): Promise<boolean>;
}
