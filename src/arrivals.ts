import { fnv1a } from './papers/slug.ts';
import type { Log } from './ports.ts';
import type { ArrivedEvent, EventStore } from './stores.ts';

/** How long a process has for an event before another may take it over. */
const LEASE = 60_000;
const MOST_TRIES = 3;
const MOST_AT_ONCE = 50;

interface ArrivalsOptions {
  readonly adapter: string;
  readonly events: EventStore;
  /** The clock of leases, in milliseconds since the epoch. */
  readonly now: () => Promise<number>;
  /** No other process shares the event log: what is unfinished at the start was left by one that is dead. */
  readonly alone?: boolean | undefined;
  readonly log: Log;
}

/** What arrives at a door: written down, worked on, finished, and taken over where a process died on the way. */
export interface Arrivals {
  /** Writes it down. Never rejects. */
  keep(arrival: ArrivedEvent): Promise<'new' | 'again' | 'failed'>;
  /**
   * Works on it, and marks it as finished; where the task throws it is left to be taken over. Never rejects.
   *
   * @param kept what was not written down can't be marked as finished
   */
  work(arrival: ArrivedEvent, task: () => Promise<void>, kept?: Promise<unknown>): Promise<void>;
  /**
   * Takes over what was left unfinished, and gives up what was tried often enough.
   *
   * @param workOn is to call `work`
   * @returns how much was worked on
   */
  takeOver(workOn: (arrival: ArrivedEvent) => Promise<void>): Promise<number>;
}

export function createArrivals({ adapter, events, now, alone = false, log }: ArrivalsOptions): Arrivals {
  const working = new Set<string>();
  let ignoresLeases = alone;

  async function finish(arrival: ArrivedEvent): Promise<void> {
    try {
      await events.finish(arrival);
    } catch (error) {
      log.warn('An event could not be marked as finished; it is looked at again.', { error });
    }
  }

  /** Two lines of the log about the same event can be told by it. */
  function referenceOf({ id }: ArrivedEvent): string {
    return fnv1a(`${adapter} ${id}`).toString(16);
  }

  return {
    async keep(arrival) {
      try {
        return (await events.keep(arrival, (await now()) + LEASE)) ? 'new' : 'again';
      } catch (error) {
        log.error('An event could not be written down.', { error });
        return 'failed';
      }
    },

    async work(arrival, task, kept) {
      working.add(arrival.id);
      try {
        await task();
        await kept;
        await finish(arrival);
      } catch (error) {
        const reference = referenceOf(arrival);
        log.error('An event could not be worked through; it is tried again.', { reference, error });
      } finally {
        working.delete(arrival.id);
      }
    },

    async takeOver(workOn) {
      const at = await now();
      const ended = ignoresLeases ? at + LEASE : at;
      ignoresLeases = false;
      const taken = await events.takeOver(adapter, ended, at + LEASE, MOST_AT_ONCE);
      const worked = taken.map(async ({ tries, ...arrival }) => {
        if (working.has(arrival.id)) return 0;
        if (tries <= MOST_TRIES) {
          await workOn(arrival);
          return 1;
        }
        log.error('An event was given up after several tries.', { reference: referenceOf(arrival) });
        await finish(arrival);
        return 0;
      });
      return (await Promise.all<number>(worked)).reduce((sum, one) => sum + one, 0);
    },
  };
}
