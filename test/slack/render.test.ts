import { describe, expect, test } from 'vitest';
import { escapeMrkdwn, renderMessage } from '../../adapters/slack/render/message.ts';
import type { Invocation } from '../../src/messages/invocation.ts';
import { say } from '../../src/messages/markup.ts';
import { type Block, type PaperBlock, plain } from '../../src/messages/message.ts';
import { problemsOf, wordsOf } from './block-kit.ts';

const value = (invocation: Invocation) => JSON.stringify(invocation);
const show = (paper: string): Invocation => ({ command: 'show', args: { paper } });

function render(blocks: readonly Block[], summary = 'A summary') {
  return renderMessage({ summary, blocks }, { value });
}

function renderOne(...blocks: readonly Block[]) {
  const parts = render(blocks);
  expect(parts).toHaveLength(1);
  return parts[0]!;
}

const PAPER: PaperBlock = {
  kind: 'paper',
  number: 2,
  title: 'Kimi-VL Technical Report',
  name: 'Kimi-VL',
  url: 'https://arxiv.org/abs/2504.07491',
  why: ['has “vision” in its title', 'is close in meaning (64 %)'],
  passage: [{ text: 'A ' }, { text: 'vision', style: 'mark' }, { text: ' model.' }],
  links: [
    { kind: 'code', url: 'https://github.com/MoonshotAI/Kimi-VL?a=1&b=2' },
    { kind: 'project', url: 'https://kimi.example' },
  ],
  buttons: [
    { label: 'Abstract', invocation: show('kimi-vl') },
    { label: 'Similar', invocation: { command: 'similar', args: { paper: 'kimi-vl' } } },
  ],
};

describe('a paper', () => {
  test('is its title with what it says, a grey line with reasons and links, and a row of buttons', () => {
    expect(renderOne(PAPER).blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: '2. ', style: { bold: true } },
              {
                type: 'link',
                url: 'https://arxiv.org/abs/2504.07491',
                text: 'Kimi-VL Technical Report',
                style: { bold: true },
              },
              { type: 'text', text: '\n' },
              { type: 'text', text: 'A ' },
              { type: 'text', text: 'vision', style: { bold: true } },
              { type: 'text', text: ' model.' },
            ],
          },
        ],
      },
      {
        type: 'context',
        elements: [
          { type: 'plain_text', text: 'has “vision” in its title · is close in meaning (64 %)', emoji: false },
          {
            type: 'mrkdwn',
            text: '<https://github.com/MoonshotAI/Kimi-VL?a=1&amp;b=2|Code> · <https://kimi.example/|Project page>',
            verbatim: true,
          },
        ],
      },
      {
        type: 'actions',
        block_id: 'b0',
        elements: [
          {
            type: 'button',
            action_id: 'invoke:0',
            text: { type: 'plain_text', text: 'Abstract', emoji: false },
            value: '{"command":"show","args":{"paper":"kimi-vl"}}',
            accessibility_label: 'Abstract: 2. Kimi-VL',
          },
          {
            type: 'button',
            action_id: 'invoke:1',
            text: { type: 'plain_text', text: 'Similar', emoji: false },
            value: '{"command":"similar","args":{"paper":"kimi-vl"}}',
            accessibility_label: 'Similar: 2. Kimi-VL',
          },
        ],
      },
    ]);
  });

  test('without reasons, links and buttons is its title alone', () => {
    const { blocks } = renderOne({ kind: 'paper', title: 'Alone', why: [], links: [], buttons: [] });
    expect(blocks).toHaveLength(1);
    expect(wordsOf(blocks)).toBe('Alone');
  });

  test('counts the links that it does not show', () => {
    const links = Array.from({ length: 100 }, (_, i) => ({ kind: 'code', url: `https://code.example/${i}` }) as const);
    const words = wordsOf(renderOne({ ...PAPER, links }).blocks);
    expect(words).toContain('Code · Code · Code · Code · Code · Code · and 94 more');
    const odd = [{ kind: 'code', url: 'javascript:alert(1)' }] as const;
    expect(wordsOf(renderOne({ ...PAPER, links: odd }).blocks)).toContain('1 link in the abstract');
  });

  test('has its title shortened at a word, and its link stays', () => {
    const { blocks } = renderOne({ ...PAPER, title: 'reasoning '.repeat(1000) });
    expect(wordsOf(blocks)).toMatch(/^2\. (?:reasoning ){28}reasoning…\n/);
    expect(JSON.stringify(blocks)).toContain('"url":"https://arxiv.org/abs/2504.07491"');
  });
});

