import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { visible } from '../fakes/slack/fake-slack.ts';
import { type Mode, type SlackBot, startSlackBot } from './slack-bot.ts';

describe.each<Mode>(['socket', 'http'])('over %s', (mode) => {
  let bot: SlackBot;
  let me: string;
  beforeEach(async () => {
    bot = await startSlackBot(mode);
    me = `<@${bot.fake.botUserId}>`;
  });
  afterEach(async () => {
    await bot.stop();
    expect(bot.fake.violations).toEqual([]);
  });

  const posts = () => bot.fake.messages.filter((one) => one.byBot);
  const publicly = (count: number) => bot.fake.until(() => posts().length === count, `${count} posts`);

  test('a mention is answered once, in a thread under it that then goes on without a mention', async () => {
    const { ts, acks } = await bot.fake.write(`${me} show kimi-vl`);
    expect(acks).toHaveLength(2);
    await publicly(1);
    expect(posts()[0]).toMatchObject({ channel: 'C0001', threadTs: ts });
    await bot.fake.write('how many parameters are active?', { threadTs: ts });
    await publicly(2);
    expect(posts()[1]).toMatchObject({ threadTs: ts });
    expect(visible(posts()[1]!)).toContain('2.8B');
  });

  test('a mention in a thread of others is answered there, and the thread stays theirs', async () => {
    const { ts } = await bot.fake.write('what shall we read?');
    const { ts: reply } = await bot.fake.write('no idea', { threadTs: ts, user: 'U0002' });
    expect(reply).not.toBe(ts);
    await bot.fake.write(`${me} show kimi-vl`, { threadTs: ts });
    await publicly(1);
    expect(posts()[0]).toMatchObject({ threadTs: ts });
    await bot.fake.write('how many parameters are active?', { threadTs: ts });
    await bot.fake.write(`${me} thanks`, { threadTs: ts });
    await publicly(2);
    expect(visible(posts()[1]!)).toContain('welcome');
  });

  test('what others say among themselves, what bots say and what is edited is left alone', async () => {
    const { ts } = await bot.fake.write('show kimi-vl');
    await bot.fake.write('show kimi-vl', { threadTs: ts });
    const message = { type: 'message', channel: 'C0001', channel_type: 'channel', text: `${me} show kimi-vl`, ts };
    await bot.fake.event({ ...message, user: 'U0009', bot_id: 'B0009', subtype: 'bot_message' });
    await bot.fake.event({ ...message, user: 'U0009', bot_id: 'B0009' });
    await bot.fake.event({ ...message, user: bot.fake.botUserId });
    await bot.fake.event({ ...message, user: 'U0001', hidden: true });
    await bot.fake.event({ ...message, user: 'U0001', subtype: 'message_changed', message: {} });
    await bot.fake.event({ ...message, user: 'U0001', subtype: 'channel_join' });
    await bot.fake.write(`${me} thanks`);
    await publicly(1);
    await bot.door.stop();
    expect(posts().map(visible)).toEqual(['You’re welcome.']);
    expect(bot.fake.ephemerals).toEqual([]);
  });

  test('a mention is answered in its thread also where it can’t be done', async () => {
    const { ts } = await bot.fake.write(`${me} show there-is-no-such-paper`);
    await publicly(1);
    expect(posts()[0]).toMatchObject({ threadTs: ts });
    expect(visible(posts()[0]!)).toMatch(/No paper here is called/);
  });

  test('in a direct conversation Paperboy just answers, and what refers back goes on', async () => {
    await bot.fake.write('show kimi-vl', { channel: 'D0001' });
    await publicly(1);
    expect(posts()[0]!.threadTs).toBeUndefined();
    await bot.fake.write('how many parameters does it activate?', { channel: 'D0001' });
    await publicly(2);
    expect(posts()[1]!.threadTs).toBeUndefined();
    expect(visible(posts()[1]!)).toContain('2.8B');
    await bot.fake.write('search overthinking', { channel: 'D0001' });
    await publicly(3);
    expect(visible(posts()[2]!)).toContain('verthinking');
    await bot.fake.write('how many parameters are active?', { channel: 'D0001', threadTs: posts()[0]!.ts });
    await publicly(4);
    expect(posts()[3]).toMatchObject({ threadTs: posts()[0]!.ts });
    expect(visible(posts()[3]!)).toContain('2.8B');
  });

  test('a thread in a direct conversation goes on, too', async () => {
    const { ts } = await bot.fake.write('hello', { channel: 'D0001' });
    await bot.fake.write('show kimi-vl', { channel: 'D0001', threadTs: ts });
    await publicly(2);
    await bot.fake.write('how many parameters are active?', { channel: 'D0001', threadTs: ts });
    await publicly(3);
    expect(visible(posts()[2]!)).toContain('2.8B');
    await bot.fake.write('and what licence?', { channel: 'D0001', threadTs: ts });
    await publicly(4);
    expect(
      posts()
        .slice(1)
        .map(({ threadTs }) => threadTs),
    ).toEqual([ts, ts, ts]);
  });

  test('a command in a direct conversation is what the next message refers to', async () => {
    await bot.fake.command('show kimi-vl', { channel: 'D0001' });
    await bot.fake.until(() => bot.fake.ephemerals.length === 1, 'the answer');
    await bot.fake.write('how many parameters does it activate?', { channel: 'D0001' });
    await publicly(1);
    expect(visible(posts()[0]!)).toContain('2.8B');
  });

  test('a digest opens a thread', async () => {
    const place = { adapter: 'slack', workspace: bot.fake.workspace, channel: 'C0001' };
    const message = { summary: 'Papers', blocks: [{ kind: 'heading' as const, text: 'Papers' }] };
    const ref = await bot.door.post(place, message, 'digest-1');
    expect(ref).toEqual({ place: { ...place, thread: posts()[0]!.ts }, id: posts()[0]!.ts });
    expect(await bot.door.find(place, 'digest-1', new Date(0))).toEqual(ref);
    expect(await bot.door.find(place, 'digest-2', new Date(0))).toBeUndefined();
  });

  test('a person is spoken to alone in their direct conversation', async () => {
    const place = await bot.door.direct(bot.fake.workspace, 'U0001');
    expect(place.channel).toMatch(/^D/);
    await bot.door.post(place, { summary: 'Papers', blocks: [{ kind: 'heading', text: 'Papers' }] }, 'digest-1');
    expect(posts()[0]).toMatchObject({ channel: place.channel });
  });
});
