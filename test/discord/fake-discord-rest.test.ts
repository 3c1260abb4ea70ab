import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';

const nobody = { allowed_mentions: { parse: [] } };
const said = (content: string) => ({ content, ...nobody });

let fake: FakeDiscord;
let rest: REST;
beforeEach(async () => {
  fake = await startFakeDiscord();
  rest = new REST({ api: fake.apiUrl, retries: 0 }).setToken(fake.token);
});
afterEach(() => fake.stop());

const messages = () => `/channels/${fake.channelId}/messages` as const;
const post = (body: unknown, where: `/${string}` = messages()) => rest.post(where, { body });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'taken',
    (error: unknown) => (error instanceof DiscordAPIError ? [error.status, error.code] : String(error)),
  );

describe('messages', () => {
  test('are paged through, newest first', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await post(said(name));
    const [, b, , d] = fake.messages.map(({ id }) => id);
    const read = async (query: Record<string, string>) => {
      const found = (await rest.get(messages(), { query: new URLSearchParams(query) })) as { content: string }[];
      return found.map(({ content }) => content).join('');
    };
    expect(await read({})).toBe('edcba');
    expect(await read({ limit: '2' })).toBe('ed');
    expect(await read({ limit: '2', after: String(b) })).toBe('dc');
    expect(await read({ limit: '2', before: String(d) })).toBe('cb');
    expect(await read({ limit: '3', around: String(b) })).toBe('cba');
    expect(await codeOf(rest.get(messages(), { query: new URLSearchParams({ limit: '101' }) }))).toEqual([400, 50035]);
  });

  test('come once with the same nonce, until it is forgotten', async () => {
    const body = { ...said('once'), nonce: 'n', enforce_nonce: true };
    const first = await post(body);
    expect(await post(body)).toMatchObject({ id: (first as { id: string }).id });
    expect(fake.messages).toHaveLength(1);
    expect(await codeOf(post({ ...body, nonce: 'n'.repeat(26) }))).toEqual([400, 50035]);
    fake.advance(6 * 60_000);
    await post(body);
    expect(fake.messages).toHaveLength(2);
    const [found] = (await rest.get(messages())) as object[];
    expect(found).not.toHaveProperty('nonce');
  });

  test('are refused where the bot may not speak or see', async () => {
    const id = '1100000000000000055';
    const there = (permissions: readonly string[]) => {
      fake.channel(id, { permissions });
      return post({ embeds: [{ title: 'x' }], ...nobody }, `/channels/${id}/messages`);
    };
    expect(await codeOf(there(['SendMessages']))).toEqual([403, 50001]);
    expect(await codeOf(there(['ViewChannel']))).toEqual([403, 50013]);
    expect(await codeOf(there(['ViewChannel', 'SendMessages']))).toEqual([403, 50013]);
    expect(await codeOf(there(['ViewChannel', 'SendMessages', 'EmbedLinks']))).toBe('taken');
    fake.channel(id, { exists: false });
    expect(await codeOf(post(said('x'), `/channels/${id}/messages`))).toEqual([404, 10003]);
    expect(() => fake.channel(id, { permissions: ['Fly'] })).toThrow('no permission Fly');
  });

  test('open an archived thread again, unless it is locked', async () => {
    await post(said('a post'));
    const id = fake.messages[0]?.id ?? '';
    await rest.post(`${messages()}/${id}/threads`, { body: { name: 'About it' } });
    const inThread = () => codeOf(post(said('more'), `/channels/${id}/messages`));
    fake.thread(id, { archived: true });
    expect(await inThread()).toBe('taken');
    expect(fake.threads[0]?.archived).toBe(false);
    fake.thread(id, { locked: true });
    expect(await inThread()).toEqual([400, 160005]);
    fake.thread(id, { archived: true });
    expect(await inThread()).toEqual([400, 50083]);
    const close = () => codeOf(rest.patch(`/channels/${id}`, { body: { archived: true } }));
    expect(await close()).toEqual([403, 50013]);
    fake.thread(id, { archived: false, locked: false });
    expect(await close()).toBe('taken');
    expect(fake.threads[0]?.archived).toBe(true);
    const edited = rest.patch(`${messages()}/${id}`, { body: said('still to be edited') });
    expect(await codeOf(edited)).toBe('taken');
    const inside = fake.messages.find(({ channelId }) => channelId === id)?.id;
    expect(await codeOf(rest.patch(`/channels/${id}/messages/${inside}`, { body: said('x') }))).toEqual([400, 50083]);
    const other = (await post(said('other'))) as { id: string };
    for (const name of ['', 'x'.repeat(101)])
      expect(await codeOf(rest.post(`${messages()}/${other.id}/threads`, { body: { name } }))).toEqual([400, 50035]);
    fake.channel(fake.channelId, { permissions: ['ViewChannel', 'SendMessages'] });
    expect(await codeOf(rest.post(`${messages()}/${other.id}/threads`, { body: { name: 'x' } }))).toEqual([403, 50013]);
    expect(await codeOf(rest.post(`${messages()}/1/threads`, { body: { name: 'x' } }))).toEqual([403, 50013]);
  });

  test('of others cannot be edited', async () => {
    const { id } = await fake.write('mine');
    expect(await codeOf(rest.patch(`${messages()}/${id}`, { body: said('yours') }))).toEqual([403, 50005]);
    expect(await codeOf(rest.patch(`${messages()}/1`, { body: said('yours') }))).toEqual([404, 10008]);
  });

  test('to one person go to a channel of their own, the same each time', async () => {
    const open = () =>
      rest.post('/users/@me/channels', { body: { recipient_id: fake.userId } }) as Promise<{ id: string }>;
    const { id } = await open();
    expect((await open()).id).toBe(id);
    await post(said('psst'), `/channels/${id}/messages`);
    expect(fake.messages[0]).toMatchObject({ channelId: id });
    expect((await fake.write('yes?', { direct: true })).channelId).toBe(id);
  });
});

