import { type APITextDisplayComponent, ComponentType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { findPosted } from '../../adapters/discord/rest/find.ts';
import { hasMarker, nonceOf, withMarker } from '../../adapters/discord/rest/marker.ts';
import { permissionsIn } from '../../adapters/discord/rest/permissions.ts';
import { PostRefused } from '../../src/digest/post-refused.ts';
import { callsOf, failure, hello, KEY, OTHER_CHANNEL, POST_ROUTE, refusal, setScene } from './rest-scene.ts';

const HISTORY = 'GET /channels/:channel/messages';
const { scene, start } = setScene();
const longAgo = () => new Date(Date.now() - 60_000);
const find = (key = KEY, channel = scene.discord.channelId) => scene.api.find(channel, key, longAgo());

const parts = (count: number): { components: APITextDisplayComponent[] } => ({
  components: Array.from({ length: count }, (_, i) => ({ type: ComponentType.TextDisplay, content: String(i) })),
});

describe('a post is found', () => {
  test('by another process, after its answer was lost and its nonce forgotten', async () => {
    scene.discord.fault(POST_ROUTE, { kind: 'lostAnswer' });
    expect(await refusal(scene.api.post(scene.discord.channelId, hello(), { key: KEY }))).toBe('in doubt');
    scene.discord.advance(20 * 60_000);
    expect(await start().find(scene.discord.channelId, KEY, longAgo())).toEqual({ id: scene.discord.messages[0]?.id });
    expect(await find(`${KEY}#2`)).toBeUndefined();
  });

  test('in a thread', async () => {
    const { id } = await scene.api.post(scene.discord.channelId, hello());
    const thread = await scene.api.startThread(scene.discord.channelId, id, 'Papers');
    const posted = await scene.api.post(thread, hello(), { key: KEY });
    expect(await find(KEY, thread)).toEqual({ id: posted.id });
    expect(await find()).toBeUndefined();
  });

  test('behind more messages than Discord gives at once', async () => {
    const people = Array.from({ length: 230 }, (_, i) => scene.discord.write(`Talk ${i}`));
    await Promise.all(people);
    const posted = await scene.api.post(scene.discord.channelId, hello(), { key: KEY });
    expect(await find()).toEqual({ id: posted.id });
    expect(callsOf(scene, HISTORY)).toHaveLength(3);
  });

  test('not before the time from which it is looked for', async () => {
    await scene.api.post(scene.discord.channelId, hello(), { key: KEY });
    expect(await scene.api.find(scene.discord.channelId, KEY, new Date(Date.now() + 60_000))).toBeUndefined();
  });

  test('though it could not be learnt at first who the bot is', async () => {
    const { id } = await scene.api.post(scene.discord.channelId, hello(), { key: KEY });
    scene.discord.fault('GET /users/@me', { kind: 'status', status: 500 });
    expect(await refusal(find())).toBe('in doubt');
    expect(await find()).toEqual({ id });
  });
});

describe('what the history gives', () => {
  const message = (id: number, author = 'bot') => ({
    id: String(id),
    author: { id: author },
    ...withMarker(parts(2), KEY),
  });
  const search = (page: (after: string) => Promise<ReturnType<typeof message>[]>, now = () => 0) =>
    findPosted({
      key: KEY,
      since: new Date(1_420_070_400_002),
      authorId: 'bot',
      page,
      ensureReadable: async () => {},
      now,
    });

  test('is asked for from the time on', async () => {
    const asked: string[] = [];
    await search(async (after) => {
      asked.push(after);
      return [];
    });
    // two milliseconds after Discord's epoch, in the upper bits of an id
    expect(asked).toEqual([String(2 * 2 ** 22 - 1)]);
  });

  test('counts only where it is the bot’s own', async () => {
    expect(await search(async () => [message(7, 'copycat')])).toBeUndefined();
    expect(await search(async () => [message(7, 'copycat'), message(8)])).toEqual({ id: '8' });
  });

  test('may have no end that can be waited for', async () => {
    const full = (from: number) => Array.from({ length: 100 }, (_, i) => message(from + 100 - i, 'people'));
    let last = 0;
    const endless = async (after: string) => {
      last = Number(after);
      return full(last);
    };
    await expect(search(endless)).rejects.toThrow('Too many messages');
    expect(last).toBe(2 * 2 ** 22 - 1 + 1900);
    let time = 0;
    const slowly = () => {
      time += 20_000;
      return time;
    };
    await expect(search(endless, slowly)).rejects.toThrow('Too many messages');
    expect(last).toBe(2 * 2 ** 22 - 1 + 100);
  });
});

describe('whether a post is there can’t be told', () => {
  test.each([
    ['a lost answer', { kind: 'lostAnswer' }],
    ['a 502', { kind: 'status', status: 502 }],
  ] as const)('after %s', async (_, fault) => {
    scene.discord.fault(HISTORY, fault);
    expect(await refusal(find())).toBe('in doubt');
  });

  test('where the channel is gone or closed to the bot', async () => {
    expect(await refusal(find(KEY, '1100000000000000998'))).toEqual({ kind: 'channel', problem: 'gone' });
    scene.discord.channel(OTHER_CHANNEL, { permissions: [] });
    expect(await refusal(find(KEY, OTHER_CHANNEL))).toEqual({ kind: 'channel', problem: 'forbidden' });
  });

  test('where the history is hidden, which looks like an empty one', async () => {
    await scene.api.post(OTHER_CHANNEL, hello(), { key: KEY });
    const { id } = await scene.api.post(OTHER_CHANNEL, hello());
    const thread = await scene.api.startThread(OTHER_CHANNEL, id, 'Papers');
    scene.discord.channel(OTHER_CHANNEL, { permissions: ['ViewChannel', 'SendMessages'] });
    const error = await failure(find(KEY, OTHER_CHANNEL));
    expect(error).toBeInstanceOf(PostRefused);
    expect(String(error)).toContain('Read Message History');
    expect(await refusal(find(KEY, thread))).toEqual({ kind: 'channel', problem: 'forbidden' });
  });

  test('but it can in a readable empty channel and in a direct conversation', async () => {
    expect(await find(KEY, OTHER_CHANNEL)).toBeUndefined();
    expect(await find(KEY, await scene.api.direct(scene.discord.userId))).toBeUndefined();
  });
});

describe('the mark', () => {
  test.each([1, 3, 4, 12])('is on a message of %s components, in ids that are unique and fit', (count) => {
    const { components } = withMarker(parts(count), KEY);
    const shown = components.map((one, i) => ({ ...one, id: one.id ?? i + 1 }));
    expect(hasMarker({ components: shown }, KEY)).toBe(true);
    expect(hasMarker({ components: shown }, `${KEY}#2`)).toBe(false);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(count);
    // above Discord's own, within 32 bits with a sign, and of different ranges
    expect(shown.slice(0, 4).map(({ id }) => Math.floor(id / 2 ** 28))).toEqual([4, 5, 6, 7].slice(0, count));
  });

  test('is not on a message without components or with ids of Discord’s own', () => {
    expect(hasMarker({ components: [] }, KEY)).toBe(false);
    expect(hasMarker({}, KEY)).toBe(false);
    expect(hasMarker({ components: parts(2).components.map((one, i) => ({ ...one, id: i + 1 })) }, KEY)).toBe(false);
  });

  test('differs for every key, as the nonce does', () => {
    const keys = Array.from({ length: 2000 }, (_, i) => `discord/1/${i}`);
    const marks = keys.map((key) => JSON.stringify(withMarker(parts(4), key)));
    expect(new Set(marks).size).toBe(keys.length);
    expect(new Set(keys.map(nonceOf)).size).toBe(keys.length);
    for (const key of keys) expect(nonceOf(key)).toHaveLength(25);
  });
});

describe('permissions', () => {
  const { ViewChannel, ReadMessageHistory, SendMessages, Administrator } = PermissionFlagsBits;
  const guild = (everyone: bigint, role = 0n) => ({
    id: 'guild',
    owner_id: 'owner',
    roles: [
      { id: 'guild', permissions: String(everyone) },
      { id: 'role', permissions: String(role) },
      { id: 'other', permissions: String(SendMessages) },
    ],
  });
  const overwrite = (id: string, type: number, allow: bigint, deny: bigint) => ({
    id,
    type,
    allow: String(allow),
    deny: String(deny),
  });
  const inChannel = (overwrites: ReturnType<typeof overwrite>[], server = guild(ViewChannel), userId = 'bot') =>
    permissionsIn({ id: 'c', type: 0, permission_overwrites: overwrites }, server, userId, {
      roles: ['role', 'second'],
    });

  test('are those of everyone and of the own roles', () => {
    expect(inChannel([], guild(ViewChannel, ReadMessageHistory))).toBe(ViewChannel | ReadMessageHistory);
  });

  test('are changed for everyone, then for the roles together, then for the member', () => {
    const closed = overwrite('guild', 0, 0n, ViewChannel);
    expect(inChannel([closed])).toBe(0n);
    expect(inChannel([overwrite('role', 0, ViewChannel, 0n), closed])).toBe(ViewChannel);
    const oneDenies = overwrite('role', 0, 0n, ViewChannel);
    expect(inChannel([overwrite('second', 0, ViewChannel, 0n), oneDenies])).toBe(ViewChannel);
    expect(inChannel([overwrite('other', 0, SendMessages, ViewChannel)])).toBe(ViewChannel);
    expect(inChannel([overwrite('bot', 1, 0n, ViewChannel), overwrite('role', 0, ViewChannel, 0n)])).toBe(0n);
  });

  test('are all of them for the owner and for administrators', () => {
    const closed = [overwrite('guild', 0, 0n, ViewChannel)];
    expect(inChannel(closed, guild(0n), 'owner') & ViewChannel).toBe(ViewChannel);
    expect(inChannel(closed, guild(0n, Administrator)) & ReadMessageHistory).toBe(ReadMessageHistory);
  });
});
