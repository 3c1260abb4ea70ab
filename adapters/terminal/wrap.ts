import stringWidth from 'string-width';

/**
 * Breaks styled text at spaces so that no line is wider than `width` columns. A word that is wider keeps its line to
 * itself: a broken URL is no URL.
 *
 * @param indent put before every line
 * @param width undefined leaves the text on one line
 */
export function wrap(text: string, indent: string, width: number | undefined): string {
  if (width === undefined) return indent + text;
  const room = Math.max(20, width - stringWidth(indent));
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const wide = stringWidth(word);
    if (used > 0 && used + 1 + wide > room) {
      lines.push(line);
      line = word;
      used = wide;
    } else {
      line = used === 0 ? word : `${line} ${word}`;
      used += (used === 0 ? 0 : 1) + wide;
    }
  }
  lines.push(line);
  return lines.map((one) => indent + one).join('\n');
}
