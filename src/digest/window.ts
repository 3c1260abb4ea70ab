import { previousDue, type Schedule } from './schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Two posts a day look back on the same day; nothing comes twice all the same. */
const SHORTEST_WINDOW = 20 * HOUR;
/** A monthly post brings the week's papers: what was talked about three weeks ago is no news. */
export const LONGEST_WINDOW = 7 * DAY;
/** Where a channel has no daily post, so that none came before. */
export const USUAL_WINDOW = DAY;

/**
 * Where the window of a post begins: at the due time of the post before it.
 *
 * @param owed the due time of the post, the first one where it stands for several; now where it is not due yet
 * @returns milliseconds since the epoch, as all times
 */
export function windowBegin(schedule: Schedule, owed: number, now: number): number {
  const before = previousDue(schedule, new Date(owed - 1)).getTime();
  return Math.max(Math.min(before, now - SHORTEST_WINDOW), now - LONGEST_WINDOW);
}

/**
 * The window of a channel that asked for its posts at a moment: it gets what comes from then on.
 *
 * @returns in whole minutes, so that many channels share a window
 */
export function begunBy(begin: number, createdAt: number): number {
  return Math.floor(Math.max(begin, createdAt) / MINUTE) * MINUTE;
}
