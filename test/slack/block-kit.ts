/** What a message may be in Slack, written from its documentation and not from the renderer that is tested with it. */

type Json = Readonly<Record<string, unknown>>;

const TEXT_BLOCKS = ['header', 'rich_text', 'context', 'actions', 'table'];

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** All texts but the values of buttons, which nobody sees. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isObject(value) ? Object.entries(value).flatMap(([key, one]) => (key === 'value' ? [] : stringsIn(one))) : [];
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const inner = (value: unknown): string => (isObject(value) ? text(value['text']) : '');

/** All that Slack would refuse, or that is no valid text. Empty where the message is fine. */
export function problemsOf(message: { readonly text: string; readonly blocks: readonly unknown[] }): string[] {
  const problems: string[] = [];
  const check = (isFine: boolean, problem: string) => {
    if (!isFine) problems.push(problem);
  };
  const between = (length: number, least: number, most: number, what: string) =>
    check(length >= least && length <= most, `${what}: ${length}`);

  between(message.text.trim().length, 1, 4000, 'top-level text');
  between(message.blocks.length, 1, 50, 'blocks');
  between(JSON.stringify(message.blocks).length, 0, 13_200, 'characters over all blocks');
  const objects = objectsIn(message.blocks);
  for (const block of message.blocks.filter(isObject)) {
    check(TEXT_BLOCKS.includes(text(block['type'])), `a block of the kind ${text(block['type'])}`);
    if (block['type'] === 'header') between(inner(block['text']).length, 1, 150, 'header');
    if (block['type'] === 'context') between(list(block['elements']).length, 1, 10, 'elements of a context block');
    if (block['type'] === 'actions') between(list(block['elements']).length, 1, 25, 'elements of an actions block');
    if (block['type'] === 'rich_text') between(list(block['elements']).length, 1, 100, 'elements of a rich_text block');
    if (block['type'] === 'table') checkTable(block);
  }
  check(objects.filter((one) => one['type'] === 'table').length <= 1, 'two tables');
  for (const one of objects) {
    const type = text(one['type']);
    if (type === 'plain_text' || type === 'mrkdwn') between(text(one['text']).length, 1, 3000, type);
    if (type === 'text' || type === 'raw_text') between(text(one['text']).length, 1, 10_000, type);
    if (/^rich_text_/.test(type)) check(list(one['elements']).length > 0, `an empty ${type}`);
    if (type === 'link') checkUrl(text(one['url']));
    if (type === 'button') {
      between(inner(one['text']).length, 1, 75, 'button');
      between(text(one['value']).length, 1, 2000, 'value of a button');
      between(text(one['accessibility_label'] ?? one['type']).length, 1, 75, 'accessibility_label');
      if ('url' in one) checkUrl(text(one['url']));
    }
  }
  for (const name of ['action_id', 'block_id']) {
    const ids = objects.filter((one) => name in one).map((one) => text(one[name]));
    check(new Set(ids).size === ids.length, `${name} twice`);
    for (const id of ids) between(id.length, 1, 255, name);
  }
  for (const string of [message.text, ...stringsIn(message.blocks)]) {
    check(!/\p{Cs}/u.test(string), 'half a surrogate pair');
    check(!/[\u202a-\u202e\u2066-\u2069]/.test(string), 'an override of the writing direction');
    check(!/\p{Cc}/u.test(string.replaceAll('\n', '')), 'a control character');
  }
  return [...new Set(problems)];

  function checkUrl(url: string): void {
    between(url.length, 1, 3000, 'url');
    check(/^https?:\/\/[^\s<>|]+$/.test(url), `url ${url.slice(0, 40)}`);
  }

  function checkTable(table: Json): void {
    const rows = list(table['rows']).map(list);
    between(rows.length, 1, 100, 'rows of a table');
    check(new Set(rows.map((row) => row.length)).size === 1, 'rows of different lengths');
    between(rows[0]?.length ?? 0, 1, 20, 'columns of a table');
    between(stringsIn(rows).join('').length, 0, 10_000, 'characters of a table');
  }
}

/**
 * What Slack would not show but obey: every `<...>` in mrkdwn (the top-level text is some) and every element of a mention,
 * and what is left of an entity that was cut.
 */
export function liveIn(message: { readonly text: string; readonly blocks: readonly unknown[] }): string[] {
  const objects = objectsIn(message.blocks);
  const mrkdwn = objects.filter((one) => one['type'] === 'mrkdwn');
  const texts = [message.text, ...mrkdwn.map((one) => text(one['text']))];
  const mentions = objects
    .map((one) => text(one['type']))
    .filter((type) => ['broadcast', 'user', 'usergroup', 'team', 'channel', 'emoji'].includes(type));
  return [
    ...mentions,
    ...mrkdwn.filter((one) => one['verbatim'] !== true).map(() => 'mrkdwn that is not verbatim'),
    ...texts
      .flatMap((one) => one.match(/<[^>]*>?|>/g) ?? [])
      .filter((one) => !/^<https?:\/\/[^\s<>|]+(\|[^<>|]+)?>$/.test(one)),
    ...texts.flatMap((one) => one.match(/&(?!(?:amp|lt|gt);)/g) ?? []),
  ];
}

/** Everything that is to be read in a message, in its order. */
export function wordsOf(blocks: readonly unknown[]): string {
  const words = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(words).join('');
    if (!isObject(value)) return '';
    if (value['type'] === 'mrkdwn') return decode(text(value['text']));
    return typeof value['text'] === 'string' ? value['text'] : Object.values(value).map(words).join('');
  };
  return blocks.map(words).join('\n');
}

function decode(mrkdwn: string): string {
  return mrkdwn
    .replace(/<([^|>]*)\|([^>]*)>/g, '$2')
    .replace(/<([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
