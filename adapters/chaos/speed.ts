import { setImmediate } from 'node:timers/promises';
import type { DeliveryStore } from '../../src/digest/delivery.ts';
import { LEDGER_TIMING } from '../../src/digest/ledger.ts';
import type { DigestPayload } from '../../src/digest/payload.ts';
import { createDeliveryRunner } from '../../src/digest/runner.ts';
import type { SubscriptionStore } from '../../src/digest/subscription.ts';
import type { ThreadStore } from '../../src/ports.ts';

export interface Speed {
  readonly planned: number;
  /** From the tick's start to the last plan's commit, the posts' texts included. */
  readonly planMs: number;
  /** Median of ticks with nothing due. */
  readonly idleMs: number;
}

interface SpeedStore {
  readonly deliveries: DeliveryStore;
  readonly threads: ThreadStore;
  readonly subscriptions: SubscriptionStore;
  time(): Promise<number>;
}

const SUBSCRIPTIONS = 10_000;
const IDLE_TICKS = 201;
const HOUR = 3_600_000;
const ZONES = ['Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/New_York', 'UTC'];
const TOPICS = ['reasoning', 'agents', 'vision', 'retrieval', 'alignment', 'small models', 'video', 'speech'];

/** Ten thousand channels in a minute in which none wants a post, and in one in which all do. */
export async function measureSpeed(store: SpeedStore, payloads: () => Promise<DigestPayload>): Promise<Speed> {
  const now = await store.time();
  for (let i = 0; i < SUBSCRIPTIONS; i++)
    await store.subscriptions.add({
      place: { adapter: 'speed', workspace: 'W', channel: `C${i}` },
      schedule: { cron: '0 9 * * *', zone: ZONES[i % ZONES.length]! },
      count: 5,
      include: i % 3 === 0 ? [TOPICS[i % TOPICS.length]!] : [],
      exclude: i % 5 === 0 ? [TOPICS[(i + 1) % TOPICS.length]!] : [],
      createdBy: 'U',
      createdAt: 0,
      nextDue: now + HOUR,
    });
  let ahead = 0;
  const runner = createDeliveryRunner({
    deliveries: store.deliveries,
    threads: store.threads,
    doors: new Map(),
    payloads,
    time: async () => (await store.time()) + ahead,
    clock: { now: () => new Date() },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    // none is too late, whatever the time of day is
    timing: { ...LEDGER_TIMING, window: 48 * HOUR },
    breathe: () => setImmediate(),
  });
  const idle: number[] = [];
  for (let i = 0; i < IDLE_TICKS; i++) {
    const before = performance.now();
    await runner.tick();
    idle.push(performance.now() - before);
  }
  idle.sort((a, b) => a - b);
  ahead = HOUR;
  const start = performance.now();
  const { planned } = await runner.tick();
  const planMs = performance.now() - start;
  return { planned, planMs, idleMs: idle[Math.floor(IDLE_TICKS / 2)]! };
}
