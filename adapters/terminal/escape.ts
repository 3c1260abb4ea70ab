const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text from outside as a terminal may have it: without control characters and without overrides of the writing direction. */
export function escapeTerminal(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(DIRECTION, '');
}
