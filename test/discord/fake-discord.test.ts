import {
  ChannelType,
  type Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type TextChannel,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buttonsOf, type FakeDiscord, startFakeDiscord, visible } from '../fakes/discord/fake-discord.ts';
import { clientOf, type EchoBot, startEchoBot } from './echo-bot.ts';

/** Discord allows an IDENTIFY in five seconds; nothing here depends on it. */
const noThrottle = { waitForIdentify: () => Promise.resolve() };
const nobody = { allowedMentions: { parse: [] } };

describe('the real discord.js', () => {
  let fake: FakeDiscord;
  let bot: EchoBot;
  beforeEach(async () => {
    fake = await startFakeDiscord();
    bot = await startEchoBot(fake);
  });
  afterEach(async () => {
    await bot.stop();
    await fake.stop();
    expect(fake.violations).toEqual([]);
  });

  const channel = () => bot.client.channels.cache.get(fake.channelId) as TextChannel;

  test('defers, fills the private answer, and replaces it at a click', async () => {
    const answered = await fake.command('search', { text: 'hello' });
    expect(answered).toMatchObject({ kind: 'deferred', ephemeral: true });
    await fake.until(() => answered.message !== undefined, 'an answer');
    expect(visible(answered.message!)).toBe('heard hello\n[Again]');
    expect(fake.ephemerals).toMatchObject([{ ephemeralFor: fake.userId, channelId: fake.channelId }]);
    const pressed = await fake.press(buttonsOf(fake.ephemerals[0]!)[0]!);
    expect(pressed.kind).toBe('update');
    expect(visible(fake.ephemerals[0]!)).toBe(`pressed by ${fake.userId}`);
    expect(fake.messages).toEqual([]);
  });

  test('answers at once, and once more afterwards', async () => {
    const answered = await fake.command('twice', {}, { direct: true });
    expect(answered.kind).toBe('message');
    await fake.until(() => answered.followUps.length === 1, 'the second');
    expect(fake.messages.map(({ content, guildId }) => [content, guildId])).toEqual([
      ['first', undefined],
      ['second after first', undefined],
    ]);
  });

  test('hears of emoji only with the intent for them', async () => {
    const heard: unknown[] = [];
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions];
    const client = clientOf(fake, { intents, ws: { buildIdentifyThrottler: () => noThrottle } });
    client.ws.on(GatewayDispatchEvents.MessageReactionAdd, (payload) => heard.push(payload));
    client.ws.on(GatewayDispatchEvents.MessageReactionRemove, (payload) => heard.push(payload));
    bot.client.ws.on(GatewayDispatchEvents.MessageReactionAdd, () => heard.push('without the intent'));
    await client.login(fake.token);
    const message = await fake.write('a fine day');
    fake.react('👍', message);
    fake.react('👍', message, { added: false });
    await fake.until(() => heard.length === 2, 'both');
    const common = { user_id: fake.userId, channel_id: fake.channelId, message_id: message.id, guild_id: fake.guildId };
    expect(heard).toMatchObject([
      {
        ...common,
        emoji: { id: null, name: '👍' },
        message_author_id: fake.userId,
        member: { user: { id: fake.userId } },
      },
      { ...common, emoji: { id: null, name: '👍' } },
    ]);
    expect(heard[1]).not.toHaveProperty('message_author_id');
    expect(() => fake.react('👍', message, { added: false })).toThrow('has not reacted');
    expect(() => fake.react('+1', message)).toThrow('no emoji');
    await client.destroy();
  });

  test('completes what is typed', async () => {
    expect(await fake.autocomplete('search', 'text', 'atten')).toEqual([{ name: 'atten it is', value: 'x' }]);
    await expect(fake.autocomplete('search', 'page', '1')).rejects.toThrow('page does not complete');
  });

  test('lets people do only what is registered', async () => {
    expect(() => fake.command('nothing')).toThrow('no /papers nothing');
    expect(() => fake.command('search')).toThrow('needs text');
    expect(() => fake.command('search', { text: 'x', page: 0 })).toThrow('page is outside its limits');
    expect(() => fake.command('search', { text: 'x', page: 'one' })).toThrow('page cannot be one');
    expect(() => fake.command('search', { text: 'x', other: 1 })).toThrow('no option other');
    expect(() => fake.messageCommand('Other', { id: '1', content: '', channelId: fake.channelId })).toThrow('Other');
  });

  test('opens a form and takes what is typed', async () => {
    const { modal } = await fake.command('form');
    expect(modal).toMatchObject({ title: 'Form', customId: 'f', open: true });
    expect(() => fake.submit(modal!, { what: 'x'.repeat(11) })).toThrow('outside its limits');
    expect(() => fake.submit(modal!, { what: '' })).toThrow('required');
    expect(() => fake.submit(modal!, { what: 'x', more: 'y' })).toThrow('no more');
    const answered = await fake.submit(modal!, { what: 'this' });
    expect(answered.message?.content).toBe('typed this');
    expect(fake.modals[0]?.open).toBe(false);
    expect(() => fake.submit(modal!, { what: 'again' })).toThrow('closed');
  });

  test('gets a message that somebody chose, with its content', async () => {
    const { id, channelId } = await fake.write('https://arxiv.org/abs/1706.03762');
    const answered = await fake.messageCommand('Ask about this', { id, content: '', channelId });
    expect(answered.message?.content).toBe('about https://arxiv.org/abs/1706.03762');
    const other = await fake.messageCommand('Ask about this', { id: '1100000000000000077', content: 'old', channelId });
    expect(other.message?.content).toBe('about old');
  });

  test('reads what is said to it, and nothing else', async () => {
    await fake.write('among us');
    await fake.write(`<@${fake.botUserId}> hello`);
    await fake.write('in private', { direct: true });
    const sent = await channel().send({ content: 'said', ...nobody });
    await fake.write('a reply', { replyTo: sent.id });
    await fake.until(() => bot.heard.length === 4, 'four messages');
    expect(bot.heard).toEqual([
      'message ',
      `message <@${fake.botUserId}> hello`,
      'message in private',
      'message a reply',
    ]);
    const history = await channel().messages.fetch({ limit: 10 });
    expect([...history.values()].map(({ content }) => content)).toEqual([
      'a reply',
      'said',
      `<@${fake.botUserId}> hello`,
      '',
    ]);
  });

  test('starts a thread, once, and speaks in it', async () => {
    const sent = await channel().send({ content: 'a post', ...nobody });
    const thread = await sent.startThread({ name: 'About it' });
    expect(fake.threads).toEqual([
      { id: sent.id, name: 'About it', parentId: fake.channelId, archived: false, locked: false },
    ]);
    await expect(sent.startThread({ name: 'Again' })).rejects.toMatchObject({ code: 160004, status: 400 });
    await thread.send({ content: 'in it', ...nobody });
    expect(fake.messages[1]).toMatchObject({ channelId: sent.id, content: 'in it' });
    await fake.write(`<@${fake.botUserId}> and?`, { channel: thread.id });
    await fake.until(() => bot.heard.includes(`message <@${fake.botUserId}> and?`), 'the question');
    const { id } = await fake.write('another');
    fake.openThread(id, 'By somebody');
    await fake.until(() => bot.heard.includes('thread By somebody'), 'news of the thread');
  });

  test('knows what it may do where', async () => {
    fake.channel('1100000000000000055', { permissions: ['VIEW_CHANNEL', 'SendMessages'] });
    await fake.until(() => bot.client.channels.cache.has('1100000000000000055'), 'the channel');
    const made = bot.client.channels.cache.get('1100000000000000055') as TextChannel;
    const own = made.permissionsFor(fake.botUserId);
    expect([own?.has('SendMessages'), own?.has('ReadMessageHistory')]).toEqual([true, false]);
    expect(channel().permissionsFor(fake.botUserId)?.has('ReadMessageHistory')).toBe(true);
    await made.send({ content: 'unread', ...nobody });
    expect((await made.messages.fetch({ limit: 5 })).size).toBe(0);
    expect((await bot.client.users.createDM(fake.userId)).type).toBe(ChannelType.DM);
  });
});

