import { existsSync } from 'node:fs';
import { readConfig } from './config.ts';
import { runCommand } from './deliveries/command.ts';
import { openStore } from './store/store.ts';
import { StoreError } from './store/store-error.ts';

/** `deliveries list|show|retry|skip`: the ledger for operators, while the bot runs or while it doesn't. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { home = '.paperboy', databaseUrl } = readConfig(process.env);
  const clock = { now: () => new Date() };
  const store = await openStore({ clock, home, databaseUrl, visiting: true });
  try {
    const { output, exitCode } = await runCommand(process.argv.slice(2), store.deliveryRecords, await store.time());
    (exitCode === 0 ? process.stdout : process.stderr).write(output);
    process.exitCode = exitCode;
  } finally {
    await store.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StoreError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
