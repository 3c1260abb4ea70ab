import { MessageFlags, type RESTPostAPIChannelMessageJSONBody } from 'discord.js';
import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Invocation } from '../../../src/messages/invocation.ts';
import type { Block, Message } from '../../../src/messages/message.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import { createButtonRows } from './buttons.ts';
import { escapeMarkdown } from './escape.ts';
import { linesOf } from './inline.ts';
import { LIMITS } from './limits.ts';
import { renderPaper } from './paper.ts';
import { type Component, intoParts, type Unit } from './parts.ts';
import { list, quote, smallPrint, table, textDisplays } from './text-display.ts';

export { escapeMarkdown } from './escape.ts';

/** What goes into the body of a send or an edit. */
export type RenderedDiscord = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'flags' | 'allowed_mentions'
>;

interface RenderOptions {
  /** What a button carries, at most 90 characters; may be asked for the same one again. */
  readonly customId: (invocation: Invocation) => string;
}

/** In UTF-16 units. */
const LONGEST_PASSAGE = 700;
/** Where a list is one message with no more than that of each paper, it is. */
const SHORTER_PASSAGES = [400, 250] as const;

/*
 * Components V2, for every message. With embeds all buttons stand below the last of them, five rows at most, so that ten
 * papers would have a wall of numbered buttons; here each paper has its own below it. That a message can't go back to
 * embeds costs nothing where none has any. What it does cost: there is no line beside it for notifications, so the
 * first text is that, and 4000 characters are fewer than the 6000 of embeds, so that long passages are cut earlier.
 */

/**
 * The message in as many parts as Discord's limits need; nearly always one. Papers, quoted sentences and buttons are never
 * left out. Nothing in it is a mention, and ids of buttons are unique over all parts.
 *
 * @throws RangeError where the id of a button is too long
 */
export function renderMessage(message: Message, options: RenderOptions): readonly RenderedDiscord[] {
  const full = partsOf(message, options, LONGEST_PASSAGE);
  const parts = full.length === 1 ? full : (oneOf(message, options) ?? full);
  return parts.map((components) => ({
    components,
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
  }));
}

function oneOf(message: Message, options: RenderOptions): Component[][] | undefined {
  for (const longest of SHORTER_PASSAGES) {
    const parts = partsOf(message, options, longest);
    if (parts.length === 1) return parts;
  }
  return undefined;
}

function partsOf(message: Message, { customId }: RenderOptions, longestPassage: number): Component[][] {
  const rows = createButtonRows(customId);

  function render(block: Block): Unit {
    switch (block.kind) {
      case 'heading':
        return heading(block.text);
      case 'text':
        return textDisplays(linesOf(block.text));
      case 'paper':
        return renderPaper(block, rows, longestPassage);
      case 'list':
        return textDisplays(list(block.items, block.ordered));
      case 'table':
        return textDisplays(table(block.header, block.rows));
      case 'quote':
        return textDisplays(quote(block.sentences, block.source));
      case 'finePrint':
        return textDisplays(smallPrint(block.text));
      case 'actions':
        return rows(block.buttons);
      default:
        return block satisfies never;
    }
  }

  const units: Unit[] = [];
  let pending: Unit = [];
  for (const block of message.blocks) {
    const unit = [...pending, ...render(block)];
    // a heading doesn't end a part
    pending = block.kind === 'heading' ? unit : [];
    if (pending.length === 0 && unit.length > 0) units.push(unit);
  }
  if (pending.length > 0) units.push(pending);
  if (units.length > 0) return intoParts(units);
  return [textDisplays(linesOf([{ text: shorten(cleanText(message.summary).trim(), LIMITS.summary) || 'Paperboy' }]))];
}

function heading(text: string): Unit {
  const shown = escapeMarkdown(shorten(cleanText(text).trim(), LIMITS.heading));
  return shown === '' ? [] : textDisplays([`## ${shown}`]);
}
