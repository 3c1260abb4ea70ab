import { cleanText } from '../../../src/messages/clean-text.ts';
import { LINK_NAMES } from '../../../src/messages/link-names.ts';
import type { PaperBlock } from '../../../src/messages/message.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import { shortenSpans } from '../../../src/messages/spans.ts';
import type { PaperLink } from '../../../src/papers/links.ts';
import type { ButtonRows } from './buttons.ts';
import { linkTarget } from './escape.ts';
import { linesOf, link } from './inline.ts';
import type { Unit } from './parts.ts';
import { smallPrint, textDisplays } from './text-display.ts';

const LONGEST_TITLE = 300;
const LONGEST_REASONS = 500;
/** A line of links, with the count of the others. */
const MOST_LINKS = 6;
const LONGEST_LINKS = 1200;

/**
 * A paper: its title with what the paper says, small print why it is here and where it leads, and its buttons.
 *
 * @param longestPassage in UTF-16 units
 */
export function renderPaper(block: PaperBlock, rows: ButtonRows, longestPassage: number): Unit {
  const title = shorten(cleanText(block.title).trim(), LONGEST_TITLE) || '(no title)';
  const number = block.number === undefined ? [] : [{ text: `${block.number}. `, style: 'strong' } as const];
  const linked = linkLine(block.links);
  return [
    ...textDisplays([
      ...linesOf([...number, { text: title, style: 'strong', ...(block.url === undefined ? {} : { url: block.url }) }]),
      ...linesOf(shortenSpans(block.passage ?? [], longestPassage)),
      ...smallPrint([{ text: shorten(cleanText(block.why.join(' · ')), LONGEST_REASONS) }]),
      ...(linked === '' ? [] : [`-# ${linked}`]),
    ]),
    ...rows(block.buttons),
  ];
}

/** What can't be shown is counted: "Code · Project page · and 3 more". */
function linkLine(links: readonly PaperLink[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const { kind, url } of links) {
    const target = linkTarget(url);
    if (target === undefined || shown.length === MOST_LINKS) continue;
    const one = link(LINK_NAMES[kind], target);
    if (length + one.length > LONGEST_LINKS) continue;
    shown.push(one);
    length += one.length + 3;
  }
  const left = links.length - shown.length;
  if (left > 0)
    shown.push(shown.length === 0 ? `${left} ${left === 1 ? 'link' : 'links'} in the abstract` : `and ${left} more`);
  return shown.join(' · ');
}
