import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ConfigError } from '../src/errors.ts';
import { ingest } from '../src/intake/ingest.ts';
import type { Clock, Log, PaperSource } from '../src/ports.ts';
import { type Config, readConfig } from './config.ts';
import { readOptions, USAGE } from './ingest/options.ts';
import { answerLine, summary } from './ingest/progress.ts';
import { inTurn } from './ingest/turn.ts';
import { createLog } from './log.ts';
import { networkSources, shippedPage } from './paper-sources.ts';
import { openStore } from './store/store.ts';
import { StoreError } from './store/store-error.ts';

const WRONG_USAGE = 2;

/** `ingest`: asks the sources now, while the bot runs or while it doesn't. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const clock: Clock = { now: () => new Date() };
  const log = createLog(config.logLevel, (line) => process.stderr.write(line), clock.now);
  const typed = readOptions(process.argv.slice(2), clock.now().getTime());
  if ('problem' in typed) return refuse(typed.problem);
  const all = [shippedPage(clock), ...networkSources(config.sources, clock, log)];
  const unknown = typed.sources.find((name) => !all.some((source) => source.name === name));
  if (unknown !== undefined)
    return refuse(`There is no source “${unknown}” here; there are ${all.map(({ name }) => name).join(', ')}.`);
  const sources = all.filter(({ name }) => typed.sources.length === 0 || typed.sources.includes(name));
  process.exitCode = await ask(sources, typed.since, config, clock, log);
}

/** @returns the exit code: 0 where every part was answered */
async function ask(
  sources: readonly PaperSource[],
  since: number | undefined,
  { home = '.paperboy', databaseUrl }: Config,
  clock: Clock,
  log: Log,
): Promise<number> {
  const store = await openStore({ clock, home, databaseUrl, visiting: true });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const every = (ms: number, act: () => Promise<void>) => {
    const timer = setInterval(act, ms);
    return () => clearInterval(timer);
  };
  try {
    const turn = { turns: store.turns, holder: randomUUID(), time: store.time, every, log };
    const report = await inTurn(turn, stop.signal, (signal) =>
      ingest(
        {
          sources,
          papers: store.papers,
          states: store.sourceStates,
          clock,
          // what it would warn of is told here
          log: { ...log, warn: log.info },
          signal,
          onAnswer: (answer) => process.stdout.write(`${answerLine(answer)}\n`),
        },
        since,
      ),
    );
    if (report === undefined) {
      process.stderr.write('Another Paperboy is asking the sources right now. Try again in a few minutes.\n');
      return 1;
    }
    process.stdout.write(`${summary(report)}\n`);
    if (stop.signal.aborted) process.stdout.write('Stopped before the end; what came in so far is kept.\n');
    return report.failed.length > 0 || stop.signal.aborted ? 1 : 0;
  } finally {
    await store.close();
  }
}

function refuse(problem: string): void {
  process.stderr.write(`${problem}\n${USAGE}`);
  process.exitCode = WRONG_USAGE;
}

main().catch((error: unknown) => {
  const known = error instanceof StoreError || error instanceof ConfigError;
  process.stderr.write(`${known ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
