import { DiscordAPIError, REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeDiscord, startFakeDiscord, visible } from '../fakes/discord/fake-discord.ts';
import { hasOpenApi, problemsOfAnswer } from '../fakes/discord/open-api.ts';

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

describe('what is broken is refused in the shape of Discord, and noted', () => {
  const button = (custom_id: string) => ({ type: 2, style: 2, label: 'Press', custom_id });
  const row = (...components: readonly object[]) => ({ type: 1, components });
  const rows = (count: number, each: number) =>
    Array.from({ length: count }, (_, y) => row(...Array.from({ length: each }, (_, x) => button(`${y}-${x}`))));
  const shown = (content: string) => ({ type: 10, content });
  const v2 = 1 << 15;
  const options = (count: number, label = 'x') =>
    Array.from({ length: count }, (_, at) => ({ label, value: String(at) }));

  test.each<[string, object]>([
    ['content', { content: 'x'.repeat(2001) }],
    ['title', { embeds: [{ title: 'x'.repeat(257) }] }],
    ['description', { embeds: [{ description: 'x'.repeat(4097) }] }],
    ['fields', { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'a', value: 'b' })) }] }],
    ['field name', { embeds: [{ fields: [{ name: 'x'.repeat(257), value: 'b' }] }] }],
    ['field value', { embeds: [{ fields: [{ name: 'a', value: 'x'.repeat(1025) }] }] }],
    ['footer', { embeds: [{ footer: { text: 'x'.repeat(2049) } }] }],
    ['author', { embeds: [{ author: { name: 'x'.repeat(257) } }] }],
    ['eleven embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'a' })) }],
    ['all embeds', { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] }],
    ['an embed of nothing known', { embeds: [{ colour: 1 }] }],
    ['six rows', { components: rows(6, 1) }],
    ['six buttons', { components: rows(1, 6) }],
    ['the same custom id twice', { components: [row(button('a')), row(button('a'))] }],
    ['a long custom id', { components: [row(button('a'.repeat(101)))] }],
    ['an empty custom id', { components: [row(button(''))] }],
    ['a button without one', { components: [row({ type: 2, style: 2, label: 'x' })] }],
    [
      'a link with a custom id',
      { components: [row({ type: 2, style: 5, label: 'x', url: 'https://a.b', custom_id: 'a' })] },
    ],
    ['a long label', { components: [row({ ...button('a'), label: 'x'.repeat(81) })] }],
    ['options', { components: [row({ type: 3, custom_id: 'a', options: options(26) })] }],
    ['an option', { components: [row({ type: 3, custom_id: 'a', options: options(1, 'x'.repeat(101)) })] }],
    ['a select beside a button', { components: [row({ type: 3, custom_id: 'a', options: options(1) }, button('b'))] }],
    ['a display without the flag', { components: [shown('x')] }],
    ['content with the flag', { content: 'x', components: [shown('x')], flags: v2 }],
    ['forty-one components', { components: Array.from({ length: 41 }, () => shown('x')), flags: v2 }],
    [
      'forty-one nested',
      { components: [{ type: 17, components: Array.from({ length: 40 }, () => shown('x')) }], flags: v2 },
    ],
    ['4001 characters', { components: [shown('x'.repeat(4000)), shown('x')], flags: v2 }],
    ['half a surrogate pair', { content: 'x\ud83d' }],
  ])('%s', async (_, body) => {
    expect(await codeOf(post({ ...body, ...nobody }))).toEqual([400, 50035]);
    expect(fake.violations.length).toBeGreaterThan(0);
    expect(fake.messages).toEqual([]);
  });

  test('what is just inside the limits is taken', async () => {
    await post({
      content: 'x'.repeat(2000),
      embeds: [{ description: 'x'.repeat(4096) }],
      components: rows(5, 5),
      ...nobody,
    });
    const inside = Array.from({ length: 39 }, () => shown('x'.repeat(100)));
    await post({ components: [{ type: 17, components: inside }], flags: v2, ...nobody });
    expect(fake.messages).toHaveLength(2);
    expect(fake.violations).toEqual([]);
  });

  test('a message of components stays one', async () => {
    await post({ components: [shown('x')], flags: v2, ...nobody });
    const path = `${messages()}/${fake.messages[0]?.id}` as const;
    expect(await codeOf(rest.patch(path, { body: said('plain') }))).toEqual([400, 50035]);
    await rest.patch(path, { body: { components: [shown('**y**')], ...nobody } });
    expect(visible(fake.messages[0]!)).toBe('y');
  });

  test('an empty message, an unknown key, pings and unknown routes', async () => {
    expect(await codeOf(post(said(' ')))).toEqual([400, 50006]);
    await post({ content: 'hi' });
    await post({ content: 'hi', allowed_mentions: { parse: ['everyone'] } });
    await post({ ...said('hi'), text: 'hi' });
    expect(await codeOf(rest.get('/nowhere'))).toEqual([404, 0]);
    expect(fake.violations.filter((one) => !one.includes('description'))).toEqual([
      'POST /channels/:channel/messages: an empty message',
      'POST /channels/:channel/messages: allowed_mentions is not {parse: []}',
      'POST /channels/:channel/messages: allowed_mentions is not {parse: []}',
      'POST /channels/:channel/messages: there is no text in a message',
      'there is no route GET /api/v10/nowhere',
    ]);
  });

  test.skipIf(!hasOpenApi)("what Discord's own description finds is noted too", async () => {
    await post({ ...said('hi'), tts: 'loud' });
    expect(fake.violations.join()).toContain("by Discord's description");
  });

  test('a wrong token', async () => {
    rest.setToken('wrong');
    expect(await codeOf(post(said('hi')))).toEqual([401, 0]);
    expect(fake.messages).toEqual([]);
  });
});

