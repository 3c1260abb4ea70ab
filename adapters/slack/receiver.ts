import { type App, AuthorizationError, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { PostRefused } from '../../src/digest/post-refused.ts';
import { fnv1a } from '../../src/papers/slug.ts';
import type { Log } from '../../src/ports.ts';
import type { ArrivedEvent, EventStore } from '../../src/stores.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import { arrivalOf, type Delivery, SLACK } from './arrival.ts';

/** Slack shows an error after 3 s; a store that is slower than this must not bring it about. */
const LONGEST_BEFORE_ACK = 400;
/** How long a process has for an event before another may take it over. */
const LEASE = 60_000;
const MOST_TRIES = 3;
const MOST_AT_ONCE = 50;

interface ReceiverOptions {
  readonly events: EventStore;
  /** The clock of leases, in milliseconds since the epoch. */
  readonly now: () => Promise<number>;
  /** No other process shares the event log: what is unfinished at the start was left by one that is dead. */
  readonly alone?: boolean | undefined;
  readonly log: Log;
  readonly sleep: Sleep;
}

/** Where events come from: one of Bolt's receivers, or several of them. */
export interface Source {
  init(app: App): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface WatchfulReceiver extends Receiver {
  /** Works on what an earlier process left unfinished. @returns how much that was */
  replay(): Promise<number>;
  /** Takes nothing any more, and closes when all that came is acknowledged. */
  stop(): Promise<void>;
  /** Waits for what is under way. @returns false where that took longer */
  settle(ms: number): Promise<boolean>;
}

/**
 * A receiver for Bolt that writes down what arrives before it is acknowledged, acknowledges it before any work, and drops
 * what arrived before. Listeners find the delivery in their context.
 */
export function createReceiver(source: Source, options: ReceiverOptions): WatchfulReceiver {
  const { events, now, log, sleep } = options;
  let ignoresLeases = options.alone === true;
  /** What is worked on, from its arrival to its end. */
  const underWay = new Set<Promise<unknown>>();
  const unacknowledged = new Set<Promise<unknown>>();
  const working = new Set<string>();
  let app: App | undefined;
  let stopping = false;

  /** A throw means that it is not acknowledged, so that Slack delivers it again. */
  async function receive(event: ReceiverEvent): Promise<void> {
    if (stopping) throw new Error('Paperboy is ending.');
    const admitted = during(unacknowledged, admit({ ...event, ack: acknowledgeOnce(event) }));
    await during(
      underWay,
      admitted.then((work) => work?.()),
    );
  }

  /** Writes it down and acknowledges it. @returns the work that is then left */
  async function admit(event: ReceiverEvent): Promise<(() => Promise<void>) | undefined> {
    const arrival = arrivalOf(event.body);
    if (arrival === undefined) {
      log.info('Something arrived that is not known.', { type: event.body['type'] });
      await event.ack();
      return undefined;
    }
    const kept = keep(arrival);
    const outcome = (await settlesWithin(kept, LONGEST_BEFORE_ACK, sleep)) ? await kept : 'slow';
    // Slack delivers events again, but no commands and clicks: for them a person waits
    if (outcome === 'failed' && event.body['type'] === 'event_callback')
      throw new Error('The event could not be written down.');
    // what is wrong in a form is said with the acknowledgement, by its listener
    const answersInAck = event.body['type'] === 'view_submission';
    if (!answersInAck || outcome === 'again') await event.ack();
    return async () => {
      const waits = answersInAck && outcome === 'slow';
      if (waits || (await kept) !== 'again') await work(arrival, event, kept, false);
    };
  }

  async function keep(arrival: ArrivedEvent): Promise<'new' | 'again' | 'failed'> {
    try {
      return (await events.keep(arrival, (await now()) + LEASE)) ? 'new' : 'again';
    } catch (error) {
      log.error('An event could not be written down.', { error });
      return 'failed';
    }
  }

  function acknowledgeOnce(event: ReceiverEvent): ReceiverEvent['ack'] {
    let done = false;
    return async (response) => {
      if (done) return;
      done = true;
      try {
        await event.ack(response);
      } catch (error) {
        log.info('An acknowledgement did not get through.', { error });
      }
    };
  }

  /** @param kept what was not written down can't be marked as finished */
  async function work(
    arrival: ArrivedEvent,
    event: ReceiverEvent,
    kept: Promise<unknown> | undefined,
    replayed: boolean,
  ): Promise<void> {
    const delivery: Delivery = { id: arrival.id, workspace: arrival.workspace, replayed };
    working.add(arrival.id);
    const isDone = await process({ ...event, customProperties: { ...event.customProperties, delivery } }, arrival);
    await kept;
    if (isDone) await finish(arrival);
    working.delete(arrival.id);
  }

  /** @returns false where it is to be tried again */
  async function process(event: ReceiverEvent, { id, workspace }: ArrivedEvent): Promise<boolean> {
    try {
      await app?.processEvent(event);
      return true;
    } catch (error) {
      if (isNotInstalled(error)) {
        log.info('An event came from a workspace without Paperboy.', { workspace });
        return true;
      }
      log.error('An event could not be worked through; it is tried again.', { reference: referenceOf(id), error });
      return false;
    }
  }

  async function finish(arrival: ArrivedEvent): Promise<void> {
    try {
      await events.finish(arrival);
    } catch (error) {
      log.warn('An event could not be marked as finished; it is looked at again.', { error });
    }
  }

  async function takeUp({ tries, ...arrival }: ArrivedEvent & { readonly tries: number }): Promise<boolean> {
    if (working.has(arrival.id)) return false;
    if (tries > MOST_TRIES) {
      log.error('An event was given up after several tries.', { reference: referenceOf(arrival.id) });
      await finish(arrival);
      return false;
    }
    await during(underWay, work(arrival, { body: JSON.parse(arrival.body), ack: async () => {} }, undefined, true));
    return true;
  }

  return {
    init(boltApp) {
      app = boltApp;
      const watched: App = Object.create(boltApp);
      watched.processEvent = receive;
      source.init(watched);
    },
    start: () => source.start(),
    async stop() {
      stopping = true;
      await Promise.allSettled(unacknowledged);
      await source.stop();
    },
    async replay() {
      if (app === undefined || stopping) return 0;
      const at = await now();
      const ended = ignoresLeases ? at + LEASE : at;
      ignoresLeases = false;
      const taken = await events.takeOver(SLACK, ended, at + LEASE, MOST_AT_ONCE);
      const worked = await Promise.all(taken.map(takeUp));
      return worked.filter(Boolean).length;
    },
    settle: (ms) => settlesWithin(Promise.allSettled(underWay), ms, sleep),
  };
}

/** Stands for the event in the log, where two lines about the same one can be told by it. */
function referenceOf(id: string): string {
  return fnv1a(`${SLACK} ${id}`).toString(16);
}

/** The promise, in the set for as long as it is pending. */
function during<Value>(pending: Set<Promise<unknown>>, promise: Promise<Value>): Promise<Value> {
  pending.add(promise);
  const done = () => void pending.delete(promise);
  promise.then(done, done);
  return promise;
}

/** Bolt wraps what `authorize` threw. */
function isNotInstalled(error: unknown): boolean {
  const original = error instanceof AuthorizationError ? error.original : undefined;
  return original instanceof PostRefused && original.refusal.kind === 'channel';
}
