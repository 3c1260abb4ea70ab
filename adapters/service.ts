import { setTimeout as wait } from 'node:timers/promises';
import type { Library } from '../src/library.ts';
import type { Bot, Clock, Log } from '../src/ports.ts';
import type { Config } from './config.ts';
import type { Store } from './store/store.ts';

/** What every door of the service is made of. */
export interface Service {
  readonly config: Config;
  readonly bot: Bot;
  readonly store: Store;
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
  /** Done when the sources were asked for what came while nobody ran. */
  readonly news: Promise<void>;
}

/** Waits so many milliseconds; rejects where it is told to end before. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal });
}
