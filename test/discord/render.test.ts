import { describe, expect, test } from 'vitest';
import { escapeMarkdown, renderMessage } from '../../adapters/discord/render/message.ts';
import type { Invocation } from '../../src/messages/invocation.ts';
import { say } from '../../src/messages/markup.ts';
import { type Block, type PaperBlock, plain, type Text } from '../../src/messages/message.ts';
import { problemsOf, readingOf } from './render-reader.ts';

const customId = (invocation: Invocation) => `i:${invocation.command}`;
const show = (paper: string): Invocation => ({ command: 'show', args: { paper } });

function render(blocks: readonly Block[], summary = 'A summary') {
  return renderMessage({ summary, blocks }, { customId });
}

function renderOne(...blocks: readonly Block[]) {
  const parts = render(blocks);
  expect(parts).toHaveLength(1);
  return parts[0]!;
}

/** The Markdown of one block. */
function markdown(block: Block): string {
  const { components } = renderOne(block);
  expect(components).toHaveLength(1);
  const [first] = components ?? [];
  return first !== undefined && 'content' in first ? first.content : '';
}

const text = (of: Text): Block => ({ kind: 'text', text: of });
const button = (label: string) => ({ label, invocation: show('p') });

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
  test('is one text with its own row of buttons below it, and mentions nobody', () => {
    expect(renderOne(PAPER)).toEqual({
      flags: 32768,
      allowed_mentions: { parse: [] },
      components: [
        {
          type: 10,
          content: [
            '**2.** **[Kimi-VL Technical Report](<https://arxiv.org/abs/2504.07491>)**',
            'A **vision** model.',
            '-# has “vision” in its title · is close in meaning (64 %)',
            '-# [Code](<https://github.com/MoonshotAI/Kimi-VL?a=1&b=2>) · [Project page](<https://kimi.example/>)',
          ].join('\n'),
        },
        {
          type: 1,
          components: [
            { type: 2, style: 2, label: 'Abstract', custom_id: 'i:show#0' },
            { type: 2, style: 2, label: 'Similar', custom_id: 'i:similar#1' },
          ],
        },
      ],
    });
  });

  test('without reasons, links and buttons is its title alone', () => {
    expect(markdown({ kind: 'paper', title: 'Alone', why: [], links: [], buttons: [] })).toBe('**Alone**');
  });

  test('whose title can’t be a label has its link behind it, as Discord escapes nothing in labels', () => {
    const [first] = markdown({ ...PAPER, title: '[MASK] is *all* you need', buttons: [] }).split('\n');
    expect(first).toBe('**2.** **\\[MASK\\] is \\*all\\* you need** ([link](<https://arxiv.org/abs/2504.07491>))');
  });

  test('counts the links that it does not show', () => {
    const links = Array.from({ length: 100 }, (_, i) => ({ kind: 'code', url: `https://code.example/${i}` }) as const);
    expect(readingOf(renderOne({ ...PAPER, links })).words).toContain(
      'Code · Code · Code · Code · Code · Code · and 94 more',
    );
    const odd = [{ kind: 'code', url: 'javascript:alert(1)' }] as const;
    expect(readingOf(renderOne({ ...PAPER, links: odd })).words).toContain('1 link in the abstract');
  });

  test('shows fewer links where they are long', () => {
    const links = Array.from(
      { length: 6 },
      (_, i) => ({ kind: 'code', url: `https://x.example/${'a'.repeat(900)}${i}` }) as const,
    );
    const message = renderOne({ ...PAPER, links });
    expect(problemsOf(message)).toEqual([]);
    expect(readingOf(message).words).toContain('Code · and 5 more');
  });

  test('has its title shortened at a word, and its link stays', () => {
    const { words, links } = readingOf(renderOne({ ...PAPER, title: 'reasoning '.repeat(1000) }));
    expect(words).toMatch(/^2\. (?:reasoning ){28}reasoning…\n/);
    expect(links[0]).toBe('https://arxiv.org/abs/2504.07491');
  });
});

