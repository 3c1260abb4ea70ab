import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, type FakeSlack, readMrkdwn, startFakeSlack, visible } from '../fakes/slack/fake-slack.ts';

let fake: FakeSlack;
beforeEach(async () => {
  fake = await startFakeSlack();
});
afterEach(() => fake.stop());

type Answer = Readonly<Record<string, unknown>>;

async function call(method: string, args: object): Promise<Answer> {
  const answer = await fetch(`${fake.apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${fake.tokens.bot}` },
    body: JSON.stringify(args),
  });
  return (await answer.json()) as Answer;
}

const quiet = { unfurl_links: false, unfurl_media: false };
const say = (blocks: unknown, text = 'x') => call('chat.postMessage', { channel: 'C0001', text, blocks, ...quiet });
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('B'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const long = (length: number) => 'x'.repeat(length);
const divider = { type: 'divider' };
const cell = (text: string) => ({ type: 'raw_text', text });
const option = (text: string, value = text) => ({ text: plain(text), value });
const select = (options: object[], more: object = {}) =>
  actions({ type: 'static_select', action_id: 's', placeholder: plain('p'), options, ...more });

describe('blocks', () => {
  test.each<[string, unknown[]]>([
    ['50 blocks', Array(50).fill(divider)],
    ['a section of 3000', [mrkdwn(long(3000))]],
    ['a header of 150', [{ type: 'header', text: plain(long(150)) }]],
    ['a full button', [actions(button({ text: plain(long(75)), value: long(2000), action_id: long(255) }))]],
    ['25 buttons', [actions(...Array.from({ length: 25 }, (_, i) => button({ action_id: `a${i}` })))]],
    ['a table', [{ type: 'table', rows: [[cell('a'), cell('b')]] }]],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] }],
        },
      ],
    ],
    ['fields and an accessory', [{ type: 'section', fields: [plain('a')], accessory: button() }]],
    ['a select', [select([option('a')], { initial_option: option('a') })]],
  ])('%s are taken', async (_, blocks) => {
    expect(await say(blocks)).toMatchObject({ ok: true });
    expect(fake.violations).toEqual([]);
  });

  test.each<[string, unknown[], string]>([
    ['51 blocks', Array(51).fill(divider), 'no more than 50 items allowed [json-pointer:/blocks]'],
    ['a long section', [mrkdwn(long(3001))], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    ['an empty section', [mrkdwn('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
    ['a long field', [{ type: 'section', fields: [plain(long(2001))] }], 'less than 2001'],
    ['a long header', [{ type: 'header', text: plain(long(151)) }], 'less than 151'],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }], 'must be one of plain_text'],
    ['a long label', [actions(button({ text: plain(long(76)) }))], 'less than 76'],
    ['a long value', [actions(button({ value: long(2001) }))], 'less than 2001'],
    ['a long url', [actions(button({ url: `https://x/${long(3000)}` }))], 'less than 3001'],
    ['no url', [actions(button({ url: 'x y' }))], 'must be a valid URL'],
    ['a long action_id', [actions(button({ action_id: long(256) }))], 'less than 256'],
    ['a long block_id', [{ ...divider, block_id: long(256) }], 'less than 256'],
    ['26 buttons', [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `a${i}` })))], 'more than 25'],
    ['11 elements', [{ type: 'context', elements: Array(11).fill(plain('a')) }], 'no more than 10'],
    ['a button in a context', [{ type: 'context', elements: [button()] }], 'unsupported type: button'],
    ['101 options', [select(Array.from({ length: 101 }, (_, i) => option(`${i}`)))], 'no more than 100'],
    ['a long option', [select([option(long(76), 'v')])], 'less than 76'],
    ['a long value of an option', [select([option('a', long(151))])], 'less than 151'],
    ['a long placeholder', [select([option('a')], { placeholder: plain(long(151)) })], 'less than 151'],
    ['an unknown choice', [select([option('a')], { initial_option: option('b') })], 'one of the options'],
    ['a long description', [{ type: 'image', image_url: 'https://x', alt_text: long(2001) }], 'less than 2001'],
    ['the same action_id', [actions(button()), actions(button())], 'action_id "a" already exists'],
    ['the same block_id', Array(2).fill({ ...divider, block_id: 'b' }), 'block_id "b" already exists'],
    ['long markdown', Array(2).fill({ type: 'markdown', text: long(6001) }), 'less than 12001 characters in all'],
    ['two tables', Array(2).fill({ type: 'table', rows: [[cell('a')]] }), 'only one table'],
    ['an uneven table', [{ type: 'table', rows: [[cell('a')], [cell('a'), cell('b')]] }], 'same number of cells'],
    ['an unknown block', [{ type: 'carpet' }], 'unsupported type: carpet'],
    ['an unknown property', [{ ...divider, color: 'red' }], 'invalid additional property: color'],
    ['half a character', [mrkdwn('\ud83d')], 'must be valid Unicode'],
  ])('%s is refused', async (_, blocks, problem) => {
    const answer = await say(blocks);
    expect(answer).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(JSON.stringify(answer['response_metadata'])).toContain(JSON.stringify(problem).slice(1, -1));
    expect(fake.messages).toEqual([]);
    expect(fake.violations).toHaveLength(1);
  });

  test('together they are refused where they are too long', async () => {
    expect(await say(Array(5).fill(mrkdwn(long(2700))))).toMatchObject({ error: 'msg_blocks_too_long' });
  });
});

