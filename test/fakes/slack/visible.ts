import { isObject, listOf, objectOf, textOf } from '../values.ts';
import type { Shown, ShownButton } from './types.ts';

/** What a person would see of a message: its blocks line by line with their controls in brackets, else its text. */
export function visible(message: { readonly text?: string; readonly blocks: readonly unknown[] }): string {
  if (message.blocks.length === 0) return readMrkdwn(message.text ?? '');
  return message.blocks
    .map(seen)
    .filter((line) => line !== '')
    .join('\n');
}

/** The buttons of a message or view, in order; the choices of an overflow menu are some. */
export function buttonsOf(message: Shown): ShownButton[] {
  return message.blocks.map(objectOf).flatMap((block) =>
    [...listOf(block['elements']), block['accessory']].filter(isObject).flatMap((element) => {
      const own = { actionId: textOf(element['action_id']), blockId: textOf(block['block_id']), message };
      const made = (label: unknown, source: Readonly<Record<string, unknown>>): ShownButton => ({
        label: textOf(objectOf(label)['text']),
        value: textOf(source['value']),
        ...own,
        ...(typeof source['url'] === 'string' ? { url: source['url'] } : {}),
      });
      if (element['type'] === 'button') return [made(element['text'], element)];
      if (element['type'] === 'overflow')
        return listOf(element['options'])
          .filter(isObject)
          .map((option) => made(option['text'], option));
      return [];
    }),
  );
}

/** mrkdwn as Slack shows it: sequences in brackets resolved, entities decoded, the marks of styles gone. */
export function readMrkdwn(text: string): string {
  const pieces = text.split(/(<[^<>]*>)/);
  const shown = pieces.map((piece) => (piece.startsWith('<') ? readSequence(piece.slice(1, -1)) : piece));
  return decode(unstyle(shown.join('')));
}

function readSequence(inside: string): string {
  const [target = '', label] = inside.split(/\|(.*)/s);
  if (label !== undefined && label !== '') return label;
  if (target.startsWith('!')) return `@${target.slice(1).split('^')[0]}`;
  return target;
}

/** The marks stand at the edges of words, as Slack wants them. */
const STYLE = /(^|[\s("'\u200b\u2060_*~])([*_~`])(\S|\S[^\n]*?\S)\2(?=$|[\s)"'.,;:!?…\u200b\u2060_*~])/g;

function unstyle(text: string): string {
  let before = text;
  for (;;) {
    const after = before.replace(STYLE, '$1$3');
    if (after === before) return after.replace(/^&gt; ?/gm, '').replace(/[\u200b\u2060\ufeff]/g, '');
    before = after;
  }
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function seen(value: unknown): string {
  if (Array.isArray(value)) return value.map(seen).filter(Boolean).join(' ');
  const part = objectOf(value);
  const rows = (parts: readonly unknown[], separator: string) => parts.map(seen).filter(Boolean).join(separator);
  switch (part['type']) {
    case 'plain_text':
    case 'raw_text':
    case 'text':
      return textOf(part['text']);
    case 'mrkdwn':
      return readMrkdwn(textOf(part['text']));
    case 'markdown':
      return decode(textOf(part['text']));
    case 'header':
      return seen(part['text']);
    case 'section':
      return rows([part['text'], ...listOf(part['fields']), part['accessory']], '\n');
    case 'context':
    case 'actions':
      return rows(listOf(part['elements']), '  ');
    case 'input':
      return rows([part['label'], part['element'], part['hint']], '\n');
    case 'image':
      return rows([part['title'], { type: 'plain_text', text: part['alt_text'] }], '\n');
    case 'table':
      return listOf(part['rows'])
        .map((row) => rows(listOf(row), ' | '))
        .join('\n');
    case 'rich_text':
      return rows(listOf(part['elements']), '\n');
    case 'rich_text_list':
      return rows(listOf(part['elements']), '\n');
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return listOf(part['elements']).map(seen).join('');
    case 'link':
      return textOf(part['text']) || textOf(part['url']);
    case 'user':
      return `@${textOf(part['user_id'])}`;
    case 'channel':
      return `#${textOf(part['channel_id'])}`;
    case 'broadcast':
      return `@${textOf(part['range'])}`;
    case 'date':
      return textOf(part['fallback']);
    case 'emoji':
      return `:${textOf(part['name'])}:`;
    case 'button':
      return `[${seen(part['text'])}]`;
    case 'overflow':
      return listOf(part['options'])
        .map((option) => `[${seen(objectOf(option)['text'])}]`)
        .join(' ');
    case 'divider':
    case undefined:
      return '';
    default:
      return seenInput(part);
  }
}

function seenInput(part: Readonly<Record<string, unknown>>): string {
  const initial = part['initial_value'] ?? part['initial_time'] ?? part['initial_date'];
  const chosen = [part['initial_option'], ...listOf(part['initial_options'])].filter(isObject);
  const content =
    textOf(initial) || chosen.map((option) => seen(option['text'])).join(', ') || seen(part['placeholder']);
  return `[${content}]`;
}
