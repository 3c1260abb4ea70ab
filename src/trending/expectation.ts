/**
 * What a paper gathers of votes after it was listed. The constants were fitted to Hugging Face's daily lists of May 2025 to
 * February 2026 (3,203 papers of 152 days, counted at about 8:00 UTC, at the end of the day and after a week), and stand on a
 * plateau: others near them rank no worse.
 */
export const EXPECTED = { start: 0.85, growth: 0.85, trackRecord: 0.5 } as const;

/**
 * In the first day 76 of the 100 votes of a paper's first week are given, so that for three that came in a day one is still to
 * come.
 */
export const AFTER_THE_FIRST_DAY = 1 / 3;

/**
 * The votes that a paper of the day ends with, the middle (on a logarithmic scale) between the end of its first day and of
 * its first week: e^(0.85 + 0.85·ln(1 + votes) + 0.5·trackRecord) − 1.
 *
 * @param votes so far
 * @param trackRecord what papers like it made of as many votes, see `TrackRecord`
 */
export function expectedVotes(votes: number, trackRecord: number): number {
  return Math.expm1(expectedOutcome(votes) + EXPECTED.trackRecord * trackRecord);
}

/** The same where nothing is known of papers like it, as a logarithm: what `outcomeOf` is expected to be. */
export function expectedOutcome(votes: number): number {
  return EXPECTED.start + EXPECTED.growth * Math.log1p(votes);
}

/**
 * What became of a paper, as one number: the mean of ln(1 + votes).
 *
 * @param later votes at the end of its first day and, where known, of its first week
 */
export function outcomeOf(later: readonly number[]): number {
  return later.reduce((sum, votes) => sum + Math.log1p(votes), 0) / later.length;
}
