import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { migrate } from '../adapters/store/migrations.ts';
import { openSqlite } from '../adapters/store/sqlite.ts';
import { openStore, type Store } from '../adapters/store/store.ts';
import { threadStore } from '../adapters/store/threads.ts';
import {
  ENGINES,
  type Engine,
  type Ground,
  MONDAY_8,
  POSTGRES_URL,
  postgres,
  titleOf,
} from './contract/store-engines.ts';
import { startTcpProxy } from './fakes/tcp-proxy.ts';

const clock = { now: () => new Date(MONDAY_8) };
const place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };
const nothing = { topic: { paperIds: [], firstNumber: 1 }, turns: [] };

const folders: string[] = [];
function folder(): string {
  const home = mkdtempSync(join(tmpdir(), 'paperboy-trouble-'));
  folders.push(home);
  return home;
}

/** What the migration for live papers made, in the order in which it can go. */
const UNDO_LIVE = [
  ...['paper_titles', 'counters', 'salts', 'source_states', 'turns'].map((table) => `drop table ${table}`),
  ...['papers_arxiv_id', 'papers_change', 'observations_change', 'signals_at', 'signals_team'].map(
    (index) => `drop index ${index}`,
  ),
  ...[
    ['papers', 'arxiv_id'],
    ['papers', 'change'],
    ['observations', 'has_code'],
    ['observations', 'change'],
    ['posted_papers', 'posted_at'],
    ['subscriptions', 'created_at'],
    ['subscriptions', 'min_votes'],
    ['signals', 'share'],
  ].map(([table, column]) => `alter table ${table} drop column ${column}`),
];

const grounds: Ground[] = [];
async function groundOf(engine: Engine): Promise<Ground> {
  const ground = await engine.ground();
  grounds.push(ground);
  return ground;
}

afterEach(async () => {
  for (const home of folders.splice(0)) rmSync(home, { recursive: true });
  for (const ground of grounds.splice(0)) await ground.clear();
});

