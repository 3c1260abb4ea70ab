/** Slack's limits (https://docs.slack.dev/reference/block-kit): lengths in UTF-16 units, the others in pieces. */
export const LIMITS = {
  blocks: 50,
  header: 150,
  /** A text object, such as a context line. */
  text: 3000,
  /** The text beside the blocks, for notifications and screen readers. */
  topText: 4000,
  buttonLabel: 75,
  buttonValue: 2000,
  url: 3000,
  buttonsInRow: 25,
  contextElements: 10,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  /**
   * Over all blocks. Slack refuses about 13,200 characters as `msg_blocks_too_long` and doesn't document what it
   * counts, so what is counted here is the JSON, which is longer than the text in it.
   */
  message: 12_500,
} as const;

/** A block that could grow is cut into several of about this size, so that parts can be filled evenly. */
export const BLOCK_WEIGHT = 6000;

/** What a piece counts for `LIMITS.message`. */
export function weigh(piece: object): number {
  return JSON.stringify(piece).length + 1;
}

/** Neighbours together, as long as their weight stays below the limit and their number too; each at least alone. */
export function fill<T extends object>(pieces: readonly T[], heaviest: number, most = Number.POSITIVE_INFINITY): T[][] {
  const groups: T[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    const own = weigh(piece);
    const last = groups.at(-1);
    if (last === undefined || weight + own > heaviest || last.length >= most) {
      groups.push([piece]);
      weight = own;
    } else {
      last.push(piece);
      weight += own;
    }
  }
  return groups;
}
