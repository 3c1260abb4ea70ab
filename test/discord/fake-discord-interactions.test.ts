import {
  ButtonStyle,
  type ChatInputCommandInteraction,
  ComponentType,
  type Interaction,
  InteractionResponseType,
  MessageFlags,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buttonsOf, type FakeDiscord, readMarkdown, startFakeDiscord, visible } from '../fakes/discord/fake-discord.ts';
import { type EchoBot, startEchoBot } from './echo-bot.ts';

let fake: FakeDiscord;
let bot: EchoBot;
let respond: (interaction: Interaction) => Promise<unknown>;
/** With what Discord refused what the bot did. */
const refused: unknown[] = [];
beforeEach(async () => {
  fake = await startFakeDiscord({ patience: 500 });
  bot = await startEchoBot(fake, {}, async (interaction) => {
    try {
      await respond(interaction);
    } catch (error) {
      refused.push(error);
    }
  });
});
afterEach(async () => {
  refused.length = 0;
  await bot.stop();
  await fake.stop();
});

/** What the bot does at a command. */
function onCommand(run: (interaction: ChatInputCommandInteraction) => Promise<unknown>): void {
  respond = async (interaction) => {
    if (interaction.isChatInputCommand()) await run(interaction);
  };
}
const codes = () => refused.map((error) => (error as { code?: unknown }).code);

test('a first response comes within three seconds or not at all', async () => {
  onCommand(async (interaction) => {
    fake.advance(3001);
    await interaction.reply({ content: 'late' });
  });
  expect((await fake.command('silent')).failed).toBe('timeout');
  expect([codes(), fake.messages]).toEqual([[10062], []]);
  expect(fake.violations).toHaveLength(2);
});

test('there is only one first response', async () => {
  onCommand(async (interaction) => {
    await interaction.reply({ content: 'one' });
    const body = { type: InteractionResponseType.ChannelMessageWithSource, data: { content: 'two' } };
    await bot.client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
  });
  await fake.command('silent');
  await fake.until(() => refused.length === 1, 'a refusal');
  expect([codes(), fake.messages.length]).toEqual([[40060], 1]);
  expect(fake.violations.join()).toContain('a second first response');
});

test('a token lives for fifteen minutes', async () => {
  onCommand(async (interaction) => {
    await interaction.deferReply();
    fake.advance(14 * 60_000);
    await interaction.editReply({ content: 'in time' });
    fake.advance(61_000);
    await interaction.followUp({ content: 'too late' });
  });
  const answered = await fake.command('silent');
  await fake.until(() => refused.length === 1, 'a refusal');
  expect(codes()).toEqual([50027]);
  expect(fake.messages.map(({ content }) => content)).toEqual(['in time']);
  expect(answered).toMatchObject({ kind: 'deferred', ephemeral: false });
});

test('what is private is fixed when it is deferred, and what follows first is the deferred answer', async () => {
  onCommand(async (interaction) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.followUp({ content: 'public?' });
    await interaction.followUp({ content: 'public' });
    await interaction.deleteReply();
  });
  const answered = await fake.command('silent');
  await fake.until(() => fake.calls.some(({ method }) => method === 'DELETE'), 'all of it');
  expect([fake.ephemerals, answered.message]).toEqual([[], undefined]);
  expect(fake.messages.map(({ content }) => content)).toEqual(['public']);
  expect(fake.violations).toEqual([]);
});

test('a follow-up before any response is refused', async () => {
  onCommand((interaction) =>
    bot.client.rest.post(Routes.webhook(fake.applicationId, interaction.token), {
      body: { content: 'x' },
      auth: false,
    }),
  );
  expect((await fake.command('silent')).failed).toBe('timeout');
  expect(codes()).toEqual([10015]);
});

test('nobody hears a command while no bot is there', async () => {
  await bot.stop();
  expect(await fake.command('silent')).toMatchObject({ kind: 'none', failed: 'not connected' });
  expect(fake.violations).toEqual([]);
});

test('too many, too long and misplaced completions are refused', async () => {
  const choices = (count: number, length: number) =>
    Array.from({ length: count }, (_, at) => ({ name: String(at).padStart(length, 'x'), value: String(at) }));
  for (const given of [choices(26, 2), choices(1, 101)]) {
    respond = async (interaction) => {
      if (interaction.isAutocomplete()) await interaction.respond(given);
    };
    await expect(fake.autocomplete('search', 'text', 'x')).rejects.toThrow('timeout');
  }
  onCommand((interaction) => {
    const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [] } };
    return bot.client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
  });
  await fake.command('silent');
  expect(codes()).toEqual([50035, 50035, 50035]);
});

