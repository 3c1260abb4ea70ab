import type { types } from '@slack/bolt';
import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Block, Text } from '../../../src/messages/message.ts';
import { isPlain } from '../../../src/messages/spans.ts';
import { LIMITS, weigh } from './limits.ts';
import { elementsOf, list, paragraph, richText } from './rich-text.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Cell = types.TableBlock['rows'][number][number];

/** A cell must not be empty. */
const EMPTY = '·';

/** The table as Slack's own, where it fits into one; a message has room for one of them. */
export function nativeTable({ header, rows }: Table): types.TableBlock | undefined {
  const columns = Math.max(header.length, ...rows.map((row) => row.length));
  if (columns === 0 || rows.length === 0 || rows.length + 1 > LIMITS.tableRows || columns > LIMITS.tableColumns)
    return undefined;
  const filled = (cells: readonly Text[]) => Array.from({ length: columns }, (_, i) => cell(cells[i] ?? []));
  const table: types.TableBlock = {
    type: 'table',
    rows: [filled(header.map((text) => [{ text }])), ...rows.map(filled)],
    column_settings: Array.from({ length: columns }, () => ({ is_wrapped: true })),
  };
  return weigh(table) <= LIMITS.tableCharacters ? table : undefined;
}

/** A row as its first cell and, below it, the other cells with their heads. */
export function tableAsList({ header, rows }: Table): types.KnownBlock[] {
  return rows.flatMap(([first = [], ...cells]) => [
    ...paragraph(elementsOf(first.map((span) => ({ ...span, style: 'strong' })))),
    ...list(
      cells.map((text, i) => {
        const head = cells.length === 1 ? '' : (header[i + 1] ?? '');
        return head === '' ? text : [{ text: `${head}: `, style: 'emphasis' } as const, ...text];
      }),
      'bullet',
    ),
  ]);
}

function cell(text: Text): Cell {
  const elements = elementsOf(text);
  if (elements.length > 0 && !text.every(isPlain)) return richText({ type: 'rich_text_section', elements });
  return { type: 'raw_text', text: cleanText(text.map((span) => span.text).join('')).trim() || EMPTY };
}