describe('trouble', () => {
  const route = 'POST /channels/:id/messages';

  test('a lost answer and a 502 come after the post was taken; again is noticed, unless somebody looked', async () => {
    fake.fault(route, { kind: 'lostAnswer' });
    expect(await codeOf(post(said('one')))).toMatch(/socket|other side|terminated|fetch/i);
    fake.fault(route, { kind: 'status', status: 502 });
    await expect(post(said('two'))).rejects.toBeInstanceOf(HTTPError);
    expect(fake.messages.map(({ content }) => content)).toEqual(['one', 'two']);
    await rest.get(messages());
    await post(said('one'));
    expect(fake.violations).toEqual([]);
    fake.fault(route, { kind: 'status', status: 503, taken: false });
    const careless = new REST({ api: fake.apiUrl, retries: 1 }).setToken(fake.token);
    await careless.post(messages(), { body: said('three') });
    expect(fake.violations).toHaveLength(1);
    expect(fake.violations[0]).toContain('sent again without looking');
    expect(fake.messages.filter(({ content }) => content === 'three')).toHaveLength(1);
  });

  test('429 with the time to wait, of one route or of all', async () => {
    const impatient = new REST({ api: fake.apiUrl, rejectOnRateLimit: () => true }).setToken(fake.token);
    for (const global of [false, true]) {
      fake.fault(route, { kind: 'rateLimited', retryAfter: 2, global });
      const error = await impatient.post(messages(), { body: said('x') }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({ global });
      // discord.js adds its own offset.
      expect(error).toHaveProperty('retryAfter', 2050);
    }
    expect(fake.messages).toEqual([]);
    expect(fake.calls.map(({ status }) => status)).toEqual([429, 429]);
  });

  test('a bucket that is empty, which discord.js waits for', async () => {
    await fake.stop();
    fake = await startFakeDiscord({ bucketLimit: 2 });
    const patient = new REST({ api: fake.apiUrl, retries: 0 }).setToken(fake.token);
    const begun = performance.now();
    await Promise.all(['a', 'b', 'c'].map((content) => patient.post(messages(), { body: said(content) })));
    expect(performance.now() - begun).toBeGreaterThan(800);
    expect(fake.calls.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('an answer that is held, and a refusal that is asked for', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    fake.fault(route, { kind: 'held', gate });
    const posting = post(said('slow'));
    await fake.until(() => fake.messages.length === 1, 'the post');
    open();
    expect(await posting).toMatchObject({ content: 'slow' });
    fake.fault(route, { kind: 'error', code: 50013, status: 403, message: 'Missing Permissions' }, 2);
    expect(await codeOf(post(said('x')))).toEqual([403, 50013]);
    expect(await codeOf(post(said('x')))).toEqual([403, 50013]);
    expect(await codeOf(post(said('x')))).toBe('taken');
    expect(() => fake.fault('POST /nowhere', { kind: 'lostAnswer' })).toThrow('no route');
  });
});