describe('the embedded folder', () => {
  test('has one bot at a time, and the second is told whose it is', async () => {
    const home = folder();
    const first = await openStore({ clock, home });
    await expect(openStore({ clock, home })).rejects.toMatchObject({
      problem: 'inUse',
      message: expect.stringContaining(`Another Paperboy (process ${process.pid}) uses the folder ${home}.`),
    });
    await first.inbox.accept(place, 'Ev1');
    await first.close();
    const next = await openStore({ clock, home });
    expect(await next.inbox.accept(place, 'Ev1')).toBe(false);
    await next.close();
  });

  test('lets an operator look in meanwhile', async () => {
    const home = folder();
    const bot = await openStore({ clock, home });
    const operator = await openStore({ clock, home, visiting: true });
    await bot.inbox.accept(place, 'Ev1');
    expect(await operator.inbox.accept(place, 'Ev1')).toBe(false);
    await operator.close();
    await bot.close();
  });

  test('that can’t be made or written is named, with what to do', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    for (const home of [file, join(file, 'home'), '/proc/paperboy'])
      await expect(openStore({ clock, home }), home).rejects.toMatchObject({
        problem: 'readOnly',
        message: expect.stringMatching(/^The folder .* can't be written to\..*set PAPERBOY_HOME/),
      });
  });

  test('that holds something else is not touched', async () => {
    const home = folder();
    writeFileSync(join(home, 'paperboy.db'), 'the novel of a colleague, chapter one: it was a dark and stormy night');
    await expect(openStore({ clock, home })).rejects.toMatchObject({ problem: 'damaged' });
  });

  test('on a full disk keeps what was written before and works on once there is room', async () => {
    const database = openSqlite(folder());
    await migrate(database, MONDAY_8);
    const threads = threadStore(database, clock);
    await threads.save(place, nothing);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
    await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count)}`.execute(database.db);
    const long = { topic: { paperIds: ['x'.repeat(100_000)], firstNumber: 1 }, turns: [] };
    await expect(threads.save(place, long)).rejects.toMatchObject({ problem: 'full' });
    expect(await threads.load(place)).toEqual(nothing);
    await sql`pragma max_page_count = 100000`.execute(database.db);
    await threads.save(place, long);
    expect(await threads.load(place)).toEqual(long);
    await database.db.destroy();
  });

  test('that turns read-only while the bot runs says so, in a transaction too', async () => {
    const database = openSqlite(folder());
    await migrate(database, MONDAY_8);
    await sql`pragma query_only = on`.execute(database.db);
    const threads = threadStore(database, clock);
    await expect(threads.save(place, nothing)).rejects.toMatchObject({ problem: 'readOnly' });
    await expect(
      database.db.transaction().execute(async (transaction) => transaction.deleteFrom('threads').execute()),
    ).rejects.toMatchObject({ problem: 'readOnly' });
    expect(await threads.load(place)).toBeUndefined();
    await database.db.destroy();
  });
});

for (const engine of ENGINES) {
  describe.skipIf(engine.absent)(`a schema on ${titleOf(engine)}`, () => {
    test('that is newer is left alone', async () => {
      const ground = await groundOf(engine);
      await (await ground.open()).close();
      await ground.run(`insert into migrations (name, run_at) values ('999-future', 0)`);
      await expect(ground.open({ visiting: true })).rejects.toMatchObject({
        problem: 'newer',
        message: expect.stringContaining('999-future'),
      });
      await ground.run(`delete from migrations where name = '999-future'`);
      await ground.open({ visiting: true });
    });

    test('of the first version is brought up to date with what it holds', async () => {
      const ground = await groundOf(engine);
      const before = await ground.open();
      await before.inbox.accept(place, 'Ev1');
      const subscription = await subscribe(before);
      const topic = { paperIds: ['a'], firstNumber: 1 };
      await before.deliveries.plan(MONDAY_8, 1, () => ({
        due: MONDAY_8,
        nextDue: MONDAY_8,
        expiresAt: MONDAY_8 + 1,
        content: { kind: 'post', payload: { message: { summary: '', blocks: [] }, topic } },
      }));
      await before.close();
      for (const statement of [
        'drop table events',
        'alter table inbox drop column event',
        'alter table threads drop column before',
        'drop index subscriptions_creator',
        ...UNDO_LIVE,
        `delete from migrations where name <> '001-first'`,
        `insert into papers (id, record, first_seen) values ('kimi-vl', '{"arxivId":"2504.07491","title":"Kimi-VL","abstract":""}', 5)`,
        `insert into signals (adapter, workspace, person, paper_id, kind, at) values ('slack', 'T1', 'U1', 'a', 'saved', 7)`,
      ])
        await ground.run(statement);
      const { inbox, events, subscriptions, papers, signals } = await ground.open({ visiting: true });
      expect(await subscriptions.list(place)).toEqual([subscription]);
      await events.keep({ adapter: 'slack', workspace: 'T1', id: 'Ev1', body: '' }, MONDAY_8);
      expect(await inbox.accept(place, 'Ev1', 'Ev1')).toBe(false);
      expect(await inbox.accept(place, 'Ev2', 'Ev1')).toBe('new');
      expect(await subscriptions.posted(place)).toEqual(new Map([['a', MONDAY_8]]));
      const record = { arxivId: '2504.07491', title: 'Kimi-VL', abstract: 'We present it.' };
      expect(await papers.record([{ record }])).toMatchObject({ added: 0, updated: 1 });
      expect((await papers.changes(0)).papers).toMatchObject([{ id: 'kimi-vl', firstSeen: 5 }]);
      const person = { adapter: 'slack', workspace: 'T1', id: 'U1' };
      expect(await signals.of(person)).toEqual([{ paperId: 'a', kind: 'saved', at: 7 }]);
      expect(await ground.rows('select person from signals')).not.toEqual([{ person: 'U1' }]);
    });

    if (!engine.shared) return;
    test('is made once by several that start together', async () => {
      const ground = await groundOf(engine);
      const stores = await Promise.all(Array.from({ length: 6 }, () => ground.open({ visiting: true })));
      const accepted = await Promise.all(stores.map((store) => store.inbox.accept(place, 'Ev1')));
      expect(accepted.filter(Boolean)).toHaveLength(1);
    });
  });
}

describe.skipIf(postgres.absent)(`a database that goes away, on ${titleOf(postgres)}`, () => {
  test('is an error in plain words, and is used again once it is back', async () => {
    const real = new URL(POSTGRES_URL);
    const proxy = await startTcpProxy(real.hostname, Number(real.port || 5432));
    const ground = await groundOf(postgres);
    const database = await ground.open();
    await database.inbox.accept(place, 'Ev1');
    const store = await ground.open({ databaseUrl: through(ground.url, proxy.port) });
    expect(await store.inbox.accept(place, 'Ev2')).toBe('new');

    await proxy.cut();
    const unreachable = {
      problem: 'unreachable',
      message: expect.stringMatching(/at 127\.0\.0\.1:\d+ can't be reached/),
    };
    await expect(store.inbox.accept(place, 'Ev3')).rejects.toMatchObject(unreachable);
    await expect(store.subscriptions.remove('1')).rejects.toMatchObject(unreachable);

    await proxy.mend();
    expect(await store.inbox.accept(place, 'Ev2')).toBe(false);
    expect(await store.inbox.accept(place, 'Ev3')).toBe('new');
    await store.close();
    await proxy.cut();
  });

  test('in the middle of a transaction leaves nothing half done', async () => {
    const real = new URL(POSTGRES_URL);
    const proxy = await startTcpProxy(real.hostname, Number(real.port || 5432));
    const ground = await groundOf(postgres);
    const store = await ground.open({ databaseUrl: through(ground.url, proxy.port) });
    const database = await ground.open();
    const subscription = await subscribe(database);
    let cutting: Promise<void> | undefined;
    const plan = store.deliveries.plan(MONDAY_8, 10, () => {
      cutting = proxy.cut();
      return {
        due: MONDAY_8,
        nextDue: MONDAY_8 + 1,
        expiresAt: MONDAY_8 + 2,
        content: { kind: 'skip', reason: 'test' },
      };
    });
    await expect(plan).rejects.toMatchObject({ problem: 'unreachable' });
    await cutting;
    expect(await database.subscriptions.list(place)).toEqual([subscription]);
    expect(await database.deliveryRecords.list({ limit: 10 })).toEqual([]);
  });

  test('that never answered, or an address that is none, is told without the password', async () => {
    const dead = 'postgres://paperboy:hunter2@127.0.0.1:1/papers';
    await expect(openStore({ clock, home: '', databaseUrl: dead })).rejects.toMatchObject({
      problem: 'unreachable',
      message: expect.not.stringContaining('hunter2'),
    });
    await expect(openStore({ clock, home: '', databaseUrl: 'hunter2' })).rejects.toMatchObject({
      message: expect.not.stringContaining('hunter2'),
    });
  });
});

function through(url: string, port: number): string {
  const proxied = new URL(url);
  proxied.hostname = '127.0.0.1';
  proxied.port = String(port);
  return proxied.href;
}

function subscribe(store: Store) {
  return store.subscriptions.add({
    place,
    schedule: { cron: '0 9 * * *', zone: 'UTC' },
    count: 5,
    include: [],
    exclude: [],
    createdBy: 'U1',
    createdAt: 0,
    nextDue: MONDAY_8,
  });
}
