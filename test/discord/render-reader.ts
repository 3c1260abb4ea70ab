/**
 * How Discord reads a message and what it refuses, written from its documentation and from what its clients show, not
 * from the renderer that is tested with it.
 */

type Json = Readonly<Record<string, unknown>>;

interface Reading {
  /** What is to be read, in its order, a text or a row of buttons a line at least. */
  readonly words: string;
  /** Where its links lead. */
  readonly links: readonly string[];
  /** What is no text but does something: mentions, emoji, addresses without a label, backslashes where they show. */
  readonly live: readonly string[];
  /** `**`, `*`, `_`, `#`, `-#`, `>`, `-`, `1.` and the like, in their order. */
  readonly styles: readonly string[];
  readonly ids: readonly string[];
}

type Draft = { readonly [K in 'links' | 'live' | 'styles' | 'ids']: string[] };

/** Nothing that is below begins with one of these. */
const PLAIN = /^[^\\<@:[`*_~|dhs]+/i;
const MENTION = /^<(?:@[!&]?\d+|#\d+|t:-?\d+(?::\w)?|a?:\w+:\d+|\/[^>]+:\d+|id:\w+)>/;
const AUTOLINK = /^<([a-z][a-z0-9+.-]*:[^ >]+)>/i;
const ADDRESS = /^(?:https?|discord|steam):\/\/[^\s<]+/i;
const LINK = /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)/;
const CODE = /^(`+)([\s\S]*?[^`])\1(?!`)/;
const EMOJI = /^:[\w+-]+:/;
/** The mark, and what stands between two of it. In this order, as the clients try them. */
const STYLES: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ['**', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ['__', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ['_', /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/],
  ['*', /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/],
  ['~~', /^~~(?=\S)([\s\S]*?\S)~~/],
  ['||', /^\|\|([\s\S]+?)\|\|/],
];
const LINE_START = /^(?:(#{1,3}) +|(-#) +|(>>>|>) |\s*([-*]) +|\s*(\d+\.) +)/;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a person sees of it. */
export function readingOf(message: { readonly components?: unknown }): Reading {
  const draft: Draft = { links: [], live: [], styles: [], ids: [] };
  const words = list(message.components).map((component) => {
    if (component['type'] === 10)
      return text(component['content'])
        .split('\n')
        .map((line) => readLine(line, draft))
        .join('\n');
    return list(component['components'])
      .map((button) => {
        draft.ids.push(text(button['custom_id']));
        return text(button['label']);
      })
      .join(' ');
  });
  return { words: words.join('\n'), ...draft };
}

function readLine(line: string, draft: Draft): string {
  const start = LINE_START.exec(line);
  if (start === null) return read(line, draft);
  const mark = start.slice(1).find((one) => one !== undefined)!;
  draft.styles.push(mark);
  const rest = line.slice(start[0].length);
  // small print and headings hold no other blocks; a number is to be read
  const seen = mark.startsWith('#') || mark === '-#' ? read(rest, draft) : readLine(rest, draft);
  return /\d/.test(mark) ? `${mark} ${seen}` : seen;
}

function read(markdown: string, draft: Draft): string {
  let seen = '';
  let rest = markdown;
  while (rest !== '') {
    const [length, words] = next(rest, draft);
    seen += words;
    rest = rest.slice(length);
  }
  return seen;
}

/** How much of the beginning belongs together, and what is to be read of it. */
function next(rest: string, draft: Draft): readonly [length: number, words: string] {
  const plain = PLAIN.exec(rest);
  if (plain) return [plain[0].length, plain[0]];
  const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest);
  if (escaped) return [2, escaped[1]!];
  const live = MENTION.exec(rest) ?? /^@(?:everyone|here)/.exec(rest) ?? EMOJI.exec(rest) ?? ADDRESS.exec(rest);
  if (live) {
    draft.live.push(live[0]);
    return [live[0].length, live[0]];
  }
  const address = AUTOLINK.exec(rest);
  if (address) {
    draft.links.push(address[1]!);
    return [address[0].length, address[1]!];
  }
  const link = LINK.exec(rest);
  if (link) {
    const [whole, label = '', target = ''] = link;
    draft.links.push(target);
    if (/\\|:\/\//.test(label)) draft.live.push(`label ${label}`);
    const styles = draft.styles.length;
    const words = read(label, draft);
    if (draft.styles.length > styles) draft.live.push(`style in label ${label}`);
    return [whole.length, words];
  }
  const code = CODE.exec(rest);
  if (code) {
    draft.styles.push('`');
    return [code[0].length, code[2]!];
  }
  for (const [mark, pattern] of STYLES) {
    const styled = pattern.exec(rest);
    if (!styled) continue;
    draft.styles.push(mark);
    return [styled[0].length, read(styled[1]!, draft)];
  }
  return [1, rest[0]!];
}

/** All that Discord would refuse, or that is no valid text. Empty where the message is fine. */
export function problemsOf(message: object): string[] {
  const problems: string[] = [];
  const check = (isFine: boolean, problem: string) => {
    if (!isFine) problems.push(problem);
  };
  const between = (length: number, least: number, most: number, what: string) =>
    check(length >= least && length <= most, `${what}: ${length}`);

  const body: Json = { ...message };
  const components = list(body['components']);
  const buttons = components.flatMap((component) => list(component['components']));
  const contents = components.filter((one) => one['type'] === 10).map((one) => text(one['content']));
  const labels = buttons.map((button) => text(button['label']));
  check(body['flags'] === 1 << 15, 'not the flag of Components V2 alone');
  check(JSON.stringify(body['allowed_mentions']) === '{"parse":[]}', 'may mention');
  check(!('content' in body) && !('embeds' in body), 'content or embeds beside components');
  between(components.length + buttons.length, 1, 40, 'components');
  between([...contents, ...labels].join('').length, 1, 4000, 'characters');
  for (const component of components) {
    check([1, 10].includes(Number(component['type'])), `a component of the type ${component['type']}`);
    if (component['type'] === 1) between(list(component['components']).length, 1, 5, 'buttons in a row');
  }
  for (const content of contents) between(content.trim().length, 1, 4000, 'text');
  for (const label of labels) between(label.trim().length, 1, 80, 'label');
  for (const button of buttons) {
    between(text(button['custom_id']).length, 1, 100, 'custom_id');
    check(button['type'] === 2 && button['style'] === 2, 'not a grey button');
  }
  const ids = buttons.map((button) => text(button['custom_id']));
  check(new Set(ids).size === ids.length, 'custom_id twice');
  for (const one of [...contents, ...labels]) {
    check(!/\p{Cs}/u.test(one), 'half a surrogate pair');
    check(!/[\u202a-\u202e\u2066-\u2069]/.test(one), 'an override of the writing direction');
    check(!/\p{Cc}/u.test(one.replaceAll('\n', '')), 'a control character');
  }
  for (const target of readingOf({ components }).links)
    check(/^https?:\/\/[^\s<>()[\]@]+$/.test(target), `a link to ${target.slice(0, 60)}`);
  return [...new Set(problems)];
}
