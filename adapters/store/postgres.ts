import {
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import pg from 'pg';
import { plainSpoken } from './driver.ts';
import type { Database, Schema } from './schema.ts';
import { explain, StoreError } from './store-error.ts';

const MOST_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** The driver's own limit, for a server that has gone without a word. */
const ANSWER_TIMEOUT_MS = 35_000;
const INT8 = 20;

/** Connects on demand: a database that goes away and comes back is used again by the next query. */
export function openPostgres(url: string): Database {
  const where = `The PostgreSQL database ${placeOf(url)}`;
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () =>
      plainSpoken(new PostgresDriver({ pool: async () => createPool(url) }), {
        begin: 'begin',
        explain: (error) => explain(error, 'postgres', where),
      }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return { engine: 'postgres', db: new Kysely<Schema>({ dialect }) };
}

/** The database's clock, in milliseconds: leases of several machines must go by one. */
export async function databaseTime({ db }: Database): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  return rows[0]!.now;
}

function createPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // a process that is frozen in a transaction must not hold up the others
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'paperboy',
    types: {
      // counts and milliseconds stay below 2^53
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        id === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(id, format),
    },
  });
  // without listeners, a connection that is lost ends the process; the next query finds out and says so
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
  });
  return pool;
}

function ignore(): void {}

/** Host and name, never the password. */
function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${pathname.slice(1)} at ${hostname}:${port || '5432'}`;
  } catch {
    throw new StoreError(
      'refused',
      'DATABASE_URL is not a web address. It looks like postgres://user:password@host:5432/paperboy.',
    );
  }
}
