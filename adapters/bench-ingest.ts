import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Paper } from '../src/papers/paper.ts';
import { type BareTables, barePostgres, bareSqlite, inOwnSchema } from './bench/bare-tables.ts';
import { bareRows, benchSource, measureIngest, seconds } from './bench/ingest.ts';
import { emptyLibrary } from './corpus.ts';
import { openLive } from './live.ts';
import { openStore, type Store } from './store/store.ts';

const POSTGRES = 'postgres://postgres@127.0.0.1:5432/test';
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: () => new Date() };

/** Taking in generated papers, into both engines and from there into the library, next to inserting the bare rows. */
export async function benchIngest(papers: readonly Paper[], postgresUrl = POSTGRES): Promise<void> {
  console.log(`${papers.length} papers, each with something counted, in answers of 200\n`);
  console.log('engine        bare rows  first time      ratio    the same again    changed    into the library');
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  try {
    await measure('SQLite', papers, bareSqlite(folder), () => openStore({ clock, home: folder }));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const schema = `paperboy_bench_${randomBytes(6).toString('hex')}`;
  const done = await inOwnSchema(postgresUrl, `${schema}_bare`, (bareUrl) =>
    inOwnSchema(postgresUrl, schema, async (url) => {
      await measure('PostgreSQL', papers, await barePostgres(bareUrl), () =>
        openStore({ clock, home: '', databaseUrl: url }),
      );
      return true;
    }),
  );
  if (!done) console.log(`PostgreSQL    left out: none answers at ${new URL(postgresUrl).host}`);
}

async function measure(
  engine: string,
  papers: readonly Paper[],
  bare: BareTables,
  open: () => Promise<Store>,
): Promise<void> {
  const store = await open();
  try {
    const rows = bareRows(papers, clock.now().getTime());
    const baseline = await seconds(async () => {
      for (const piece of rows) await bare.insert(piece);
    });
    const parts = { papers: store.papers, states: store.sourceStates, clock };
    const { first, again, changed } = await measureIngest(papers, parts);
    const library = emptyLibrary();
    const load = await seconds(() => openLive({ store, library, clock, log: SILENT }, benchSource([], 0, 0)));
    const taken = [...library.papers()].length;
    if (taken !== papers.length) throw new Error(`${papers.length} papers went in and ${taken} came out.`);
    console.log(
      [
        engine.padEnd(12),
        `${baseline.toFixed(2)} s`.padStart(9),
        `${first.toFixed(2)} s`.padStart(10),
        `${(first / baseline).toFixed(1)} x`.padStart(9),
        `${again.toFixed(2)} s`.padStart(16),
        `${changed.toFixed(2)} s`.padStart(9),
        `${load.toFixed(2)} s`.padStart(18),
      ].join('  '),
    );
  } finally {
    await bare.close();
    await store.close();
  }
}
