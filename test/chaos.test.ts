import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tally } from '../adapters/chaos/tally.ts';
import type { Delivery } from '../src/digest/delivery.ts';
import { POSTGRES_URL, postgres, sqlite, titleOf } from './contract/store-engines.ts';

const PROJECT = join(dirname(fileURLToPath(import.meta.url)), '..');
const RUNS = 4;

/** What a program wrote, whatever its exit code. */
function output(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { ...process.env, TEST_DATABASE_URL: POSTGRES_URL };
    execFile(program, [...args], { cwd, env }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}

/* The long version: npm run chaos -- --runs 300 */
describe.concurrent('real processes, killed again and again,', () => {
  let built: string;
  beforeAll(async () => {
    built = mkdtempSync(join(tmpdir(), 'paperboy-built-'));
    symlinkSync(join(PROJECT, 'node_modules'), join(built, 'node_modules'));
    writeFileSync(join(built, 'package.json'), '{"type":"module"}');
    const tsc = join(PROJECT, 'node_modules/.bin/tsc');
    await output(tsc, ['-p', 'tsconfig.build.json', '--incremental', 'false', '--outDir', built], PROJECT);
  }, 60_000);
  afterAll(() => rmSync(built, { recursive: true }));

  for (const engine of [sqlite, postgres])
    test.skipIf(engine.absent)(
      `lose nothing and post nothing twice on ${titleOf(engine)}`,
      async ({ expect }) => {
        const args = [
          'adapters/chaos.js',
          '--runs',
          String(RUNS),
          '--engine',
          engine === sqlite ? 'sqlite' : 'postgres',
        ];
        const said = await output(process.execPath, args, built);
        expect(said).toMatch(
          new RegExp(`^${engine.name}.*: ${RUNS} runs, 16 deliveries, 16 posts, \\d+ processes killed`),
        );
        expect(said).toContain('lost 0, doubled 0; papers twice in a channel 0, contradicted by the ledger 0');
      },
      90_000,
    );
});

describe('what the chat server holds', () => {
  const sent: Delivery = {
    id: 1,
    key: 'k1',
    kind: 'digest',
    subscriptionId: '1',
    place: { adapter: 'chaos', workspace: 'W', channel: 'C' },
    due: 9,
    plannedAt: 9,
    expiresAt: 99,
    state: 'sent',
    attempts: 2,
  };
  const post = (subscription: string, key: string, paperIds: readonly string[]) => ({
    channel: 'C',
    key,
    text: JSON.stringify({ subscription, due: 9, paperIds }),
  });

  test('is one post for each', () => {
    expect(tally(['1'], [sent], [post('1', 'k1', ['a', 'b'])])).toMatchObject({
      repeated: 1,
      lost: 0,
      doubled: 0,
      papersTwice: 0,
      contradicted: 0,
    });
  });

  test('shows what is lost, whatever the ledger says', () => {
    expect(tally(['1'], [sent], [])).toMatchObject({ lost: 1, contradicted: 1 });
  });

  test('shows what came twice', () => {
    expect(tally(['1'], [sent], [post('1', 'k1', ['a']), post('1', 'k1', ['a'])])).toMatchObject({
      doubled: 1,
      papersTwice: 1,
    });
    expect(tally(['1', '2'], [sent], [post('1', 'k1', ['a']), post('2', 'k2', ['a'])])).toMatchObject({
      doubled: 0,
      papersTwice: 1,
    });
  });
});
