import type { types } from '@slack/bolt';
import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Invocation } from '../../../src/messages/invocation.ts';
import { type Block, type Message, textOf } from '../../../src/messages/message.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import { createButtonRows } from './buttons.ts';
import { shortenEscaped } from './escape.ts';
import { LIMITS } from './limits.ts';
import { renderPaper } from './paper.ts';
import { intoParts, type Unit } from './parts.ts';
import { elementsOf, list, paragraph, quote } from './rich-text.ts';
import { plainText, smallPrint } from './small-print.ts';
import { nativeTable, tableAsList } from './table.ts';

export { escapeMrkdwn } from './escape.ts';

/** What `chat.postMessage` takes: the text is for notifications and screen readers. */
export interface Rendered {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** A message that is no more than this is its own notification. */
const LONGEST_LINE = 300;

/**
 * Block Kit and the plain text of a message, in as many parts as Slack's limits need; nearly always one. Papers and
 * quoted sentences are never left out. Ids of buttons and of their blocks are unique over all parts.
 *
 * @param options.value what a button carries, at most 2000 characters
 * @throws RangeError where that is longer
 */
export function renderMessage(
  message: Message,
  options: { readonly value: (invocation: Invocation) => string },
): readonly Rendered[] {
  const rows = createButtonRows(options.value);
  let hasTable = false;

  function render(block: Block): Unit {
    switch (block.kind) {
      case 'heading':
        return heading(block.text);
      case 'text':
        return paragraph(elementsOf(block.text));
      case 'paper':
        return renderPaper(block, rows);
      case 'list':
        return list(block.items, block.ordered ? 'ordered' : 'bullet');
      case 'table': {
        const table = hasTable ? undefined : nativeTable(block);
        hasTable ||= table !== undefined;
        return table ? [table] : tableAsList(block);
      }
      case 'quote':
        return quote(block.sentences, block.source);
      case 'finePrint':
        return smallPrint(block.text);
      case 'actions':
        return rows(block.buttons);
      default:
        return block satisfies never;
    }
  }

  const units = headingsWithNext(message.blocks.map(render).filter((unit) => unit.length > 0));
  const summary = cleanText(notification(message)).trim() || 'Paperboy';
  const parts = intoParts(units.length > 0 ? units : [paragraph(elementsOf([{ text: summary }]))]);
  return parts.map((blocks, i) => {
    const which = parts.length === 1 ? '' : ` (${i + 1} of ${parts.length})`;
    return { text: shortenEscaped(summary, LIMITS.topText - which.length) + which, blocks };
  });
}

function heading(text: string): Unit {
  const shown = shorten(cleanText(text).trim(), LIMITS.header);
  return shown === '' ? [] : [{ type: 'header', text: plainText(shown) }];
}

/** A heading doesn't end a part. */
function headingsWithNext(units: readonly Unit[]): Unit[] {
  const joined: Unit[] = [];
  for (const unit of units) {
    const last = joined.at(-1);
    if (last?.length === 1 && last[0]?.type === 'header') joined[joined.length - 1] = [...last, ...unit];
    else joined.push(unit);
  }
  return joined;
}

/** The summary, or where the message is one line with at most small print and buttons below it, that line. */
function notification({ summary, blocks }: Message): string {
  const [first, ...others] = blocks;
  if (first?.kind !== 'text' || others.some(({ kind }) => kind !== 'finePrint' && kind !== 'actions')) return summary;
  const line = textOf(first.text);
  return line.trim() !== '' && line.length <= LONGEST_LINE ? line : summary;
}
