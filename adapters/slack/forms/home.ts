import type { types } from '@slack/bolt';
import type { Block, Message, Text } from '../../../src/messages/message.ts';
import { renderMessage } from '../render/message.ts';

/** Slack's limit of a home; a message has 50, so a long one comes in parts. */
const MOST_BLOCKS = 100;

/** A message as a person's App Home. What is beyond 100 blocks is left out, and the home says so. */
export function homeView(message: Message, options: Parameters<typeof renderMessage>[1]): types.HomeView {
  const blocks = renderMessage(withoutTables(message), options).flatMap((part) => part.blocks);
  return { type: 'home', blocks: blocks.length <= MOST_BLOCKS ? blocks : [...withinLimit(blocks), MORE] };
}

const MORE: types.ContextBlock = {
  type: 'context',
  elements: [{ type: 'plain_text', text: 'There is more than fits here. /papers shows all of it.' }],
};

/** Never with a paper's buttons cut off its text: the cut comes before a block that begins something. */
function withinLimit(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  let end = MOST_BLOCKS - 1;
  while (end > 0 && (blocks[end]?.type === 'actions' || blocks[end]?.type === 'context')) end--;
  return blocks.slice(0, end > 0 ? end : MOST_BLOCKS - 1);
}

/** A home takes no table: each row becomes a line. */
function withoutTables(message: Message): Message {
  return {
    ...message,
    blocks: message.blocks.map((block) => (block.kind === 'table' ? rowsAsList(block) : block)),
  };
}

function rowsAsList({ header, rows }: Extract<Block, { kind: 'table' }>): Block {
  const line = (row: readonly Text[]): Text =>
    row.flatMap((cell, i) => [
      ...(i === 0 ? [] : [{ text: i === 1 ? ': ' : '; ' }]),
      ...(i > 1 && header[i] !== undefined ? [{ text: `${header[i]} ` }] : []),
      ...(i === 0 ? cell.map((span) => ({ ...span, style: 'strong' as const })) : cell),
    ]);
  return { kind: 'list', items: rows.map(line) };
}
