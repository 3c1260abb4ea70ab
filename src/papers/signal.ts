/**
 * What a person did with a paper: reacted to a post of it, kept it, showed it to the channel, asked a question about it,
 * opened its abstract.
 */
export type SignalKind = 'liked' | 'disliked' | 'saved' | 'shared' | 'asked' | 'opened';

export const SIGNAL_KINDS: readonly SignalKind[] = ['liked', 'disliked', 'saved', 'shared', 'asked', 'opened'];

export interface Signal {
  readonly paperId: string;
  readonly kind: SignalKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How much of it is this paper's, 1 where not given: a reaction to a post of five papers is a fifth for each. */
  readonly share?: number;
}

/** How many people of a team did it, each with their share. */
export type SignalCounts = Readonly<Partial<Record<SignalKind, number>>>;

/** What a team made of papers, by the paper's id. */
export type TeamSignals = ReadonlyMap<string, SignalCounts>;
