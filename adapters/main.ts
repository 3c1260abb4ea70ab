import { existsSync } from 'node:fs';
import { createBot } from '../src/bot.ts';
import { ConfigError, UserError } from '../src/errors.ts';
import type { Library } from '../src/library.ts';
import type { Clock, Log } from '../src/ports.ts';
import { followedPapers } from '../src/trending/followed.ts';
import { chatInTerminal } from './chat.ts';
import { type Config, readConfig } from './config.ts';
import { emptyLibrary, loadShippedLibrary } from './corpus.ts';
import { deliver } from './deliver.ts';
import { keepUp, openLive } from './live.ts';
import { createLog } from './log.ts';
import { networkSources, shippedPage } from './paper-sources.ts';
import type { RunningIntake } from './scheduler/intake.ts';
import { serve } from './serve.ts';
import { openStore, type Store } from './store/store.ts';
import { StoreError } from './store/store-error.ts';

const DEFAULT_HOME = '.paperboy';
/** Keeps nothing: several pipes at once must not wait for one another's database. */
const NO_HOME = ':memory:';

const NO_INTAKE: RunningIntake = { asked: Promise.resolve(), end: async () => {} };

let isService = false;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const clock: Clock = { now: () => new Date() };
  const log = createLog(config.logLevel, (line) => process.stderr.write(line), clock.now);
  isService = config.slack !== undefined || config.discord !== undefined;
  const interactive = !isService && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const home = config.home ?? (interactive || isService ? DEFAULT_HOME : NO_HOME);
  const store = await openStore({ clock, home, databaseUrl: config.databaseUrl, secret: config.secret });
  let intake = NO_INTAKE;
  try {
    const keeps = home !== NO_HOME || config.databaseUrl !== undefined;
    const { library, loaded, keepUp } = keeps ? await live(config, store, clock, log) : shipped(config, clock);
    const { inbox, threads, subscriptions, signals } = store;
    const bot = createBot({ library, clock, log, inbox, threads, subscriptions, signals });
    const welcome = `Paperboy: ${loaded}.`;
    if (interactive || isService) intake = keepUp();
    if (isService) {
      process.stderr.write(`${welcome}\n`);
      await serve({ config, bot, store, library, clock, log, news: intake.asked });
      return;
    }
    if (interactive)
      process.stdout.write(`${welcome} Try /papers trending, /papers help, or just ask. /quit leaves.\n\n`);
    else process.stderr.write(`${welcome}\n`);
    await chatInTerminal(bot, interactive, clock, (terminal) =>
      interactive ? deliver([terminal], { store, library, clock, log, news: intake.asked }) : async () => {},
    );
  } finally {
    await intake.end();
    await store.close();
  }
}

interface Stock {
  readonly library: Library;
  /** What is in it, for people. */
  readonly loaded: string;
  /** Goes on taking in what comes. */
  keepUp(): RunningIntake;
}

async function live(config: Config, store: Store, clock: Clock, log: Log): Promise<Stock> {
  const library = emptyLibrary(config.semanticTable);
  const followed = () => followedPapers(library.papers(), library.observations(), clock.now().getTime());
  const papers = await openLive({ store, library, clock, log }, shippedPage(clock));
  return {
    library,
    loaded: `${library.papers().length.toLocaleString('en')} papers`,
    keepUp: () => keepUp(papers, networkSources(config.sources, clock, log, followed), log),
  };
}

/** Where nothing is kept. */
function shipped({ semanticTable }: Config, clock: Clock): Stock {
  return { ...loadShippedLibrary(clock.now().getTime(), semanticTable), keepUp: () => NO_INTAKE };
}

function report(error: unknown): void {
  if (error instanceof ConfigError) process.stderr.write(`Paperboy can’t start:\n- ${error.problems.join('\n- ')}\n`);
  else if (error instanceof UserError || error instanceof StoreError)
    process.stderr.write(`Paperboy can’t start: ${error.message}\n`);
  else process.stderr.write(`Paperboy stopped: ${error instanceof Error ? error.stack : String(error)}\n`);
}

try {
  await main();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
// what a platform's library left open must not hold the process up
if (isService) process.exit();