describe('a message', () => {
  test.each([
    ['without text', { channel: 'C0001' }, 'no_text'],
    ['of 40,001 characters', { channel: 'C0001', text: long(40_001) }, 'msg_too_long'],
    ['without a channel', { text: 'x' }, 'invalid_arguments'],
    ['with an unknown argument', { channel: 'C0001', text: 'x', thread: '1.1' }, 'invalid_arguments'],
    ['with poor metadata', { channel: 'C0001', text: 'x', metadata: { event_type: 'a' } }, 'invalid_metadata_format'],
  ])('%s is refused and noted', async (_, args, error) => {
    expect(await call('chat.postMessage', args)).toMatchObject({ ok: false, error });
    expect(fake.violations).toHaveLength(1);
  });

  test.each([
    ['blocks without a text', { blocks: [divider], ...quiet }, 'without a text'],
    ['a very long text', { text: long(4001) }, '4001 characters'],
    ['previews', { text: 'x', blocks: [divider], unfurl_links: false }, 'unfurl_media is not false'],
  ])('with %s is taken and noted', async (_, args, violation) => {
    expect(await call('chat.postMessage', { channel: 'C0001', ...args })).toMatchObject({ ok: true });
    expect(fake.violations).toEqual([expect.stringContaining(violation)]);
  });

  test('there is no other method than those of Slack', async () => {
    expect(await call('chat.shout', {})).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(fake.violations).toEqual(['there is no method chat.shout']);
  });

  test('tells what in it is live, and what is not', async () => {
    const rich = [
      { type: 'user', user_id: 'U7' },
      { type: 'text', text: '<@U8>' },
    ];
    const blocks = [
      mrkdwn('<@U1> <#C1|c> <https://x.org|x> <!date^1^{date}|d> &lt;!here&gt; <think> a < b'),
      { type: 'section', text: plain('<!channel>') },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: rich }] },
      actions(button({ value: '<!channel>' })),
    ];
    expect(await say(blocks, '<!channel> hi')).toMatchObject({ ok: true });
    expect(fake.live.map(({ kind, text }) => [kind, text])).toEqual([
      ['broadcast', '<!channel>'],
      ['person', '<@U1>'],
      ['channel', '<#C1|c>'],
      ['link', '<https://x.org|x>'],
      ['date', '<!date^1^{date}|d>'],
      ['person', 'U7'],
    ]);
  });

  test('looks as a person sees it', async () => {
    await say([
      { type: 'header', text: plain('Title & more') },
      mrkdwn('*<https://x.org|A *title*>* by <@U1>, _2.8B_ &lt;b&gt; &amp;amp; 2*3*4 a_b_c <!date^1^{date}|today>'),
      { type: 'context', elements: [plain('one'), { type: 'mrkdwn', text: '`two`' }] },
      { type: 'table', rows: [[cell('a'), cell('b')]] },
      actions(button(), button({ action_id: 'c', text: plain('C'), value: 'v', url: 'https://y.org' })),
    ]);
    expect(visible(fake.messages[0]!)).toBe(
      ['Title & more', 'A title by @U1, 2.8B <b> &amp; 2*3*4 a_b_c today', 'one  two', 'a | b', '[B]  [C]'].join('\n'),
    );
    expect(buttonsOf(fake.messages[0]!)).toMatchObject([
      { label: 'B', value: '', actionId: 'a' },
      { label: 'C', value: 'v', url: 'https://y.org' },
    ]);
    expect(readMrkdwn('&lt;!channel&gt; *bold* ~no~')).toBe('<!channel> bold no');
  });
});

