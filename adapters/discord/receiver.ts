import { fnv1a } from '../../src/papers/slug.ts';
import type { Log } from '../../src/ports.ts';
import type { ArrivedEvent, EventStore } from '../../src/stores.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import { DISCORD } from './places.ts';

/** How long a process has for an event before another may take it over. */
const LEASE = 60_000;
const MOST_TRIES = 3;
const MOST_AT_ONCE = 50;

/** What arrived, and whether a process that did not finish it took it up before. */
export type Work = (arrival: ArrivedEvent, replayed: boolean) => Promise<void>;

interface ReceiverOptions {
  readonly events: EventStore;
  /** No other process shares the event log: what is unfinished at the start was left by one that is dead. */
  readonly alone?: boolean | undefined;
  /** The clock of leases, in milliseconds since the epoch. */
  readonly now: () => Promise<number>;
  readonly work: Work;
  readonly log: Log;
  readonly sleep: Sleep;
}

export interface Receiver {
  /** Writes it down, and works on it if it is new. Settles, and never rejects, when that is done. */
  receive(arrival: ArrivedEvent, first?: () => Promise<void>): Promise<void>;
  /** Anything else that has to come to its end before the process does. Never rejects. */
  run(work: () => Promise<void>): Promise<void>;
  /** Works on what an earlier process left unfinished. @returns how much that was */
  replay(): Promise<number>;
  /** Takes nothing any more, and waits for what is under way. @returns false where that took longer */
  stop(ms: number): Promise<boolean>;
}

/** Writes down what arrives, so that a crash loses nothing, and drops what arrived before. */
export function createReceiver({ events, now, alone = false, work, log, sleep }: ReceiverOptions): Receiver {
  let ignoresLeases = alone;
  /** What is worked on, from its arrival to its end. */
  const underWay = new Set<Promise<void>>();
  const working = new Set<string>();
  let stopping = false;

  async function keep(arrival: ArrivedEvent): Promise<'new' | 'again' | 'failed'> {
    try {
      return (await events.keep(arrival, (await now()) + LEASE)) ? 'new' : 'again';
    } catch (error) {
      log.error('An event could not be written down.', { error });
      return 'failed';
    }
  }

  /** Discord delivers nothing again, so what could not be written down is worked on all the same. */
  async function admit(arrival: ArrivedEvent, first: () => Promise<void>): Promise<void> {
    // a person waits for the first response; it goes out before anything else
    const responding = first();
    const kept = keep(arrival);
    await responding;
    if ((await kept) !== 'again') await process(arrival, false);
  }

  async function process(arrival: ArrivedEvent, replayed: boolean): Promise<void> {
    working.add(arrival.id);
    try {
      await work(arrival, replayed);
      await finish(arrival);
    } catch (error) {
      log.error('An event could not be worked through; it is tried again.', { reference: referenceOf(arrival), error });
    } finally {
      working.delete(arrival.id);
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
      log.error('An event was given up after several tries.', { reference: referenceOf(arrival) });
      await finish(arrival);
      return false;
    }
    await during(process(arrival, true));
    return true;
  }

  function during(promise: Promise<void>): Promise<void> {
    const logged = promise
      .catch((error: unknown) => log.error('Something that arrived could not be dealt with.', { error }))
      .finally(() => underWay.delete(logged));
    underWay.add(logged);
    return logged;
  }

  return {
    receive: async (arrival, first = async () => {}) => (stopping ? undefined : during(admit(arrival, first))),
    run: async (other) => (stopping ? undefined : during(other())),
    async replay() {
      if (stopping) return 0;
      const at = await now();
      const ended = ignoresLeases ? at + LEASE : at;
      ignoresLeases = false;
      const taken = await events.takeOver(DISCORD, ended, at + LEASE, MOST_AT_ONCE);
      const worked = await Promise.all(taken.map(takeUp));
      return worked.filter(Boolean).length;
    },
    async stop(ms) {
      stopping = true;
      return settlesWithin(Promise.all(underWay), ms, sleep);
    },
  };
}

/** As the person was told it, and as it stands in the log. */
function referenceOf({ id }: ArrivedEvent): string {
  return fnv1a(`${DISCORD} ${id}`).toString(16);
}
