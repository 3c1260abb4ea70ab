import type { Clock, Log } from '../../src/ports.ts';

const DAY = 86_400_000;
const MOST_REMEMBERED = 1_000;

/** A log that warns of the same thing once a day; the other times are for those who want to know everything. */
export function warnDaily(log: Log, clock: Clock): Log {
  const warned = new Map<string, number>();
  return {
    ...log,
    warn(message, fields) {
      const now = clock.now().getTime();
      if (now - (warned.get(message) ?? Number.NEGATIVE_INFINITY) < DAY) return log.info(message, fields);
      if (warned.size >= MOST_REMEMBERED) warned.clear();
      warned.set(message, now);
      log.warn(message, fields);
    },
  };
}
