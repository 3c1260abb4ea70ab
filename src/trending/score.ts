/** One term of a score, in votes. */
export interface ScorePart {
  /** "votes since yesterday", "still expected", "saved here". */
  readonly label: string;
  /** In tenths, so that what is shown adds up. */
  readonly points: number;
  /** How the points come about: "63 now − 22 then". */
  readonly arithmetic: string;
}

export function tenths(points: number): number {
  // never −0
  return Math.round(points * 10) / 10 + 0;
}

export function totalOf(parts: readonly ScorePart[]): number {
  return tenths(parts.reduce((sum, { points }) => sum + points, 0));
}

/** A number as it stands in an arithmetic, with a true minus sign. */
export function signed(value: number): string {
  return String(value).replace('-', '−');
}
