import type { Invocation } from './messages/invocation.ts';
import type { Observation, Paper } from './papers/paper.ts';

/** The papers that were ever seen, and what was said of them. */
export interface PaperStore {
  /** Adds them, or replaces what is known of them; an observation that is known already changes nothing. */
  record(seen: readonly { readonly paper: Paper; readonly observation?: Observation }[]): Promise<void>;
  /** Papers in the order in which they were first seen. */
  load(): Promise<{ readonly papers: readonly Paper[]; readonly observations: readonly Observation[] }>;
}

/** What buttons do whose platform has no room to say it. */
export interface CallbackStore {
  /** @returns an id of 22 characters, the same for the same invocation */
  keep(invocation: Invocation): Promise<string>;
  recall(id: string): Promise<Invocation | undefined>;
}

/** A workspace that Paperboy was installed in. */
export interface Installation {
  readonly adapter: string;
  readonly workspace: string;
  /** The person who installed it. */
  readonly installedBy: string;
  /** What the platform needs besides the token, such as the bot's own user id. Not encrypted. */
  readonly details: Readonly<Record<string, string>>;
  readonly token: string;
}

/** Tokens are encrypted where they are kept. */
export interface InstallationStore {
  /** Replaces an earlier installation of the workspace. */
  save(installation: Installation): Promise<void>;
  load(adapter: string, workspace: string): Promise<Installation | undefined>;
  list(adapter: string): Promise<readonly Installation[]>;
  /** @returns false where it is gone already */
  remove(adapter: string, workspace: string): Promise<boolean>;
}

/** Something that a platform delivered to a door. */
export interface ArrivedEvent {
  readonly adapter: string;
  readonly workspace: string;
  /** The platform's own, the same when it is delivered again. */
  readonly id: string;
  /** What the door needs to work on it. It is kept as it is, so the door leaves the platform's tokens out. */
  readonly body: string;
}

/**
 * What arrived at a door, written down before it is acknowledged, so that a crash after that loses nothing. Times are
 * milliseconds since the epoch by the store's clock.
 */
export interface EventStore {
  /** False where it was written down before: a redelivery. The writer works on it until the lease ends. */
  keep(event: ArrivedEvent, leaseUntil: number): Promise<boolean>;
  /** Worked through: what it said is forgotten, that it came is not (for three days). */
  finish(event: Pick<ArrivedEvent, 'adapter' | 'workspace' | 'id'>): Promise<void>;
  /**
   * Takes unfinished events whose lease has ended, the longest ended first. `tries` counts how often it was taken, this
   * time included; what is taken is nobody else's until the new lease ends.
   */
  takeOver(
    adapter: string,
    now: number,
    leaseUntil: number,
    limit: number,
  ): Promise<readonly (ArrivedEvent & { readonly tries: number })[]>;
}

export interface Person {
  readonly adapter: string;
  readonly workspace: string;
  readonly id: string;
}

/** What a person made of a paper. */
export interface Signal {
  readonly paperId: string;
  readonly kind: 'liked' | 'disliked' | 'saved' | 'opened';
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface SignalStore {
  /** The same signal again only moves its time. */
  note(person: Person, signal: Signal): Promise<void>;
  /** The latest first. */
  of(person: Person): Promise<readonly Signal[]>;
  /** Takes one back. */
  withdraw(person: Person, paperId: string, kind: Signal['kind']): Promise<void>;
  /** Everything that is known of the person's taste. */
  forget(person: Person): Promise<void>;
}