describe('text from outside', () => {
  test('is shown as it is, and nothing in it is obeyed', () => {
    const evil = '<!channel> <@U1> <http://x|y> &amp; *bold* _it_ `code` :joy: @everyone';
    const { blocks } = renderOne({ kind: 'text', text: plain(evil) }, { ...PAPER, title: evil, why: [evil] });
    expect(blocks[0]).toEqual({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: evil }] }],
    });
    expect(blocks.filter((block) => JSON.stringify(block).includes('"mrkdwn"'))).toHaveLength(1);
    expect(wordsOf(blocks).split(evil)).toHaveLength(4);
  });

  test('in styled small print keeps its marks, as an element that is no markup', () => {
    const text = say`Read “${'*serach* <!here>'}” as \`search <x>\`.`;
    expect(renderOne({ kind: 'finePrint', text }).blocks).toEqual([
      {
        type: 'context',
        elements: [
          { type: 'plain_text', text: 'Read “*serach* <!here>” as ', emoji: false },
          { type: 'mrkdwn', text: '`search &lt;x&gt;`.', verbatim: true },
        ],
      },
    ]);
  });

  test('is escaped in mrkdwn: exactly &, < and >', () => {
    expect(escapeMrkdwn('a & b <think> &amp; "c" \'d\' *e*')).toBe('a &amp; b &lt;think&gt; &amp;amp; "c" \'d\' *e*');
    expect(render([PAPER], 'Q&A: <!channel>')[0]?.text).toBe('Q&amp;A: &lt;!channel&gt;');
  });

  test('loses control characters, overrides of the writing direction and halves of characters', () => {
    const { blocks } = renderOne({ kind: 'text', text: plain('a\u202eb\u0007c\nd\ud83d') });
    expect(wordsOf(blocks)).toBe('abc d\ufffd');
  });

  test.each([
    ['a script', 'javascript:alert(1)'],
    ['with a password', 'https://user:pass@x.example'],
    ['none', 'not a url'],
    ['endless', `https://x.example/${'a'.repeat(3000)}`],
  ])('is no link where its address is %s', (_, url) => {
    const { blocks } = renderOne(
      { kind: 'text', text: [{ text: 'here', url }] },
      { kind: 'finePrint', text: [{ text: 'there', url }] },
    );
    expect(wordsOf(blocks)).toBe('here\nthere');
    expect(JSON.stringify(blocks)).not.toContain(url);
  });

  test('that is a long address is shown short, and leads there', () => {
    const url =
      'https://www.arxiv.org/search/?query=Stop+Overthinking+A+Survey+on+Efficient+Reasoning&searchtype=title';
    const shown = 'arxiv.org/search/?query=Stop+Overthinking+A+Survey+on+Effic…';
    const text = [{ text: 'Full text: ' }, { text: url, url }];
    const { blocks } = renderOne({ kind: 'text', text }, { kind: 'finePrint', text });
    expect(blocks[0]).toMatchObject({ elements: [{ elements: [{}, { type: 'link', url, text: shown }] }] });
    expect(blocks[1]).toMatchObject({
      elements: [{ text: `Full text: <${url.replace('&', '&amp;')}|${shown}>` }],
    });
  });

  test('cannot end a link in small print', () => {
    const url = 'https://x.example/?q=a|b>c<!channel>&d';
    const { blocks } = renderOne({ kind: 'finePrint', text: [{ text: 'Full text: ' }, { text: url, url }] });
    expect(blocks[0]).toEqual({
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: 'Full text: <https://x.example/?q=a%7Cb%3Ec%3C!channel%3E&amp;d>',
          verbatim: true,
        },
      ],
    });
  });
});

test.each([
  ['families', '👩‍👩‍👧', 8],
  ['flags', '🇩🇪', 4],
  ['accents', 'e\u0301\u0302', 3],
])('text that is cut keeps its characters whole: %s', (_, character, length) => {
  const text = `x${character.repeat(2000)}`;
  const { blocks } = renderOne({ kind: 'quote', sentences: [text.slice(0, 5000 - (4999 % length))] });
  const pieces = JSON.stringify(blocks)
    .match(/"text":"[^"]*"/g)!
    .map((piece) => piece.slice(8, -1));
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece).toMatch(new RegExp(`^x?(?:${character})+$`, 'u'));
});

