import { beforeEach, describe, expect, test } from 'vitest';
import { memoryInbox, memorySignals, memorySubscriptions, memoryThreads } from '../../adapters/store/memory.ts';
import { renderTerminal } from '../../adapters/terminal/render.ts';
import { PLAIN } from '../../adapters/terminal/style.ts';
import { createBot } from '../../src/bot.ts';
import type { Library } from '../../src/library.ts';
import type { Invocation } from '../../src/messages/invocation.ts';
import type { Bot, Place, Reply, User } from '../../src/ports.ts';
import type { SignalStore } from '../../src/stores.ts';
import { shippedLibrary } from '../conversation.ts';
import { libraryOf, voted } from '../voted-papers.ts';

const NOW = '2026-03-04T14:05:00Z';
const PLACE: Place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };
const ada: User = { id: 'ada', timeZone: 'Europe/Berlin', isAdmin: false };

/** A Wednesday: two papers listed today, one gaining since Sunday, one quiet since Monday, one of February. */
const PAPERS = [
  voted('Agents', '2026-03-04', { '2026-03-04T08:00:00Z': 20, '2026-03-04T13:30:00Z': 41 }),
  voted('Robots', '2026-03-04', { '2026-03-04T13:30:00Z': 3 }),
  voted('Vision', '2026-03-01', { '2026-03-03T12:00:00Z': 80, '2026-03-04T13:30:00Z': 104 }),
  voted('Speech', '2026-03-02', { '2026-03-02T12:00:00Z': 90 }),
  voted('Proofs', '2026-02-10', { '2026-02-10T12:00:00Z': 200 }),
];

let bot: Bot;
let signals: SignalStore;
let events = 0;
beforeEach(() => {
  signals = memorySignals();
  bot = botWith(libraryOf(PAPERS));
});

function botWith(library: Library, now = NOW): Bot {
  return createBot({
    library,
    clock: { now: () => new Date(now) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    inbox: memoryInbox(),
    threads: memoryThreads(),
    subscriptions: memorySubscriptions(),
    signals,
  });
}

async function reply(text: string, user = ada): Promise<Reply> {
  const said = await bot.handle({ id: `Ev${++events}`, kind: 'command', text, user, place: PLACE });
  if (!said) throw new Error(`“${text}” has no answer.`);
  return said;
}

async function press(invocation: Invocation | undefined): Promise<string> {
  if (!invocation) throw new Error('There is no such button.');
  const said = await bot.handle({ id: `Ev${++events}`, kind: 'action', invocation, user: ada, place: PLACE });
  return said ? seen(said) : '';
}

const seen = ({ message }: Reply) => renderTerminal(message, { style: PLAIN, width: undefined });
const say = async (text: string, user = ada) => seen(await reply(text, user));
const titles = (text: string) => [...text.matchAll(/^ {1,2}\d+\. (\w+):/gm)].map(([, name]) => name);
const button = ({ message }: Reply, label: string) =>
  message.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : [])).find((one) => one.label === label)
    ?.invocation;

