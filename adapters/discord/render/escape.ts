import { LIMITS } from './limits.ts';

/**
 * What means something wherever it stands. A colon is part of an address, or begins an emoji: also where the rest of it
 * may follow in another piece of text. An opening parenthesis would make what is before it, up to an earlier link, the
 * label of another link, even behind an escaped bracket.
 */
const ANYWHERE = /[\\*_~`|<>[\]@]|(?<=^|\])\(|:(?=\/|[\w+-]*(?::|$))/g;

/**
 * Markdown of a whole line of text from outside: everything shows as it is
 * (https://support.discord.com/hc/en-us/articles/210298617). Backslashes do for all of it, so that nothing is added that
 * stays in what is copied.
 */
export function escapeMarkdown(text: string): string {
  return escapeLineStart(escapeInside(text));
}

/** Markdown of text that doesn't begin a line. */
export function escapeInside(text: string): string {
  return text.replace(ANYWHERE, '\\$&');
}

/** Keeps a line from being a heading, small print or an item of a list. */
export function escapeLineStart(markdown: string): string {
  return markdown.replace(/^(\s*)(?=#+(?:\s|$)|[-+](?:[#\s]|$))/, '$1\\').replace(/^(\s*\d+)(?=[.)](?:\s|$))/, '$1\\');
}

/**
 * Whether the text can stand between the brackets of a link. Discord shows backslashes in them, so that nothing can be
 * escaped there, and makes no link of one whose label contains an address.
 */
export function isLabel(text: string): boolean {
  return text.trim() !== '' && text.search(ANYWHERE) === -1;
}

/** The address as a link may have it: http or https, nobody's password in it, not too long; else undefined. */
export function linkTarget(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '' || hostname.startsWith('[')) return undefined;
  const target = href.replace(/[()<>[\]\\*|`@]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return target.length <= LIMITS.url ? target : undefined;
}
