import type { Invocation } from './messages/invocation.ts';
import type { Observation, Paper } from './papers/paper.ts';
import type { Sighting, Validator } from './papers/sighting.ts';
import type { Signal, SignalKind, TeamSignals } from './papers/signal.ts';
import type { Place } from './ports.ts';

/** What became of a batch of sightings. */
export interface Recorded {
  /** Papers that were not known. */
  readonly added: number;
  /** Known papers of which something was learned. */
  readonly updated: number;
  /** Known papers that are as they were. */
  readonly unchanged: number;
  /** Observations that say something else than the source's last one of that paper. */
  readonly observed: number;
}

/** What there is to know since a change. */
export interface Changes {
  /** Papers that are new or of which something was learned, in the order in which they were first seen. */
  readonly papers: readonly Paper[];
  /** In the order of their time. */
  readonly observations: readonly Observation[];
  /** The number of the last change, to ask on from. */
  readonly last: number;
}

/** The papers that were ever seen, and what was said of them. */
export interface PaperStore {
  /**
   * Takes in what a source named, some hundreds in a transaction: joined with what is known by the arXiv id or else the
   * title, an older version never in place of a newer one, and nothing wiped by what a source leaves out. The same again
   * changes nothing.
   */
  record(seen: readonly Sighting[]): Promise<Recorded>;
  /** What changed after a change; 0 for all. Every process sees every change, in the same order. */
  changes(after: number): Promise<Changes>;
}

/** What the sources said along with their answers. */
export interface SourceStateStore {
  load(source: string, part: string): Promise<(Validator & { readonly at: number }) | undefined>;
  /** @param at when the source was asked, milliseconds since the epoch */
  save(source: string, part: string, validator: Validator, at: number): Promise<void>;
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

/** What people made of papers. Who they are is kept as a salted hash. */
export interface SignalStore {
  /** The same signal again only moves its time, and never lowers its share. */
  note(person: Person, signal: Signal): Promise<void>;
  /** The latest first. */
  of(person: Person): Promise<readonly Signal[]>;
  /** Takes one back. */
  withdraw(person: Person, paperId: string, kind: SignalKind): Promise<void>;
  /** Everything that is known of the person's taste. */
  forget(person: Person): Promise<void>;
  /** What the team of a workspace did since a moment. */
  team(place: Pick<Place, 'adapter' | 'workspace'>, since: number): Promise<TeamSignals>;
  /** What every team did since a moment; asked once for many. */
  teams(since: number): Promise<(place: Pick<Place, 'adapter' | 'workspace'>) => TeamSignals>;
}
