import type { Log } from '../../src/ports.ts';

const TURN = 'ingest';
/** Longer than a process is ever held up, short enough that nobody waits long for one that died. */
const LEASE_MS = 120_000;
/** How often the lease is drawn out. */
const RENEWAL_MS = 30_000;

export interface TurnParts {
  readonly turns: {
    take(name: string, holder: string, now: number, leaseUntil: number): Promise<boolean>;
    end(name: string, holder: string): Promise<void>;
  };
  /** This process, told apart from all others. */
  readonly holder: string;
  /** The clock of all that share the store, milliseconds since the epoch. */
  time(): Promise<number>;
  /** Does something again and again until what it gives is called. */
  every(ms: number, act: () => Promise<void>): () => void;
  readonly log: Log;
}

/**
 * Works while no other process that shares the store asks the sources, since together they would ask too often. One that
 * dies is waited for until its lease ends.
 *
 * @param work is told by its signal to end where the turn was lost or `signal` says so
 * @returns what the work gave, undefined where it is another's turn
 */
export async function inTurn<T>(
  { turns, holder, time, every, log }: TurnParts,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const take = async () => {
    const now = await time();
    return turns.take(TURN, holder, now, now + LEASE_MS);
  };
  if (!(await take())) return undefined;
  const lost = new AbortController();
  const keep = async () => {
    try {
      if (!(await take())) lost.abort();
    } catch (error) {
      // there is time for more tries before the lease ends
      log.info('The turn to ask the sources could not be drawn out.', { error });
    }
  };
  const rest = every(RENEWAL_MS, keep);
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    rest();
    // where even that fails, the lease ends it
    await turns.end(TURN, holder).catch(() => {});
  }
}
