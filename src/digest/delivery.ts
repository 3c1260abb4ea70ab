import type { Message } from '../messages/message.ts';
import type { DeliveryKey, MessageRef, Place, Topic } from '../ports.ts';
import type { Pause, PostedPapers, Subscription } from './subscription.ts';

/** What is posted, decided once when the delivery is planned, so that a second attempt posts the same. */
export interface Payload {
  readonly message: Message;
  readonly topic?: Topic;
}

/**
 * Where a delivery stands.
 *
 * `claimed` is held by one worker that has sent nothing yet, `sending` by one that may have. `uncertain` waits for the
 * platform's word whether the post is there. The last three are final.
 */
export type DeliveryState = 'planned' | 'claimed' | 'sending' | 'uncertain' | 'sent' | 'failed' | 'skipped';

/** A digest goes to the subscription's channel, a notice to the person who subscribed. */
export type DeliveryKind = 'digest' | 'notice';

/** One post for one subscription and one due time. */
export interface Delivery {
  readonly id: number;
  readonly key: DeliveryKey;
  readonly kind: DeliveryKind;
  readonly subscriptionId: string;
  readonly place: Place;
  /** The person to whom a notice goes. */
  readonly recipient?: string;
  /** All times are milliseconds since the epoch. */
  readonly due: number;
  readonly plannedAt: number;
  /** From then on it is no longer worth posting. */
  readonly expiresAt: number;
  readonly state: DeliveryState;
  /** How often a post was begun. */
  readonly attempts: number;
  /** When it needs attention next; absent once it is final. */
  readonly wakeAt?: number;
  /** Why it is where it is, for people. */
  readonly reason?: string;
  readonly messageId?: string;
}

/**
 * A delivery in one worker's hands. Each claim raises the fence, and a worker with an older one changes nothing any
 * more: it may have been asleep while another took over.
 */
export interface Claim {
  readonly delivery: Delivery;
  readonly fence: number;
  readonly payload: Payload;
}

/** What a due subscription comes to: a post, or the note that the slot was missed for too long. */
export interface Plan {
  /** The slot that this stands for: the latest one at or before now. */
  readonly due: number;
  readonly nextDue: number;
  readonly expiresAt: number;
  readonly content:
    | { readonly kind: 'post'; readonly payload: Payload }
    | { readonly kind: 'skip'; readonly reason: string };
}

/** What becomes of a claimed delivery. */
export type Verdict =
  | { readonly kind: 'sent'; readonly ref: MessageRef }
  /** Definitely not posted; to be tried again. */
  | { readonly kind: 'again'; readonly at: number; readonly reason: string }
  /** Perhaps posted; the platform is to be asked. */
  | { readonly kind: 'uncertain'; readonly askAt: number; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** Pauses the subscription, and sends the notice if this is what paused it. */
      readonly pause?: {
        readonly pause: Exclude<Pause, 'asked'>;
        readonly notice: Payload;
        readonly noticeExpiresAt: number;
      };
    };

/**
 * The ledger. Each operation is atomic and takes the moment at which it happens, so that all processes can go by one
 * clock, and tests by none.
 */
export interface DeliveryStore {
  /** Whether any subscription is due. Most of the time none is, and this is all that a tick costs. */
  isAnyDue(now: number): Promise<boolean>;
  /**
   * Plans up to `limit` subscriptions that are due, each delivery together with the subscription's next due time and the
   * papers that the channel will then have had.
   *
   * @param decide must be pure: it runs again where another process took the same papers for the same channel
   * @returns how many subscriptions were worked on; 0 when nothing is due
   */
  plan(now: number, limit: number, decide: (subscription: Subscription, posted: PostedPapers) => Plan): Promise<number>;
  /** Takes what is to be posted by one of the adapters, and what a worker let go before it sent anything. */
  claim(now: number, leaseUntil: number, limit: number, adapters: readonly string[]): Promise<readonly Claim[]>;
  /**
   * The last step before the post. From here on it is in doubt until a verdict says otherwise.
   *
   * @param askAt when the platform may be asked, should nothing be heard of this worker again
   * @returns false where the lease ran out or the delivery was taken back; then nothing may be posted
   */
  begin(claim: Claim, now: number, leaseUntil: number, askAt: number): Promise<boolean>;
  /** Takes what is in doubt, to ask the platform. */
  claimInDoubt(now: number, leaseUntil: number, limit: number, adapters: readonly string[]): Promise<readonly Claim[]>;
  /** @returns false where another worker has taken over; then its verdict counts */
  conclude(claim: Claim, verdict: Verdict, now: number): Promise<boolean>;
  /** Skips what was not sent in time. Returns how many. */
  expire(now: number): Promise<number>;
}

/** The ledger as an operator sees it. */
export interface DeliveryRecords {
  /** The latest first. */
  list(filter: { readonly states?: readonly DeliveryState[]; readonly limit: number }): Promise<readonly Delivery[]>;
  /** What was decided for it, undefined where nothing was. */
  payload(id: number): Promise<Payload | undefined>;
  /**
   * Puts a delivery that waits, failed or was skipped in line again, with the text that was decided for it. Where a post
   * was begun before, the platform is asked first.
   *
   * @param askAt when it may be asked: `settle` from now
   * @param expiresAt from when on it is no longer worth posting
   */
  retry(id: number, now: number, askAt: number, expiresAt: number): Promise<Intervention>;
  /** Gives up a delivery that was not sent. */
  skip(id: number): Promise<Intervention>;
}

export type Intervention =
  | { readonly kind: 'done'; readonly delivery: Delivery }
  | { readonly kind: 'unknown' }
  /** The sentence says why not. */
  | { readonly kind: 'refused'; readonly why: string };
