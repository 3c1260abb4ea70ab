import { plainText } from './schedule-tokens.ts';
import { parseSubscription } from './subscribe-text.ts';

/** The topics of a field: commas part them, except within quotes. Each comes once, without quotes, as a wish can hold it. */
export function splitTopics(text: string): string[] {
  const plain = plainText(text.replace(/\s*\n\s*/g, ', '));
  const hasPairs = plain.split('"').length % 2 === 1;
  const separator = hasPairs ? /[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/ : /[,;]/;
  const topics = new Map<string, string>();
  for (const part of plain.split(separator)) {
    const topic = clean(part);
    if (topic !== '') topics.set(topic.toLowerCase(), topic);
  }
  return [...topics.values()];
}

/** Without what would end its quotes in a wish, and without the full stop that the parser takes off. */
function clean(part: string): string {
  return part
    .replace(/["`]/g, ' ')
    .replace(/(?<![\p{L}\p{N}])'|'(?![\p{L}\p{N}])/gu, ' ')
    .replace(/[\s.!?]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A topic as it is written into a wish: in quotes, but for "3 d gaussian splatting", which in quotes reads as cron. */
export function quotedTopic(topic: string): string {
  return waysToWrite(topic).find((written) => isRead(written, topic)) ?? waysToWrite(topic)[0];
}

/** The first topic of a field that no way of writing it brings through. */
export function unreadableTopic(text: string): string | undefined {
  return splitTopics(text).find((topic) => !waysToWrite(topic).some((written) => isRead(written, topic)));
}

function waysToWrite(topic: string): readonly [string, string] {
  return [`"${topic}"`, topic];
}

function isRead(written: string, topic: string): boolean {
  const parsed = parseSubscription(`daily 09:00 UTC about ${written}`, {});
  return parsed.kind === 'ok' && parsed.include.length === 1 && parsed.include[0] === topic;
}
