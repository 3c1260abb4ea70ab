import { shorten } from '../../../src/messages/shorten.ts';
import { LIMITS } from './limits.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** mrkdwn of text from outside: exactly `&`, `<` and `>` are escaped, as Slack asks for. */
export function escapeMrkdwn(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character]!);
}

/** Shortened at a word before it is escaped, so that no entity is cut in half. */
export function shortenEscaped(text: string, longest: number): string {
  let room = longest;
  for (;;) {
    const escaped = escapeMrkdwn(shorten(text, room));
    if (escaped.length <= longest) return escaped;
    // an entity is at most five times as long as its character
    room -= Math.ceil((escaped.length - longest) / 5);
  }
}

const LONGEST_ADDRESS = 60;

/** How an address is shown that is its own link: a long one without what all have in common, and shortened. */
export function shownAddress(url: string): string {
  if (url.length <= LONGEST_ADDRESS) return url;
  return shorten(url.replace(/^https?:\/\/(?:www\.)?/i, ''), LONGEST_ADDRESS);
}

/** The address as a link may have it: http or https, nobody's password in it, at most 3000 characters; else undefined. */
export function linkTarget(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  const target = href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return escapeMrkdwn(target).length <= LIMITS.url ? target : undefined;
}