test.skipIf(!hasOpenApi)("what the fake answers fits Discord's own description", async () => {
  const sent = (await post({
    ...said('x'),
    embeds: [{ title: 'a' }],
    components: [{ type: 1, components: [{ type: 2, style: 1, label: 'a', custom_id: 'b' }] }],
  })) as { id: string };
  const commands = [
    { name: 'papers', description: 'x', options: [{ type: 1, name: 'a', description: 'b' }] },
    { type: 3, name: 'Ask' },
  ];
  const answers: readonly [string, number, unknown][] = [
    ['POST /channels/:channel/messages', 200, sent],
    ['GET /channels/:channel/messages', 200, await rest.get(messages())],
    [
      'POST /channels/:channel/messages/:message/threads',
      201,
      await rest.post(`${messages()}/${sent.id}/threads`, { body: { name: 'x' } }),
    ],
    ['GET /channels/:channel', 200, await rest.get(`/channels/${fake.channelId}`)],
    ['GET /gateway/bot', 200, await rest.get('/gateway/bot')],
    ['GET /applications/@me', 200, await rest.get('/applications/@me')],
    ['GET /users/@me', 200, await rest.get('/users/@me')],
    ['GET /guilds/:guild', 200, await rest.get(`/guilds/${fake.guildId}`)],
    ['GET /guilds/:guild/roles', 200, await rest.get(`/guilds/${fake.guildId}/roles`)],
    ['GET /guilds/:guild/members/:user', 200, await rest.get(`/guilds/${fake.guildId}/members/${fake.botUserId}`)],
    [
      'PUT /applications/:application/commands',
      200,
      await rest.put(`/applications/${fake.applicationId}/commands`, { body: commands }),
    ],
  ];
  for (const [name, status, body] of answers) expect([name, ...problemsOfAnswer(name, status, body)]).toEqual([name]);
  expect(fake.violations).toEqual([]);
});

describe('commands', () => {
  const put = (body: unknown) => rest.put(`/applications/${fake.applicationId}/commands`, { body });
  const command = { name: 'papers', description: 'Papers' };
  const leaf = { type: 3, name: 'a', description: 'A' };

  test.each<[string, object]>([
    ['an upper-case name', { ...command, name: 'Papers' }],
    ['a long name', { ...command, name: 'x'.repeat(33) }],
    ['a long description', { ...command, description: 'x'.repeat(101) }],
    ['no description', { name: 'papers' }],
    [
      'twenty-six choices',
      {
        ...command,
        options: [{ ...leaf, choices: Array.from({ length: 26 }, (_, at) => ({ name: `${at}`, value: `${at}` })) }],
      },
    ],
    ['required after optional', { ...command, options: [leaf, { ...leaf, name: 'b', required: true }] }],
    ['the same option twice', { ...command, options: [leaf, leaf] }],
    ['subcommands beside options', { ...command, options: [leaf, { type: 1, name: 'b', description: 'B' }] }],
    [
      'choices that complete',
      { ...command, options: [{ ...leaf, autocomplete: true, choices: [{ name: 'x', value: 'x' }] }] },
    ],
    ['a described menu', { type: 3, name: 'Ask', description: 'about' }],
    [
      'more than 8000 characters',
      {
        ...command,
        options: Array.from({ length: 25 }, (_, at) => ({
          ...leaf,
          name: `a${at}`,
          choices: Array.from({ length: 4 }, (_, n) => ({ name: `${n}`, value: `${n}`.padStart(90, 'x') })),
        })),
      },
    ],
  ])('%s is refused', async (_, body) => {
    expect(await codeOf(put([body]))).toEqual([400, 50035]);
    expect(fake.commands).toEqual([]);
    expect(fake.violations).not.toEqual([]);
  });

  test('come back with their defaults, and keep their ids', async () => {
    await put([
      { ...command, options: [{ ...leaf, required: false }] },
      { type: 3, name: 'Ask Paperboy about this' },
    ]);
    const [first] = fake.commands;
    expect(first).toMatchObject({ ...command, type: 1, nsfw: false, options: [leaf] });
    expect(first?.['options']).toEqual([leaf]);
    await put([{ ...command, description: 'Others' }]);
    expect(fake.commands).toMatchObject([{ id: first?.['id'], description: 'Others' }]);
    expect(await rest.get(`/applications/${fake.applicationId}/guilds/${fake.guildId}/commands`)).toEqual([]);
    expect(fake.violations).toEqual([]);
  });
});
