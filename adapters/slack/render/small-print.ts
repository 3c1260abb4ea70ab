import type { types } from '@slack/bolt';
import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Span, Text } from '../../../src/messages/message.ts';
import { isPlain, mergeSpans } from '../../../src/messages/spans.ts';
import { splitText } from '../../../src/messages/split-text.ts';
import { escapeMrkdwn, linkTarget } from './escape.ts';
import { BLOCK_WEIGHT, fill, LIMITS } from './limits.ts';
import { channelOf, DATE_FORMAT, secondsOf, shownText } from './rich-text.ts';

/** So short that its escaped form fits into a text object, whatever it is made of. */
const LONGEST_PIECE = 500;

/** What mrkdwn would style, show as an emoji or, at the beginning, as a quote. */
const LOOKS_LIKE_MARKUP = /[*_~`]|:[\w+-]+:|^\s*>/;

/**
 * Grey and small: one element of mrkdwn, or of plain text where nothing is styled. What would read as markup without
 * being any becomes an element of plain text of its own, so that it is shown as it is.
 */
export function smallPrint(text: Text): types.ContextBlock[] {
  const spans = mergeSpans(text);
  const areWords = spans.every(isPlain);
  const elements: (types.PlainTextElement | types.MrkdwnElement)[] = [];
  const pieces = spans.flatMap((span) =>
    splitText(cleanText(shownText(span)), LONGEST_PIECE).map((text) =>
      areWords ? plainText(text) : elementOf(text, span),
    ),
  );
  for (const next of pieces) {
    const last = elements.at(-1);
    if (last?.type === next.type && last.text.length + next.text.length <= LIMITS.text) last.text += next.text;
    else elements.push(next);
  }
  const seen = elements.filter((element) => element.text.trim() !== '');
  return fill(seen, BLOCK_WEIGHT, LIMITS.contextElements).map((group) => ({ type: 'context', elements: group }));
}

export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** `verbatim` keeps Slack from making links and mentions of what looks like one. */
export function mrkdwn(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** @param target what `linkTarget` allowed */
export function mrkdwnLink(target: string, label: string): string {
  return `<${escapeMrkdwn(target)}|${escapeMrkdwn(label)}>`;
}

function elementOf(text: string, span: Span): types.PlainTextElement | types.MrkdwnElement {
  const channel = channelOf(span);
  if (channel !== undefined) return mrkdwn(`<#${channel}>`);
  if (span.date !== undefined) return mrkdwn(`<!date^${secondsOf(span.date)}^${DATE_FORMAT}|${escapeMrkdwn(text)}>`);
  const target = span.url === undefined ? undefined : linkTarget(span.url);
  if (target !== undefined) {
    const link = linkOf(text, target, span);
    return link !== undefined && link.length <= LIMITS.text ? mrkdwn(link) : plainText(text);
  }
  const isRead = span.style === 'code' ? text.includes('`') : LOOKS_LIKE_MARKUP.test(text);
  return isRead ? plainText(text) : mrkdwn(styled(text, span.style));
}

function linkOf(label: string, target: string, { text, url }: Span): string | undefined {
  if (!LOOKS_LIKE_MARKUP.test(label) && !label.includes('|')) return mrkdwnLink(target, label);
  // an address can do without a label
  return text === url ? `<${escapeMrkdwn(target)}>` : undefined;
}

/** Slack styles only what has no space between the mark and the word. */
function styled(text: string, style: Span['style']): string {
  const words = escapeMrkdwn(text.trim());
  if (words === '' || style === undefined) return escapeMrkdwn(text);
  const mark = style === 'code' ? '`' : style === 'emphasis' ? '_' : '*';
  return text.replace(text.trim(), () => `${mark}${words}${mark}`);
}
