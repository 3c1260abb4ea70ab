/** Sunday is 0, as in cron and in Date. */
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export const EVERY_WEEKDAY: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

const SPELLINGS = [
  ['su', 'sun'],
  ['mo', 'mon'],
  ['tu', 'tue', 'tues'],
  ['we', 'wed', 'weds'],
  ['th', 'thu', 'thur', 'thurs'],
  ['fr', 'fri'],
  ['sa', 'sat'],
];

const NUMBERS = new Map(
  WEEKDAYS.flatMap((name, day) =>
    [...SPELLINGS[day]!, name.toLowerCase(), `${name.toLowerCase()}s`].map((word): [string, number] => [word, day]),
  ),
);

/** The day of "mon", "thurs", "fridays"; the word in lower case. */
export function weekdayNumber(word: string): number | undefined {
  return NUMBERS.get(word);
}

/** From one day to another, both included, over the week's end where need be. */
export function weekdayRange(from: number, to: number): number[] {
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
}

/** Monday first, as people list them. */
export function fromMonday(days: Iterable<number>): number[] {
  return [...new Set(days)].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
}
