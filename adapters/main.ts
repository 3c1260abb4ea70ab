import { existsSync } from 'node:fs';
import { createBot } from '../src/bot.ts';
import { ConfigError, UserError } from '../src/errors.ts';
import type { Clock } from '../src/ports.ts';
import { chatInTerminal } from './chat.ts';
import { readConfig } from './config.ts';
import { loadShippedLibrary } from './corpus.ts';
import { deliver } from './deliver.ts';
import { createLog } from './log.ts';
import { serve } from './serve.ts';
import { openStore } from './store/store.ts';
import { StoreError } from './store/store-error.ts';

const DEFAULT_HOME = '.paperboy';
/** Keeps nothing: several pipes at once must not wait for one another's database. */
const NO_HOME = ':memory:';

let isService = false;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const clock: Clock = { now: () => new Date() };
  const log = createLog(config.logLevel, (line) => process.stderr.write(line), clock.now);
  isService = config.slack !== undefined || config.discord !== undefined;
  const interactive = !isService && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const { library, loaded } = loadShippedLibrary(clock.now().getTime(), config.semanticTable);
  const home = config.home ?? (interactive || isService ? DEFAULT_HOME : NO_HOME);
  const store = await openStore({ clock, home, databaseUrl: config.databaseUrl, secret: config.secret });
  try {
    const { inbox, threads, subscriptions } = store;
    const bot = createBot({ library, clock, log, inbox, threads, subscriptions });
    const welcome = `Paperboy: ${loaded}.`;
    if (isService) {
      process.stderr.write(`${welcome}\n`);
      await serve({ config, bot, store, library, clock, log });
      return;
    }
    if (interactive)
      process.stdout.write(`${welcome} Try /papers trending, /papers help, or just ask. /quit leaves.\n\n`);
    else process.stderr.write(`${welcome}\n`);
    await chatInTerminal(bot, interactive, clock, (terminal) =>
      interactive ? deliver([terminal], store, library, clock, log) : async () => {},
    );
  } finally {
    await store.close();
  }
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
