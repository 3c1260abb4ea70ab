const WINDOW_MS = 1000;
const USUAL_LIMIT = 50;
const GLOBAL_LIMIT = 50;

/** What a call's bucket says of it. */
interface Taken {
  readonly shown: Record<string, string>;
  /** Seconds, where it came too early. */
  readonly retryAfter?: number;
}

interface Window {
  readonly begun: number;
  used: number;
}

/**
 * Buckets by route and channel, and the one of all calls that bear the bot's token: both in windows of a second of wall
 * time.
 */
export function createBuckets(limit = USUAL_LIMIT) {
  const windows = new Map<string, Window>();

  function use(key: string, most: number): { readonly left: number; readonly resetAfter: number } {
    const now = performance.now();
    const before = windows.get(key);
    const window = before !== undefined && now - before.begun < WINDOW_MS ? before : { begun: now, used: 0 };
    windows.set(key, window);
    window.used += 1;
    return { left: most - window.used, resetAfter: (window.begun + WINDOW_MS - now) / 1000 };
  }

  return {
    /** @param name of the route @param path its first id is the major parameter */
    take(name: string, path: string, counts: boolean): Taken {
      const major = /^\/\w+\/(\d+)/.exec(path)?.[1] ?? '';
      const own = use(`${name} ${major}`, limit);
      const all = counts ? use('all', GLOBAL_LIMIT) : undefined;
      const shown = {
        'x-ratelimit-bucket': hash(name),
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, own.left)),
        'x-ratelimit-reset-after': own.resetAfter.toFixed(3),
        'x-ratelimit-reset': (Date.now() / 1000 + own.resetAfter).toFixed(3),
      };
      if (own.left < 0) return { shown, retryAfter: own.resetAfter };
      if (all !== undefined && all.left < 0) return { shown, retryAfter: all.resetAfter };
      return { shown };
    },
  };
}

/** Discord's buckets have names that say nothing. */
function hash(name: string): string {
  let sum = 0;
  for (const char of name) sum = (Math.imul(sum, 31) + char.charCodeAt(0)) >>> 0;
  return sum.toString(16).padStart(8, '0');
}
