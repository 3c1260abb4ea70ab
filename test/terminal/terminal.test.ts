import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readLine } from '../../adapters/terminal/line.ts';
import { renderTerminal } from '../../adapters/terminal/render.ts';
import { TERMINAL } from '../../adapters/terminal/session.ts';
import { coloured, PLAIN, showsHyperlinks, wantsColour } from '../../adapters/terminal/style.ts';
import { createTerminal } from '../../adapters/terminal/terminal.ts';
import type { Library } from '../../src/library.ts';
import { makePaper } from '../../src/papers/paper.ts';
import { createSearchEngine } from '../../src/search/search-engine.ts';
import { type Door, testChatAdapter } from '../contract/chat-adapter.ts';
import { createTestBot, shippedLibrary, startConversation } from '../conversation.ts';

async function openTerminal(library?: Library): Promise<Door> {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const adapter = createTerminal({
    input,
    output,
    interactive: false,
    look: () => ({ style: PLAIN, width: undefined }),
    user: { id: 'someone', isAdmin: true },
    startedAt: 0,
    commands: [],
    onEnd: () => output.end(),
  });
  await adapter.start(createTestBot(library ? { library } : {}));
  let last = '';
  output.on('data', (text: string) => {
    last = text;
  });
  const say = async (line: string) => {
    input.write(`${line}\n`);
    const [text] = (await once(output, 'data')) as [string];
    return text;
  };
  return {
    adapter,
    channel: TERMINAL,
    command: (text) => say(`/papers ${text}`),
    inThread: (text) => say(`> ${text}`),
    press: (label, number) => say(number === undefined ? label : `${label} ${number}`),
    lastPost: () => last,
    thumb: async () => {},
    team: async () => new Map(),
  };
}

function libraryOf(...records: { title: string; abstract: string }[]): Library {
  const search = createSearchEngine({});
  const papers = records.map((record) => makePaper(record));
  search.add(papers);
  return { ...shippedLibrary(), search, papers: () => papers, observations: () => new Map() };
}

testChatAdapter(
  {
    name: 'the terminal',
    open: openTerminal,
    without: {
      'find after a restart': 'a terminal keeps no history',
      reactions: 'a terminal has no emoji to put on a line',
    },
  },
  (text) => libraryOf({ title: `Hostile ${text}`, abstract: `An abstract with ${text}.` }),
);

describe('a line', () => {
  test.each([
    ['/papers search rag', { kind: 'command', text: 'search rag' }],
    ['/PAPERS', { kind: 'command', text: '' }],
    ['12: and on MATH?', { kind: 'followUp', thread: '12', text: 'and on MATH?' }],
    ['> thanks', { kind: 'followUp', thread: undefined, text: 'thanks' }],
    ['/quit', { kind: 'quit' }],
    ['/search rag', { kind: 'unknownSlash', word: 'search' }],
    ['   ', { kind: 'nothing' }],
    ['rag: a survey', { kind: 'words', text: 'rag: a survey' }],
  ])('%s', (line, meaning) => {
    expect(readLine(line)).toEqual(meaning);
  });
});

describe('what is seen', () => {
  const message = {
    summary: '',
    blocks: [{ kind: 'text' as const, text: [{ text: 'a ' }, { text: 'marked word', style: 'mark' as const }] }],
  };

  test('is plain in a pipe, with asterisks around what matched', () => {
    expect(renderTerminal(message, { style: PLAIN, width: undefined })).toBe('a *marked* *word*');
  });

  test('has colours on a terminal, unless NO_COLOR is set', () => {
    expect(renderTerminal(message, { style: coloured(false), width: 80 })).toContain('\u001b[1;33mmarked');
    expect(wantsColour({}, true)).toBe(true);
    expect(wantsColour({ NO_COLOR: '1' }, true)).toBe(false);
    expect(wantsColour({}, false)).toBe(false);
  });

  test('has links that can be clicked where the terminal shows them', () => {
    const link = {
      summary: '',
      blocks: [{ kind: 'text' as const, text: [{ text: 'https://a.org', url: 'https://a.org' }] }],
    };
    expect(renderTerminal(link, { style: coloured(true), width: 80 })).toContain('\u001b]8;;https://a.org\u001b\\');
    expect(showsHyperlinks({ TERM_PROGRAM: 'WezTerm' })).toBe(true);
    expect(showsHyperlinks({ TERM: 'xterm' })).toBe(false);
  });

  test('fits the width, wide characters counted as two, and never breaks a URL', () => {
    const text = `論文の要約です ${'word '.repeat(30)}https://example.org/${'x'.repeat(60)}`;
    const lines = renderTerminal(
      { summary: '', blocks: [{ kind: 'text', text: [{ text }] }] },
      { style: PLAIN, width: 40 },
    ).split('\n');
    expect(lines.filter((line) => line.length > 40)).toEqual([`https://example.org/${'x'.repeat(60)}`]);
  });
});

describe('a conversation', () => {
  test('numbers its threads, and each goes on by its number', async () => {
    const say = startConversation();
    expect(await say('/papers show kimi-vl')).toContain('ask on: 1: your question');
    expect(await say('/papers show stop overthinking')).toContain('ask on: 2: your question');
    expect(await say('1: how many parameters are active?')).toContain('2.8B');
  });

  test('says which threads there are', async () => {
    const say = startConversation();
    expect(await say('> and?')).toMatch(/There is no thread yet: ask for papers first/);
    await say('/papers show kimi-vl');
    expect(await say('7: and?')).toBe('There is no thread 7; the latest is 1.');
  });

  test('asks for the question where only the thread is named', async () => {
    const say = startConversation();
    await say('/papers show kimi-vl');
    for (const line of ['1:', '1: ', '>', '> ']) expect(await say(line)).toMatch(/^Write the question behind it/);
  });

  test('presses buttons by their words, also after something else was said', async () => {
    const say = startConversation();
    expect(await say('/papers search overthinking')).toMatch(/\[type: abstract N · similar N/);
    await say('> thanks');
    expect(await say('abstract 1')).toMatch(/^Stop Overthinking: A Survey/);
  });

  test('takes words that refer back as said in the latest thread', async () => {
    const say = startConversation();
    await say('/papers show kimi-vl');
    expect(await say('is their code out?')).toContain('https://github.com/MoonshotAI/Kimi-VL');
  });

  test('explains itself where a slash leads nowhere', async () => {
    expect(await startConversation()('/search rag')).toMatch(/everything begins with \/papers/);
  });
});
