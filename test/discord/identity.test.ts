import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DISCORD_VARIABLES, discordConfig } from '../../adapters/config-discord.ts';
import { identify } from '../../adapters/discord/rest/identity.ts';
import { ConfigError } from '../../src/errors.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';

const WRONG = 'MTEwMDAwMDAwMDAwMDAwMDAwNA.Fake02.another0one0that0is0worth0nothing';

describe('who a token speaks as', () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await startFakeDiscord();
  });
  afterEach(() => discord.stop());

  async function problem(token = discord.token): Promise<string> {
    const error = await identify(token, discord.apiUrl).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof ConfigError)) throw new Error('It is no ConfigError.');
    expect(error.problems).toHaveLength(1);
    expect(error.message).toMatch(/DISCORD_TOKEN/);
    expect(error.message).not.toContain('\n');
    expect(`${error.message}${error.stack}${String(error.cause)}`).not.toContain(token);
    return error.message;
  }

  test('is the application and its bot', async () => {
    expect(await identify(discord.token, discord.apiUrl)).toEqual({
      applicationId: discord.applicationId,
      botUserId: discord.botUserId,
      name: 'paperboy',
    });
  });

  test('is nobody for a wrong token', async () => {
    expect(await problem(WRONG)).toContain('Reset Token');
  });

  test('is not asked for what can be no token', async () => {
    expect(await problem('MTEw\nX-Other: header')).toContain('no bot token');
    expect(discord.calls).toEqual([]);
  });

  test('is not known while Discord is away, ill or busy', async () => {
    discord.fault('GET /users/@me', { kind: 'status', status: 503 });
    expect(await problem()).toContain('503');
    discord.fault('GET /users/@me', { kind: 'rateLimited', retryAfter: 30 });
    expect(await problem()).toMatch(/start again in 3\d s/);
    await discord.goAway();
    expect(await problem()).toContain('DISCORD_API_URL');
  });
});

describe('the configuration', () => {
  const TOKEN = WRONG;
  const read = (variables: Record<string, string>) => discordConfig(DISCORD_VARIABLES.parse(variables));
  const problems = (variables: Record<string, string>) =>
    DISCORD_VARIABLES.safeParse(variables).error?.issues.map(({ message }) => message);

  test('is of a token, and of a server and an address where they are given', () => {
    expect(read({ DISCORD_TOKEN: ` ${TOKEN} ` })).toEqual({ config: { token: TOKEN } });
    expect(
      read({
        DISCORD_TOKEN: TOKEN,
        DISCORD_GUILD_ID: '1100000000000000001',
        DISCORD_API_URL: 'http://127.0.0.1:9/api',
      }),
    ).toEqual({ config: { token: TOKEN, guildId: '1100000000000000001', apiUrl: 'http://127.0.0.1:9/api' } });
  });

  test('is none where Discord was not asked for', () => {
    expect(read({})).toBeUndefined();
    expect(read({ DISCORD_API_URL: 'http://127.0.0.1:9/api' })).toBeUndefined();
  });

  test('lacks the token where only the server is given', () => {
    expect(read({ DISCORD_GUILD_ID: '1100000000000000001' })).toEqual({
      problems: [expect.stringContaining('DISCORD_TOKEN')],
    });
  });

  test.each([
    ['DISCORD_TOKEN', 'not a token'],
    ['DISCORD_TOKEN', `Bot ${TOKEN}`],
    ['DISCORD_GUILD_ID', '12345'],
    ['DISCORD_GUILD_ID', '123456789012345678901'],
    ['DISCORD_GUILD_ID', 'my server'],
    ['DISCORD_API_URL', 'ftp://discord.com/api'],
    ['DISCORD_API_URL', 'discord.com'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(problems({ [name]: value })).toEqual([expect.stringContaining(name)]);
    expect(problems({ [name]: value })?.[0]).not.toContain(TOKEN);
  });
});
