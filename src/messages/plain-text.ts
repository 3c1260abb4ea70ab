import { type Block, type Message, type PaperBlock, textOf } from './message.ts';

/** A message as plain text, for notifications, screen readers and wherever nothing richer is to be had. */
export function plainText(message: Message): string {
  return message.blocks.map(blockText).filter(Boolean).join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
    case 'finePrint':
      return textOf(block.text);
    case 'paper':
      return paperText(block);
    case 'list':
      return block.items.map((item, i) => `${block.ordered ? `${i + 1}.` : '-'} ${textOf(item)}`).join('\n');
    case 'table':
      return [block.header.join(' | '), ...block.rows.map((row) => row.map(textOf).join(' | '))].join('\n');
    case 'quote':
      return [
        ...block.sentences.map((sentence) => `“${sentence}”`),
        ...(block.source ? [`(${block.source})`] : []),
      ].join(' ');
    case 'actions':
      return '';
    default:
      return block satisfies never;
  }
}

function paperText(block: PaperBlock): string {
  const lines = [`${block.number === undefined ? '' : `${block.number}. `}${block.title}`];
  if (block.why.length > 0) lines.push(block.why.join(' · '));
  if (block.passage) lines.push(textOf(block.passage));
  for (const link of block.links) lines.push(link.url);
  return lines.join('\n');
}