describe('/papers trending', () => {
  test('shows today’s papers with what put them there, and how fresh that is', async () => {
    const text = await say('trending');
    expect(text).toMatch(/^Trending today\n 1\. Agents: .*\n {4}\+41 votes since yesterday · about 14 more expected\n/);
    expect(text).toContain('+24 votes since yesterday (104 in all) · about 8 more expected');
    expect(titles(text)).toEqual(['Agents', 'Vision', 'Robots']);
    expect(text).toContain(
      'As of 14:30 on Hugging Face, counting the last 24 hours. How each score comes about: /papers trending explain.',
    );
  });

  test('gives the moment for doors that show it in the reader’s own zone', async () => {
    const spans = (await reply('trending')).message.blocks.flatMap((block) =>
      block.kind === 'finePrint' ? block.text : [],
    );
    expect(spans).toContainEqual({ text: '14:30', date: Date.parse('2026-03-04T13:30:00Z') });
    expect(await say('trending', { id: 'ben', isAdmin: false })).toContain('As of 13:30 UTC on Hugging Face');
    bot = botWith(libraryOf(PAPERS), '2026-03-05T09:00:00Z');
    expect(await say('trending')).toContain('As of Wednesday 4 March 14:30 on Hugging Face');
  });

  test.each([
    ['trending week', 'Trending this week', ['Vision', 'Speech', 'Agents', 'Robots']],
    ['trending this month', 'Trending this month', ['Proofs', 'Vision', 'Speech', 'Agents', 'Robots']],
    ['trending --window month', 'Trending this month', ['Proofs', 'Vision', 'Speech', 'Agents', 'Robots']],
    ['trending rising', 'Rising today', ['Agents', 'Vision', 'Robots']],
    ['trending rising week', 'Rising this week', ['Agents', 'Vision', 'Robots']],
    ['trending week vision', 'Trending this week: vision', ['Vision']],
    ['trending Top Today robots', 'Trending today: robots', ['Robots']],
  ])('%s', async (text, title, names) => {
    const answer = await say(text);
    expect(answer.split('\n')[0]).toBe(title);
    expect(titles(answer)).toEqual(names);
  });

  test('counts what the team made of papers', async () => {
    await signals.note(
      { adapter: 'slack', workspace: 'T1', id: 'ben' },
      { paperId: 'proofs', kind: 'saved', at: Date.parse('2026-03-04T10:00:00Z') },
    );
    const text = await say('trending');
    expect(titles(text)).toEqual(['Agents', 'Vision', 'Robots', 'Proofs']);
    expect(text).toContain('    saved here · 200 votes');
    expect(titles(await say('trending', { ...ada, id: 'other' }))).toContain('Proofs');
    signals = memorySignals();
    bot = botWith(libraryOf(PAPERS));
    expect(titles(await say('trending'))).not.toContain('Proofs');
  });

  test('looks further back where nothing happened today, and says so', async () => {
    bot = botWith(libraryOf(PAPERS), '2026-03-07T09:00:00Z');
    const text = await say('trending');
    expect(titles(text)).toEqual(['Vision', 'Speech', 'Agents', 'Robots']);
    expect(text).toMatch(/^Trending this week\n/);
    expect(text).toContain(
      'Nothing was listed or gained a vote in the last 24 hours, so this is about the last 7 days. As of',
    );
    bot = botWith(libraryOf(PAPERS));
    expect(await say('trending speech')).toMatch(
      /^Trending this week: speech\n(?:.*\n)+Nothing about this was listed or gained a vote in the last 24 hours/,
    );
  });

  test('says where nothing is trending or rising, and what to do', async () => {
    expect(await say('trending quantum')).toMatch(/^Nothing that is trending is about “quantum”\. Try \/papers search/);
    bot = botWith(libraryOf(PAPERS), '2026-03-07T09:00:00Z');
    expect(await say('trending rising')).toMatch(/^Nothing is rising: no paper gained a vote in the last 24 hours\./);
    bot = botWith(libraryOf(PAPERS), '2026-06-01T09:00:00Z');
    expect(await say('trending')).toMatch(/^Nothing is trending: no paper was listed or gained a vote in the last 30/);
    bot = botWith(libraryOf([]));
    expect(await say('trending')).toBe(
      'Nothing is trending: no votes are known, and no paper was listed in the last 30 days. Try /papers search.',
    );
  });

  test('takes a topic that begins with one of its words in quotes', async () => {
    bot = botWith(libraryOf([voted('Week', '2026-03-04', { '2026-03-04T13:30:00Z': 3 }), ...PAPERS]));
    expect(titles(await say('trending "week"'))).toEqual(['Week']);
    expect(titles(await say('trending -- week'))).toEqual(['Week']);
    const byButton = { command: 'trending', args: { topic: 'week' } };
    expect(titles(await press(byButton))).toEqual(['Week']);
  });

  test('goes on and is shared with all that was asked', async () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      voted(`Model${String.fromCharCode(65 + i)}`, '2026-03-02', { '2026-03-02T12:00:00Z': 90 - i }),
    );
    bot = botWith(libraryOf(many));
    const first = await reply('trending');
    expect(button(first, 'Next page')).toEqual({ command: 'trending', args: { window: 'week', page: 2 } });
    const next = await press(button(first, 'Next page'));
    expect(next).toMatch(/^Trending this week\n 6\. ModelF: /);
    const shared = button(await reply('trending explain week --page 2'), 'Share');
    expect(shared?.args['what']).toBe('trending --window week --explain --page 2');
    expect(await press(shared)).toMatch(/^Trending this week\n 6\. ModelF: .*\n {4}score 8/);
  });

  test('says what a choice takes', async () => {
    expect(await say('trending --view hottest')).toBe('--view takes top or rising.');
    expect(await say('trending --window year')).toBe('--window takes day, week or month.');
    expect(await press({ command: 'trending', args: { window: 'year' } })).toBe('--window takes day, week or month.');
    expect(await say('help trending')).toContain('--window how far back votes count: day, week or month');
  });
});

