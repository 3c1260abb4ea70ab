import { type APITextDisplayComponent, ComponentType } from 'discord.js';
import type { Text } from '../../../src/messages/message.ts';
import { linesOf } from './inline.ts';
import { TEXT_SIZE } from './limits.ts';

/** Lines in as few texts as their size allows. */
export function textDisplays(lines: readonly string[]): APITextDisplayComponent[] {
  const contents: string[] = [];
  for (const line of lines) {
    const last = contents.at(-1);
    if (last === undefined || last.length + line.length >= TEXT_SIZE) contents.push(line);
    else contents[contents.length - 1] = `${last}\n${line}`;
  }
  return contents.map((content) => ({ type: ComponentType.TextDisplay, content }));
}

export function list(items: readonly Text[], isOrdered = false): string[] {
  const shown = items.filter((item) => linesOf(item).length > 0);
  return shown.flatMap((item, i) => {
    const bullet = isOrdered ? `${i + 1}. ` : '- ';
    return linesOf(item, bullet, ' '.repeat(bullet.length));
  });
}

/** Each sentence on a line of its own and word for word, then whose they are. */
export function quote(sentences: readonly string[], source: string | undefined): string[] {
  const lines = sentences.flatMap((text) => linesOf([{ text }], '> '));
  return source === undefined ? lines : [...lines, ...linesOf([{ text: `— ${source}`, style: 'emphasis' }], '> ')];
}

/** Discord has no tables: a row is its first cell and, below it, the other cells with their heads. */
export function table(header: readonly string[], rows: readonly (readonly Text[])[]): string[] {
  return rows.flatMap(([first = [], ...cells]) => [
    ...linesOf(first.map((span) => ({ ...span, style: 'strong' }))),
    ...list(
      cells.map((text, i) => {
        const head = cells.length === 1 ? '' : (header[i + 1] ?? '');
        return head === '' ? text : [{ text: `${head}: `, style: 'emphasis' } as const, ...text];
      }),
    ),
  ]);
}

export function smallPrint(text: Text): string[] {
  return linesOf(text, '-# ');
}
