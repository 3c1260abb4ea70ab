import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../adapters/data-files.ts';

/** From the bottom up: a folder imports only those before it. */
const LADDER = ['papers', 'intake', 'messages', 'search', 'answers', 'threads', 'trending', 'digest', 'commands'];
const PURE_PACKAGES = ['minisearch', 'zod', 'stemmer', 'croner'];
const IMPURE =
  /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bset(?:Timeout|Interval)\(|\bfetch\(|\bconsole\./;

interface Source {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(PROJECT_ROOT, path), 'utf8');
      const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
      const imports = [...found].map(([, target = '']) =>
        target.startsWith('.') ? relative(PROJECT_ROOT, resolve(PROJECT_ROOT, dirname(path), target)) : target,
      );
      return { path, text, imports };
    });
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const core = sourcesIn('src');
const adapters = sourcesIn('adapters');

describe('the core', () => {
  test.each(core.map((source) => [source.path, source] as const))('%s is pure', (_, { text, imports }) => {
    for (const target of imports) {
      const name = target.split('/')[0] ?? '';
      expect([...PURE_PACKAGES, 'src'], `imports ${target}`).toContain(name);
    }
    expect(withoutComments(text)).not.toMatch(IMPURE);
  });

  test('folders form a ladder', () => {
    const rung = (path: string) => LADDER.indexOf(path.split('/')[1] ?? '');
    for (const { path, imports } of core) {
      if (path.split('/').length === 2) continue;
      expect(rung(path), `${path} is in a folder that is on the ladder`).toBeGreaterThanOrEqual(0);
      for (const target of imports.filter((one) => one.startsWith('src/') && one.split('/').length > 2))
        expect(rung(target), `${path} imports ${target}`).toBeLessThanOrEqual(rung(path));
    }
  });
});

test('no file imports itself by way of others', () => {
  const importsOf = new Map([...core, ...adapters].map(({ path, imports }) => [path, imports]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    expect(trail, 'a circle').not.toContain(path);
    if (done.has(path)) return;
    for (const target of importsOf.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of importsOf.keys()) visit(path, []);
});

test('a door knows the core and itself, never another door', () => {
  const doorOf = (path: string) => path.split('/').slice(0, -1).join('/').split('/')[1];
  for (const { path, imports } of adapters) {
    const door = doorOf(path);
    if (door === undefined) continue;
    for (const target of imports.filter((one) => one.startsWith('adapters/')))
      expect(doorOf(target) ?? 'the wiring', `${path} imports ${target}`).toBe(door);
  }
});
