const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const TRENDING_WINDOWS = ['day', 'week', 'month'] as const;
export type TrendingWindow = (typeof TRENDING_WINDOWS)[number];

/** In milliseconds. */
export const WINDOW_LENGTH: Readonly<Record<TrendingWindow, number>> = { day: DAY, week: 7 * DAY, month: 30 * DAY };

/** When something was gained that was gained in a window: "since yesterday", "this week", "in 3 days". */
export function inWindow(length: number): string {
  if (length <= 30 * HOUR) return 'since yesterday';
  const days = Math.round(length / DAY);
  if (days === 7) return 'this week';
  if (days >= 28 && days <= 31) return 'this month';
  return days < 2 ? 'in a day and a half' : `in ${days} days`;
}
