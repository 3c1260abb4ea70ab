import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Span, Text } from '../../../src/messages/message.ts';
import { mergeSpans } from '../../../src/messages/spans.ts';
import { splitText } from '../../../src/messages/split-text.ts';
import { escapeInside, escapeLineStart, isLabel, linkTarget } from './escape.ts';
import { TEXT_SIZE } from './limits.ts';

/** So short that its escaped form and a link fit into a message, whatever it is made of. */
const LONGEST_PIECE = 700;
const MARKS: Readonly<Record<Exclude<NonNullable<Span['style']>, 'code'>, string>> = {
  strong: '**',
  mark: '**',
  emphasis: '*',
};

/**
 * The text as lines of Markdown of about `TEXT_SIZE` characters at most, nearly always one; none where there is nothing
 * to see.
 *
 * @param prefix what every line begins with, such as the mark of a quote
 * @param following what lines after the first begin with instead
 */
export function linesOf(text: Text, prefix = '', following = prefix): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of mergeSpans(text).flatMap(piecesOf)) {
    if (line !== '' && line.length + piece.length > TEXT_SIZE) {
      lines.push(line);
      line = '';
    }
    line = joined(line, piece);
  }
  return [...lines, line]
    .filter((one) => one.trim() !== '')
    .map((one, i) => (i === 0 ? prefix : following) + escapeLineStart(one));
}

/** A link with a label of our own. */
export function link(label: string, target: string): string {
  return `[${label}](<${target}>)`;
}

/** Two marks side by side would be read as another one; only a character without width keeps them apart. */
function joined(before: string, after: string): string {
  return /[*`]$/.test(before) && /^[*`]/.test(after) ? `${before}\u200b${after}` : before + after;
}

function piecesOf(span: Span): string[] {
  if (span.channel !== undefined && /^\d{17,20}$/.test(span.channel)) return [`<#${span.channel}>`];
  if (span.date !== undefined && Number.isFinite(span.date)) return [moment(span.date)];
  const target = span.url === undefined ? undefined : linkTarget(span.url);
  const text = cleanText(span.text);
  if (target === undefined) return splitText(text, LONGEST_PIECE).map((piece) => styled(piece, span.style));
  // an address needs no label, and in angle brackets it brings no preview
  if (span.text === span.url) return [`<${target}>`];
  if (isLabel(text) && text.length <= LONGEST_PIECE)
    return [aroundWords(text, marked(span.style, link(text.trim(), target)))];
  return [...splitText(text, LONGEST_PIECE).map((piece) => styled(piece, span.style)), ` (${link('link', target)})`];
}

/** In the reader's own time zone, and how far off it is: "Monday, 23 November 2026 at 09:00 (in 3 hours)". */
function moment(date: number): string {
  const seconds = Math.round(date / 1000);
  return `<t:${seconds}:F> (<t:${seconds}:R>)`;
}

function styled(text: string, style: Span['style']): string {
  const words = text.trim();
  if (words === '' || style === undefined) return escapeInside(text);
  // nothing can be escaped in code, and a link before it would end there
  if (style === 'code') return /`|\]\(/.test(words) ? escapeInside(text) : aroundWords(text, `\`${words}\``);
  return aroundWords(text, marked(style, escapeInside(words)));
}

function marked(style: Span['style'], markdown: string): string {
  if (style === undefined || style === 'code') return markdown;
  return MARKS[style] + markdown + MARKS[style];
}

/** Discord styles only what has no space between the mark and the word. */
function aroundWords(text: string, markdown: string): string {
  return text.replace(text.trim(), () => markdown);
}
