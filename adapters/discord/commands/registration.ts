import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  OAuth2Scopes,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  type RESTPutAPIApplicationCommandsJSONBody,
  RequestMethod,
  Routes,
} from 'discord.js';
import type { Command, Option } from '../../../src/commands/command.ts';
import { COMMANDS } from '../../../src/commands/table.ts';
import { ConfigError } from '../../../src/errors.ts';
import { markup } from '../../../src/messages/markup.ts';
import { textOf } from '../../../src/messages/message.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import type { Log } from '../../../src/ports.ts';
import { createCaller } from '../rest/caller.ts';
import { refusalCode } from '../rest/errors.ts';
import { COMMAND_LIST, comparable } from './comparison.ts';

/** The one slash command. */
const SLASH_COMMAND = 'papers';
/** What can be done with a message, under “Apps”. */
export const MESSAGE_COMMANDS = { ask: 'Ask Paperboy about this', similar: 'Find similar papers' } as const;

/** A command that is answered with a form where nothing is given to it. */
const WITH_FORM = 'subscribe';
/** Free text for which there are names to choose from. */
const COMPLETED = 'topic';
const LONGEST_DESCRIPTION = 100;

/** In servers where the bot is a member, and in direct messages with it. */
const WHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/**
 * What is registered with Discord: a subcommand for each row of the table, with its options, and the message commands
 * (https://docs.discord.com/developers/interactions/application-commands#application-command-object).
 */
export function commandBodies(commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody {
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: SLASH_COMMAND,
      description: 'Search papers, ask about them, and have them posted every day',
      options: commands.map(subcommand),
      ...WHERE,
    },
    ...Object.values(MESSAGE_COMMANDS).map((name) => ({
      type: ApplicationCommandType.Message as const,
      name,
      ...WHERE,
    })),
  ];
}

function subcommand(command: Command): APIApplicationCommandSubcommandOption {
  const options = command.options.map((option) => optionBody(option, option.required && command.name !== WITH_FORM));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    description: described(command.summary),
    // Discord takes the required ones only before the others
    options: [...options.filter(({ required }) => required), ...options.filter(({ required }) => !required)],
  };
}

function optionBody(option: Option, required: boolean): APIApplicationCommandBasicOption {
  const base = { name: option.name, description: described(option.description), required };
  switch (option.kind) {
    case 'integer':
      return { ...base, type: ApplicationCommandOptionType.Integer, min_value: option.min, max_value: option.max };
    case 'flag':
      return { ...base, type: ApplicationCommandOptionType.Boolean };
    case 'choice': {
      const choices = option.choices.map((choice) => ({ name: choice, value: choice }));
      return { ...base, type: ApplicationCommandOptionType.String, choices };
    }
    case 'text':
    case 'paper':
      return option.kind === 'paper' || option.name === COMPLETED
        ? { ...base, type: ApplicationCommandOptionType.String, autocomplete: true }
        : { ...base, type: ApplicationCommandOptionType.String };
    default:
      return option satisfies never;
  }
}

/** Discord shows descriptions as they stand, without markup. */
function described(text: string): string {
  return shorten(textOf(markup(text)), LONGEST_DESCRIPTION);
}

interface RegisterOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly applicationId: string;
  /** The one server to register in, where that takes effect at once; everywhere without it. */
  readonly guildId?: string | undefined;
  readonly log: Log;
  /** The project's own unless told. */
  readonly commands?: readonly Command[];
}

/**
 * Registers the commands of the table where what is registered differs from them.
 *
 * @throws ConfigError where the bot is no member of the server; else as `discordError` says
 */
export async function register({
  token,
  apiUrl,
  applicationId,
  guildId,
  log,
  commands = COMMANDS,
}: RegisterOptions): Promise<'registered' | 'unchanged'> {
  const call = createCaller({ token, apiUrl, log, clock: { now: () => new Date() } });
  const wanted = commandBodies(commands);
  // where a command can be used is said only of those that are registered everywhere
  const body = guildId === undefined ? wanted : wanted.map(({ contexts, integration_types, ...others }) => others);
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  try {
    const present = COMMAND_LIST.parse(await call({ method: RequestMethod.Get, route }));
    if (comparable(present, guildId !== undefined) === comparable(COMMAND_LIST.parse(body), guildId !== undefined))
      return 'unchanged';
    await call({ method: RequestMethod.Put, route, body });
  } catch (error) {
    if (guildId === undefined || !NOT_A_MEMBER.has(refusalCode(error) ?? 0)) throw error;
    throw new ConfigError([
      `DISCORD_GUILD_ID names a server that the bot can’t register its commands in; invite it there: ${inviteUrl(applicationId)}`,
    ]);
  }
  log.info('The commands are registered with Discord.', guildId === undefined ? {} : { guild: guildId });
  return 'registered';
}

const NOT_A_MEMBER = new Set<number>([RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild]);

/** What the bot asks a server for, and what for. Nothing here is asked for that nothing needs. */
const PERMISSIONS: Partial<Record<keyof typeof PermissionFlagsBits, string>> = {
  ViewChannel: 'to be in the channels at all',
  SendMessages: 'answers and digests',
  SendMessagesInThreads: 'answers in the threads below them',
  CreatePublicThreads: 'those threads',
  ReadMessageHistory: 'its own posts, to find them again after a crash, and what was said in its threads meanwhile',
};

/** The address under which a server's administrator invites the bot, with the least permissions. */
export function inviteUrl(applicationId: string): string {
  const bits = Object.entries(PermissionFlagsBits)
    .filter(([name]) => Object.hasOwn(PERMISSIONS, name))
    .reduce((sum, [, bit]) => sum | bit, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(bits),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
