import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ingest } from '../src/intake/ingest.ts';
import type { GrowingLibrary } from '../src/library.ts';
import type { Clock, Log, PaperSource } from '../src/ports.ts';
import { inTurn } from './ingest/turn.ts';
import { warnDaily } from './ingest/warn-daily.ts';
import { type IntakePace, type RunningIntake, startIntake } from './scheduler/intake.ts';
import type { Store } from './store/store.ts';

const MINUTE = 60_000;
const PACE: IntakePace = {
  refreshMs: 2_000,
  ingestMs: 30 * MINUTE,
  jitterMs: 2 * MINUTE,
  random: Math.random,
};
/** Adding so many papers takes some twenty milliseconds, and answers must not wait longer. */
const AT_A_TIME = 50;

export interface LiveParts {
  readonly store: Pick<Store, 'papers' | 'sourceStates' | 'turns' | 'time'>;
  readonly library: GrowingLibrary;
  readonly clock: Clock;
  readonly log: Log;
}

/** A library that goes along with its store. */
export interface Live {
  /** Takes in what any process wrote since the last time. */
  refresh(): Promise<void>;
  /** Asks sources, unless another process that shares the store does so right now, and takes in what they gave. */
  ask(sources: readonly PaperSource[], signal: AbortSignal): Promise<void>;
}

/**
 * Fills a library with the papers of the store.
 *
 * @param page the papers that ship; they go into the store first, so that they are recognised when another source names
 * them
 */
export async function openLive({ store, library, clock, log }: LiveParts, page: PaperSource): Promise<Live> {
  const holder = randomUUID();
  const quietly = warnDaily(log, clock);
  const parts = { papers: store.papers, states: store.sourceStates, clock, log: quietly };
  let last = 0;
  let refreshing: Promise<void> = Promise.resolve();

  async function takeIn(): Promise<void> {
    const changes = await store.papers.changes(last);
    for (let start = 0; start < changes.papers.length; start += AT_A_TIME) {
      library.add(changes.papers.slice(start, start + AT_A_TIME), []);
      await setImmediate();
    }
    // all at once and last: observations that are added again would count twice
    library.add([], changes.observations);
    last = changes.last;
  }

  const live: Live = {
    refresh() {
      refreshing = refreshing.catch(() => {}).then(takeIn);
      return refreshing;
    },
    async ask(sources, signal) {
      const every = (ms: number, act: () => Promise<void>) => {
        const timer = setInterval(act, ms).unref();
        return () => clearInterval(timer);
      };
      const turn = { turns: store.turns, holder, time: store.time, every, log };
      const report = await inTurn(turn, signal, (stop) => ingest({ ...parts, sources, signal: stop }));
      if (report === undefined) return;
      const { added, updated, observed, rejected, failed } = report;
      const counts = { added, updated, observed, rejected: rejected.length, failed: failed.length };
      log.info('The sources were asked.', counts);
      await live.refresh();
    },
  };
  await ingest({ ...parts, sources: [page], signal: new AbortController().signal });
  await live.refresh();
  return live;
}

/** Keeps a library up to date: asks the sources at once and every half hour, and takes in what other processes wrote. */
export function keepUp(live: Live, sources: readonly PaperSource[], log: Log, pace = PACE): RunningIntake {
  const stop = new AbortController();
  const intake = startIntake(
    {
      refresh: () => live.refresh(),
      ingest: async () => {
        if (sources.length > 0) await live.ask(sources, stop.signal);
      },
    },
    pace,
    log,
  );
  return {
    asked: intake.asked,
    async end() {
      stop.abort();
      await intake.end();
    },
  };
}
