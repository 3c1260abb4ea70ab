import type { types } from '@slack/bolt';
import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Span, Text } from '../../../src/messages/message.ts';
import { mergeSpans } from '../../../src/messages/spans.ts';
import { splitText } from '../../../src/messages/split-text.ts';
import { linkTarget, shownAddress } from './escape.ts';
import { BLOCK_WEIGHT, fill, LIMITS, weigh } from './limits.ts';

/*
 * Text from outside stands in rich_text blocks. Their elements are literal: a title `<!channel>` or `*bold*` has no
 * meaning in them, a mention would be an element of its own, so nothing can be injected that isn't written here. mrkdwn
 * is left to the small print, which Slack shows as mrkdwn or plain text only.
 */

export type RichElement = types.RichTextText | types.RichTextLink | types.RichTextChannelMention | types.RichTextDate;

/** As Slack writes it: in the reader's time zone, and with "today" and "tomorrow". */
export const DATE_FORMAT = '{date_short_pretty} at {time}';

const STYLES: Readonly<Record<NonNullable<Span['style']>, types.RichTextText['style'] & object>> = {
  strong: { bold: true },
  mark: { bold: true },
  emphasis: { italic: true },
  code: { code: true },
};

export function elementsOf(text: Text): RichElement[] {
  return mergeSpans(text).flatMap((span): RichElement[] => {
    const channel = channelOf(span);
    if (channel !== undefined) return [{ type: 'channel', channel_id: channel }];
    const style = span.style === undefined ? {} : { style: STYLES[span.style] };
    const url = span.url === undefined ? undefined : linkTarget(span.url);
    if (span.date !== undefined)
      return [{ type: 'date', timestamp: secondsOf(span.date), format: DATE_FORMAT, fallback: cleanText(span.text) }];
    // a direct conversation has an id like a channel, but no name
    const text = span.channel?.startsWith('D') ? 'direct message' : cleanText(shownText(span));
    return splitText(text, LIMITS.text).map((piece) =>
      url === undefined ? { type: 'text', text: piece, ...style } : { type: 'link', url, text: piece, ...style },
    );
  });
}

/** What is shown of a span: an address that is its own link may be shortened. */
export function shownText({ text, url }: Span): string {
  return text === url && linkTarget(url) !== undefined ? shownAddress(text) : text;
}

/** The channel that a span stands for, where it is one that others can go to: not a direct conversation. */
export function channelOf({ channel }: Span): string | undefined {
  return channel !== undefined && /^[CG][A-Z0-9]+$/.test(channel) ? channel : undefined;
}

export function secondsOf(date: number): number {
  return Math.round(date / 1000);
}

/** In as many blocks as the elements need. */
export function paragraph(elements: readonly RichElement[]): types.RichTextBlock[] {
  return fill(elements, BLOCK_WEIGHT).map((group) => richText({ type: 'rich_text_section', elements: group }));
}

/** Each sentence on a line of its own and word for word, in as many blocks as they need, then whose they are. */
export function quote(sentences: readonly string[], source: string | undefined): types.RichTextBlock[] {
  const lines: Text[] = sentences.map((sentence) => [{ text: sentence }]);
  if (source !== undefined) lines.push([{ text: `— ${source}`, style: 'emphasis' }]);
  const elements = lines
    .map(elementsOf)
    .filter((line) => line.length > 0)
    .flatMap((line, i) => (i === 0 ? line : [{ type: 'text', text: '\n' } as const, ...line]));
  return fill(elements, BLOCK_WEIGHT).map((group) => richText({ type: 'rich_text_quote', elements: group }));
}

export function list(items: readonly Text[], style: 'bullet' | 'ordered'): types.RichTextBlock[] {
  const contents = items.map(elementsOf).filter((elements) => elements.length > 0);
  const sections = contents.map((elements): types.RichTextSection => ({ type: 'rich_text_section', elements }));
  const groups = fill(sections, BLOCK_WEIGHT);
  const canBeCut = style === 'bullet' || groups.length <= 1;
  if (canBeCut && sections.every((section) => weigh(section) <= BLOCK_WEIGHT))
    return groups.map((elements) => richText({ type: 'rich_text_list', style, elements }));
  // a numbered list would begin again with 1 where it is cut, and an item can't be cut at all
  return contents.flatMap((elements, i) =>
    paragraph([{ type: 'text', text: style === 'ordered' ? `${i + 1}. ` : '• ' }, ...elements]),
  );
}

export function richText(element: types.RichTextBlock['elements'][number]): types.RichTextBlock {
  return { type: 'rich_text', elements: [element] };
}
