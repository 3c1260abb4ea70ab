import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ApplicationCommandOptionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COMMAND_LIST, comparable } from '../../adapters/discord/commands/comparison.ts';
import { commandBodies, inviteUrl, register } from '../../adapters/discord/commands/registration.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { ConfigError } from '../../src/errors.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/fake-discord.ts';

const SPEC = new URL('../../../shared/specs/discord-openapi.json', import.meta.url);
const log = { info() {}, warn() {}, error() {} };

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly options?: readonly Described[];
}

function everything(one: Described): Described[] {
  return [one, ...(one.options ?? []).flatMap(everything)];
}

const bodies = commandBodies(COMMANDS);
const [papers, ...menus] = bodies;
const subcommands = (papers as Described).options ?? [];
const subcommand = (name: string) => subcommands.find((one) => one.name === name);

describe('what is registered', () => {
  test('is one slash command with a subcommand for each row of the table, and two message commands', () => {
    expect(papers).toMatchObject({ type: 1, name: 'papers' });
    expect(subcommands.map(({ name }) => name)).toEqual(COMMANDS.map(({ name }) => name));
    expect(menus).toMatchObject([
      { type: 3, name: 'Ask Paperboy about this' },
      { type: 3, name: 'Find similar papers' },
    ]);
    for (const menu of menus) expect(menu).not.toHaveProperty('description');
  });

  test('is only where the bot is', () => {
    for (const body of bodies) expect(body).toMatchObject({ contexts: [0, 1], integration_types: [0] });
  });

  test('has typed options, and completes papers and topics', () => {
    const option = (command: string, name: string) => subcommand(command)?.options?.find((one) => one.name === name);
    expect(option('search', 'page')).toMatchObject({
      type: ApplicationCommandOptionType.Integer,
      min_value: 1,
      max_value: 100,
    });
    expect(option('search', 'explain')).toMatchObject({ type: ApplicationCommandOptionType.Boolean });
    expect(option('search', 'query')).toMatchObject({ type: ApplicationCommandOptionType.String, required: true });
    expect(option('search', 'query')).not.toHaveProperty('autocomplete');
    for (const [command, name] of [
      ['show', 'paper'],
      ['similar', 'paper'],
      ['trending', 'topic'],
    ] as const)
      expect(option(command, name)).toMatchObject({ type: ApplicationCommandOptionType.String, autocomplete: true });
    const window = option('trending', 'window');
    expect(window).toMatchObject({
      type: ApplicationCommandOptionType.String,
      choices: ['day', 'week', 'month'].map((choice) => ({ name: choice, value: choice })),
    });
    expect(window).not.toHaveProperty('autocomplete');
  });

  test('asks for no wish where there is a form for it', () => {
    expect(subcommand('subscribe')?.options).toMatchObject([{ name: 'wish', required: false }]);
  });

  test('keeps to Discord’s limits', () => {
    for (const one of everything(papers as Described)) {
      expect(one.name).toMatch(/^[a-z][a-z-]{0,31}$/);
      expect(one.description?.length).toBeGreaterThanOrEqual(1);
      expect(one.description?.length).toBeLessThanOrEqual(100);
      expect(one.description).not.toMatch(/[`*]/);
      expect(one.options?.length ?? 0).toBeLessThanOrEqual(25);
    }
    for (const { options = [] } of subcommands) {
      const required = options.map((one) => one.required === true);
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    }
    const characters = everything(papers as Described).map(({ name, description = '' }) => name + description);
    expect(characters.join('').length).toBeLessThanOrEqual(8000);
  });

  test('puts required options first and shortens what is too long', () => {
    const [first] = COMMANDS;
    const optional = { name: 'page', kind: 'flag', description: 'd'.repeat(200), required: false } as const;
    const required = { name: 'query', kind: 'text', description: 'what', required: true } as const;
    const [body] = commandBodies([{ ...first!, summary: 's'.repeat(200), options: [optional, required] }]);
    const [only] = (body as Described).options ?? [];
    expect(only?.options?.map(({ name }) => name)).toEqual(['query', 'page']);
    for (const one of everything(body as Described)) expect(one.description?.length).toBeLessThanOrEqual(100);
  });

  test.skipIf(!existsSync(SPEC))('is what Discord’s own description of its interface takes', () => {
    const spec = JSON.parse(readFileSync(SPEC, 'utf8'));
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const check = ajv.compile({
      type: 'array',
      items: { $ref: '#/components/schemas/ApplicationCommandUpdateRequest' },
      components: spec.components,
    });
    expect(check(bodies), JSON.stringify(check.errors)).toBe(true);
    expect(check([{ ...papers, name: 'x'.repeat(33) }])).toBe(false);
  });
});

describe('registration', () => {
  let discord: FakeDiscord;
  beforeEach(async () => {
    discord = await startFakeDiscord();
  });
  afterEach(async () => {
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });
  const options = () => ({
    token: discord.token,
    apiUrl: discord.apiUrl,
    applicationId: discord.applicationId,
    log,
  });
  const puts = () => discord.calls.filter(({ method }) => method === 'PUT');

  test.each([
    ['everywhere', () => options()],
    ['in one server', () => ({ ...options(), guildId: discord.guildId })],
  ])('%s happens once, and again only where the table changed', async (_, where) => {
    expect(await register(where())).toBe('registered');
    expect(await register(where())).toBe('unchanged');
    expect(puts()).toHaveLength(1);
    expect(discord.commands.map(({ name }) => name)).toEqual(bodies.map(({ name }) => name));
    const [first, ...others] = COMMANDS;
    for (const changed of [others, [{ ...first!, summary: 'Something else.' }, ...others], COMMANDS.toReversed()])
      expect(await register({ ...where(), commands: changed })).toBe('registered');
    expect(puts()).toHaveLength(4);
  });

  test('in one server says nothing of where, which only what is registered everywhere may', async () => {
    await register({ ...options(), guildId: discord.guildId });
    expect(puts()[0]?.path).toContain(`/guilds/${discord.guildId}/`);
    expect(JSON.stringify(puts()[0]?.body)).not.toMatch(/contexts|integration_types/);
  });

  test('is the same in whatever order Discord gives the commands back', () => {
    const list = (commands: unknown) => comparable(COMMAND_LIST.parse(commands), false);
    expect(list(bodies.toReversed())).toBe(list(bodies));
    expect(list(bodies.slice(1))).not.toBe(list(bodies));
    expect(list(JSON.parse(JSON.stringify(bodies).replaceAll('"month"', '"year"')))).not.toBe(list(bodies));
  });

  test('changes nothing where Discord does not say what is registered', async () => {
    discord.fault('GET /applications/:application/commands', { kind: 'status', status: 502 });
    await expect(register(options())).rejects.toThrow('502');
    expect(puts()).toEqual([]);
  });

  test('in a server without the bot says how to invite it', async () => {
    const failed = register({ ...options(), guildId: '1100000000000000998' });
    await expect(failed).rejects.toThrow(ConfigError);
    await expect(failed).rejects.toThrow(inviteUrl(discord.applicationId));
  });
});

test('the invitation asks for the least', () => {
  const url = new URL(inviteUrl('1100000000000000004'));
  expect(url.origin + url.pathname).toBe('https://discord.com/oauth2/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: '1100000000000000004',
    scope: 'bot applications.commands',
    // view channels, send, read the history, begin public threads, send in threads
    permissions: String(0x400n | 0x800n | 0x10000n | (1n << 35n) | (1n << 38n)),
  });
});
