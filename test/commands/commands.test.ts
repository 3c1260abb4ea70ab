import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/table.ts';
import type { Log } from '../../src/ports.ts';
import { createTestBot, startConversation } from '../conversation.ts';

let say: (line: string) => Promise<string>;
beforeEach(() => {
  say = startConversation();
});

describe('/papers search', () => {
  test('shows papers, why each is there, and the passage with what matched', async () => {
    const seen = await say('/papers search overthinking');
    expect(seen).toMatch(/^\d+ papers for “overthinking”\n 1\. Stop Overthinking: A Survey on Efficient Reasoning/);
    expect(seen).toMatch(/has “[Oo]verthinking” in its title/);
    expect(seen).toContain('*overthinking*');
  });

  test('quotes a passage that stands in the abstract', async () => {
    const seen = await say('/papers search "photo retouching"');
    const passage = /^ {4}([^\n]*\*[^\n]*)$/m.exec(seen)?.[1]?.replaceAll('*', '').replace(/^…|…$/g, '') ?? '';
    expect(passage.length).toBeGreaterThan(20);
    expect(await say('abstract 1')).toContain(passage);
  });

  test('is what words without a command mean', async () => {
    expect(await say('/papers overthinking')).toBe(await startConversation()('/papers search overthinking'));
  });

  test('ends where relevance ends', async () => {
    const count = Number(/^(\d+) papers/.exec(await say('/papers search chain of thought faithfulness'))?.[1]);
    expect(count).toBeGreaterThan(2);
    expect(count).toBeLessThan(100);
  });

  test('goes on to the next page, where numbers go on too', async () => {
    await say('/papers search reasoning');
    expect(await say('next page')).toMatch(/\n 6\. /);
  });

  test('mends a typo and says so', async () => {
    const seen = await say('/papers search cot faithfullness');
    expect(seen).toMatch(/Showing results for “faithfulness” instead of “faithfullness”/);
    expect(seen).toMatch(/\n [12]\. .*Faithfulness/);
  });

  test('explains every score when asked to', async () => {
    const seen = await say('/papers search overthinking --explain');
    expect(seen).toMatch(/\n {4}score \d\.\d+ · .*\(\d\.\d\d\)/);
  });
});

describe('what finds nothing says what to do', () => {
  test.each([
    ['/papers search', /^\/papers search needs what to look for, for example \/papers search overthinking\.$/],
    ['/papers search the of and', /^There is no word to search for in “the of and”\.\nName a topic/],
    ['/papers search 🎉🎉🎉', /^There is no word to search for in “🎉🎉🎉”\./],
    ['/papers search مرحبا بالعالم', /^Nothing found for “مرحبا بالعالم”\.\nTry fewer or other words/],
    ['/papers show there is no such thing', /^No paper here is called “there is no such thing”\. Try \/papers search/],
    ['/papers trending quantum chromodynamics lattice', /^Nothing that is trending is about/],
    ['/papers search rag --page 0', /^--page takes a whole number from 1 to 100\.$/],
    ['/papers help nonsense', /^There is no command “nonsense”\. \/papers help lists them all\.$/],
    ['/papers unsubscribe', /^This channel has no daily post, so there is nothing to end\.$/],
  ])('%s', async (line, answer) => {
    expect(await say(line)).toMatch(answer);
  });

  test('three thousand characters, with the query shortened where it is repeated', async () => {
    const seen = await say(`/papers search ${'overthinking reasoning '.repeat(130)}`);
    expect(seen.split('\n')[0]?.length).toBeLessThan(130);
    expect(seen).toContain('Overthinking');
  });
});

describe('a command that is mistyped', () => {
  test('is done and said to be read so', async () => {
    expect(await say('/papers serach overthinking')).toMatch(
      /^Read “serach” as search\.\n\d+ papers for “overthinking”/,
    );
  });

  test('is asked back where it would change something', async () => {
    expect(await say('/papers subsribe daily 8am')).toBe(
      'There is no command “subsribe”. Did you mean /papers subscribe daily 8am?',
    );
    expect(await say('/papers subscriptions')).toMatch(/^This channel has no daily post\./);
  });

  test('stays a search where papers use the word', async () => {
    expect(await say('/papers sharing experts')).toMatch(/for “sharing experts”/);
  });
});

describe('/papers show', () => {
  test.each([
    ['a short name', 'kimi-vl'],
    ['a part of one', 'kimi'],
    ['a title', 'Kimi-VL Technical Report'],
    ['an id', 'kimi-vl-technical-report'],
    ['a name with a typo', 'kimy-vl'],
  ])('opens a paper by %s', async (_, reference) => {
    const seen = await say(`/papers show ${reference}`);
    expect(seen).toMatch(/^Kimi-VL Technical Report\nWe present Kimi-VL/);
    expect(seen).toContain('Code https://github.com/MoonshotAI/Kimi-VL');
  });

  test('offers the candidates where it could be several', async () => {
    const seen = await say('/papers show chain-of-thought');
    expect(seen).toMatch(/^“chain-of-thought” could be any of these\n 1\. /);
    expect(await say('abstract 2')).toContain(/\n 2\. (.*)/.exec(seen)?.[1] ?? 'a second candidate');
  });
});

test('/papers similar names what the papers have in common', async () => {
  const seen = await say('/papers similar stop overthinking');
  expect(seen).toMatch(/^Similar to Stop Overthinking\n 1\. .*\n {4}in common: \S/);
  expect(seen).not.toMatch(/^ {1,2}\d\. Stop Overthinking/m);
});

