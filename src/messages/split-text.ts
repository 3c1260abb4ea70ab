const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The whole text in pieces of at most `longest` UTF-16 units: cut after a space where there is one near, else between
 * characters, and inside one (but never inside a surrogate pair) only where it alone is too long.
 */
export function splitText(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const cut = cutAt(rest, longest);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function cutAt(text: string, longest: number): number {
  const space = text.lastIndexOf(' ', longest - 1);
  if (space > longest * 0.6) return space + 1;
  const cut = segmenter.segment(text.slice(0, longest + 2)).containing(longest)?.index ?? 0;
  if (cut > 0) return cut;
  return /[\ud800-\udbff]/.test(text[longest - 1]!) ? longest - 1 : longest;
}
