import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { type Dialect, Kysely, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { plainSpoken } from './driver.ts';
import type { Database, Schema } from './schema.ts';
import { explain, StoreError } from './store-error.ts';

const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the embedded database of a folder, which is made where it is missing. `:memory:` is a database that ends with
 * the process.
 *
 * @throws StoreError where the folder can't be written to
 */
export function openSqlite(home: string): Database {
  const where = home === ':memory:' ? 'The memory' : `The folder ${home}`;
  const file = openFile(home, where);
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () =>
      plainSpoken(new SqliteDriver({ database: file }), {
        // a deferred transaction that reads and then writes fails at once when another process wrote in between
        begin: 'begin immediate',
        explain: (error) => explain(error, 'sqlite', where),
      }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return { engine: 'sqlite', db: new Kysely<Schema>({ dialect }) };
}

function openFile(home: string, where: string): SqliteFile.Database {
  try {
    if (home !== ':memory:') makeFolder(home);
    const file = new SqliteFile(home === ':memory:' ? home : join(home, 'paperboy.db'), { timeout: BUSY_TIMEOUT_MS });
    file.pragma('journal_mode = WAL');
    // with NORMAL, a power cut loses what was acknowledged
    file.pragma('synchronous = FULL');
    // read-only folders show at start, not at the first subscription
    file.exec('begin immediate; create table write_probe (x); drop table write_probe; commit');
    return file;
  } catch (error) {
    throw explain(error, 'sqlite', where);
  }
}

/**
 * Makes this process the only Paperboy on a folder until it ends, however it ends: the lock is the operating system's,
 * on a database that is never written.
 *
 * @returns a function that lets go
 * @throws StoreError where another process has it
 */
export function lockFolder(home: string): () => void {
  const holder = join(home, 'paperboy.pid');
  let lock: SqliteFile.Database | undefined;
  try {
    makeFolder(home);
    lock = new SqliteFile(join(home, 'paperboy.lock'), { timeout: 0 });
    lock.exec('begin exclusive');
    writeFileSync(holder, `${process.pid}\n`);
  } catch (error) {
    lock?.close();
    if (error instanceof SqliteFile.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new StoreError(
        'inUse',
        `Another Paperboy${processOf(holder)} uses the folder ${home}. Stop it, or give this one a PAPERBOY_HOME of its own; to run several on one state, set DATABASE_URL to a PostgreSQL database.`,
        { cause: error },
      );
    throw explain(error, 'sqlite', `The folder ${home}`);
  }
  const held = lock;
  return () => {
    held.close();
  };
}

/** Node's own recursive mkdir never returns where a file system such as /proc takes no folders. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // another process made it meanwhile
    if (!existsSync(path)) throw error;
  }
}

function processOf(holder: string): string {
  try {
    return ` (process ${readFileSync(holder, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
