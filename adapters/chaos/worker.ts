import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import type { DeliveryStore } from '../../src/digest/delivery.ts';
import { createDeliveryRunner } from '../../src/digest/runner.ts';
import type { Log, ThreadStore } from '../../src/ports.ts';
import { chatDoor } from './chat-door.ts';
import { mortal } from './mortal.ts';
import { seededRandom } from './random.ts';
import { ADAPTER, CHAOS_TIMING, type WorkerSetting } from './settings.ts';

const PAUSE_MS = 25;
const PAPERS_A_POST = 2;
const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };

interface WorkerStore {
  readonly deliveries: DeliveryStore;
  readonly threads: ThreadStore;
  time(): Promise<number>;
}

/** Writes a line, and delivers until it is killed, from outside or by itself. A store that fails for a moment is tried again. */
export async function work(store: WorkerStore, { seed, serverUrl, deathRate }: WorkerSetting): Promise<never> {
  const random = seededRandom(seed);
  const doom = () => {
    if (random() < deathRate) process.kill(process.pid, 'SIGKILL');
  };
  const runner = createDeliveryRunner({
    deliveries: mortal(store.deliveries, doom),
    threads: mortal(store.threads, doom),
    doors: new Map([[ADAPTER, mortal(chatDoor(ADAPTER, serverUrl, CHAOS_TIMING.postDeadline), doom)]]),
    // what was posted decides what comes next, so a paper that comes twice shows
    payloads: async () => (subscription, slot, posted) => {
      const paperIds = Array.from({ length: PAPERS_A_POST }, (_, i) => `paper ${posted.size + i}`);
      const summary = JSON.stringify({ subscription: subscription.id, due: slot.due, paperIds });
      return { message: { summary, blocks: [] }, topic: { paperIds, firstNumber: 1 } };
    },
    time: store.time,
    clock: { now: () => new Date() },
    log: SILENT,
    timing: CHAOS_TIMING,
    breathe: () => setImmediate(),
  });
  process.stdout.write('at work\n');
  for (;;) {
    await runner.tick().catch(() => {});
    await wait(PAUSE_MS);
  }
}
