import { z } from 'zod';
import { ConfigError } from '../src/errors.ts';
import { DISCORD_VARIABLES, type DiscordConfig, discordConfig } from './config-discord.ts';
import { SLACK_VARIABLES, type SlackConfig, slackConfig } from './config-slack.ts';
import { SOURCES_VARIABLES, type SourcesConfig, sourcesConfig } from './config-sources.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

export interface Config {
  readonly logLevel: LogLevel;
  /** Path of a semantic table to use instead of the shipped one. */
  readonly semanticTable?: string;
  /** The folder of the embedded database. */
  readonly home?: string;
  /** A PostgreSQL database to use instead. */
  readonly databaseUrl?: string;
  /** What the tokens of installations are encrypted with; the first is the current one. */
  readonly secret?: string;
  readonly slack?: SlackConfig;
  readonly discord?: DiscordConfig;
  readonly sources: SourcesConfig;
}

const schema = z.object({
  LOG_LEVEL: z
    .string()
    .trim()
    .toLowerCase()
    .refine((level): level is LogLevel => LOG_LEVELS.some((known) => known === level), {
      message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`,
    })
    .default('warn'),
  PAPERBOY_SEMANTIC_TABLE: z.string().trim().optional(),
  PAPERBOY_HOME: z.string().trim().optional(),
  DATABASE_URL: z
    .string()
    .trim()
    .regex(
      /^postgres(?:ql)?:\/\//,
      'DATABASE_URL must be a PostgreSQL address: postgres://user:password@host:5432/database.',
    )
    .optional(),
  PAPERBOY_SECRET: z.string().trim().optional(),
  ...SLACK_VARIABLES.shape,
  ...DISCORD_VARIABLES.shape,
  ...SOURCES_VARIABLES.shape,
});

/** Every variable that is read, for `.env.example` to name. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

/**
 * Reads the environment; an empty variable counts as unset.
 *
 * @throws ConfigError with every problem at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => (value ?? '').trim() !== ''));
  const read = schema.safeParse(set);
  if (!read.success) throw new ConfigError(read.error.issues.map((issue) => issue.message));
  const { LOG_LEVEL: logLevel, ...optional } = read.data;
  const slack = slackConfig(optional, optional.PAPERBOY_SECRET !== undefined);
  const discord = discordConfig(optional);
  const problems = [slack, discord].flatMap((door) => (door !== undefined && 'problems' in door ? door.problems : []));
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    logLevel,
    ...(slack !== undefined && 'config' in slack ? { slack: slack.config } : {}),
    ...(discord !== undefined && 'config' in discord ? { discord: discord.config } : {}),
    sources: sourcesConfig(optional),
    ...given('semanticTable', optional.PAPERBOY_SEMANTIC_TABLE),
    ...given('home', optional.PAPERBOY_HOME),
    ...given('databaseUrl', optional.DATABASE_URL),
    ...given('secret', optional.PAPERBOY_SECRET),
  };
}

function given<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  const found: { [key in Name]?: string } = {};
  if (value !== undefined) found[name] = value;
  return found;
}
