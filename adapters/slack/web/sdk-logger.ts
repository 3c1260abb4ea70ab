import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../../src/ports.ts';

/**
 * What Slack's SDKs have to say, in Paperboy's log. Their debug and info lines are dropped: they hold requests. An error
 * object is reduced to its message, as others of its fields can hold headers.
 */
export function sdkLogger(log: Log): Logger {
  const said = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug() {},
    info() {},
    warn: (...parts: unknown[]) => log.info('Slack’s SDK warns.', { said: said(parts) }),
    error: (...parts: unknown[]) => log.warn('Slack’s SDK reports an error.', { said: said(parts) }),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
