import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig, VARIABLES } from '../adapters/config.ts';
import { PROJECT_ROOT } from '../adapters/data-files.ts';
import { createLog } from '../adapters/log.ts';
import { openStore } from '../adapters/store/store.ts';
import { ConfigError } from '../src/errors.ts';
import { startFakeDiscord, visible as visibleInDiscord } from './fakes/discord/fake-discord.ts';
import { type FakeSlack, startFakeSlack, visible } from './fakes/slack/fake-slack.ts';
import { startPapersServer } from './papers-server.ts';

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
  let asked: readonly string[];
  const keptBefore = existsSync(join(PROJECT_ROOT, '.paperboy'));
  beforeAll(async () => {
    const sources = await startPapersServer();
    run = await npm(
      ['start', '--silent'],
      '/papers search kimi-vl\n1: how many parameters are active?\n\n/quit\n/papers trending\n',
      { HF_API_URL: sources.url, ARXIV_API_URL: sources.url, PAPERBOY_HOME: '', DATABASE_URL: '' },
    );
    asked = sources.asked;
    await sources.stop();
  });

  test('asks no source and keeps nothing', () => {
    expect(asked).toEqual([]);
    expect(existsSync(join(PROJECT_ROOT, '.paperboy'))).toBe(keptBefore);
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

test('npm start from a pipe with a folder of its own knows what the folder holds, and asks no source', async () => {
  const home = mkdtempSync(join(tmpdir(), 'paperboy-'));
  const sources = await startPapersServer();
  try {
    const store = await openStore({ clock: { now: () => new Date() }, home });
    const record = { arxivId: '2601.00001', title: 'Zebrafish: A Benchmark', abstract: 'We report on zebrafish.' };
    await store.papers.record([{ record }]);
    await store.close();
    const { code, stdout, stderr } = await npm(['start', '--silent'], '/papers search zebrafish\n', {
      PAPERBOY_HOME: home,
      DATABASE_URL: '',
      HF_API_URL: sources.url,
      ARXIV_API_URL: sources.url,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Zebrafish: A Benchmark');
    expect(stderr).toContain('Paperboy: 249 papers.');
    expect(sources.asked).toEqual([]);
  } finally {
    await sources.stop();
    rmSync(home, { recursive: true });
  }
});

describe('the bot in Slack, as a process of its own', () => {
  let fake: FakeSlack;
  let home: string;
  beforeEach(async () => {
    fake = await startFakeSlack();
    home = mkdtempSync(join(tmpdir(), 'paperboy-'));
  });
  afterEach(async () => {
    await fake.stop();
    rmSync(home, { recursive: true });
  });

  /** Built by the tests above. */
  function start(env: Record<string, string> = {}) {
    const child = spawn('node', ['dist/adapters/main.js'], {
      cwd: PROJECT_ROOT,
      env: {
        ...process.env,
        SLACK_BOT_TOKEN: fake.tokens.bot,
        SLACK_APP_TOKEN: fake.tokens.app,
        SLACK_API_URL: fake.apiUrl,
        PAPERBOY_HOME: home,
        DATABASE_URL: '',
        PAPERBOY_SOURCES: 'none',
        ...env,
      },
    });
    let said = '';
    const listening = new Promise<void>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Ctrl-C ends it')) resolve();
      });
    });
    const ended = once(child, 'close').then(([code]) => ({ code, said }));
    return { child, listening, ended };
  }

  test('answers, and ends well when it is told to', async () => {
    const bot = start();
    await bot.listening;
    await fake.command('search kimi-vl');
    await fake.until(() => fake.ephemerals.length === 1, 'an answer');
    expect(visible(fake.ephemerals[0]!)).toContain('Kimi-VL Technical Report');
    const asked = performance.now();
    bot.child.kill('SIGTERM');
    expect((await bot.ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
  });

  test('finds what a source lists while it runs', async () => {
    const sources = await startPapersServer({ id: '2601.00001', title: 'Zebrafish: A Benchmark' });
    try {
      const bot = start({ PAPERBOY_SOURCES: 'hugging-face', HF_API_URL: sources.url });
      await bot.listening;
      const answers = () => fake.ephemerals.map(visible);
      for (let n = 1; !answers().some((text) => text.includes('Zebrafish: A Benchmark')); n++) {
        await fake.command('search zebrafish');
        await fake.until(() => fake.ephemerals.length === n, 'an answer');
      }
      bot.child.kill('SIGTERM');
      expect((await bot.ended).code).toBe(0);
    } finally {
      await sources.stop();
    }
  });

  test('serves Slack and Discord together', async () => {
    const discord = await startFakeDiscord();
    try {
      const bot = start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });
      await bot.listening;
      await fake.command('search kimi-vl');
      await fake.until(() => fake.ephemerals.length === 1, 'an answer in Slack');
      await discord.command('search', { query: 'kimi-vl' });
      const answers = () => discord.ephemerals.map(visibleInDiscord).filter((text) => text.includes('Kimi-VL'));
      await discord.until(() => answers().length === 1, 'an answer in Discord');
      bot.child.kill('SIGTERM');
      const { code, said } = await bot.ended;
      expect(code).toBe(0);
      expect(said).toContain('https://discord.com/oauth2/authorize');
      expect(said).not.toContain(discord.token);
    } finally {
      await discord.stop();
    }
  });

  test('a Discord token that Discord refuses is said in one line', async () => {
    const discord = await startFakeDiscord();
    try {
      const { code, said } = await start({ DISCORD_TOKEN: 'wrong.wrong.wrong', DISCORD_API_URL: discord.apiUrl }).ended;
      expect(code).toBe(1);
      expect(said).toMatch(/^- Discord refuses DISCORD_TOKEN: .*$/m);
      expect(said).not.toContain('wrong.wrong');
    } finally {
      await discord.stop();
    }
  });

  test('killed between acknowledgement and answer, it answers after the restart, once', async () => {
    const dead = start();
    await dead.listening;
    fake.fault('users.info', { kind: 'held', gate: new Promise(() => {}) });
    await fake.write(`<@${fake.botUserId}> search kimi-vl`);
    await fake.until(() => fake.calls.some((call) => call.method === 'users.info'), 'the question being worked on');
    dead.child.kill('SIGKILL');
    await dead.ended;
    const next = start();
    await next.listening;
    const answers = () => fake.messages.filter((message) => visible(message).includes('Kimi-VL Technical Report'));
    await fake.until(() => answers().length > 0, 'the answer');
    next.child.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
    expect(answers()).toHaveLength(1);
  });

  test.each([
    ['a bot token that Slack refuses', { SLACK_BOT_TOKEN: 'xoxb-1-wrong' }, /SLACK_BOT_TOKEN/],
    ['an app token that Slack refuses', { SLACK_APP_TOKEN: 'xapp-1-wrong' }, /SLACK_APP_TOKEN/],
    ['no way to hear from Slack', { SLACK_APP_TOKEN: '' }, /SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/],
    ['a token of the wrong kind', { SLACK_BOT_TOKEN: 'xapp-1-mixed' }, /SLACK_BOT_TOKEN must begin with xoxb-/],
  ])('with %s it says so in one line and fails', async (_, env, line) => {
    const { code, said } = await start(env).ended;
    expect(code).toBe(1);
    const [, problem = '', ...more] = said.slice(said.indexOf('Paperboy can’t start')).trimEnd().split('\n');
    expect(problem).toMatch(line);
    expect(more).toEqual([]);
    expect(said).not.toMatch(/wrong|mixed/);
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
