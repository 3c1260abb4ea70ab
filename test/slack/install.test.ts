import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, HTTPReceiver, type Installation } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../adapters/log.ts';
import { installationProblem } from '../../adapters/slack/install/installations.ts';
import { createInstaller } from '../../adapters/slack/install/installer.ts';
import { BOT_SCOPES } from '../../adapters/slack/manifest/scopes.ts';
import { createSlackApi } from '../../adapters/slack/web/api.ts';
import { sdkLogger } from '../../adapters/slack/web/sdk-logger.ts';
import { installedTokens } from '../../adapters/slack/web/tokens.ts';
import { openStore, type Store } from '../../adapters/store/store.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';

const clock = { now: () => new Date() };
const SECRET = 'a-secret-of-the-test-alone';

let slack: FakeSlack;
let home: string;
let store: Store;
let server: Server;
let url: string;
let logged: string;
let receiver: HTTPReceiver;

const log = createLog(
  'debug',
  (line) => {
    logged += line;
  },
  () => new Date(),
);

async function serve(installations = store.installations): Promise<void> {
  const installer = createInstaller({
    clientId: slack.tokens.clientId,
    clientSecret: slack.tokens.clientSecret,
    installations,
    apiUrl: slack.apiUrl,
    log,
  });
  const logger = sdkLogger(log);
  receiver = new HTTPReceiver({ ...installer, signingSecret: slack.tokens.signingSecret, logger });
  const app = new App({ receiver, logger, clientOptions: { slackApiUrl: slack.apiUrl } });
  app.event('app_uninstalled', async ({ context }) => {
    await installer.installationStore.deleteInstallation?.({
      teamId: context.teamId ?? '',
      enterpriseId: undefined,
      isEnterpriseInstall: false,
    });
  });
  server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

beforeEach(async () => {
  slack = await startFakeSlack({ workspaces: ['T0001', 'T0002'], scopes: BOT_SCOPES });
  home = mkdtempSync(join(tmpdir(), 'paperboy-install-'));
  store = await openStore({ clock, home, secret: SECRET });
  logged = '';
  await serve();
});

afterEach(async () => {
  await receiver.stop();
  await store.close();
  await slack.stop();
  rmSync(home, { recursive: true });
  expect(slack.violations).toEqual([]);
  for (const secret of ['xoxb', slack.tokens.clientSecret, slack.tokens.signingSecret])
    expect(logged).not.toContain(secret);
});

interface Round {
  readonly state: string;
  readonly cookie: string;
  readonly authorizeUrl: URL;
}

/** What a browser gets from /slack/install: where to go, and a cookie. */
async function begin(): Promise<Round> {
  const response = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  expect(response.status).toBe(302);
  const authorizeUrl = new URL(response.headers.get('location') ?? '');
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { state: authorizeUrl.searchParams.get('state') ?? '', cookie, authorizeUrl };
}

/** Slack sends the browser back. */
async function comeBack(query: Record<string, string>, cookie: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/slack/oauth_redirect?${new URLSearchParams(query)}`, { headers: { cookie } });
  return { status: response.status, text: await response.text() };
}

async function install(workspace: string, user = 'U0001') {
  const { state, cookie } = await begin();
  return comeBack({ code: slack.authorise(workspace, user), state }, cookie);
}

function onDisk(): string {
  return readdirSync(home)
    .map((name) => readFileSync(join(home, name), 'latin1'))
    .join('');
}

describe('the OAuth round', () => {
  test('sends the browser to Slack, asking for the scopes of the manifest', async () => {
    const { authorizeUrl } = await begin();
    expect(authorizeUrl.origin + authorizeUrl.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(authorizeUrl.searchParams.get('client_id')).toBe(slack.tokens.clientId);
    expect(authorizeUrl.searchParams.get('scope')?.split(',')).toEqual(BOT_SCOPES);
    expect(authorizeUrl.searchParams.get('user_scope') ?? '').toBe('');
  });

  test('ends with a token that is encrypted where it is kept, and works', async () => {
    expect((await install('T0002', 'U0007')).status).toBe(200);
    const token = slack.token('T0002');
    expect(await store.installations.load('slack', 'T0002')).toMatchObject({
      installedBy: 'U0007',
      token,
      details: { botUserId: 'U0BOT2', botId: 'B0BOT2', name: 'Team T0002' },
    });
    expect(onDisk()).toContain('T0002');
    expect(onDisk()).not.toContain(token);
    expect(onDisk()).not.toContain('FakeToken');

    const api = createSlackApi({
      tokens: installedTokens(store.installations),
      apiUrl: slack.apiUrl,
      clock,
      log,
      sleep: async () => {},
    });
    slack.channel('C0009', { workspace: 'T0002' });
    await api.post('T0002', { channel: 'C0009', text: 'Hello', blocks: [] });
    expect(slack.messages).toMatchObject([{ workspace: 'T0002', channel: 'C0009' }]);
    expect(await api.botUserId('T0002')).toBe('U0BOT2');
  });

  test('again replaces the token', async () => {
    await install('T0001');
    const before = slack.token('T0001');
    await install('T0001', 'U0002');
    expect(slack.token('T0001')).not.toBe(before);
    expect(await store.installations.list('slack')).toMatchObject([
      { workspace: 'T0001', token: slack.token('T0001'), installedBy: 'U0002' },
    ]);
  });

  test('in another browser, or with a state that is not ours, installs nothing and says what to do', async () => {
    const { state, cookie } = await begin();
    const code = slack.authorise('T0001');
    for (const [query, sent] of [
      [{ code, state }, 'slack-app-oauth-state=another'],
      [{ code, state: `${state.slice(0, -4)}AAAA` }, `slack-app-oauth-state=${state.slice(0, -4)}AAAA`],
      [{ code }, cookie],
    ] as const) {
      const { status, text } = await comeBack({ ...query }, sent);
      expect(status).toBe(400);
      expect(text).toContain('Begin again at /slack/install');
    }
    expect(await store.installations.list('slack')).toEqual([]);
  });

  test('begun at one process is ended by another', async () => {
    const { state, cookie } = await begin();
    await receiver.stop();
    await serve();
    expect((await comeBack({ code: slack.authorise('T0001'), state }, cookie)).status).toBe(200);
  });

  test('that was not allowed says so', async () => {
    const { state, cookie } = await begin();
    const { status, text } = await comeBack({ error: 'access_denied', state }, cookie);
    expect(status).toBe(400);
    expect(text).toContain('not allowed');
  });

  test('with a code that was used says that it failed, and not how', async () => {
    const first = await begin();
    const code = slack.authorise('T0001');
    await comeBack({ code, state: first.state }, first.cookie);
    const second = await begin();
    const { status, text } = await comeBack({ code, state: second.state }, second.cookie);
    expect(status).toBe(500);
    expect(text).toBe('Paperboy could not be installed. Begin again at /slack/install.\n');
    expect(logged).toContain('code_already_used');
  });

  test('that can’t be written down is no success', async () => {
    await receiver.stop();
    await serve({ ...store.installations, save: () => Promise.reject(new Error('disk full')) });
    expect((await install('T0001')).status).toBe(500);
  });
});

describe('an installation ends', () => {
  test('when the app is uninstalled: its token is gone, and it speaks there no more', async () => {
    await install('T0001');
    await install('T0002');
    slack.overHttp(`${url}/slack/events`);
    await slack.uninstall('T0002');
    await expect
      .poll(() => store.installations.list('slack'))
      .toMatchObject([{ workspace: 'T0001', token: slack.token('T0001') }]);
    await expect(installedTokens(store.installations).token('T0002')).rejects.toMatchObject({
      refusal: { kind: 'channel', problem: 'forbidden' },
    });
  });
});

describe('what can’t be used is refused, with a line that says what to do', () => {
  const user = { id: 'U0001', token: undefined, scopes: undefined };
  const bot = { token: 'dummy', scopes: [], id: 'B1', userId: 'U1' };
  const inTeam: Installation<'v2', false> = { team: { id: 'T0001' }, enterprise: undefined, user, bot };

  test('an organisation', () => {
    const organisation: Installation<'v2', true> = {
      team: undefined,
      enterprise: { id: 'E1' },
      user,
      bot,
      isEnterpriseInstall: true,
    };
    expect(installationProblem(organisation)).toMatch(/organisation.*each workspace/);
  });

  test('an app without a bot', () => {
    const { bot: _, ...without } = inTeam;
    expect(installationProblem(without)).toMatch(/bot scopes/);
  });

  test('tokens that expire', () => {
    expect(installationProblem({ ...inTeam, bot: { ...bot, refreshToken: 'dummy' } })).toMatch(/Token Rotation/);
  });

  test('and nothing else', () => {
    expect(installationProblem(inTeam)).toBeUndefined();
  });
});
