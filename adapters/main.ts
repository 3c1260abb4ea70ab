import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createBot } from '../src/bot.ts';
import { COMMANDS } from '../src/commands/table.ts';
import { LEDGER_TIMING } from '../src/digest/ledger.ts';
import { digestPayloads } from '../src/digest/payload.ts';
import { createDeliveryRunner } from '../src/digest/runner.ts';
import { ConfigError, UserError } from '../src/errors.ts';
import type { Library } from '../src/library.ts';
import type { Bot, ChatAdapter, Clock, Log } from '../src/ports.ts';
import { readConfig } from './config.ts';
import { loadShippedLibrary } from './corpus.ts';
import { createLog } from './log.ts';
import { startSchedule } from './scheduler/schedule.ts';
import { openStore, type Store } from './store/store.ts';
import { StoreError } from './store/store-error.ts';
import { coloured, PLAIN, showsHyperlinks, wantsColour } from './terminal/style.ts';
import { createTerminal } from './terminal/terminal.ts';

const WIDEST = 100;
const DEFAULT_HOME = '.paperboy';
/** Keeps nothing: several pipes at once must not wait for one another's database. */
const NO_HOME = ':memory:';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const clock: Clock = { now: () => new Date() };
  const log = createLog(config.logLevel, (line) => process.stderr.write(line), clock.now);
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const { library, loaded } = loadShippedLibrary(clock.now().getTime(), config.semanticTable);
  const home = config.home ?? (interactive ? DEFAULT_HOME : NO_HOME);
  const store = await openStore({ clock, home, databaseUrl: config.databaseUrl, secret: config.secret });
  try {
    const { inbox, threads, subscriptions } = store;
    const bot = createBot({ library, clock, log, inbox, threads, subscriptions });
    const welcome = `Paperboy: ${loaded}.`;
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

/** Runs until the person leaves or the input ends. */
async function chatInTerminal(
  bot: Bot,
  interactive: boolean,
  clock: Clock,
  begin: (terminal: ChatAdapter) => () => Promise<void>,
): Promise<void> {
  const { stdin, stdout, env } = process;
  const style = wantsColour(env, interactive) ? coloured(showsHyperlinks(env)) : PLAIN;
  let end: (() => Promise<void>) | undefined;
  await new Promise<void>((resolve, reject) => {
    const terminal = createTerminal({
      input: stdin,
      output: stdout,
      interactive,
      look: () => ({ style, width: interactive ? Math.min(stdout.columns ?? 80, WIDEST) : undefined }),
      user: { id: 'you', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, isAdmin: true },
      startedAt: clock.now().getTime(),
      commands: COMMANDS.map(({ name, options }) => ({
        name,
        takesPaper: options.some((option) => option.kind === 'paper'),
      })),
      onEnd: resolve,
    });
    terminal.start(bot).catch(reject);
    end = begin(terminal);
  });
  await end?.();
}

/** Posts what is due through the doors, now and every minute. Returns what ends it. */
function deliver(
  doors: readonly ChatAdapter[],
  store: Store,
  library: Library,
  clock: Clock,
  log: Log,
): () => Promise<void> {
  const runner = createDeliveryRunner({
    deliveries: store.deliveries,
    threads: store.threads,
    doors: new Map(doors.map((door) => [door.name, door])),
    payloads: () => digestPayloads(library),
    time: store.time,
    clock,
    log,
    timing: LEDGER_TIMING,
    breathe: () => setImmediate(),
  });
  const endSchedule = startSchedule({ deliver: () => runner.tick(), prune: () => store.prune() }, log);
  return async () => {
    await endSchedule();
    await runner.stop();
  };
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`Paperboy can’t start:\n- ${error.problems.join('\n- ')}\n`);
  else if (error instanceof UserError || error instanceof StoreError)
    process.stderr.write(`Paperboy can’t start: ${error.message}\n`);
  else process.stderr.write(`Paperboy stopped: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