describe('the gateway', () => {
  let fake: FakeDiscord;
  const clients: Client[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.destroy()));
    await fake.stop();
  });

  test.each(['reconnect', 'cut', { close: 4000 }] as const)(
    'is resumed after %j, and nothing is lost',
    async (action) => {
      fake = await startFakeDiscord();
      const bot = await startEchoBot(fake);
      await fake.gateway(action);
      const answered = await fake.command('twice');
      expect(answered.message?.content).toBe('first');
      expect([fake.identifies, fake.resumes, fake.connections]).toEqual([1, 1, 1]);
      await fake.until(() => fake.messages.length === 2, 'both');
      await bot.stop();
      expect(fake.connections).toBe(0);
      expect(fake.violations).toEqual([]);
    },
  );

  test('is begun anew after an invalid session, without what was said in between', async () => {
    fake = await startFakeDiscord();
    const bot = await startEchoBot(fake, { ws: { buildIdentifyThrottler: () => noThrottle } });
    await fake.gateway('invalidSession');
    await fake.write('in between', { direct: true });
    expect((await fake.command('twice')).failed).toBe('not connected');
    await fake.until(() => fake.identifies === 2 && fake.connections === 1, 'another session');
    expect((await fake.command('twice')).message?.content).toBe('first');
    expect([bot.heard, fake.resumes]).toEqual([[], 0]);
    await fake.until(() => fake.messages.length === 3, 'both');
    await bot.stop();
  });

  test('refuses a token, and an intent that is not granted; a second attempt is noted', async () => {
    fake = await startFakeDiscord();
    const wrong = clientOf(fake);
    clients.push(wrong);
    await expect(wrong.login('wrong')).rejects.toThrow('invalid token');
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent];
    const attempt = () => {
      const client = clientOf(fake, { intents });
      clients.push(client);
      return client.login(fake.token).then(() => client);
    };
    await expect(attempt()).rejects.toThrow('disallowed intents');
    expect(fake.violations).toEqual([]);
    await expect(attempt()).rejects.toThrow('disallowed intents');
    expect(fake.violations).toEqual(['identified again after the gateway closed with 4014']);

    fake.grant('MessageContent', true);
    const client = await attempt();
    const heard = new Promise((resolve) => client.once(Events.MessageCreate, ({ content }) => resolve(content)));
    await fake.write('among us');
    expect(await heard).toBe('among us');
    expect(fake.violations).toHaveLength(1);
  });

  test('tells each shard of its own servers, and the first of direct messages', async () => {
    const other = String((1n << 22n) + 1_100_000_000_000_000_001n);
    fake = await startFakeDiscord({ shards: 2, moreGuilds: [other] });
    const client = clientOf(fake, { shards: 'auto', ws: { buildIdentifyThrottler: () => noThrottle } });
    clients.push(client);
    const heard: string[][] = [[], []];
    client.ws.on(GatewayDispatchEvents.MessageCreate, (message: { content: string }, shard: number) =>
      heard[shard]?.push(message.content),
    );
    await client.login(fake.token);
    await fake.until(() => client.isReady(), 'both shards');
    expect([fake.identifies, fake.connections]).toEqual([2, 2]);
    const mention = `<@${fake.botUserId}>`;
    await fake.write('in private', { direct: true });
    await fake.write(`${mention} one`);
    await fake.write(`${mention} two`, { guild: other, channel: '1100000000000000066' });
    await fake.until(() => heard.flat().length >= 3, 'all');
    const [even = '', odd = ''] = (BigInt(fake.guildId) >> 22n) % 2n === 0n ? ['one', 'two'] : ['two', 'one'];
    expect(heard).toEqual([['in private', `${mention} ${even}`], [`${mention} ${odd}`]]);
  });

  test('hears heartbeats, and a client that is away comes back on the same port', async () => {
    fake = await startFakeDiscord({ heartbeatMs: 40 });
    const bot = await startEchoBot(fake);
    await fake.until(() => bot.client.ws.ping >= 0, 'an answered heartbeat');
    await fake.goAway();
    await fake.comeBack();
    await fake.until(() => fake.resumes === 1, 'the session');
    expect((await fake.command('twice')).failed).toBeUndefined();
    await fake.until(() => fake.messages.length === 2, 'both');
    await bot.stop();
  });
});
