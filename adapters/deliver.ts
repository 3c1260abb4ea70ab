import { setImmediate } from 'node:timers/promises';
import { LEDGER_TIMING } from '../src/digest/ledger.ts';
import { digestPayloads } from '../src/digest/payload.ts';
import { createDeliveryRunner } from '../src/digest/runner.ts';
import type { Library } from '../src/library.ts';
import type { ChatAdapter, Clock, Log } from '../src/ports.ts';
import { startSchedule } from './scheduler/schedule.ts';
import type { Store } from './store/store.ts';

/** A door that may find work of a process that died. */
export interface Deliverer extends ChatAdapter {
  replay?(): Promise<unknown>;
}

/** Posts what is due through the doors, now and every minute. Returns what ends it. */
export function deliver(
  doors: readonly Deliverer[],
  store: Store,
  library: Library,
  clock: Clock,
  log: Log,
): () => Promise<void> {
  const runner = createDeliveryRunner({
    deliveries: store.deliveries,
    threads: store.threads,
    doors: new Map(doors.map((door) => [door.name, door])),
    payloads: () => digestPayloads(library),
    time: store.time,
    clock,
    log,
    timing: LEDGER_TIMING,
    breathe: () => setImmediate(),
  });
  const recover = () => Promise.all(doors.map((door) => door.replay?.()));
  const endSchedule = startSchedule({ deliver: () => runner.tick(), recover, prune: () => store.prune() }, log);
  return async () => {
    await endSchedule();
    await runner.stop();
  };
}
