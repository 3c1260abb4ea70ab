import type { types } from '@slack/bolt';
import { cleanText } from '../../../src/messages/clean-text.ts';
import { LINK_NAMES } from '../../../src/messages/link-names.ts';
import type { PaperBlock, Text } from '../../../src/messages/message.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import { shortenSpans } from '../../../src/messages/spans.ts';
import type { PaperLink } from '../../../src/papers/links.ts';
import type { ButtonRows } from './buttons.ts';
import { linkTarget } from './escape.ts';
import { elementsOf, paragraph } from './rich-text.ts';
import { mrkdwn, mrkdwnLink, plainText } from './small-print.ts';

const LONGEST_TITLE = 300;
const LONGEST_PASSAGE = 700;
const LONGEST_REASONS = 500;
/** A line of links, and no longer than a text object with the count of the others. */
const MOST_LINKS = 6;
const LONGEST_LINKS = 2900;

/**
 * A paper as up to three blocks that belong together: the title with what the paper says, a grey line why it is here
 * and where it leads, and its buttons. They stand in a row of their own and not in a menu beside the title: a rich_text
 * block has no place for one, a menu hides what it does, and its options hold no more than 150 characters.
 */
export function renderPaper(block: PaperBlock, rows: ButtonRows): types.KnownBlock[] {
  const title = shorten(cleanText(block.title), LONGEST_TITLE) || '(no title)';
  const number = block.number === undefined ? [] : [{ text: `${block.number}. `, style: 'strong' } as const];
  const head: Text = [
    ...number,
    { text: title, style: 'strong', ...(block.url === undefined ? {} : { url: block.url }) },
  ];
  const passage = elementsOf(shortenSpans(block.passage ?? [], LONGEST_PASSAGE));
  const elements = elementsOf(head);
  if (passage.length > 0) elements.push({ type: 'text', text: '\n' }, ...passage);
  return [
    ...paragraph(elements),
    ...background(block.why, block.links),
    ...rows(block.buttons, `${block.number === undefined ? '' : `${block.number}. `}${block.name ?? title}`),
  ];
}

function background(why: readonly string[], links: readonly PaperLink[]): types.ContextBlock[] {
  const reasons = shorten(cleanText(why.join(' · ')), LONGEST_REASONS).trim();
  const linked = linkLine(links);
  const elements = [...(reasons === '' ? [] : [plainText(reasons)]), ...(linked === '' ? [] : [mrkdwn(linked)])];
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

/** What can't be shown is counted: "Code · Project page · and 3 more". */
function linkLine(links: readonly PaperLink[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const { kind, url } of links) {
    const target = linkTarget(url);
    if (target === undefined || shown.length === MOST_LINKS) continue;
    const link = mrkdwnLink(target, LINK_NAMES[kind]);
    if (length + link.length > LONGEST_LINKS) continue;
    shown.push(link);
    length += link.length + 3;
  }
  const left = links.length - shown.length;
  if (left > 0)
    shown.push(shown.length === 0 ? `${left} ${left === 1 ? 'link' : 'links'} in the abstract` : `and ${left} more`);
  return shown.join(' · ');
}
