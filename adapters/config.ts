import { z } from 'zod';
import { ConfigError } from '../src/errors.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

export interface Config {
  readonly logLevel: LogLevel;
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
  return { logLevel: read.data.LOG_LEVEL };
}
