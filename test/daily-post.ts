import { setImmediate } from 'node:timers/promises';
import type { Store } from '../adapters/store/store.ts';
import { LEDGER_TIMING } from '../src/digest/ledger.ts';
import { createDeliveryRunner } from '../src/digest/runner.ts';
import type { Message } from '../src/messages/message.ts';
import { paperCard } from '../src/messages/paper-card.ts';
import type { Paper } from '../src/papers/paper.ts';
import type { ChatAdapter, Clock, Log, Place } from '../src/ports.ts';

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Has the deliverer bring these papers to a channel as its daily post, by the way of the ledger. */
export async function postDaily(
  papers: readonly Paper[],
  place: Place,
  { store, door, clock }: { readonly store: Store; readonly door: ChatAdapter; readonly clock: Clock },
): Promise<void> {
  const message: Message = {
    summary: 'Papers for Monday',
    blocks: papers.map((paper, i) => paperCard(paper, { number: i + 1 })),
  };
  const topic = { paperIds: papers.map(({ id }) => id), firstNumber: 1 };
  const now = clock.now().getTime();
  await store.subscriptions.add({
    place,
    schedule: { cron: '0 9 * * *', zone: 'Europe/Berlin' },
    count: papers.length,
    include: [],
    exclude: [],
    createdBy: 'ada',
    createdAt: 0,
    nextDue: now,
  });
  const runner = createDeliveryRunner({
    deliveries: store.deliveries,
    threads: store.threads,
    doors: new Map([[door.name, door]]),
    payloads: async () => () => ({ message, topic }),
    time: async () => now,
    clock,
    log: SILENT,
    timing: LEDGER_TIMING,
    breathe: () => setImmediate(),
  });
  await runner.tick();
  await runner.stop();
}
