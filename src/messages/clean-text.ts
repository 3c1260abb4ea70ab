const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from outside as a chat platform may have it: on one line, without control characters, without overrides of the
 * writing direction, and without halves of surrogate pairs, which are no valid JSON for many a parser.
 */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(DIRECTION, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}
