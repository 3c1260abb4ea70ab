import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig, VARIABLES } from '../adapters/config.ts';
import { PROJECT_ROOT } from '../adapters/data-files.ts';
import { createLog } from '../adapters/log.ts';
import { ConfigError } from '../src/errors.ts';

async function npm(args: readonly string[], input = '', env: Record<string, string> = {}) {
  const child = spawn('npm', args, { cwd: PROJECT_ROOT, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

describe('npm start, with its input from a pipe', () => {
  let run: Awaited<ReturnType<typeof npm>>;
  beforeAll(async () => {
    run = await npm(
      ['start', '--silent'],
      '/papers search kimi-vl\n1: how many parameters are active?\n\n/quit\n/papers trending\n',
    );
  });

  test('answers a line at a time in plain text and ends well', () => {
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/\n 1\. Kimi-VL Technical Report\n/);
    expect(run.stdout).toMatch(/“[^”]*2\.8B[^”]*”\n {4}— Kimi-VL\n$/);
    expect(run.stdout).not.toContain('\u001b');
  });

  test('says what it loaded, beside the answers', () => {
    expect(run.stderr).toContain('248 papers from data/hf-papers-page.txt');
  });
});

test('npm start names what is wrong with the environment, and fails', async () => {
  const { code, stderr } = await npm(['start', '--silent'], '', { LOG_LEVEL: 'loud' });
  expect(code).toBe(1);
  expect(stderr).toBe('Paperboy can’t start:\n- LOG_LEVEL must be one of debug, info, warn, error, silent.\n');
});

describe('the configuration', () => {
  test('takes an empty variable as unset', () => {
    expect(readConfig({ LOG_LEVEL: ' ' }).logLevel).toBe('warn');
  });

  test('throws all its problems as one error', () => {
    expect(() => readConfig({ LOG_LEVEL: 'loud' })).toThrow(ConfigError);
  });

  test('is what .env.example names', () => {
    const example = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual([...VARIABLES].sort());
  });
});

describe('the log', () => {
  const logged = (message: string, fields: Record<string, unknown>) => {
    let line = '';
    createLog(
      'info',
      (text) => {
        line += text;
      },
      () => new Date(0),
    ).info(message, fields);
    return line;
  };

  test('is a JSON line with the time', () => {
    expect(JSON.parse(logged('Started.', { papers: 248 }))).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'Started.',
      papers: 248,
    });
  });

  test.each([
    ['a Slack token in a text', { error: new Error('bad xoxb-12-34-abcDEF') }, 'xoxb'],
    ['a field named like a secret', { signingSecret: 'abc123def' }, 'abc123def'],
    ['a password in an address', { url: 'postgres://paperboy:hunter2@db/paperboy' }, 'hunter2'],
    ['an authorization', { header: 'Authorization: Bot abc.def-ghi' }, 'abc.def-ghi'],
  ])('masks %s', (_, fields, secret) => {
    expect(logged('Failed.', fields)).not.toContain(secret);
  });
});