test('a modal that breaks the limits is refused', async () => {
  const input = (label: string, id: string) => ({
    type: ComponentType.Label,
    label,
    component: { type: ComponentType.TextInput, custom_id: id, style: 1 },
  });
  const modals = [
    { custom_id: 'f', title: 'x'.repeat(46), components: [input('A', 'a')] },
    { custom_id: 'f', title: 'F', components: [input('x'.repeat(46), 'a')] },
    { custom_id: 'f', title: 'F', components: [input('A', 'a'), input('B', 'a')] },
    { custom_id: 'f', title: 'F', components: Array.from({ length: 6 }, (_, at) => input('A', String(at))) },
    { custom_id: 'f', title: 'F', components: [] },
  ];
  for (const data of modals) {
    onCommand((interaction) => {
      const body = { type: InteractionResponseType.Modal, data };
      return bot.client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
    });
    expect((await fake.command('silent')).failed).toBe('timeout');
  }
  expect(codes()).toEqual([50035, 50035, 50035, 50035, 50035]);
  expect(fake.modals).toEqual([]);
});

test('a choice of a menu is pressed like a button; what cannot be pressed is not', async () => {
  respond = async (interaction) => {
    if (interaction.isStringSelectMenu()) {
      await interaction.deferUpdate();
      await interaction.editReply({ content: `chose ${interaction.values}` });
      await interaction.followUp({ content: 'and so on', flags: MessageFlags.Ephemeral });
    } else if (interaction.isChatInputCommand())
      await interaction.reply({
        content: 'choose',
        flags: MessageFlags.Ephemeral,
        components: [
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.StringSelect,
                customId: 'menu',
                options: ['a', 'b'].map((label) => ({ label, value: label })),
              },
            ],
          },
          {
            type: ComponentType.ActionRow,
            components: [
              { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Off', customId: 'off', disabled: true },
              { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Site', url: 'https://example.org' },
            ],
          },
        ],
      });
  };
  const { message } = await fake.command('silent');
  expect(visible(message!)).toBe('choose\n[a] [b]\n[Off]  [Site]');
  const [, b, off, site] = buttonsOf(message!);
  const answered = await fake.press(b!);
  expect(answered).toMatchObject({ kind: 'deferredUpdate', ephemeral: true });
  await fake.until(() => answered.followUps.length === 1, 'what follows');
  expect(fake.ephemerals.map(({ content }) => content)).toEqual(['chose b', 'and so on']);
  await expect(fake.press(off!)).rejects.toThrow('cannot be pressed');
  await expect(fake.press(site!)).rejects.toThrow('cannot be pressed');
  await expect(fake.press(b!, { user: '1100000000000000031' })).rejects.toThrow('does not see');
  expect(site).toMatchObject({ url: 'https://example.org' });
  expect([fake.violations, refused]).toEqual([[], []]);
});

test('a button of a message in a thread comes with the thread and what the bot may do there', async () => {
  const { id } = await fake.write('a post');
  const thread = fake.openThread(id);
  const seen: unknown[] = [];
  respond = async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    seen.push(interaction.channel?.isThread(), interaction.appPermissions.has('SendMessagesInThreads'));
    seen.push(interaction.appPermissions.has('ManageThreads'), interaction.memberPermissions?.has('ManageGuild'));
    await interaction.reply({ content: 'here' });
  };
  await fake.command('silent', {}, { channel: thread, isAdmin: true });
  await fake.command('silent', {}, { channel: thread });
  expect(seen).toEqual([true, true, false, true, true, true, false, false]);
});

test('a message shows its embeds, displays and Markdown', () => {
  const embeds = [
    {
      author: { name: 'Them' },
      title: '**Bold**',
      description: '[a link](https://example.org) and \\*stars\\*',
      fields: [{ name: 'One', value: '_1_' }],
      footer: { text: 'below' },
    },
  ];
  const components = [
    {
      type: 17,
      components: [
        { type: 10, content: '## Title\n-# small' },
        {
          type: 9,
          components: [{ type: 10, content: 'text' }],
          accessory: { type: 2, style: 2, label: 'Go', custom_id: 'go' },
        },
        { type: 12, items: [{ media: { url: 'https://example.org/a.png' }, description: 'a picture' }] },
        { type: 14 },
        { type: 1, components: [{ type: 7, custom_id: 'c', placeholder: 'A channel' }] },
      ],
    },
  ];
  expect(visible({ content: 'hi', embeds, components })).toBe(
    'hi\nThem\nBold\na link and *stars*\nOne\n1\nbelow\nTitle\nsmall\ntext\n[Go]\na picture\n[A channel]',
  );
  expect(readMarkdown('<t:1700000000:R> __**both**__ ~~gone~~ <https://example.org> snake_case')).toBe(
    '2023-11-14T22:13:20.000Z both gone https://example.org snake_case',
  );
});
