import type { SubscriptionStore } from '../digest/subscription.ts';
import type { Library } from '../library.ts';
import type { Clock, Place, User } from '../ports.ts';
import type { Command } from './command.ts';

/** What a command may use. */
export interface Context {
  readonly place: Place;
  readonly user: User;
  readonly clock: Clock;
  readonly library: Library;
  readonly subscriptions: SubscriptionStore;
  readonly commands: readonly Command[];
}
