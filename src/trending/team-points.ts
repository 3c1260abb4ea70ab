import { SIGNAL_KINDS, type SignalCounts, type SignalKind } from '../papers/signal.ts';
import { type ScorePart, signed, tenths } from './score.ts';

interface Weight {
  /** In votes, for each person. */
  readonly points: number;
  readonly label: string;
  /** Why it counts so much. */
  readonly why: string;
  /** What people read where it helped: "saved by 2 here". */
  readonly done?: string;
}

/** What a colleague's interest is worth in votes of strangers. One table, so that it can be argued about. */
export const TEAM_WEIGHTS: Readonly<Record<SignalKind, Weight>> = {
  saved: { points: 3, label: 'saved here', why: 'meant to be read', done: 'saved' },
  shared: { points: 3, label: 'shown to the channel', why: 'meant to be read by others', done: 'shared' },
  liked: { points: 2, label: 'liked here', why: 'a vote of the team’s own', done: 'liked' },
  asked: { points: 1, label: 'discussed here', why: 'a question is interest, not yet praise', done: 'discussed' },
  disliked: { points: -2, label: 'disliked here', why: 'takes a like back' },
  opened: { points: 0.5, label: 'opened here', why: 'a look costs nothing', done: 'opened' },
};

/** What a team made of a paper, each kind with its weight. */
export function teamParts(counts: SignalCounts): ScorePart[] {
  return present(counts).map(([{ points, label }, count]) => ({
    label,
    points: tenths(count * points),
    arithmetic: `${count} × ${signed(points)}`,
  }));
}

/** The same for people: "saved by 2 here". A person's share of a post with several papers counts as less than one. */
export function teamReasons(counts: SignalCounts): { readonly text: string; readonly points: number }[] {
  return present(counts).flatMap(([{ points, done }, count]) => {
    if (done === undefined) return [];
    // everyone's share is at most 1, so that at least so many people did it
    const people = Math.ceil(count);
    const by = people < 2 ? '' : people === count ? ` by ${people}` : ` by at least ${people}`;
    return [{ text: `${done}${by} here`, points: points * count }];
  });
}

function present(counts: SignalCounts): (readonly [Weight, number])[] {
  return SIGNAL_KINDS.flatMap((kind) => {
    // to hundredths: five fifths are one
    const count = Math.round((counts[kind] ?? 0) * 100) / 100;
    return count > 0 ? [[TEAM_WEIGHTS[kind], count] as const] : [];
  });
}
