import type { Block, Message, PaperBlock, Span, Text } from '../../src/messages/message.ts';
import { escapeTerminal } from './escape.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

export interface Look {
  readonly style: Style;
  /** In columns; undefined never breaks a line. */
  readonly width: number | undefined;
}

/** A message as lines for the terminal. Buttons are not in it: the session says which words press them. */
export function renderTerminal(message: Message, look: Look): string {
  const parts: string[] = [];
  for (const block of message.blocks) {
    const text = renderBlock(block, look);
    if (text !== '') parts.push(text);
  }
  return parts.join('\n');
}

function renderBlock(block: Block, look: Look): string {
  const { style, width } = look;
  switch (block.kind) {
    case 'heading':
      return wrap(style.strong(escapeTerminal(block.text)), '', width);
    case 'text':
      return wrap(renderText(block.text, style), '', width);
    case 'paper':
      return renderPaper(block, look);
    case 'list':
      return block.items
        .map((item, i) => hanging(block.ordered ? `${i + 1}. `.padStart(4) : '  - ', renderText(item, style), width))
        .join('\n');
    case 'table':
      return renderTable(block, look);
    case 'quote':
      return [
        ...block.sentences.map((sentence) => wrap(`“${escapeTerminal(sentence)}”`, '  ', width)),
        ...(block.source === undefined ? [] : [wrap(style.dim(`— ${escapeTerminal(block.source)}`), '    ', width)]),
      ].join('\n');
    case 'finePrint':
      return wrap(style.dim(renderText(block.text, style)), '', width);
    case 'actions':
      return '';
    default:
      return block satisfies never;
  }
}

function renderPaper(block: PaperBlock, { style, width }: Look): string {
  const number = block.number === undefined ? '' : `${block.number}. `.padStart(4);
  const indent = block.number === undefined ? '' : '    ';
  const title = style.strong(escapeTerminal(block.title));
  const lines = [hanging(number, block.url === undefined ? title : style.link(title, block.url), width)];
  if (block.why.length > 0) lines.push(wrap(style.dim(escapeTerminal(block.why.join(' · '))), indent, width));
  if (block.passage) lines.push(wrap(renderText(block.passage, style), indent, width));
  for (const link of block.links)
    lines.push(wrap(`${style.dim(link.kind)} ${style.link(escapeTerminal(link.url), link.url)}`, indent, width));
  return lines.join('\n');
}

/** Cells hold whole sentences, so a row is shown as a small list under its first cell. */
function renderTable(block: Extract<Block, { kind: 'table' }>, { style, width }: Look): string {
  return block.rows
    .map(([first = [], ...cells]) => {
      const lines = [style.strong(renderText(first, style))];
      cells.forEach((cell, i) => {
        const head = cells.length === 1 ? '' : `${escapeTerminal(block.header[i + 1] ?? '')}: `;
        lines.push(hanging('  ', `${style.dim(head)}${renderText(cell, style)}`, width));
      });
      return lines.join('\n');
    })
    .join('\n');
}

function hanging(first: string, text: string, width: number | undefined): string {
  const indent = ' '.repeat(first.length);
  return first + wrap(text, indent, width).slice(indent.length);
}

function renderText(text: Text, style: Style): string {
  return text.map((span) => renderSpan(span, style)).join('');
}

/** Styled word by word, so that a line can break between any two. */
function renderSpan(span: Span, style: Style): string {
  const text = escapeTerminal(span.text);
  if (span.url !== undefined) return style.link(text, span.url);
  if (span.style === undefined) return text;
  return text
    .split(' ')
    .map((word) => (word === '' ? '' : style[span.style!](word)))
    .join(' ');
}
