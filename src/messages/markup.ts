import type { Span, Text } from './message.ts';

const PATTERN = /\*\*(.+?)\*\*|`([^`]+)`/g;

/**
 * The project's own sentences with **strong** and `code` in them, as a Text. A tagged template: what is filled in is
 * data and stays as it is, whatever it contains.
 */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Text {
  const spans: Span[] = [];
  let style: Span['style'];
  const push = (text: string) => {
    if (text !== '') spans.push(style === undefined ? { text } : { text, style });
  };
  strings.forEach((literal, i) => {
    for (const piece of literal.split(/(\*\*|`)/)) {
      if (piece === '**') style = style === 'strong' ? undefined : 'strong';
      else if (piece === '`') style = style === 'code' ? undefined : 'code';
      else push(piece);
    }
    if (i < values.length) push(String(values[i]));
  });
  return spans;
}

/** A help text of the command table, where **strong** and `code` are the only markup. */
export function markup(text: string): Text {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(PATTERN)) {
    if (match.index > at) spans.push({ text: text.slice(at, match.index) });
    spans.push(match[1] === undefined ? { text: match[2]!, style: 'code' } : { text: match[1], style: 'strong' });
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push({ text: text.slice(at) });
  return spans;
}

/** A text with the given ranges marked. */
export function marked(text: string, ranges: readonly (readonly [start: number, end: number])[]): Text {
  const spans: Span[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at) spans.push({ text: text.slice(at, start) });
    spans.push({ text: text.slice(start, end), style: 'mark' });
    at = end;
  }
  if (at < text.length) spans.push({ text: text.slice(at) });
  return spans;
}
