import type { Log } from '../../src/ports.ts';

export interface Intake {
  /** Asks the sources. */
  ingest(): Promise<unknown>;
  /** Takes in what any process wrote. */
  refresh(): Promise<unknown>;
}

export interface IntakePace {
  /** Between two refreshes, milliseconds. */
  readonly refreshMs: number;
  /** Between two rounds of the sources, milliseconds. */
  readonly ingestMs: number;
  /** Added to that at random, so that not every Paperboy in the world asks at the same moment. */
  readonly jitterMs: number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** What goes on until it is ended. */
export interface RunningIntake {
  /** Done when the sources were asked for the first time, whatever came of it. */
  readonly asked: Promise<void>;
  /** Waits for what is running. */
  end(): Promise<void>;
}

/**
 * Asks the sources at once and then again and again, and looks every few seconds for what other processes wrote. None of it
 * keeps the process from ending. What fails is logged once until it works again, and tried again.
 */
export function startIntake(
  { ingest, refresh }: Intake,
  { refreshMs, ingestMs, jitterMs, random }: IntakePace,
  log: Log,
): RunningIntake {
  const asking = guarded('Asking the sources', ingest, log);
  const reading = guarded('Reading what came in', refresh, log);
  let tellAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });
  const endReading = again(reading, () => refreshMs);
  const endAsking = again(
    () => asking().then(tellAsked),
    () => ingestMs + random() * jitterMs,
    0,
  );
  return {
    asked,
    async end() {
      await Promise.all([endReading(), endAsking()]);
      tellAsked();
    },
  };
}

/** The next time begins only after this one. */
function again(act: () => Promise<void>, pause: () => number, first = pause()): () => Promise<void> {
  let running = Promise.resolve();
  let ended = false;
  let timer: ReturnType<typeof setTimeout>;
  const wait = (ms: number) => {
    timer = setTimeout(() => {
      running = act().then(() => {
        if (!ended) wait(pause());
      });
    }, ms);
    timer.unref();
  };
  wait(first);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await running;
  };
}

function guarded(name: string, chore: () => Promise<unknown>, log: Log): () => Promise<void> {
  let failed = false;
  return async () => {
    try {
      await chore();
      failed = false;
    } catch (error) {
      if (!failed) log.error(`${name} failed and will be tried again.`, { error });
      failed = true;
    }
  };
}