describe('the other blocks', () => {
  test('a heading is a header, shortened at a word', () => {
    const [header] = renderOne({ kind: 'heading', text: 'word '.repeat(100) }).blocks;
    expect(header).toMatchObject({ type: 'header', text: { type: 'plain_text', emoji: false } });
    expect(wordsOf([header])).toMatch(/^(?:word )+word…$/);
    expect(wordsOf([header]).length).toBeLessThanOrEqual(150);
  });

  test('a quote has each sentence on its line, word for word, and then its source', () => {
    expect(renderOne({ kind: 'quote', sentences: ['One <b>.', 'Two.'], source: 'Kimi-VL' }).blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_quote',
            elements: [
              { type: 'text', text: 'One <b>.' },
              { type: 'text', text: '\n' },
              { type: 'text', text: 'Two.' },
              { type: 'text', text: '\n' },
              { type: 'text', text: '— Kimi-VL', style: { italic: true } },
            ],
          },
        ],
      },
    ]);
  });

  test('a quote too long for a message goes on in the next one, with no character lost', () => {
    const sentence = Array.from({ length: 5000 }, (_, i) => `w${i}`).join(' ');
    const parts = render([{ kind: 'quote', sentences: [sentence] }]);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(problemsOf)).toEqual([]);
    expect(
      parts
        .map(({ blocks }) => wordsOf(blocks))
        .join('')
        .replaceAll('\n', ''),
    ).toBe(sentence);
    expect(parts.map(({ text }) => text)).toEqual(parts.map((_, i) => `A summary (${i + 1} of ${parts.length})`));
  });

  test('a list has bullets or numbers; code of several pieces is one', () => {
    const items = [say`\`/papers ${'search'}\`  finds`, plain('second')];
    expect(renderOne({ kind: 'list', items }).blocks[0]).toMatchObject({
      elements: [
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [
            {
              elements: [
                { type: 'text', text: '/papers search', style: { code: true } },
                { type: 'text', text: '  finds' },
              ],
            },
            { elements: [{ type: 'text', text: 'second' }] },
          ],
        },
      ],
    });
    expect(renderOne({ kind: 'list', items, ordered: true }).blocks[0]).toMatchObject({
      elements: [{ type: 'rich_text_list', style: 'ordered' }],
    });
  });

  test('a numbered list that is cut keeps its numbers', () => {
    const items = Array.from({ length: 60 }, (_, i) => plain(`item ${i + 1} ${'x'.repeat(200)}`));
    const parts = render([{ kind: 'list', items, ordered: true }]);
    const lines = parts.flatMap(({ blocks }) => wordsOf(blocks).split('\n'));
    expect(lines.map((line) => line.slice(0, 11).replace(/x+$/, '').trim())).toEqual(
      items.map((_, i) => `${i + 1}. item ${i + 1}`),
    );
  });

  test('a table is Slack’s own; a second one is a list, since a message has room for one', () => {
    const table = {
      kind: 'table',
      header: ['', 'Kimi-VL', 'QFFT'],
      rows: [[plain('Data'), plain('MMMU <x>'), [{ text: 'not stated', style: 'emphasis' }]], [plain('Code')]],
    } as const;
    const { blocks } = renderOne(table, table);
    expect(blocks[0]).toEqual({
      type: 'table',
      column_settings: [{ is_wrapped: true }, { is_wrapped: true }, { is_wrapped: true }],
      rows: [
        ['·', 'Kimi-VL', 'QFFT'].map((text) => ({ type: 'raw_text', text })),
        [
          { type: 'raw_text', text: 'Data' },
          { type: 'raw_text', text: 'MMMU <x>' },
          {
            type: 'rich_text',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'not stated', style: { italic: true } }] },
            ],
          },
        ],
        ['Code', '·', '·'].map((text) => ({ type: 'raw_text', text })),
      ],
    });
    expect(wordsOf(blocks.slice(1))).toBe('Data\nKimi-VL: MMMU <x>QFFT: not stated\nCode');
  });

  test.each([
    ['rows', 100, 2, 'x'],
    ['columns', 2, 21, 'x'],
    ['characters', 10, 10, 'x'.repeat(150)],
  ])('a table with too many %s is a list', (_, rows, columns, text) => {
    const cells = Array.from({ length: columns }, () => plain(text));
    const parts = render([
      { kind: 'table', header: cells.map(() => 'h'), rows: Array.from({ length: rows }, () => cells) },
    ]);
    expect(parts.flatMap(problemsOf)).toEqual([]);
    expect(JSON.stringify(parts)).not.toContain('"table"');
    expect(
      parts
        .map(({ blocks }) => wordsOf(blocks))
        .join('')
        .split(text).length - 1,
    ).toBe(rows * columns);
  });

  test('a channel is a link to it, a direct conversation is called so', () => {
    const { blocks } = renderOne({
      kind: 'text',
      text: [{ text: '#C0001', channel: 'C0001' }, { text: ', ' }, { text: '#D0001', channel: 'D0001' }],
    });
    expect(blocks[0]).toMatchObject({
      elements: [
        {
          elements: [
            { type: 'channel', channel_id: 'C0001' },
            { type: 'text', text: ', ' },
            { type: 'text', text: 'direct message' },
          ],
        },
      ],
    });
  });

  test('a moment is shown in the reader’s time zone, in the small print too', () => {
    const text = [{ text: 'next: ' }, { text: 'Monday 23 November 09:00', date: Date.UTC(2026, 10, 23, 8) }];
    const moment = { type: 'date', timestamp: 1_795_420_800, fallback: 'Monday 23 November 09:00' };
    expect(renderOne({ kind: 'text', text }).blocks[0]).toMatchObject({
      elements: [{ elements: [{ type: 'text', text: 'next: ' }, moment] }],
    });
    expect(JSON.stringify(renderOne({ kind: 'finePrint', text }).blocks)).toMatch(
      /<!date\^1795420800\^[^|]+\|Monday 23 November 09:00>/,
    );
  });

  test('buttons are at most 25 in a row; a value that is too long is a mistake of the caller', () => {
    const buttons = Array.from({ length: 30 }, (_, i) => ({ label: `B${i}`, invocation: show('p') }));
    const { blocks } = renderOne({ kind: 'actions', buttons });
    expect(blocks.map((block) => (block.type === 'actions' ? block.elements.length : 0))).toEqual([25, 5]);
    const long = () =>
      renderMessage({ summary: '', blocks: [{ kind: 'actions', buttons }] }, { value: () => 'x'.repeat(2001) });
    expect(long).toThrow('The value of the button “B0” is too long.');
  });
});