describe('text from outside', () => {
  const EVIL =
    '@everyone <@1> <@&2> <#3> <t:0:R> <:e:4> </c:5> [x](https://evil.example) https://evil.example :joy: *b* _i_ __u__ ~~s~~ `c` ||h|| \\';

  test('is shown as it is, and nothing in it is obeyed', () => {
    const { words, live, links, styles } = readingOf(renderOne(text(plain(EVIL))));
    expect(words).toBe(EVIL);
    expect([live, links, styles]).toEqual([[], [], []]);
  });

  test('is shown as it is in every kind of block', () => {
    const message = renderOne(
      { kind: 'heading', text: EVIL },
      { ...PAPER, url: 'https://arxiv.org/abs/1', title: EVIL, why: [EVIL], passage: plain(EVIL) },
      { kind: 'list', items: [plain(EVIL)] },
      { kind: 'quote', sentences: [EVIL], source: EVIL },
      { kind: 'finePrint', text: plain(EVIL) },
      { kind: 'table', header: ['', EVIL, EVIL], rows: [[plain(EVIL), plain(EVIL), plain(EVIL)]] },
    );
    const { words, live } = readingOf(message);
    expect(live).toEqual([]);
    expect(words.split(EVIL)).toHaveLength(14);
    expect(problemsOf(message)).toEqual([]);
  });

  test.each([
    ['# no heading', '\\# no heading'],
    ['### no heading', '\\### no heading'],
    ['-# no small print', '\\-# no small print'],
    ['> no quote', '\\> no quote'],
    ['- no list', '\\- no list'],
    ['  + no list', '  \\+ no list'],
    ['12. no list', '12\\. no list'],
    ['3.5 billion, C# and - in between', '3.5 billion, C# and - in between'],
  ])('at the beginning of a line is text: %s', (line, escaped) => {
    expect(escapeMarkdown(line)).toBe(escaped);
    expect(readingOf(renderOne(text(plain(line))))).toMatchObject({ words: line, styles: [] });
  });

  test.each([
    ['at 09:00 (Berlin): now', 'at 09:00 (Berlin): now'],
    ['https://x.example', 'https\\://x.example'],
    ['HTTP://x', 'HTTP\\://x'],
    [':joy::+1:', '\\:joy\\:\\:+1\\:'],
  ])('has a colon escaped only where it could do something: %s', (words, escaped) => {
    expect(escapeMarkdown(words)).toBe(escaped);
  });

  test('that comes in pieces makes nothing together', () => {
    const pieces = ['1', '. x :jo', 'y: http:', '//evil.example [a]', '(https://b.example) -', ' c'];
    const spans = pieces.map((one) => ({ text: one, url: 'javascript:alert(1)' }));
    const odd = spans.map((span, i) => ({ ...span, url: `${span.url}${i}` }));
    const { words, live, links, styles } = readingOf(renderOne(text(odd)));
    expect(words).toBe(pieces.join(''));
    expect([live, links, styles]).toEqual([[], [], []]);
  });

  test('can’t become the target of a link before it', () => {
    const { words, links } = readingOf(
      renderOne(
        text([
          { text: 'good', url: 'https://good.example' },
          { text: ' ](https://evil.example) ' },
          { text: '](x)', style: 'code' },
        ]),
      ),
    );
    expect(links).toEqual(['https://good.example/']);
    expect(words).toBe('good ](https://evil.example) ](x)');
  });

  test('loses control characters, overrides of the writing direction and halves of characters', () => {
    expect(readingOf(renderOne(text(plain('a\u202eb\u0007c\nd\ud83d')))).words).toBe('abc d\ufffd');
  });

  test.each([
    ['a script', 'javascript:alert(1)'],
    ['with a password', 'https://user:pass@x.example'],
    ['with a name', 'https://good.example@x.example'],
    ['none', 'not a url'],
    ['endless', `https://x.example/${'a'.repeat(1000)}`],
  ])('is no link where its address is %s', (_, url) => {
    expect(markdown(text([{ text: 'here', url }]))).toBe('here');
  });

  test('that is an address leads there, in brackets that keep it from being previewed', () => {
    const url = 'https://x.example/a_b_(c)?q=a|b>c*@everyone';
    expect(markdown({ kind: 'finePrint', text: [{ text: 'Full text: ' }, { text: url, url }] })).toBe(
      '-# Full text: <https://x.example/a_b_%28c%29?q=a%7Cb%3Ec%2A%40everyone>',
    );
  });

  test('that names another address is no label', () => {
    const { words, links } = readingOf(
      renderOne(text([{ text: 'https://good.example', url: 'https://evil.example' }])),
    );
    expect(words).toBe('https://good.example (link)');
    expect(links).toEqual(['https://evil.example/']);
  });
});