describe('/papers trending explain', () => {
  test('shows the arithmetic of every score, for who asked alone', async () => {
    const answer = await reply('trending explain');
    expect(answer.audience).toBe('caller');
    expect((await reply('trending')).audience).toBe('channel');
    const text = seen(answer);
    expect(text).toMatch(
      new RegExp(
        [
          '^Trending today',
          ' 1\\. Agents: .*',
          ' {4}score 55\\.1',
          ' {2}- 41\\.0 votes since yesterday: 41 now − 0 when it was listed',
          ' {2}- 14\\.1 votes still expected: e\\^\\(0\\.85 \\+ 0\\.85·ln\\(1 \\+ 41\\) \\+ 0\\.5·0\\) − 1 = 55\\.1, less the 41 so far',
          ' 2\\. Vision',
        ].join('\\n'),
      ),
    );
    expect(text).toContain('  - 8.0 votes still expected: a third of the 24 of the last 24 hours');
    expect(text).toContain('The score is the votes gained + the votes still expected + the team’s points (a person: ');
  });

  test('shows what rises by what is expected alone', async () => {
    const text = await say('trending explain rising');
    expect(text).toMatch(/ {4}score 14\.1\n {2}- 14\.1 votes still expected: /);
    expect(text).toContain('The score is the votes still expected. Still expected in a paper’s first day: e^(0.85 + ');
  });

  test('finds one paper wherever it stands', async () => {
    expect(await say('trending explain robots')).toMatch(
      /^Robots is #3 of 3 trending today\nRobots: .*\nscore 6\.\d\n/,
    );
    expect(await say('trending explain speech')).toMatch(/^Speech is #2 of 4 trending this week\n/);
    expect(await say('trending rising explain robots')).toMatch(/^Robots is #3 of 3 rising today\n/);
  });

  test('says why a paper has no place', async () => {
    expect(await say('trending rising explain speech')).toMatch(
      /^Speech is not among the 3 rising today\n(?:.*\n)It gained no vote in the last 24 hours, so none is expected\./,
    );
    bot = botWith(libraryOf(PAPERS), '2026-03-20T09:00:00Z');
    expect(await say('trending explain proofs')).toContain(
      'In the last 30 days it was not listed, gained no vote, and nobody here saved, shared or liked it.',
    );
  });

  test('explains a list where no paper is called just so', async () => {
    expect(await say('trending explain study')).toMatch(/^Trending today: study\n 1\. Agents: /);
  });

  test('explains the order of a page without votes, and what the team made of it', async () => {
    bot = botWith(shippedLibrary(), '2026-11-22T10:00:00Z');
    const text = await say('trending explain kimi-vl');
    expect(text).toMatch(/^Kimi-VL is #6 of 248 trending\n.*\nscore 16\.0\n/);
    expect(text).toContain('16.0 place on the papers page: 400 / (19 + 6)');
    await signals.note(
      { adapter: 'slack', workspace: 'T1', id: 'ben' },
      { paperId: 'kimi-vl-technical-report', kind: 'saved', at: Date.parse('2026-11-22T09:00:00Z') },
    );
    const list = await say('trending');
    expect(list).toMatch(/^Trending\n(?:.*\n)* 2\. Kimi-VL.*\n {4}#6 on the papers page · saved here/);
    expect(list).toContain(
      'No votes are known, so this is the order of the papers page and what was made of them here.',
    );
    expect(await say('trending explain kimi-vl')).toContain('3.0 saved here: 1 × 3');
  });
});