describe('the text for notifications', () => {
  test('is the summary, shortened where it is endless and never inside an entity', () => {
    expect(render([PAPER], 'Trending: Kimi-VL')[0]?.text).toBe('Trending: Kimi-VL');
    const text = render([PAPER], '&'.repeat(9000))[0]!.text;
    expect(text).toMatch(/^(?:&amp;)+…$/);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text.length).toBeGreaterThan(3900);
  });

  test('is the message itself where it is one line', () => {
    const line = { kind: 'text', text: say`**Ended.** You can subscribe again.` } as const;
    expect(render([line, { kind: 'finePrint', text: plain('small') }])[0]?.text).toBe(
      'Ended. You can subscribe again.',
    );
    expect(render([line, line])[0]?.text).toBe('A summary');
  });

  test('stands in for blocks that have nothing to show', () => {
    const { text, blocks } = render([{ kind: 'text', text: [] }], 'Nothing <new>')[0]!;
    expect(text).toBe('Nothing &lt;new&gt;');
    expect(wordsOf(blocks)).toBe('Nothing <new>');
  });
});

test('many papers go on in a second message, none torn apart, and a heading stays with its first', () => {
  const papers = Array.from({ length: 20 }, (_, i) => ({ ...PAPER, number: i + 1 }));
  const parts = render([{ kind: 'heading', text: 'First' }, ...papers, { kind: 'heading', text: 'Second' }, ...papers]);
  expect(parts.flatMap(problemsOf)).toEqual([]);
  for (const { blocks } of parts) {
    expect(blocks.at(-1)?.type).toBe('actions');
    expect(['header', 'rich_text']).toContain(blocks[0]?.type);
  }
  const ids = parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])),
  );
  expect(new Set(ids.map((one) => one.action_id)).size).toBe(80);
});
