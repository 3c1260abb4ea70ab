/**
 * The wait that an answer asks for (RFC 9110, 10.2.3): seconds, or the date when it is over.
 *
 * @returns milliseconds from now, undefined where the header is missing or says neither
 */
export function readRetryAfter(header: string | null, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // anything else that Date.parse takes, such as "-5", is no HTTP date
  const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
