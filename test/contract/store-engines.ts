import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import { openStore, type Store, type StoreOptions } from '../../adapters/store/store.ts';

/** A database of one test, empty at first, that several stores may open one after the other or together. */
export interface Ground {
  open(options?: Partial<StoreOptions>): Promise<Store>;
  /** The PostgreSQL database's, empty on SQLite. */
  readonly url: string;
  /** Does something behind the stores' backs. */
  run(statement: string): Promise<void>;
  /** Looks at what is written, behind the stores' backs. */
  rows(query: string): Promise<readonly unknown[]>;
  /** Closes what is still open and removes everything. */
  clear(): Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** Why its tests are skipped, where they are. */
  readonly absent?: string;
  /** Whether several processes may write at once. */
  readonly shared: boolean;
  ground(): Promise<Ground>;
}

/** Monday 23 November 2026, 08:00 UTC. */
export const MONDAY_8 = Date.UTC(2026, 10, 23, 8);
const clock = { now: () => new Date(MONDAY_8) };

/** CI sets it; where nothing answers there, the PostgreSQL part is skipped. */
export const POSTGRES_URL = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';

export const sqlite: Engine = {
  name: 'SQLite',
  shared: false,
  async ground() {
    const home = mkdtempSync(join(tmpdir(), 'paperboy-store-'));
    const stores: Store[] = [];
    return {
      url: '',
      open: (options) => opened(stores, { clock, home, visiting: stores.length > 0, ...options }),
      async run(statement) {
        const file = new SqliteFile(join(home, 'paperboy.db'));
        file.exec(statement);
        file.close();
      },
      async rows(query) {
        const file = new SqliteFile(join(home, 'paperboy.db'), { readonly: true });
        const rows = file.prepare(query).all();
        file.close();
        return rows;
      },
      async clear() {
        await closeAll(stores);
        rmSync(home, { recursive: true });
      },
    };
  },
};

export const postgres: Engine = {
  name: 'PostgreSQL',
  shared: true,
  ...(await whyAbsent()),
  async ground() {
    const schema = `paperboy_${randomBytes(6).toString('hex')}`;
    await onServer(`create schema ${schema}`);
    const stores: Store[] = [];
    const url = schemaUrl(schema);
    return {
      url,
      open: (options) => opened(stores, { clock, home: '', databaseUrl: url, ...options }),
      async run(statement) {
        await onServer(`set search_path to ${schema}; ${statement}`);
      },
      rows: (query) => onServer(query, url),
      async clear() {
        await closeAll(stores);
        await onServer(`drop schema ${schema} cascade`);
      },
    };
  },
};

export const ENGINES: readonly Engine[] = [sqlite, postgres];

/** The title of an engine's tests, with the reason where they are skipped. */
export function titleOf({ name, absent }: Engine): string {
  return absent === undefined ? name : `${name} (skipped: ${absent})`;
}

function schemaUrl(schema: string): string {
  const url = new URL(POSTGRES_URL);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return url.href;
}

async function opened(stores: Store[], options: StoreOptions): Promise<Store> {
  const store = await openStore(options);
  stores.push(store);
  return store;
}

async function closeAll(stores: readonly Store[]): Promise<void> {
  // some were closed by their test
  for (const store of stores) await store.close().catch(() => {});
}

async function onServer(statement: string, url = POSTGRES_URL): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function whyAbsent(): Promise<{ readonly absent?: string }> {
  try {
    await onServer('select 1');
    return {};
  } catch (error) {
    if (process.env['CI']) throw error;
    return { absent: 'no PostgreSQL answers; set TEST_DATABASE_URL' };
  }
}