test.each([
  ['families', '👩‍👩‍👧', 8],
  ['flags', '🇩🇪', 4],
  ['accents', 'e\u0301\u0302', 3],
])('text that is cut keeps its characters whole: %s', (_, character, length) => {
  const sentence = character.repeat(Math.floor(6000 / length));
  const lines = render([{ kind: 'quote', sentences: [sentence] }]).flatMap((part) => readingOf(part).words.split('\n'));
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(new RegExp(`^(?:${character})+$`, 'u'));
  expect(lines.join('')).toBe(sentence);
});

describe('the other blocks', () => {
  test('a heading is one, shortened at a word', () => {
    const heading = markdown({ kind: 'heading', text: 'word '.repeat(100) });
    expect(heading).toMatch(/^## (?:word )+word…$/);
    expect(heading.length).toBeLessThanOrEqual(153);
  });

  test('styles are marks around words; marks that would touch are kept apart; code that holds a backtick is text', () => {
    expect(markdown(text(say`**Ended.** You can \`/papers ${'search_x'}\` again.`))).toBe(
      '**Ended.** You can `/papers search_x` again.',
    );
    expect(
      markdown(
        text([
          { text: ' a ', style: 'strong' },
          { text: 'b', style: 'emphasis' },
          { text: 'c', style: 'mark' },
          { text: 'd`e', style: 'code' },
        ]),
      ),
    ).toBe(' **a** *b*\u200b**c**d\\`e');
  });

  test('a quote has each sentence on its line, word for word, and then its source', () => {
    expect(markdown({ kind: 'quote', sentences: ['One <b>.', '- Two_.'], source: 'Kimi-VL' })).toBe(
      '> One \\<b\\>.\n> \\- Two\\_.\n> *— Kimi-VL*',
    );
  });

  test('a quote too long for a message goes on in the next one, with no character lost', () => {
    const sentence = Array.from({ length: 5000 }, (_, i) => `w${i}`).join(' ');
    const parts = render([{ kind: 'quote', sentences: [sentence] }]);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(problemsOf)).toEqual([]);
    const words = parts.map((part) => readingOf(part).words).join('\n');
    expect(words.replaceAll('\n', '')).toBe(sentence);
    for (const part of parts) expect(new Set(readingOf(part).styles)).toEqual(new Set(['>']));
  });

  test('a list has bullets or numbers, and leaves out what is empty', () => {
    const items = [plain('first'), [], plain('1. second')];
    expect(markdown({ kind: 'list', items })).toBe('- first\n- 1\\. second');
    expect(markdown({ kind: 'list', items, ordered: true })).toBe('1. first\n2. 1\\. second');
  });

  test('an item too long for a line goes on without another bullet', () => {
    const item = plain('word '.repeat(500));
    expect(render([{ kind: 'list', items: [item, plain('next')] }]).flatMap((part) => readingOf(part).styles)).toEqual([
      '-',
      '-',
    ]);
  });

  test('a numbered list that is cut counts on', () => {
    const items = Array.from({ length: 60 }, (_, i) => plain(`item ${i} ${'x'.repeat(80)}`));
    const parts = render([{ kind: 'list', items, ordered: true }]);
    expect(parts).toHaveLength(2);
    const numbers = parts.flatMap((part) => readingOf(part).styles);
    expect(numbers).toEqual(items.map((_, i) => `${i + 1}.`));
  });

  test('a table is a list under each first cell', () => {
    const rows = [
      [plain('Data'), plain('Math'), plain('not stated')],
      [plain('Code'), [{ text: 'yes', url: 'https://x.example' }], []],
    ];
    expect(markdown({ kind: 'table', header: ['', 'A', 'B_1'], rows })).toBe(
      [
        '**Data**',
        '- *A\\:* Math',
        '- *B\\_1\\:* not stated',
        '**Code**',
        '- *A\\:* [yes](<https://x.example/>)',
        '- *B\\_1\\:* ',
      ].join('\n'),
    );
  });

  test('a channel is one to go to, where it is one of Discord', () => {
    expect(
      markdown(
        text([
          { text: '#123456789012345678', channel: '123456789012345678' },
          { text: ', #C1', channel: 'C1' },
        ]),
      ),
    ).toBe('<#123456789012345678>, #C1');
  });

  test('a moment is shown in the reader’s time zone, with how far off it is', () => {
    const date = Date.UTC(2026, 10, 23, 8);
    const next = [{ text: 'next: ' }, { text: 'Monday 23 November 09:00', date }, { text: '.' }];
    expect(markdown(text(next))).toBe('next: <t:1795420800:F> (<t:1795420800:R>).');
    expect(markdown({ kind: 'finePrint', text: next })).toBe('-# next: <t:1795420800:F> (<t:1795420800:R>).');
    expect(markdown(text([{ text: '09:00 <t:0:R>', date: Number.NaN }]))).toBe('09:00 \\<t\\:0:R\\>');
  });

  test('buttons are at most five in a row, with labels that are never empty and ids that are never the same', () => {
    const message = renderOne({
      kind: 'actions',
      buttons: [...Array.from({ length: 10 }, (_, i) => button(`B${i}`)), button(' '), button('long '.repeat(50))],
    });
    expect(problemsOf(message)).toEqual([]);
    expect(readingOf(message).ids).toEqual(Array.from({ length: 12 }, (_, i) => `i:show#${i}`));
    const rows = readingOf(message).words.split('\n');
    expect(rows.slice(0, 2)).toEqual(['B0 B1 B2 B3 B4', 'B5 B6 B7 B8 B9']);
    expect(rows[2]).toMatch(/^… (?:long )+long…$/);
  });

  test('an id that is too long is a mistake of the caller', () => {
    const long = (length: number) => () =>
      renderMessage(
        { summary: '', blocks: [{ kind: 'actions', buttons: [button('B')] }] },
        { customId: () => 'x'.repeat(length) },
      );
    expect(long(91)).toThrow('The id of the button “B” is too long.');
    expect(long(90)).not.toThrow();
  });

  test('a message that has nothing to show is its summary', () => {
    expect(markdown(text([]))).toBe('A summary');
    expect(readingOf(render([], 'Nothing <new>')[0]!).words).toBe('Nothing <new>');
    expect(readingOf(render([], ' ')[0]!).words).toBe('Paperboy');
  });
});

