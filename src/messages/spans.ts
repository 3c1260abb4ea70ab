import { cleanText } from './clean-text.ts';
import type { Span, Text } from './message.ts';
import { shorten } from './shorten.ts';

/** Clean spans, of which those that look the same become one: two pieces of code side by side would be two boxes. */
export function mergeSpans(text: Text): Text {
  const merged: Span[] = [];
  for (const dirty of text) {
    const span = { ...dirty, text: cleanText(dirty.text) };
    const last = merged.at(-1);
    if (last && last.style === span.style && last.url === span.url && !standsForMore(last) && !standsForMore(span))
      merged[merged.length - 1] = { ...last, text: last.text + span.text };
    else merged.push(span);
  }
  return merged;
}

/** Words and nothing else. */
export function isPlain(span: Span): boolean {
  return span.style === undefined && span.url === undefined && !standsForMore(span);
}

function standsForMore({ channel, date }: Span): boolean {
  return channel !== undefined || date !== undefined;
}

/** At most so long over all spans, cut at a word. */
export function shortenSpans(text: Text, longest: number): Text {
  const spans: Span[] = [];
  let room = longest;
  for (const span of text) {
    if (span.text.length > room) {
      if (room > 0) spans.push({ ...span, text: shorten(span.text, room) });
      return spans;
    }
    spans.push(span);
    room -= span.text.length;
  }
  return spans;
}
