import { Cron } from 'croner';

/** arXiv's clock, daylight saving included. Its holidays are not published for machines. */
const ZONE = 'America/New_York';
/** Sunday to Thursday, 20:00 (https://info.arxiv.org/help/availability.html). */
const ANNOUNCEMENTS = new Cron('0 20 * * 0-4', { timezone: ZONE });
/** The daily feeds turn in the midnight after that (https://info.arxiv.org/help/rss.html). */
const FEEDS = new Cron('0 0 * * 1-5', { timezone: ZONE });
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });

/** When arXiv last announced papers, at the moment or before; on a holiday it did not. */
export function lastAnnouncement(now: Date): Date {
  return lastOf(ANNOUNCEMENTS, now);
}

/** The day (YYYY-MM-DD) that the daily feeds should be of. */
export function feedDay(now: Date): string {
  return dayInNewYork(lastOf(FEEDS, now));
}

/** The same for the feeds before those. */
export function feedDayBefore(now: Date): string {
  return dayInNewYork(FEEDS.previousRuns(1, lastOf(FEEDS, now))[0] ?? now);
}

export function dayInNewYork(at: Date): string {
  return DAY.format(at);
}

/** Croner counts whole seconds and leaves out the moment itself. */
function lastOf(times: Cron, now: Date): Date {
  return times.previousRuns(1, new Date(now.getTime() + 1_000))[0] ?? now;
}