describe('a response_url', () => {
  /** That of a command which nobody acknowledges. */
  async function responseUrl(): Promise<string> {
    await fake.stop();
    fake = await startFakeSlack({ patience: 1 });
    await fake.command('hello');
    return String(fake.deliveries[0]?.payload['response_url']);
  }
  const respond = async (url: string, body: object) => {
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return `${answer.status} ${await answer.text()}`;
  };

  test('takes five answers', async () => {
    const url = await responseUrl();
    for (let i = 1; i <= 5; i += 1) expect(await respond(url, { text: `${i}` })).toBe('200 ok');
    expect(await respond(url, { text: '6' })).toBe('404 used_url');
    expect(fake.ephemerals.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  });

  test('lives for half an hour', async () => {
    const url = await responseUrl();
    fake.advance(30 * 60_000 - 1000);
    expect(await respond(url, { text: 'x', response_type: 'in_channel' })).toBe('200 ok');
    expect(fake.messages).toMatchObject([{ text: 'x', channel: 'C0001', byBot: true }]);
    fake.advance(2000);
    expect(await respond(url, { text: 'x' })).toBe('404 expired_url');
  });

  test('of a command replaces nothing', async () => {
    const url = await responseUrl();
    await respond(url, { text: '1' });
    await respond(url, { text: '2', replace_original: true });
    expect(fake.ephemerals.map(({ text }) => text)).toEqual(['1', '2']);
    expect(fake.violations).toEqual(['response_url: the answer of a command replaces nothing']);
  });
});

describe('a view', () => {
  const modal = (more: object = {}) => ({ type: 'modal', title: plain('T'), blocks: [divider], ...more });

  /** The trigger of a command which nobody acknowledges. */
  async function trigger(): Promise<unknown> {
    await fake.stop();
    fake = await startFakeSlack({ patience: 1 });
    await fake.command('hello');
    return fake.deliveries[0]?.payload['trigger_id'];
  }
  const open = async (view: object, trigger_id: unknown) => call('views.open', { trigger_id, view });

  test('needs a trigger that is fresh and unused', async () => {
    const id = await trigger();
    expect(await open(modal(), 'made up')).toMatchObject({ error: 'invalid_trigger_id' });
    expect(await open(modal(), id)).toMatchObject({ ok: true });
    expect(await open(modal(), id)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = await trigger();
    fake.advance(3001);
    expect(await open(modal(), late)).toMatchObject({ error: 'expired_trigger_id' });
  });

  test.each<[string, object, string]>([
    ['a long title', modal({ title: plain(long(25)) }), 'less than 25'],
    ['a long submit', modal({ submit: plain(long(25)) }), 'less than 25'],
    ['a long close', modal({ close: plain(long(25)) }), 'less than 25'],
    ['long metadata', modal({ private_metadata: long(3001) }), 'less than 3001'],
    ['101 blocks', modal({ blocks: Array(101).fill(divider) }), 'no more than 100'],
    ['a table', modal({ blocks: [{ type: 'table', rows: [[cell('a')]] }] }), 'unsupported type: table'],
    [
      'an input without submit',
      modal({ blocks: [{ type: 'input', label: plain('l'), element: { type: 'plain_text_input', action_id: 'a' } }] }),
      'missing required field: submit',
    ],
  ])('with %s is refused', async (_, view, problem) => {
    const answer = await open(view, await trigger());
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(JSON.stringify(answer)).toContain(problem);
  });

  test('is updated, and a home published, by the hash that was seen', async () => {
    const opened = (await open(modal(), await trigger()))['view'] as Answer;
    const change = { view_id: opened['id'], view: modal({ title: plain('New') }), hash: opened['hash'] };
    expect(await call('views.update', change)).toMatchObject({ ok: true });
    expect(fake.views[0]?.title).toBe('New');
    expect(await call('views.update', change)).toMatchObject({ error: 'hash_conflict' });
    expect(
      await call('views.publish', { user_id: 'U0001', view: { type: 'home', blocks: Array(100).fill(divider) } }),
    ).toMatchObject({ ok: true });
    expect(fake.homes.get('U0001')?.blocks).toHaveLength(100);
  });
});
