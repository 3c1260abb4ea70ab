import { setImmediate } from 'node:timers/promises';
import { LEDGER_TIMING } from '../src/digest/ledger.ts';
import { digestPayloads } from '../src/digest/payload.ts';
import { createDeliveryRunner } from '../src/digest/runner.ts';
import { LONGEST_WINDOW } from '../src/digest/window.ts';
import type { Library } from '../src/library.ts';
import type { ChatAdapter, Clock, Log } from '../src/ports.ts';
import { settlesWithin } from '../src/timing.ts';
import { startSchedule } from './scheduler/schedule.ts';
import { pause } from './service.ts';
import type { Store } from './store/store.ts';

/** A door that may find work of a process that died. */
export interface Deliverer extends ChatAdapter {
  replay?(): Promise<unknown>;
}

/** What is delivered from. */
export interface DeliveryParts {
  readonly store: Pick<Store, 'deliveries' | 'threads' | 'signals' | 'time' | 'prune'>;
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
  /** Done when the sources were asked for what came while nobody ran. */
  readonly news: Promise<void>;
}

/** A post that waits for the day's news waits no longer. */
const LONGEST_FOR_NEWS = 30_000;

/** Posts what is due through the doors, once the news is in and then every minute. Returns what ends it. */
export function deliver(
  doors: readonly Deliverer[],
  { store, library, clock, log, news }: DeliveryParts,
): () => Promise<void> {
  const runner = createDeliveryRunner({
    deliveries: store.deliveries,
    threads: store.threads,
    doors: new Map(doors.map((door) => [door.name, door])),
    payloads: async () => {
      const now = clock.now().getTime();
      return digestPayloads(library, now, await store.signals.teams(now - LONGEST_WINDOW));
    },
    time: store.time,
    clock,
    log,
    timing: LEDGER_TIMING,
    breathe: () => setImmediate(),
  });
  const recover = () => Promise.all(doors.map((door) => door.replay?.()));
  let ended = false;
  const isReady = settlesWithin(news, LONGEST_FOR_NEWS, pause);
  const tick = async () => {
    await isReady;
    if (!ended) await runner.tick();
  };
  const endSchedule = startSchedule({ deliver: tick, recover, prune: () => store.prune() }, log);
  return async () => {
    ended = true;
    await endSchedule();
    await runner.stop();
  };
}
