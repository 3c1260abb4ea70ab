import type { MessageRef } from '../ports.ts';
import type { Claim, Payload, Plan, Verdict } from './delivery.ts';
import { PostRefused } from './post-refused.ts';
import { nextDue, previousDue, type Schedule } from './schedule.ts';
import { describeDue } from './schedule-words.ts';
import type { Pause, Subscription } from './subscription.ts';

/** All in milliseconds. */
export interface LedgerTiming {
  /** How long a worker may hold a delivery; far above the adapters' deadline for a post. */
  readonly lease: number;
  /** The adapters' deadline for a post: with less of the lease left, none is begun. */
  readonly postDeadline: number;
  /** How long after the last possible moment of a post its platform may still take it, or not yet show it. */
  readonly settle: number;
  /** The shortest wait after a refusal or a failed look-up. It grows with the delivery's age, up to `longestWait`. */
  readonly shortestWait: number;
  readonly longestWait: number;
  /** A post that was missed for longer is skipped. */
  readonly window: number;
  /** A post that is later than this says so. */
  readonly lateAfter: number;
  /** How long a notice to a person is worth sending. */
  readonly noticeWindow: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const LEDGER_TIMING: LedgerTiming = {
  lease: 120 * SECOND,
  postDeadline: 10 * SECOND,
  settle: 60 * SECOND,
  shortestWait: 30 * SECOND,
  longestWait: 15 * MINUTE,
  window: 6 * HOUR,
  lateAfter: 10 * MINUTE,
  noticeWindow: 7 * 24 * HOUR,
};

/** A slot that is due. */
export interface Slot {
  /** The latest one at or before now. It stands for all that were missed. */
  readonly due: number;
  readonly nextDue: number;
  /** Set where the post comes so late, or instead of so many, that it has to say so. */
  readonly missed?: { readonly since: number };
  readonly tooLate: boolean;
}

interface DueTimes {
  readonly previous: number;
  readonly next: number;
}

/** What a due subscription owes. After downtime that is one post, whatever was missed. */
function slotOf(subscription: Subscription, { previous, next }: DueTimes, now: number, timing: LedgerTiming): Slot {
  const due = Math.max(subscription.nextDue, previous);
  const late = due > subscription.nextDue || now - due > timing.lateAfter;
  return {
    due,
    nextDue: next,
    ...(late ? { missed: { since: subscription.nextDue } } : {}),
    tooLate: now - due >= timing.window,
  };
}

/**
 * Plans what is due at one moment. Most channels share their schedule with others, so that ten thousand cost little more
 * than one of each.
 *
 * @returns the plan of a subscription; `compose` makes the post and is only asked where there is to be one
 */
export function plannerAt(
  now: number,
  timing: LedgerTiming,
): (subscription: Subscription, compose: (slot: Slot) => Payload) => Plan {
  const known = new Map<string, DueTimes>();
  const dueTimes = (schedule: Schedule): DueTimes => {
    const key = `${schedule.cron} ${schedule.zone}`;
    const moment = new Date(now);
    const times = known.get(key) ?? {
      previous: previousDue(schedule, moment).getTime(),
      next: nextDue(schedule, moment).getTime(),
    };
    known.set(key, times);
    return times;
  };
  return (subscription, compose) => {
    const slot = slotOf(subscription, dueTimes(subscription.schedule), now, timing);
    const { due, nextDue: next } = slot;
    const expiresAt = due + timing.window;
    if (!slot.tooLate) return { due, nextDue: next, expiresAt, content: { kind: 'post', payload: compose(slot) } };
    const reason = `Paperboy was not running at ${describeDue(new Date(due), subscription.schedule.zone)} and for ${hours(timing.window)} after it.`;
    return { due, nextDue: next, expiresAt, content: { kind: 'skip', reason } };
  };
}

/** What a post came to: the reference, or whatever the adapter threw. */
export type Outcome =
  | { readonly kind: 'posted'; readonly ref: MessageRef }
  | { readonly kind: 'threw'; readonly error: unknown };

/**
 * Only a definite refusal is tried again or given up. Everything else is in doubt: it may have been posted.
 *
 * @param notice what the person is told where the channel is lost
 */
export function afterPost(
  { delivery }: Claim,
  outcome: Outcome,
  now: number,
  timing: LedgerTiming,
  notice: (problem: Exclude<Pause, 'asked'>) => Payload,
): Verdict {
  if (outcome.kind === 'posted') return { kind: 'sent', ref: outcome.ref };
  const { error } = outcome;
  const reason = reasonOf(error);
  if (!(error instanceof PostRefused)) return { kind: 'uncertain', askAt: now + timing.settle, reason };
  const { refusal } = error;
  switch (refusal.kind) {
    case 'later':
      return { kind: 'again', at: now + Math.max(refusal.after ?? 0, wait(now - delivery.plannedAt, timing)), reason };
    case 'message':
      return { kind: 'failed', reason };
    case 'channel':
      return lost(delivery.kind, refusal.problem, reason, now, timing, notice);
    default:
      return refusal satisfies never;
  }
}

/** What looking for a post came to. */
export type Finding =
  | { readonly kind: 'found'; readonly ref: MessageRef }
  | { readonly kind: 'absent' }
  | { readonly kind: 'threw'; readonly error: unknown };

/** A look-up that fails proves nothing, so the delivery stays in doubt. */
export function afterFind(
  { delivery }: Claim,
  finding: Finding,
  now: number,
  timing: LedgerTiming,
  notice: (problem: Exclude<Pause, 'asked'>) => Payload,
): Verdict {
  if (finding.kind === 'found') return { kind: 'sent', ref: finding.ref };
  if (finding.kind === 'absent')
    return { kind: 'again', at: now, reason: delivery.reason ?? 'The post did not arrive.' };
  const { error } = finding;
  const reason = `In doubt, and looking for it failed: ${reasonOf(error)}`;
  if (error instanceof PostRefused && error.refusal.kind === 'channel')
    return lost(delivery.kind, error.refusal.problem, reason, now, timing, notice);
  const after = error instanceof PostRefused && error.refusal.kind === 'later' ? (error.refusal.after ?? 0) : 0;
  return { kind: 'uncertain', askAt: now + Math.max(after, wait(now - delivery.plannedAt, timing)), reason };
}

function lost(
  kind: 'digest' | 'notice',
  pause: Exclude<Pause, 'asked'>,
  reason: string,
  now: number,
  timing: LedgerTiming,
  notice: (problem: Exclude<Pause, 'asked'>) => Payload,
): Verdict {
  if (kind === 'notice') return { kind: 'failed', reason };
  return {
    kind: 'failed',
    reason,
    pause: { pause, notice: notice(pause), noticeExpiresAt: now + timing.noticeWindow },
  };
}

/** Half of what it waited so far: the waits double without a count being kept. */
function wait(age: number, { shortestWait, longestWait }: LedgerTiming): number {
  return Math.min(longestWait, Math.max(shortestWait, age / 2));
}

/** In the words of the adapter; of an unforeseen error only what kind it is, since its text may hold a secret. */
function reasonOf(error: unknown): string {
  if (error instanceof PostRefused) return error.message;
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.name}${code}`;
}

function hours(milliseconds: number): string {
  const count = Math.round(milliseconds / HOUR);
  return count === 1 ? 'an hour' : `${count} hours`;
}
