import { beforeEach, describe, expect, test } from 'vitest';
import { startConversation } from '../conversation.ts';

let say: (line: string) => Promise<string>;
beforeEach(() => {
  say = startConversation();
});

describe('a thread about a list of papers', () => {
  beforeEach(async () => {
    await say('/papers search kimi-vl and other vision-language models');
  });

  test('answers with the sentence that says it, and whose it is', async () => {
    const answer = await say('1: how many parameters are active?');
    expect(answer).toMatch(/“We present Kimi-VL, .* activating only 2\.8B parameters in its language decoder/);
    expect(answer).toContain('— Kimi-VL');
  });

  test('says so where the abstract doesn’t say, and where to read on', async () => {
    const answer = await say('1: in the Kimi paper, how many GPUs were used for training?');
    expect(answer).toMatch(/^The abstract of Kimi-VL (?:doesn’t say|says nothing)/);
    expect(answer).toContain('https://arxiv.org/search/?query=Kimi-VL+Technical+Report');
  });

  test('opens the second one, and stays with it', async () => {
    const list = await say('> more');
    expect(list).toMatch(/^ {1,2}6\. /m);
    expect(await say('> the first one')).toMatch(/^Kimi-VL Technical Report\n/);
    expect(await say('> is the code out?')).toContain('https://github.com/MoonshotAI/Kimi-VL');
  });

  test('tells which numbers there are', async () => {
    expect(await say('> the fortieth one')).toBeTruthy();
    expect(await say('> paper 40')).toMatch(/There is no 40 here: the papers above are numbered 1 to \d+\./);
  });

  test('goes on to what is similar, which is then what it is about', async () => {
    const similar = await say('> similar ones to the first');
    expect(similar).toMatch(/^Similar to Kimi-VL\n/);
    expect(similar).toMatch(/in common: /);
    const second = /^ 2\. (.*)$/m.exec(similar)?.[1] ?? 'a second paper';
    expect(await say('> the second one')).toContain(second);
  });

  test('takes thanks for thanks', async () => {
    expect(await say('> thanks a lot!')).toBe('You’re welcome.');
  });
});

describe('papers side by side', () => {
  beforeEach(async () => {
    await say('/papers search overthinking');
  });

  test('are quoted, or not stated, never judged', async () => {
    const table = await say('> compare 1 and 2');
    expect(table).toMatch(/^Side by side\nWhat is new\n {2}1\. .*: .*\n {2}2\. .*: /);
    expect(table).toMatch(/\nCode\n/);
    expect(table).toContain('not stated');
  });

  test('can be asked one thing', async () => {
    const table = await say('> which of these has code?');
    expect(table).toMatch(/^Is the code available\?\n1\. /);
    expect(table.split('\n').filter((line) => /^\d\. /.test(line))).toHaveLength(5);
  });

  test('cannot include one that is not there', async () => {
    expect(await say('> compare 1 and 9')).toMatch(/There is no 9 here/);
  });
});

describe('another paper, by its name', () => {
  test('becomes what the thread is about', async () => {
    await say('/papers show stop overthinking');
    expect(await say('> what about Kimi-VL?')).toMatch(/^Kimi-VL Technical Report\n/);
    expect(await say('> what is its context window?')).toContain('128K');
    expect(await say('> compare 1 and 2')).toMatch(/1\. Stop Overthinking: .*\n {2}2\. Kimi-VL: /);
  });

  test('is not switched to where it is only compared with', async () => {
    await say('/papers show kimi-vl');
    expect(await say('> does it beat R1-VL?')).toContain('Kimi-VL');
  });
});

describe('what is known of a paper besides its text', () => {
  test('is told as the source gave it, and never made up', async () => {
    await say('/papers show kimi-vl');
    expect(await say('> who wrote it?')).toMatch(/^The source of Kimi-VL names no authors\. Look for it at https:/);
    expect(await say('> when was it published?')).toMatch(/^The source of Kimi-VL gives no date\./);
    expect(await say('> where can I read it?')).toContain('code https://github.com/MoonshotAI/Kimi-VL');
  });
});
