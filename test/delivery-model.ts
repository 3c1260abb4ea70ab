import type { DeliveryKind, DeliveryState, Plan, Verdict } from '../src/digest/delivery.ts';
import type { PostedPapers } from '../src/digest/subscription.ts';

/** One delivery as the model keeps it. */
interface Entry {
  readonly slot: string;
  readonly subscription: string;
  readonly channel: string;
  readonly kind: DeliveryKind;
  readonly due: number;
  readonly expiresAt: number;
  readonly papers: readonly string[];
  state: DeliveryState;
  fence: number;
  attempts: number;
  wakeAt: number | undefined;
  leaseUntil: number;
}

interface Wish {
  readonly id: string;
  readonly channel: string;
  nextDue: number;
  isPaused: boolean;
}

/** The ledger in plain maps, one thing after the other: what the database must do, without a database. */
export class LedgerModel {
  readonly wishes = new Map<string, Wish>();
  readonly entries = new Map<string, Entry>();

  subscribe(id: string, channel: string, nextDue: number): void {
    this.wishes.set(id, { id, channel, nextDue, isPaused: false });
  }

  pause(id: string): void {
    const wish = this.wishes.get(id);
    if (!wish) return;
    wish.isPaused = true;
    this.skipPlanned(id);
  }

  resume(id: string): void {
    const wish = this.wishes.get(id);
    if (wish) wish.isPaused = false;
  }

  remove(id: string): void {
    if (this.wishes.delete(id)) this.skipPlanned(id);
  }

  /** What a channel had or is about to get, and when it was due; what is skipped or failed was not posted. */
  posted(channel: string): Map<string, number> {
    const kept = [...this.entries.values()].filter(
      (entry) => entry.channel === channel && entry.state !== 'failed' && entry.state !== 'skipped',
    );
    return new Map(kept.flatMap(({ papers, due }) => papers.map((paper) => [paper, due] as const)));
  }

  plan(now: number, decide: (id: string, nextDue: number, posted: PostedPapers) => Plan): number {
    const due = [...this.wishes.values()]
      .filter((wish) => !wish.isPaused && wish.nextDue <= now)
      .sort((a, b) => a.nextDue - b.nextDue || Number(a.id) - Number(b.id));
    for (const wish of due) {
      const plan = decide(wish.id, wish.nextDue, this.posted(wish.channel));
      wish.nextDue = plan.nextDue;
      const isPost = plan.content.kind === 'post';
      this.insert({
        slot: slotOf(wish.id, plan.due, 'digest'),
        subscription: wish.id,
        channel: wish.channel,
        kind: 'digest',
        due: plan.due,
        expiresAt: plan.expiresAt,
        papers: plan.content.kind === 'post' ? (plan.content.payload.topic?.paperIds ?? []) : [],
        state: isPost ? 'planned' : 'skipped',
        wakeAt: isPost ? now : undefined,
      });
    }
    return due.length;
  }

  claim(now: number, leaseUntil: number): string[] {
    const taken = [...this.entries.values()].filter(
      (entry) =>
        (entry.state === 'planned' || entry.state === 'claimed') &&
        entry.wakeAt! <= now &&
        entry.expiresAt > now &&
        this.mayBeSent(entry),
    );
    return this.take(taken, 'claimed', leaseUntil);
  }

  claimInDoubt(now: number, leaseUntil: number): string[] {
    const taken = [...this.entries.values()].filter(
      (entry) => (entry.state === 'sending' || entry.state === 'uncertain') && entry.wakeAt! <= now,
    );
    return this.take(taken, 'uncertain', leaseUntil);
  }

  begin(slot: string, fence: number, now: number, leaseUntil: number, askAt: number): boolean {
    const entry = this.entries.get(slot);
    if (entry?.state !== 'claimed' || entry.fence !== fence || entry.leaseUntil <= now) return false;
    Object.assign(entry, { state: 'sending', leaseUntil, wakeAt: askAt, attempts: entry.attempts + 1 });
    return true;
  }

  conclude(slot: string, fence: number, verdict: Verdict, now: number): boolean {
    const entry = this.entries.get(slot);
    if (!entry || entry.fence !== fence || !['claimed', 'sending', 'uncertain'].includes(entry.state)) return false;
    switch (verdict.kind) {
      case 'sent':
        Object.assign(entry, { state: 'sent', wakeAt: undefined });
        break;
      case 'uncertain':
        Object.assign(entry, { state: 'uncertain', wakeAt: verdict.askAt });
        break;
      case 'again':
        if (entry.expiresAt > now && this.mayBeSent(entry))
          Object.assign(entry, { state: 'planned', wakeAt: verdict.at });
        else Object.assign(entry, { state: 'skipped', wakeAt: undefined });
        break;
      case 'failed':
        Object.assign(entry, { state: 'failed', wakeAt: undefined });
        if (verdict.pause) this.lose(entry, verdict.pause.noticeExpiresAt, now);
        break;
      default:
        verdict satisfies never;
    }
    return true;
  }

  expire(now: number): number {
    const expired = [...this.entries.values()].filter(
      (entry) =>
        entry.expiresAt <= now && (entry.state === 'planned' || (entry.state === 'claimed' && entry.wakeAt! <= now)),
    );
    for (const entry of expired) this.skip(entry);
    return expired.length;
  }

  private lose(entry: Entry, expiresAt: number, now: number): void {
    const wish = this.wishes.get(entry.subscription);
    if (!wish || wish.isPaused) return;
    this.pause(wish.id);
    const { subscription, channel, due } = entry;
    const slot = slotOf(subscription, due, 'notice');
    this.insert({
      slot,
      subscription,
      channel,
      kind: 'notice',
      due,
      expiresAt,
      papers: [],
      state: 'planned',
      wakeAt: now,
    });
  }

  private insert(entry: Omit<Entry, 'fence' | 'attempts' | 'leaseUntil'>): void {
    if (!this.entries.has(entry.slot)) this.entries.set(entry.slot, { ...entry, fence: 0, attempts: 0, leaseUntil: 0 });
  }

  private take(entries: readonly Entry[], state: DeliveryState, leaseUntil: number): string[] {
    return entries.map((entry) => {
      Object.assign(entry, { state, leaseUntil, wakeAt: leaseUntil, fence: entry.fence + 1 });
      return `${entry.slot} ${entry.fence}`;
    });
  }

  private skipPlanned(subscription: string): void {
    for (const entry of this.entries.values())
      if (entry.subscription === subscription && entry.kind === 'digest' && /^(?:planned|claimed)$/.test(entry.state))
        this.skip(entry);
  }

  private skip(entry: Entry): void {
    Object.assign(entry, { state: 'skipped', wakeAt: undefined, fence: entry.fence + 1 });
  }

  private mayBeSent(entry: Entry): boolean {
    const wish = this.wishes.get(entry.subscription);
    return entry.kind === 'notice' || (wish !== undefined && !wish.isPaused);
  }
}

export function slotOf(subscription: string, due: number, kind: DeliveryKind): string {
  return `${subscription} ${due} ${kind}`;
}