describe('/papers trending', () => {
  test('keeps the order of the page and says that there are no votes', async () => {
    const seen = await say('/papers trending');
    expect(seen).toMatch(/^Trending\n 1\. JarvisArt.*\n {4}#1 on the papers page/);
    expect(seen).toContain('No votes are known, so this is the order of the papers page.');
  });

  test('keeps to a topic', async () => {
    const seen = await say('/papers trending video');
    expect(seen).toMatch(/^Trending: video\n 1\. Scaling RL to Long Videos/);
  });
});

describe('/papers ask', () => {
  test('answers with sentences, each under its paper', async () => {
    const seen = await say('/papers ask does fine-tuning on new knowledge make models hallucinate?');
    expect(seen).toMatch(/^1\. Does Fine-Tuning LLMs on New Knowledge Encourage Hallucinations\?\n {2}“/);
  });

  test('is silent where no abstract says, and shows the nearest papers', async () => {
    expect(await say('/papers ask what is the boiling point of mercury?')).toMatch(/^No abstract here answers/);
  });
});

describe('/papers digest now', () => {
  test('shows the post of the day, each paper with its reason and what it does', async () => {
    const seen = await say('/papers digest now');
    expect(seen).toMatch(
      /^Papers for Sunday 22 November\n 1\. JarvisArt.*\n {4}#1 on the papers page\n {4}To bridge this gap, we introduce/,
    );
    expect(seen.match(/^ {1,2}\d\. /gm)).toHaveLength(5);
  });
});

describe('/papers share', () => {
  test('shows the same to the channel, and never itself or a change', async () => {
    const shared = await say('/papers share show kimi-vl');
    expect(shared).toMatch(/^Kimi-VL Technical Report\n/);
    expect(await say('/papers share subscribe daily 8am')).toMatch(/can’t be shared/);
    expect(await say('/papers share share help')).toMatch(/can’t be shared/);
  });
});

describe('/papers help', () => {
  test('lists every command', async () => {
    const seen = await say('/papers help');
    for (const { name, summary } of COMMANDS) expect(seen).toContain(`/papers ${name}  ${summary}`);
  });

  test.each(COMMANDS.map((command) => command.name))('shows how to use %s', async (name) => {
    const seen = await say(`/papers help ${name}`);
    expect(seen).toMatch(new RegExp(`^/papers ${name}\n`));
    expect(seen).not.toContain('`');
  });
});

describe('what is said to the bot without a command', () => {
  test('is a search, or a question to all papers', async () => {
    expect(await say('mixture of experts')).toMatch(/papers? for “mixture of experts”/);
    expect(await say('how does new knowledge in fine-tuning cause hallucination?')).toMatch(/^1\. /);
  });

  test('may be polite', async () => {
    expect(await say('hello!')).toMatch(/^Paperboy brings papers/);
    expect(await say('thank you')).toBe('You’re welcome.');
  });
});

describe('the bot', () => {
  const place = { adapter: 'test', workspace: 'w', channel: 'c' };
  const user = { id: 'u', isAdmin: false };

  test('answers an event that comes twice once', async () => {
    const bot = createTestBot();
    const event = { id: 'event-1', place, user, kind: 'command', text: 'help' } as const;
    expect(await bot.handle(event)).toBeDefined();
    expect(await bot.handle(event)).toBeUndefined();
  });

  test('keeps out of threads that are not its own', async () => {
    const foreign = { ...place, thread: '1' };
    expect(
      await createTestBot().handle({
        id: '1',
        place: foreign,
        user,
        kind: 'message',
        text: 'and on MATH?',
        addressed: false,
      }),
    ).toBeUndefined();
  });

  test('refuses a button of a command that is gone', async () => {
    const reply = await createTestBot().handle({
      id: '1',
      place,
      user,
      kind: 'action',
      invocation: { command: 'dance', args: {} },
    });
    expect(reply?.message.summary).toMatch(/There is no command “dance” \(any more\)/);
  });

  test('logs what it did not expect with a reference, and shows the reference alone', async () => {
    const logged: unknown[] = [];
    const log: Log = { info: () => {}, warn: () => {}, error: (_, fields) => logged.push(fields?.['reference']) };
    const reply = await createTestBot({ library: libraryThatFails(), log }).handle({
      id: '1',
      place,
      user,
      kind: 'command',
      text: 'search rag',
    });
    expect(reply?.message.summary).toMatch(/^Something went wrong here \(reference [0-9a-f]+\)/);
    expect(reply?.message.summary).toContain(String(logged[0]));
    expect(JSON.stringify(reply)).not.toContain('the disk is on fire');
  });

  test('has something to say to any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        const seen = await say(`/papers ${text.replace(/[\r\n]/g, ' ')}`);
        expect(seen).not.toBe('');
        expect(seen).not.toContain('Something went wrong');
      }),
      { numRuns: 100 },
    );
  });
});

function libraryThatFails() {
  const fail = () => {
    throw new Error('the disk is on fire');
  };
  return {
    search: { size: 0, add: fail, remove: fail, get: fail, search: fail, similar: fail, complete: fail, lookup: fail },
    answers: { answer: fail, answerAcross: fail },
    papers: fail,
    topics: [],
    observations: fail,
  };
}
