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

interface Person {
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
