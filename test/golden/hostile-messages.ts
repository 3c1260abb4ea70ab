import fc from 'fast-check';
import type { Block, Button, Message, PaperBlock, Span } from '../../src/messages/message.ts';

/** What titles, abstracts, queries and models may contain and a platform may obey. */
const HOSTILE = [
  '<!channel>',
  '<!here|x>',
  '<@U1>',
  '<#C1>',
  '<!subteam^S1>',
  '<!date^1^{date}|x>',
  '<http://x|y>',
  '&amp;',
  '&lt;!channel&gt;',
  '&',
  '@everyone',
  '[x](y)',
  '*b*',
  '_i_',
  '~s~',
  '`c`',
  '```',
  '> q',
  '# h',
  '-# s',
  '- l',
  '1. l',
  '1',
  '. x',
  '||s||',
  '__u__',
  '~~d~~',
  '@here',
  '<@&1>',
  '<#123456789012345678>',
  '<t:1700000000:R>',
  '<:e:1>',
  '</c:1>',
  '<id:guide>',
  ':100:',
  ':jo',
  'y:',
  'http:',
  '//evil.example',
  'https://evil.example/?a=_b_',
  '<https://evil.example>',
  '[x](<https://evil.example>)',
  '](',
  ']',
  '[',
  ':joy:',
  '"',
  '\\',
  '👩‍👩‍👧',
  '🇩🇪',
  '\ud83d',
  '\ude00',
  'عنوان',
  '\u202e',
  '\u2066',
  '\u0000',
  '\n',
  '\u2028',
  'e\u0301\u0302\u0303',
  '中文',
  '',
  ' ',
];

const piece = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.lorem({ maxCount: 5 }),
);
export const text = fc.oneof(
  { weight: 6, arbitrary: fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' ')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(piece, fc.integer({ min: 1, max: 10_000 }))
      .map(([one, length]) => one.repeat(Math.ceil(length / (one.length || 1))).slice(0, length)),
  },
);
const url = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  text.map((tail) => `https://x.example/${tail}`),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://a:b@x.example',
    'x',
    'https://x.example/|<!channel>',
    'http://x.example#<>|',
  ),
);
const span: fc.Arbitrary<Span> = fc.record(
  { text, style: fc.constantFrom('strong', 'emphasis', 'mark', 'code'), url },
  { requiredKeys: ['text'] },
);
const fewSpans = fc.array(span, { maxLength: 3 });
export const spans = fc.oneof(
  { weight: 6, arbitrary: fc.array(span, { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.array(span, { minLength: 50, maxLength: 70 }) },
);
const button: fc.Arbitrary<Button> = fc.record({
  label: text,
  invocation: fc.record({ command: fc.constantFrom('show', 'search'), args: fc.record({ query: text }) }),
});
const buttons = fc.array(button, { maxLength: 30 });
const link = fc.record({ kind: fc.constantFrom('code', 'project', 'model', 'dataset', 'paper', 'link'), url });
export const paper: fc.Arbitrary<PaperBlock> = fc.record(
  {
    kind: fc.constant('paper'),
    number: fc.nat({ max: 999 }),
    title: text,
    name: text,
    url,
    why: fc.array(text, { maxLength: 4 }),
    passage: spans,
    links: fc.array(link, { maxLength: 100 }),
    buttons: fc.array(button, { maxLength: 3 }),
  },
  { requiredKeys: ['kind', 'title', 'why', 'links', 'buttons'] },
);
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 3, arbitrary: paper },
  fc.record({ kind: fc.constant('heading'), text }),
  fc.record({ kind: fc.constant('text'), text: spans }),
  fc.record({ kind: fc.constant('list'), items: fc.array(fewSpans, { maxLength: 12 }) }),
  fc.record({ kind: fc.constant('list'), items: fc.array(fewSpans, { maxLength: 12 }), ordered: fc.constant(true) }),
  fc.record({
    kind: fc.constant('table'),
    header: fc.array(text, { maxLength: 25 }),
    rows: fc.array(fc.array(fewSpans, { maxLength: 25 }), { maxLength: 6 }),
  }),
  fc.record(
    { kind: fc.constant('quote'), sentences: fc.array(text, { maxLength: 4 }), source: text },
    { requiredKeys: ['kind', 'sentences'] },
  ),
  fc.record({ kind: fc.constant('finePrint'), text: spans }),
  fc.record({ kind: fc.constant('actions'), buttons }),
);
export const message: fc.Arbitrary<Message> = fc.record({
  summary: text,
  blocks: fc.array(block, { maxLength: 25 }),
});

/** A sentence without what no message may contain. */
export function readable(sentence: string): string {
  return sentence
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}
