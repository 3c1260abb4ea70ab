import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, visible } from '../fakes/slack/fake-slack.ts';
import { gate, waitsFor } from '../gate.ts';
import { button, type Mode, type SlackBot, startSlackBot } from './slack-bot.ts';

describe.each<Mode>(['socket', 'http'])('over %s', (mode) => {
  let bot: SlackBot;
  beforeEach(async () => {
    bot = await startSlackBot(mode);
  });
  afterEach(async () => {
    await bot.stop();
    expect(bot.fake.violations).toEqual([]);
  });

  const posts = () => bot.fake.messages.filter((one) => one.byBot);
  const privately = (count: number) =>
    bot.fake.until(() => bot.fake.ephemerals.length === count, `${count} private answers`);
  const publicly = (count: number) => bot.fake.until(() => posts().length === count, `${count} posts`);

  test('a command is answered privately, and shared by a button in a thread that goes on', async () => {
    expect((await bot.fake.command('show kimi-vl')).failed).toBeUndefined();
    await privately(1);
    expect(visible(bot.fake.ephemerals[0]!)).toContain('Kimi-VL');
    await bot.fake.press(button(bot.fake.ephemerals[0], 'Share'));
    await publicly(1);
    expect(posts()[0]).toMatchObject({ channel: 'C0001' });
    await bot.fake.write('how many parameters are active?', { threadTs: posts()[0]!.ts });
    await publicly(2);
    expect(posts()[1]).toMatchObject({ threadTs: posts()[0]!.ts });
    expect(visible(posts()[1]!)).toContain('2.8B');
  });

  test('the next page takes the place of a private page', async () => {
    await bot.fake.command('search reinforcement learning');
    await privately(1);
    const before = visible(bot.fake.ephemerals[0]!);
    await bot.fake.press(button(bot.fake.ephemerals[0], 'Next page'));
    await bot.fake.until(() => bot.fake.ephemerals[0]!.edited, 'the next page');
    expect(bot.fake.ephemerals).toHaveLength(1);
    expect(visible(bot.fake.ephemerals[0]!)).toMatch(/Page 2 of/);
    expect(visible(bot.fake.ephemerals[0]!)).not.toBe(before);
  });

  test('the next page of what a channel sees is for the one who asks', async () => {
    await bot.fake.command('share search reinforcement learning');
    await publicly(1);
    await bot.fake.press(button(posts()[0], 'Next page'), { user: 'U0002' });
    await privately(1);
    expect(bot.fake.ephemerals[0]).toMatchObject({ user: 'U0002' });
    expect(visible(bot.fake.ephemerals[0]!)).toMatch(/Page 2 of/);
    expect(posts()[0]).toMatchObject({ edited: false });
  });

  test('the next page is for the one who asks, whoever else saw the page before', async () => {
    await bot.stop();
    bot = await startSlackBot(mode, {
      bot: (inner) => ({
        ...inner,
        async handle(incoming) {
          const reply = await inner.handle(incoming);
          return reply && { ...reply, audience: 'channel' };
        },
      }),
    });
    await bot.fake.command('search reinforcement learning');
    await publicly(1);
    await bot.fake.press(button(posts()[0], 'Next page'));
    await privately(1);
    expect(posts()).toHaveLength(1);
  });

  test('buttons work on messages from before a restart', async () => {
    await bot.fake.command('share search reinforcement learning');
    await publicly(1);
    const { fake, store } = bot;
    const next = await startSlackBot(mode, { fake, store });
    await bot.door.stop();
    await fake.press(button(posts()[0], 'Abstract'));
    await privately(1);
    expect(visible(fake.ephemerals[0]!)).not.toContain('too old');
    await next.stop();
  });

  test('a button whose meaning is lost gives a polite private note', async () => {
    await bot.fake.command('share show kimi-vl');
    await publicly(1);
    for (const value of ['cb:gone', '{"command":7}', 'rubbish'])
      await bot.fake.press({ ...buttonsOf(posts()[0]!)[0]!, value });
    await privately(3);
    for (const note of bot.fake.ephemerals) expect(visible(note)).toContain('This button is too old');
    await bot.fake.press({ ...buttonsOf(posts()[0]!)[0]!, value: '{"command":"gone","args":{}}' });
    await privately(4);
    expect(visible(bot.fake.ephemerals[3]!)).toContain('There is no command “gone” (any more)');
  });

  test('a button holds more than Slack lets a button hold', async () => {
    const query = `reinforcement learning ${'and its many uses '.repeat(150)}`.trim();
    await bot.fake.command(`search ${query}`);
    await privately(1);
    const share = button(bot.fake.ephemerals[0], 'Share');
    expect(share.value).toMatch(/^cb:/);
    await bot.fake.press(share);
    await publicly(1);
    expect(visible(posts()[0]!)).toContain('Page 1 of');
  });

  test('where the bot is not in the channel, an answer for all still reaches them', async () => {
    bot.fake.channel('C0002', { member: false, private: true });
    await bot.fake.command('share show kimi-vl', { channel: 'C0002' });
    await bot.fake.until(() => bot.fake.messages.some((one) => one.channel === 'C0002'), 'an answer');
    const seen = visible(bot.fake.messages.find((one) => one.channel === 'C0002')!);
    expect(seen).toContain('Kimi-VL');
    expect(seen).toContain('/invite @Paperboy');
  });

  test('an address for answers that is too old is no reason for silence', async () => {
    const { opened, open } = gate();
    await bot.stop();
    bot = await startSlackBot(mode, {
      bot: waitsFor(() => opened),
      options: { sleep: () => new Promise(() => {}) },
    });
    bot.fake.channel('C0002', { member: false, private: true });
    await bot.fake.command('show kimi-vl');
    await bot.fake.command('show kimi-vl', { channel: 'C0002', user: 'U0002' });
    bot.fake.advance(31 * 60_000);
    open();
    await privately(1);
    expect(bot.fake.calls.map((call) => call.method)).toContain('chat.postEphemeral');
    await publicly(1);
    expect(posts()[0]!.channel).toMatch(/^D/);
    expect(visible(posts()[0]!)).toContain('Kimi-VL');
  });

  test('what is slow says so, and a next page takes the place of that, too', async () => {
    let slow = gate();
    await bot.stop();
    bot = await startSlackBot(mode, {
      bot: waitsFor(() => slow.opened),
      options: { sleep: async (ms) => (ms === 1_500 ? undefined : new Promise(() => {})) },
    });
    await bot.fake.command('search reinforcement learning');
    await privately(1);
    expect(visible(bot.fake.ephemerals[0]!)).toBe('Still looking…');
    slow.open();
    await privately(2);
    expect(visible(bot.fake.ephemerals[1]!)).toContain('Page 1 of');
    slow = gate();
    await bot.fake.press(button(bot.fake.ephemerals[1], 'Next page'));
    await bot.fake.until(
      () => visible(bot.fake.ephemerals[1]!) === 'Still looking…',
      'a note in the place of the page',
    );
    slow.open();
    await bot.fake.until(() => visible(bot.fake.ephemerals[1]!).includes('Page 2 of'), 'the next page');
    expect(bot.fake.ephemerals).toHaveLength(2);
  });

  test('text from outside pings nobody', async () => {
    await bot.fake.command('search <!channel> <@U0002> &lt;!here&gt; *bold* <http://x|y>');
    await privately(1);
    await bot.fake.write(`<@${bot.fake.botUserId}> search &lt;!channel&gt; &lt;@U0002&gt;`);
    await publicly(1);
    expect(bot.fake.live.filter(({ kind }) => kind === 'broadcast' || kind === 'person')).toEqual([]);
  });

  test('no secret is written down or logged', async () => {
    await bot.fake.command('show kimi-vl');
    await privately(1);
    await bot.fake.write('hello', { channel: 'D0001' });
    await publicly(1);
    const { tokens } = bot.fake;
    for (const secret of [tokens.bot, tokens.app, tokens.signingSecret])
      expect(bot.logged.join('\n')).not.toContain(secret);
  });
});
