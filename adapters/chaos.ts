import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { digestPayloads } from '../src/digest/payload.ts';
import { type CampaignResult, runCampaign } from './chaos/campaign.ts';
import { serve } from './chaos/server.ts';
import { parseSetting } from './chaos/settings.ts';
import { measureSpeed, type Speed } from './chaos/speed.ts';
import { work } from './chaos/worker.ts';
import { loadShippedLibrary } from './corpus.ts';
import { openStore, type Store } from './store/store.ts';

const DEFAULT_DATABASE = 'postgres://postgres@127.0.0.1:5432/test';
const PROCESSES = { sqlite: 1, postgres: 3 } as const;
const clock = { now: () => new Date() };
const self = fileURLToPath(import.meta.url);

type Engine = keyof typeof PROCESSES;
const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/**
 * `chaos [--runs 300] [--seed 1] [--engine sqlite|postgres] [--speed]`: delivers with real processes that are killed, on
 * both engines, and prints what was lost and doubled; with `--speed` also how fast deliveries are planned. PostgreSQL is
 * TEST_DATABASE_URL, in a schema of its own.
 */
async function main(): Promise<void> {
  const [first = ''] = process.argv.slice(2);
  if (first.startsWith('{')) return runChild(first);
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      engine: { type: 'string' },
      speed: { type: 'boolean', default: false },
    },
  });
  const runs = Number(values.runs);
  const seed = Number(values.seed);
  if (!Number.isInteger(runs) || runs < 0 || !Number.isInteger(seed))
    throw new Error('--runs and --seed take whole numbers.');
  const engines = ENGINES.filter((engine) => values.engine === undefined || values.engine === engine);
  if (engines.length === 0) throw new Error(`--engine takes ${ENGINES.join(' or ')}.`);
  for (const engine of engines) {
    if (runs > 0) {
      const result = await onFreshStore(engine, (store, location) =>
        runCampaign({
          runs,
          processes: PROCESSES[engine],
          seed,
          subscriptions: store.subscriptions,
          records: store.deliveryRecords,
          time: store.time,
          location,
          command: [process.execPath, self],
        }),
      );
      report(engine, runs, result);
      if (result.lost + result.doubled + result.papersTwice + result.contradicted > 0) process.exitCode = 1;
    }
    if (values.speed) reportSpeed(await onFreshStore(engine, measure));
  }
}

async function runChild(json: string): Promise<void> {
  const setting = parseSetting(json);
  if (setting.role === 'server') return serve(setting);
  const { home, databaseUrl } = setting;
  await work(await openStore({ clock, home, databaseUrl }), setting);
}

async function onFreshStore<Result>(
  engine: Engine,
  use: (store: Store, location: Pick<Location, 'home' | 'databaseUrl'>) => Promise<Result>,
): Promise<Result> {
  const { home, databaseUrl, remove } = engine === 'sqlite' ? folder() : await schema();
  try {
    const store = await openStore({ clock, home, databaseUrl, visiting: true });
    try {
      return await use(store, { home, databaseUrl });
    } finally {
      await store.close();
    }
  } finally {
    await remove();
  }
}

function measure(store: Store): Promise<Speed> {
  const { library } = loadShippedLibrary(Date.now());
  return measureSpeed(store, async () => digestPayloads(library, Date.now(), () => new Map()));
}

interface Location {
  readonly home: string;
  readonly databaseUrl: string | undefined;
  remove(): Promise<void>;
}

function folder(): Location {
  const home = mkdtempSync(join(tmpdir(), 'paperboy-chaos-'));
  return { home, databaseUrl: undefined, remove: async () => rmSync(home, { recursive: true }) };
}

async function schema(): Promise<Location> {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? DEFAULT_DATABASE);
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const name = `paperboy_chaos_${process.pid}`;
  await run(`create schema ${name}`);
  const databaseUrl = new URL(url);
  databaseUrl.searchParams.set('options', `-c search_path=${name}`);
  return { home: '', databaseUrl: databaseUrl.href, remove: () => run(`drop schema ${name} cascade`) };
}

function report(engine: Engine, runs: number, result: CampaignResult): void {
  const name = { sqlite: 'SQLite, one process', postgres: 'PostgreSQL, three processes' }[engine];
  const { deliveries, posts, kills, repeated, lost, doubled, papersTwice, contradicted } = result;
  process.stdout.write(
    [
      `${name}: ${runs} runs, ${deliveries} deliveries, ${posts} posts, ${kills} processes killed, ${repeated} posts tried again`,
      `  lost ${lost}, doubled ${doubled}; papers twice in a channel ${papersTwice}, contradicted by the ledger ${contradicted}`,
      '',
    ].join('\n'),
  );
}

function reportSpeed({ planned, planMs, idleMs }: Speed): void {
  process.stdout.write(
    `  ${planned} subscriptions due at once planned in ${(planMs / 1000).toFixed(1)} s; a tick with nothing due takes ${idleMs.toFixed(1)} ms\n`,
  );
}

await main();
