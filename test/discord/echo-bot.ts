import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Partials,
  Routes,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';

export interface EchoBot {
  readonly client: Client;
  /** What was heard, as `message <content>`. */
  readonly heard: readonly string[];
  stop(): Promise<void>;
}

const NOBODY = { allowedMentions: { parse: [] } };
const row = (...labels: readonly string[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    labels.map((label) => new ButtonBuilder().setLabel(label).setCustomId(label).setStyle(ButtonStyle.Secondary)),
  );

const COMMANDS = [
  {
    name: 'papers',
    description: 'Papers',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'search',
        description: 'Search',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'text',
            description: 'What for',
            required: true,
            autocomplete: true,
          },
          { type: ApplicationCommandOptionType.Integer, name: 'page', description: 'Page', min_value: 1 },
        ],
      },
      { type: ApplicationCommandOptionType.Subcommand, name: 'form', description: 'A form' },
      { type: ApplicationCommandOptionType.Subcommand, name: 'silent', description: 'No answer' },
      { type: ApplicationCommandOptionType.Subcommand, name: 'twice', description: 'Two answers' },
    ],
  },
  { name: 'Ask about this', type: 3 },
];

/** A client of the real discord.js that points at the fake. */
export function clientOf(fake: Pick<FakeDiscord, 'apiUrl'>, options: Partial<ClientOptions> = {}): Client {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
  // Without it discord.js does not hear the first message of a direct conversation.
  const partials = [Partials.Channel];
  return new Client({ intents, partials, ...options, rest: { api: fake.apiUrl, retries: 0, ...options.rest } });
}

/** A small bot that answers in every way there is, or as it is told. */
export async function startEchoBot(
  fake: FakeDiscord,
  options: Partial<ClientOptions> = {},
  respond: (interaction: Interaction) => Promise<void> = answer,
): Promise<EchoBot> {
  const client = clientOf(fake, { ...options, ...NOBODY });
  const heard: string[] = [];
  const troubles: unknown[] = [];
  client.on(
    Events.InteractionCreate,
    (interaction) => void respond(interaction).catch((error) => troubles.push(error)),
  );
  client.on(Events.MessageCreate, (message) => {
    if (message.author.id !== client.user?.id) heard.push(`message ${message.content}`);
  });
  client.on(Events.ThreadCreate, (thread) => heard.push(`thread ${thread.name}`));
  client.on(Events.Error, (error) => heard.push(`error ${error.message}`));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(fake.token);
  await ready;
  await client.rest.put(Routes.applicationCommands(fake.applicationId), { body: COMMANDS });
  return {
    client,
    heard,
    async stop() {
      await client.destroy();
      if (troubles.length > 0) throw new AggregateError(troubles, 'the echo bot had trouble');
    },
  };
}

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete())
    return interaction.respond([{ name: `${interaction.options.getFocused()} it is`, value: 'x' }]);
  if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply({ content: `about ${interaction.targetMessage.content}` });
    return;
  }
  if (interaction.isModalSubmit()) {
    await interaction.reply({ content: `typed ${interaction.fields.getTextInputValue('what')}` });
    return;
  }
  if (interaction.isButton()) {
    await interaction.update({ content: `pressed by ${interaction.user.id}`, components: [] });
    return;
  }
  if (!interaction.isChatInputCommand()) return;
  switch (interaction.options.getSubcommand()) {
    case 'search': {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const text = interaction.options.getString('text', true);
      await interaction.editReply({ content: `heard ${text}`, components: [row('Again')] });
      return;
    }
    case 'form': {
      const input = new TextInputBuilder().setCustomId('what').setStyle(TextInputStyle.Short).setMaxLength(10);
      const label = new LabelBuilder().setLabel('What').setTextInputComponent(input);
      await interaction.showModal(new ModalBuilder().setCustomId('f').setTitle('Form').addLabelComponents(label));
      return;
    }
    case 'twice': {
      const { resource } = await interaction.reply({ content: 'first', withResponse: true });
      await interaction.followUp({ content: `second after ${resource?.message?.content}` });
    }
  }
}
