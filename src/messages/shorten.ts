const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `longest` UTF-16 units, cut at a word where there is one near, never inside a character, with "…" where cut. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let cut = 0;
  for (const { index, segment } of segmenter.segment(text.slice(0, longest + 20))) {
    if (index + segment.length > longest - 1) break;
    cut = index + segment.length;
  }
  const head = text.slice(0, cut);
  const space = head.lastIndexOf(' ');
  return `${(space > longest * 0.6 ? head.slice(0, space) : head).trimEnd()}…`;
}
