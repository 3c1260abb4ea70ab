import { schedule } from 'node-cron';
import type { Log } from '../../src/ports.ts';

const EVERY_MINUTE = '* * * * *';
/** At an hour and minute at which little else happens. */
const EVERY_NIGHT = '17 3 * * *';

export interface Chores {
  /** Plans and posts what is due. */
  deliver(): Promise<unknown>;
  /** Works on what arrived and was left lying by a process that died. */
  recover(): Promise<unknown>;
  /** Forgets what nobody will ask for again. */
  prune(): Promise<void>;
}

/**
 * Does the chores: deliveries and recovery at once, for what fell due while nobody ran, and then every minute. A minute that is
 * missed is no loss, since each asks for all that is due. What fails is logged and tried again the next time.
 *
 * @returns a function that ends it; what is running goes on
 */
export function startSchedule({ deliver, recover, prune }: Chores, log: Log): () => Promise<void> {
  const guarded = (name: string, chore: () => Promise<unknown>) => async () => {
    try {
      await chore();
    } catch (error) {
      log.error(`${name} failed and will be tried again.`, { error });
    }
  };
  const logger = {
    info: () => {},
    debug: () => {},
    warn: (message: string) => log.warn(message),
    error: (message: string | Error) => log.error('The schedule failed.', { error: message }),
  };
  const options = { timezone: 'UTC', noOverlap: true, suppressMissedWarning: true, logger };
  const delivering = guarded('Delivering', deliver);
  const recovering = guarded('Recovering', recover);
  const tasks = [
    schedule(EVERY_MINUTE, delivering, options),
    schedule(EVERY_MINUTE, recovering, options),
    schedule(EVERY_NIGHT, guarded('Pruning', prune), options),
  ];
  void delivering();
  void recovering();
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}