describe('a message that is too long', () => {
  const papers = Array.from({ length: 20 }, (_, i) => ({ ...PAPER, number: i + 1 }));

  test('goes on in a second one, no paper torn apart, and a heading stays with its first', () => {
    const parts = render([
      { kind: 'heading', text: 'First' },
      ...papers,
      { kind: 'heading', text: 'Second' },
      ...papers,
    ]);
    expect(parts.flatMap(problemsOf)).toEqual([]);
    for (const { components = [] } of parts) {
      expect(components[0]?.type).toBe(10);
      expect(components.at(-1)?.type).toBe(1);
    }
    const ids = parts.flatMap((part) => readingOf(part).ids);
    expect(new Set(ids).size).toBe(80);
  });

  test('says less of each paper where that makes it one', () => {
    const long = Array.from({ length: 5 }, (_, i) => ({
      ...PAPER,
      number: i + 1,
      passage: plain('word '.repeat(140)),
    }));
    const { words } = readingOf(renderOne(...long));
    expect(words.match(/(?:word )+word…/g)?.map(({ length }) => length <= 400 && length > 380)).toEqual(
      Array(5).fill(true),
    );
    const more = render([...long, ...long, ...long]).map(readingOf);
    expect(more.length).toBeGreaterThan(1);
    expect(more[0]?.words).toContain('word '.repeat(139));
  });

  test.each([
    ['characters', 4, 1000],
    ['components', 40, 1],
  ])('fills a part to the limit of its %s and no further', (_, count, length) => {
    const blocks = Array.from({ length: count }, () => text(plain('x'.repeat(length))));
    const [part, ...others] = render(blocks);
    expect(others).toEqual([]);
    expect(problemsOf(part!)).toEqual([]);
    const parts = render([...blocks, text(plain('y'))]);
    expect(parts.map(({ components }) => components?.length)).toEqual([count, 1]);
  });
});
