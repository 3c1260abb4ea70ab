import { type App, AuthorizationError, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Arrivals } from '../../src/arrivals.ts';
import { PostRefused } from '../../src/digest/post-refused.ts';
import type { Log } from '../../src/ports.ts';
import type { ArrivedEvent } from '../../src/stores.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import { arrivalOf, type Delivery } from './arrival.ts';

/** Slack shows an error after 3 s; a store that is slower than this must not bring it about. */
const LONGEST_BEFORE_ACK = 400;

interface ReceiverOptions {
  readonly arrivals: Arrivals;
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
  const { arrivals, log, sleep } = options;
  /** What is worked on, from its arrival to its end. */
  const underWay = new Set<Promise<unknown>>();
  const unacknowledged = new Set<Promise<unknown>>();
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
    const kept = arrivals.keep(arrival);
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

  function work(
    arrival: ArrivedEvent,
    event: ReceiverEvent,
    kept: Promise<unknown> | undefined,
    replayed: boolean,
  ): Promise<void> {
    const delivery: Delivery = { id: arrival.id, workspace: arrival.workspace, replayed };
    const known = { ...event, customProperties: { ...event.customProperties, delivery } };
    return arrivals.work(arrival, () => process(known, arrival), kept);
  }

  async function process(event: ReceiverEvent, { workspace }: ArrivedEvent): Promise<void> {
    try {
      await app?.processEvent(event);
    } catch (error) {
      if (!isNotInstalled(error)) throw error;
      log.info('An event came from a workspace without Paperboy.', { workspace });
    }
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
      return arrivals.takeOver((arrival) => {
        const event = { body: JSON.parse(arrival.body), ack: async () => {} };
        return during(underWay, work(arrival, event, undefined, true));
      });
    },
    settle: (ms) => settlesWithin(Promise.allSettled(underWay), ms, sleep),
  };
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
