import { sql, type Transaction } from 'kysely';
import { finishLive } from './live-rows.ts';
import type { Database, Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

interface Migration {
  readonly name: string;
  /** Statements that both engines understand. `serial` declares a primary key that the database counts. */
  statements(serial: string): readonly string[];
  /** What can't be said in statements, after them. */
  finish?(transaction: Transaction<Schema>): Promise<void>;
}

const SERIAL = {
  sqlite: 'integer primary key autoincrement',
  postgres: 'bigint generated always as identity primary key',
} as const;

/** Any number will do, as long as no other application on the same database takes it. */
const MIGRATION_LOCK = 7_262_579_311;

/** In order. A migration that was released is never changed: what is to be different is a new one. */
const MIGRATIONS: readonly Migration[] = [
  {
    name: '001-first',
    statements: (serial) => [
      `create table papers (
        id text not null primary key,
        record text not null,
        first_seen bigint not null
      )`,
      `create table observations (
        paper_id text not null,
        source text not null,
        at bigint not null,
        votes integer,
        comments integer,
        stars integer,
        rank integer,
        primary key (paper_id, source, at)
      )`,
      `create table subscriptions (
        id ${serial},
        adapter text not null,
        workspace text not null,
        channel text not null,
        cron text not null,
        zone text not null,
        count integer not null,
        topics_in text not null,
        topics_out text not null,
        created_by text not null,
        next_due bigint not null,
        paused text
      )`,
      'create index subscriptions_due on subscriptions (next_due) where paused is null',
      'create index subscriptions_channel on subscriptions (channel)',
      // unique: at most one post a subscription and due time, whoever plans it
      `create table deliveries (
        id ${serial},
        key text not null unique,
        kind text not null,
        subscription_id bigint not null,
        adapter text not null,
        workspace text not null,
        channel text not null,
        recipient text,
        due bigint not null,
        planned_at bigint not null,
        expires_at bigint not null,
        state text not null,
        fence integer not null default 0,
        attempts integer not null default 0,
        wake_at bigint,
        lease_until bigint,
        reason text,
        message_id text,
        payload text,
        unique (subscription_id, due, kind)
      )`,
      'create index deliveries_wake on deliveries (wake_at) where wake_at is not null',
      // primary key: never the same paper twice in a channel, whoever plans it
      `create table posted_papers (
        adapter text not null,
        workspace text not null,
        channel text not null,
        paper_id text not null,
        delivery_id bigint not null,
        primary key (channel, workspace, adapter, paper_id)
      )`,
      'create index posted_papers_delivery on posted_papers (delivery_id)',
      `create table threads (
        adapter text not null,
        workspace text not null,
        channel text not null,
        thread text not null,
        topic text not null,
        turns text not null,
        saved_at bigint not null,
        primary key (channel, thread, workspace, adapter)
      )`,
      `create table inbox (
        adapter text not null,
        workspace text not null,
        id text not null,
        accepted_at bigint not null,
        primary key (id, workspace, adapter)
      )`,
      `create table callbacks (
        id text not null primary key,
        invocation text not null,
        used_at bigint not null
      )`,
      `create table installations (
        adapter text not null,
        workspace text not null,
        installed_by text not null,
        installed_at bigint not null,
        details text not null,
        token text not null,
        primary key (adapter, workspace)
      )`,
      `create table signals (
        adapter text not null,
        workspace text not null,
        person text not null,
        paper_id text not null,
        kind text not null,
        at bigint not null,
        primary key (person, workspace, adapter, paper_id, kind)
      )`,
    ],
  },
  {
    name: '002-events',
    statements: () => [
      `create table events (
        adapter text not null,
        workspace text not null,
        id text not null,
        arrived_at bigint not null,
        body text,
        lease_until bigint,
        tries integer not null default 0,
        primary key (id, workspace, adapter)
      )`,
      'create index events_lease on events (lease_until) where lease_until is not null',
      'alter table inbox add column event text',
      'alter table threads add column before text',
      'create index subscriptions_creator on subscriptions (created_by)',
    ],
  },
  {
    name: '003-live',
    statements: () => [
      'alter table papers add column arxiv_id text',
      'alter table papers add column change bigint not null default 1',
      'create unique index papers_arxiv_id on papers (arxiv_id) where arxiv_id is not null',
      'create index papers_change on papers (change)',
      `create table paper_titles (
        title_key text not null,
        paper_id text not null,
        primary key (title_key, paper_id)
      )`,
      'create index paper_titles_paper on paper_titles (paper_id)',
      'alter table observations add column has_code integer',
      'alter table observations add column change bigint not null default 1',
      'create index observations_change on observations (change)',
      'create table counters (name text not null primary key, value bigint not null)',
      `insert into counters (name, value) values ('change', 1)`,
      'alter table posted_papers add column posted_at bigint not null default 0',
      `update posted_papers set posted_at =
        coalesce((select due from deliveries where deliveries.id = posted_papers.delivery_id), 0)`,
      'alter table subscriptions add column created_at bigint not null default 0',
      'alter table subscriptions add column min_votes integer',
      'alter table signals add column share double precision not null default 1',
      'create index signals_at on signals (at)',
      'create index signals_team on signals (workspace, at)',
      'create table salts (name text not null primary key, salt text not null)',
      `create table source_states (
        source text not null,
        part text not null,
        etag text,
        last_modified text,
        at bigint not null,
        primary key (source, part)
      )`,
      `create table turns (
        name text not null primary key,
        holder text not null,
        lease_until bigint not null
      )`,
    ],
    finish: finishLive,
  },
];

/**
 * Brings the schema up to date, in one transaction. Any number of processes may start at once: one of them migrates, the
 * others wait and find nothing to do.
 *
 * @throws StoreError where the database was written by a newer Paperboy
 */
export async function migrate({ db, engine }: Database, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    await sql`create table if not exists migrations (name text not null primary key, run_at bigint not null)`.execute(
      transaction,
    );
    const rows = await transaction.selectFrom('migrations').select('name').execute();
    const run = new Set(rows.map(({ name }) => name));
    const newer = [...run].filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
    if (newer.length > 0)
      throw new StoreError(
        'newer',
        `The database was written by a newer Paperboy (it has ${newer.join(', ')}, which this one does not know). Start that version again, or restore a backup from before the update. Nothing was changed.`,
      );
    for (const migration of MIGRATIONS) {
      if (run.has(migration.name)) continue;
      for (const statement of migration.statements(SERIAL[engine])) await sql.raw(statement).execute(transaction);
      await migration.finish?.(transaction);
      await transaction.insertInto('migrations').values({ name: migration.name, run_at: now }).execute();
    }
  });
}
