import { isObject, listOf, objectOf, textOf } from '../values.ts';
import { allComponents } from './component-shapes.ts';
import type { ShownButton, ShownMessage } from './types.ts';

const LINK = 5;

/** What a person would see of a message: its text, embeds and components line by line, controls in brackets. */
export function visible(message: Pick<ShownMessage, 'content' | 'embeds' | 'components'>): string {
  return [readMarkdown(message.content), ...message.embeds.map(seenEmbed), ...message.components.map(seen)]
    .filter((line) => line !== '')
    .join('\n');
}

/** The buttons of a message in order, and the choices of its select menus. */
export function buttonsOf(message: ShownMessage): ShownButton[] {
  return allComponents(message.components).flatMap((one): ShownButton[] => {
    const customId = textOf(one['custom_id']);
    const disabled = one['disabled'] === true;
    if (one['type'] === 3)
      return listOf(one['options'])
        .filter(isObject)
        .map((option) => ({
          label: textOf(option['label']),
          value: textOf(option['value']),
          customId,
          disabled,
          message,
        }));
    if (one['type'] !== 2) return [];
    const label = textOf(one['label']) || textOf(objectOf(one['emoji'])['name']);
    const url = one['style'] === LINK ? { url: textOf(one['url']) } : {};
    return [{ label, customId, disabled, message, ...url }];
  });
}

/** Markdown as Discord shows it: links and dates resolved, the marks of styles gone, escapes taken off. */
export function readMarkdown(text: string): string {
  const kept: string[] = [];
  const keep = (shown: string) => {
    kept.push(shown);
    return `\u{f0000}${kept.length - 1}\u{f0001}`;
  };
  const marked = text
    .replace(/\\([^\sA-Za-z0-9])/g, (_, char: string) => keep(char))
    .replace(/<t:(\d+)(?::[tTdDfFR])?>/g, (_, seconds: string) => keep(new Date(Number(seconds) * 1000).toISOString()))
    .replace(/\[([^\]\n]*)\]\(<?(?:https?:[^\s)>]*)>?(?: "[^"]*")?\)/g, '$1')
    .replace(/<(https?:[^\s>]+)>/g, '$1')
    .replace(/^(?:#{1,3}|-#|>{1,3}) /gm, '')
    .replace(/(\*\*\*|\*\*|__|~~|\|\||`{1,3}|\*|_)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(\*\*\*|\*\*|__|~~|\|\||`{1,3}|\*|_)(?=\S)([\s\S]*?\S)\1/g, '$2');
  return marked.replace(/\u{f0000}(\d+)\u{f0001}/gu, (_, at: string) => kept[Number(at)] ?? '').replace(/\u200b/g, '');
}

function seenEmbed(value: unknown): string {
  const embed = objectOf(value);
  return [
    textOf(objectOf(embed['author'])['name']),
    readMarkdown(textOf(embed['title'])),
    readMarkdown(textOf(embed['description'])),
    ...listOf(embed['fields'])
      .map(objectOf)
      .map((field) => `${readMarkdown(textOf(field['name']))}\n${readMarkdown(textOf(field['value']))}`),
    textOf(objectOf(embed['footer'])['text']),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function seen(value: unknown): string {
  const one = objectOf(value);
  const inner = (separator: string) => listOf(one['components']).map(seen).filter(Boolean).join(separator);
  switch (one['type']) {
    case 1:
      return inner('  ');
    case 2:
      return `[${textOf(one['label']) || textOf(objectOf(one['emoji'])['name'])}]`;
    case 3:
      return listOf(one['options'])
        .map((option) => `[${textOf(objectOf(option)['label'])}]`)
        .join(' ');
    case 9:
      return [inner('\n'), seen(one['accessory'])].filter(Boolean).join('\n');
    case 10:
      return readMarkdown(textOf(one['content']));
    case 11:
      return textOf(one['description']);
    case 12:
      return listOf(one['items'])
        .map((item) => textOf(objectOf(item)['description']))
        .filter(Boolean)
        .join('\n');
    case 17:
      return inner('\n');
    default:
      return typeof one['placeholder'] === 'string' ? `[${one['placeholder']}]` : '';
  }
}
