import { describe, expect, test } from 'vitest';
import { visible } from '../fakes/discord/fake-discord.ts';
import { callsOf, failure, hello, refusal, setScene } from './rest-scene.ts';

const THREADS = 'POST /channels/:channel/messages/:message/threads';
const { scene } = setScene();
const post = () => scene.api.post(scene.discord.channelId, hello());
const startThread = (id: string, name = 'Papers for Monday') =>
  scene.api.startThread(scene.discord.channelId, id, name);

describe('a thread', () => {
  test('is begun once, however often it is asked for', async () => {
    const { id } = await post();
    expect(await startThread(id)).toBe(id);
    expect(await startThread(id)).toBe(id);
    expect(scene.discord.threads).toMatchObject([{ id, name: 'Papers for Monday', parentId: scene.discord.channelId }]);
  });

  test('whose answer was lost is there when it is asked for again', async () => {
    const { id } = await post();
    scene.discord.fault(THREADS, { kind: 'lostAnswer' });
    expect(await refusal(startThread(id))).toBe('in doubt');
    expect(await startThread(id)).toBe(id);
  });

  test.each([
    ['x'.repeat(300), `${'x'.repeat(99)}…`],
    ['  Papers\nfor   Monday ', 'Papers for Monday'],
    ['', 'Papers'],
  ])('has a name that fits', async (name, expected) => {
    const { id } = await post();
    await startThread(id, name);
    expect(scene.discord.threads[0]?.name).toBe(expected);
  });

  test('can’t be begun without the permission, nor on a message that is gone', async () => {
    scene.discord.channel(scene.discord.channelId, { permissions: ['ViewChannel', 'SendMessages'] });
    const { id } = await post();
    expect(await refusal(startThread(id))).toEqual({ kind: 'channel', problem: 'forbidden' });
    scene.discord.channel(scene.discord.channelId, { permissions: ['ViewChannel', 'CreatePublicThreads'] });
    expect(await refusal(startThread('1100000000000000998'))).toEqual({ kind: 'message' });
  });
});

test('a direct conversation is the same each time', async () => {
  const channel = await scene.api.direct(scene.discord.userId);
  expect(await scene.api.direct(scene.discord.userId)).toBe(channel);
  await scene.api.post(channel, hello());
  expect(scene.discord.messages[0]?.channelId).toBe(channel);
});

test('an edit replaces all that is said', async () => {
  const { id } = await post();
  await scene.api.edit(scene.discord.channelId, id, hello('Goodbye'));
  expect(scene.discord.messages).toHaveLength(1);
  const shown = visible(scene.discord.messages[0]!);
  expect(shown).toContain('Goodbye');
  expect(shown).not.toContain('Hello');
  expect(callsOf(scene, 'PATCH /channels/:channel/messages/:message')[0]?.body).toMatchObject({
    allowed_mentions: { parse: [] },
  });
});

test('an edit of a message of text takes its embeds and buttons away', async () => {
  const channel = scene.discord.channelId;
  const embeds = [{ description: 'A card' }];
  const { id } = await scene.api.post(channel, { content: 'Hello', embeds, components: hello().components!.slice(1) });
  await scene.api.edit(channel, id, { content: 'Goodbye' });
  expect(scene.discord.messages[0]).toMatchObject({ content: 'Goodbye', embeds: [], components: [] });
});

describe('the messages after one', () => {
  test('come oldest first, over several pages, as many as were asked for', async () => {
    const { id } = await post();
    for (let i = 0; i < 120; i++) await scene.discord.write(`Talk ${i}`, { direct: false });
    const all = scene.discord.messages.map((message) => message.id).slice(1);
    const some = await scene.api.messagesAfter(scene.discord.channelId, id, 110);
    expect(some.map((message) => message.id)).toEqual(all.slice(0, 110));
    const rest = await scene.api.messagesAfter(scene.discord.channelId, some.at(-1)!.id, 110);
    expect(rest.map((message) => message.id)).toEqual(all.slice(110));
  });

  test('are none after the last', async () => {
    const { id } = await post();
    expect(await scene.api.messagesAfter(scene.discord.channelId, id, 100)).toEqual([]);
  });

  test('are no list where Discord gives none', async () => {
    scene.discord.fault('GET /channels/:channel/messages', { kind: 'error', code: 10003, status: 404, message: 'No' });
    expect(String(await failure(scene.api.messagesAfter(scene.discord.channelId, '1', 5)))).toContain('10003');
  });
});
