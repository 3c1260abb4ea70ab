import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../adapters/data-files.ts';
import { openStore } from '../../adapters/store/store.ts';
import { startPapersServer } from '../papers-server.ts';

const clock = { now: () => new Date() };
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'paperboy-ingest-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

/** As an operator runs it. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn('npm', ['run', '-s', 'ingest', '--', ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, PAPERBOY_HOME: home, DATABASE_URL: '', PAPERBOY_SOURCES: 'none', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

describe('npm run ingest', () => {
  test('says what came of each part and of all, and the next time that nothing changed', async () => {
    const first = await run([]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toBe(
      'page         data/hf-papers-page.txt  248 new, 0 updated, 248 counted\n' +
        '248 new, 0 updated, 248 counted; 1 of 1 part answered, 0 as before.\n',
    );
    const second = await run([]);
    expect(second.stdout).toContain('0 new, 0 updated, 0 counted; 1 of 1 part answered, 1 as before.');
  });

  test('brings what a source lists, of the days that it is told, beside a running bot', async () => {
    const bot = await openStore({ clock, home });
    const sources = await startPapersServer({ id: '2601.00001', title: 'Zebrafish: A Benchmark' });
    try {
      const env = { PAPERBOY_SOURCES: 'hugging-face', HF_API_URL: sources.url };
      const { code, stdout } = await run(['--source', 'hugging-face', '--days', '1'], env);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^hugging-face {1,}\d{4}-\d\d-\d\d {2,}1 new, 0 updated, 1 counted$/m);
      expect(new Set(sources.asked).size).toBe(2);
      expect((await bot.papers.changes(0)).papers).toMatchObject([{ title: 'Zebrafish: A Benchmark' }]);
    } finally {
      await sources.stop();
      await bot.close();
    }
  });

  test('fails where a part was not answered, and says which', async () => {
    const sources = await startPapersServer();
    try {
      const env = { PAPERBOY_SOURCES: 'hugging-face', HF_API_URL: sources.url };
      const { code, stdout } = await run(['--days', '1'], env);
      expect(code).toBe(1);
      expect(stdout).toContain('248 new');
      expect(stdout).toMatch(/Not everything was answered; run it again later for the rest:\n- hugging-face, \d{4}-/);
    } finally {
      await sources.stop();
    }
  });

  test('asks nobody while another Paperboy does', async () => {
    const bot = await openStore({ clock, home });
    const now = clock.now().getTime();
    await bot.turns.take('ingest', 'bot', now, now + 60_000);
    const { code, stderr } = await run([]);
    await bot.close();
    expect(code).toBe(1);
    expect(stderr).toBe('Another Paperboy is asking the sources right now. Try again in a few minutes.\n');
  });

  test.each([
    [['--days', 'many'], /^--days takes a whole number/],
    [['--source', 'arxiv'], /^There is no source “arxiv” here; there are page\.$/m],
  ])('%j is refused with how to write it', async (args, problem) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(problem);
    expect(stderr).toContain('npm run -s ingest -- --since 2026-02-01');
  });
});
