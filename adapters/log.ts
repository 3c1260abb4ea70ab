import type { Log } from '../src/ports.ts';

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];
export const LOG_LEVELS: readonly LogLevel[] = LEVELS;

/** Slack and Discord tokens, database passwords, and whatever an Authorization header holds. */
const SECRET =
  /xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=:\/\/[^\s:@/]{0,64}:)[^\s@/]+(?=@)|(?<=\b(?:Bearer|Bot)\s)[\w.~+/-]+/g;
const SECRET_NAME = /token|secret|password|authorization/i;

/**
 * A log of JSON lines. Known shapes of secrets and fields named like one are masked, whatever wrote them there.
 *
 * @param write takes one line, with its newline
 */
export function createLog(level: LogLevel, write: (line: string) => void, now: () => Date): Log {
  const from = LEVELS.indexOf(level);
  const at =
    (name: LogLevel) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      if (LEVELS.indexOf(name) < from) return;
      const line = JSON.stringify({ time: now().toISOString(), level: name, message, ...fields }, masked);
      write(`${line.replace(SECRET, '[secret]')}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function masked(key: string, value: unknown): unknown {
  if (SECRET_NAME.test(key) && typeof value === 'string') return '[secret]';
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
  }
  return value;
}
