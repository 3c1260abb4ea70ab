import { existsSync } from 'node:fs';
import { createBot } from '../src/bot.ts';
import { COMMANDS } from '../src/commands/table.ts';
import { ConfigError, UserError } from '../src/errors.ts';
import { readConfig } from './config.ts';
import { loadShippedLibrary } from './corpus.ts';
import { createLog } from './log.ts';
import { memoryInbox, memorySubscriptions, memoryThreads } from './store/memory.ts';
import { coloured, PLAIN, showsHyperlinks, wantsColour } from './terminal/style.ts';
import { createTerminal } from './terminal/terminal.ts';

const WIDEST = 100;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const clock = { now: () => new Date() };
  const log = createLog(config.logLevel, (line) => process.stderr.write(line), clock.now);
  const startedAt = clock.now().getTime();
  const { library, loaded } = loadShippedLibrary(startedAt);
  const bot = createBot({
    library,
    clock,
    log,
    inbox: memoryInbox(),
    threads: memoryThreads(),
    subscriptions: memorySubscriptions(),
  });

  const { stdin, stdout, env } = process;
  const interactive = stdin.isTTY === true && stdout.isTTY === true;
  const style = wantsColour(env, interactive) ? coloured(showsHyperlinks(env)) : PLAIN;
  const welcome = `Paperboy: ${loaded}.`;
  if (interactive) stdout.write(`${welcome} Try /papers trending, /papers help, or just ask. /quit leaves.\n\n`);
  else process.stderr.write(`${welcome}\n`);
  await new Promise<void>((resolve) => {
    const terminal = createTerminal({
      input: stdin,
      output: stdout,
      interactive,
      look: () => ({ style, width: interactive ? Math.min(stdout.columns ?? 80, WIDEST) : undefined }),
      user: { id: 'you', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, isAdmin: true },
      startedAt,
      commands: COMMANDS.map(({ name, options }) => ({
        name,
        takesPaper: options.some((option) => option.kind === 'paper'),
      })),
      onEnd: resolve,
    });
    void terminal.start(bot);
  });
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`Paperboy can’t start:\n- ${error.problems.join('\n- ')}\n`);
  else if (error instanceof UserError) process.stderr.write(`Paperboy can’t start: ${error.message}\n`);
  else process.stderr.write(`Paperboy stopped: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
