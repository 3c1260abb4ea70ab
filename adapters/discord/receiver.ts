import type { Arrivals } from '../../src/arrivals.ts';
import type { Log } from '../../src/ports.ts';
import type { ArrivedEvent } from '../../src/stores.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';

/** What arrived, and whether a process that did not finish it took it up before. */
export type Work = (arrival: ArrivedEvent, replayed: boolean) => Promise<void>;

interface ReceiverOptions {
  readonly arrivals: Arrivals;
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
export function createReceiver({ arrivals, work, log, sleep }: ReceiverOptions): Receiver {
  /** What is worked on, from its arrival to its end. */
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  /** Discord delivers nothing again, so what could not be written down is worked on all the same. */
  async function admit(arrival: ArrivedEvent, first: () => Promise<void>): Promise<void> {
    // a person waits for the first response; it goes out before anything else
    const responding = first();
    const kept = arrivals.keep(arrival);
    await responding;
    if ((await kept) !== 'again') await process(arrival, false);
  }

  function process(arrival: ArrivedEvent, replayed: boolean): Promise<void> {
    return arrivals.work(arrival, () => work(arrival, replayed));
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
    replay: async () => (stopping ? 0 : arrivals.takeOver((arrival) => during(process(arrival, true)))),
    async stop(ms) {
      stopping = true;
      return settlesWithin(Promise.all(underWay), ms, sleep);
    },
  };
}
