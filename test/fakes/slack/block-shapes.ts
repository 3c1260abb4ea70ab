import { all, anything, byType, flag, list, must, number, object, oneOf, type Shape, text, url } from '../shape.ts';
import { isObject, listOf } from '../values.ts';
import { inAccessory, inActions, inContext, inInput, plainText, textObject } from './element-shapes.ts';

const BLOCK_ID = { block_id: text(255) };
const LONGEST_TABLE = 10_000;

const style = object({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag, highlight: flag });

/** What stands in a line of rich text. */
const inLine = byType(() => ({
  text: object({ type: oneOf('text'), text: text(10_000) }, { style }),
  link: object({ type: oneOf('link'), url }, { style, text: text(10_000), unsafe: flag }),
  emoji: object({ type: oneOf('emoji'), name: text(100) }, { style, unicode: text(100), url }),
  user: object({ type: oneOf('user'), user_id: text(255) }, { style }),
  usergroup: object({ type: oneOf('usergroup'), usergroup_id: text(255) }, { style }),
  channel: object({ type: oneOf('channel'), channel_id: text(255) }, { style }),
  broadcast: object({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone') }, { style }),
  color: object({ type: oneOf('color'), value: text(20) }, { style }),
  date: object({ type: oneOf('date'), timestamp: number, format: text(300) }, { style, url, fallback: text(300) }),
}));

const line = (name: string, extra: Readonly<Record<string, Shape>> = {}) =>
  object({ type: oneOf(name), elements: list(1, 1000, inLine) }, extra);
const section = line('rich_text_section');
const richTextPart = byType(() => ({
  rich_text_section: section,
  rich_text_quote: line('rich_text_quote', { border: number }),
  rich_text_preformatted: line('rich_text_preformatted', { border: number, language: text(50) }),
  rich_text_list: object(
    { type: oneOf('rich_text_list'), style: oneOf('bullet', 'ordered'), elements: list(1, 1000, section) },
    { indent: number, offset: number, border: number },
  ),
}));

const richText = object({ type: oneOf('rich_text'), elements: list(1, 1000, richTextPart) }, BLOCK_ID);
const cell = byType(() => ({
  raw_text: object({ type: oneOf('raw_text'), text: text(LONGEST_TABLE) }),
  raw_number: object({ type: oneOf('raw_number'), value: number, text: text(100) }),
  rich_text: richText,
}));

const table = all(
  object(
    { type: oneOf('table'), rows: list(1, 100, list(1, 20, cell)) },
    {
      ...BLOCK_ID,
      column_settings: list(0, 20, object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag })),
    },
  ),
  must(
    (value) => new Set(listOf(value['rows']).map((row) => listOf(row).length)).size <= 1,
    'all rows must have the same number of cells',
  ),
  must((value) => shownIn(value['rows']) <= LONGEST_TABLE, `no more than ${LONGEST_TABLE} characters allowed`),
);

/** How many characters are shown in all. */
function shownIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + shownIn(one), 0);
  if (!isObject(value)) return 0;
  if (typeof value['text'] === 'string') return value['text'].length;
  return Object.values(value).reduce((sum: number, one) => sum + shownIn(one), 0);
}

const common = {
  divider: object({ type: oneOf('divider') }, BLOCK_ID),
  header: object({ type: oneOf('header'), text: plainText(150) }, BLOCK_ID),
  section: all(
    object(
      { type: oneOf('section') },
      {
        ...BLOCK_ID,
        text: textObject(3000),
        fields: list(1, 10, textObject(2000)),
        accessory: inAccessory,
        expand: flag,
      },
    ),
    must((one) => one['text'] !== undefined || one['fields'] !== undefined, 'missing required field: text'),
  ),
  context: object({ type: oneOf('context'), elements: list(1, 10, inContext) }, BLOCK_ID),
  actions: object({ type: oneOf('actions'), elements: list(1, 25, inActions) }, BLOCK_ID),
  image: all(
    object(
      { type: oneOf('image'), alt_text: text(2000) },
      { ...BLOCK_ID, image_url: url, slack_file: anything, title: plainText(2000) },
    ),
    must((one) => (one['image_url'] === undefined) !== (one['slack_file'] === undefined), 'must have one source'),
  ),
  rich_text: richText,
  input: object(
    { type: oneOf('input'), label: plainText(2000), element: inInput },
    { ...BLOCK_ID, hint: plainText(2000), optional: flag, dispatch_action: flag },
  ),
};

const messageBlock = byType(() => ({
  ...common,
  markdown: object({ type: oneOf('markdown'), text: text(12_000) }, BLOCK_ID),
  table,
}));

export const messageBlocks = list(0, 50, messageBlock);
export const viewBlocks = list(
  0,
  100,
  byType(() => common),
);
