import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import type { BareRow } from './ingest.ts';

/** Two tables without anything else: what a store costs is told against what its database does anyway. */
export interface BareTables {
  /** In one transaction, a statement a table. */
  insert(rows: readonly BareRow[]): Promise<void>;
  close(): Promise<void>;
}

const TABLES = [
  'create table papers (id text not null primary key, record text not null)',
  'create table observations (paper_id text not null, at bigint not null, votes integer, primary key (paper_id, at))',
];

/** As careful with what is written as the store is. */
export function bareSqlite(folder: string): BareTables {
  const file = new SqliteFile(join(folder, 'bare.db'));
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  for (const statement of TABLES) file.exec(statement);
  return {
    async insert(rows) {
      file.transaction(() => {
        file
          .prepare(`insert into papers values ${rows.map(() => '(?, ?)').join()}`)
          .run(rows.flatMap(({ id, record }) => [id, record]));
        file
          .prepare(`insert into observations values ${rows.map(() => '(?, ?, ?)').join()}`)
          .run(rows.flatMap(({ id, at, votes }) => [id, at, votes]));
      })();
    },
    async close() {
      file.close();
    },
  };
}

/** @param url of a database whose search path begins with an empty schema */
export async function barePostgres(url: string): Promise<BareTables> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of TABLES) await client.query(statement);
  const places = (rows: number, columns: number) =>
    Array.from(
      { length: rows },
      (_, row) => `(${Array.from({ length: columns }, (__, column) => `$${row * columns + column + 1}`).join()})`,
    ).join();
  return {
    async insert(rows) {
      await client.query('begin');
      await client.query(
        `insert into papers values ${places(rows.length, 2)}`,
        rows.flatMap(({ id, record }) => [id, record]),
      );
      await client.query(
        `insert into observations values ${places(rows.length, 3)}`,
        rows.flatMap(({ id, at, votes }) => [id, at, votes]),
      );
      await client.query('commit');
    },
    close: () => client.end(),
  };
}

/**
 * A schema of its own for as long as something is measured.
 *
 * @returns what the work gave, undefined where no database answers
 */
export async function inOwnSchema<T>(
  url: string,
  name: string,
  work: (url: string) => Promise<T>,
): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
  } catch {
    return undefined;
  }
  try {
    await client.query(`create schema ${name}`);
    const own = new URL(url);
    own.searchParams.set('options', `-c search_path=${name}`);
    return await work(own.href);
  } finally {
    await client.query(`drop schema if exists ${name} cascade`);
    await client.end();
  }
}
