import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../listening.ts';
import { waitUntil } from '../waiting.ts';
import { deliverOverHttp } from './http-delivery.ts';
import { createPeople } from './people.ts';
import { createSocketMode } from './socket-mode.ts';
import { channelOf, createState, personOf, type State, workspaceOf } from './state.ts';
import type { Ack, Delivery, FakeSlack, FakeSlackOptions } from './types.ts';
import { visible } from './visible.ts';
import { createWebApi } from './web-api.ts';

export type { Call, FakeSlack, FakeSlackOptions, Shown, ShownButton } from './types.ts';
export { buttonsOf, readMrkdwn, visible } from './visible.ts';

/** A person waits so long for a command or a click to be acknowledged. */
const PATIENCE_MS = 3000;
/** An event is kept for a bot that is away a little longer than that. */
const EVENT_PATIENCE_MS = 15_000;
const UNTIL_MS = 10_000;

/**
 * Slack on 127.0.0.1: its Web API with what it remembers, Socket Mode and signed requests. It refuses what Slack
 * refuses, and notes as `violations` what a careful bot never does.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const state = createState(options);
  const tokens = {
    bot: [...state.workspaces.values()][0]?.token ?? '',
    app: ['xapp', '1', 'A0001', '1000000000000', 'FakeTokenOfNoWorth'].join('-'),
    signingSecret: 'fake0signing0secret0of0no0worth0',
    clientId: '1000000000000.2000000000000',
    clientSecret: 'fake0client0secret0of0no0worth00',
  };
  let port = options.port ?? 0;
  const baseUrl = () => `http://127.0.0.1:${port}`;
  let httpTarget: string | undefined;
  const socketMode = createSocketMode(state);

  const patienceOf = (delivery: Delivery) =>
    options.patience ?? (delivery.kind === 'events_api' ? EVENT_PATIENCE_MS : PATIENCE_MS);
  const deliver = (delivery: Delivery): Promise<Ack> => {
    state.deliveries.push(delivery);
    if (httpTarget !== undefined)
      return deliverOverHttp(state, httpTarget, tokens.signingSecret, delivery, options.patience ?? PATIENCE_MS);
    return socketMode.send(delivery, patienceOf(delivery));
  };
  const people = createPeople(state, { baseUrl, deliver });
  const webApi = createWebApi(state, {
    appToken: tokens.app,
    client: { id: tokens.clientId, secret: tokens.clientSecret },
    baseUrl,
    connections: () => socketMode.connections,
    tell: (workspace, event) => void people.event(event, { workspace }),
  });

  const handle = (request: IncomingMessage, response: ServerResponse) =>
    void webApi.handle(request, response).catch((error: unknown) => {
      if (!request.destroyed || request.complete) state.violation(`the fake itself failed: ${String(error)}`);
      request.destroy();
    });

  let server = await listen(port, { request: handle, upgrade: socketMode.upgrade });
  port = server.port;
  let away = false;

  const fake: FakeSlack = {
    ...people,
    apiUrl: `${baseUrl()}/api/`,
    tokens,
    workspace: [...state.workspaces.keys()][0] ?? '',
    botUserId: [...state.workspaces.values()][0]?.botUserId ?? '',
    token: (workspace) => workspaceOf(state, workspace).token,
    get connections() {
      return socketMode.connections;
    },
    overHttp(url) {
      httpTarget = url;
    },
    async uninstall(id = fake.workspace) {
      const workspace = workspaceOf(state, id);
      workspace.installed = false;
      await fake.event(
        { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUserId] } },
        { workspace: id },
      );
      return fake.event({ type: 'app_uninstalled' }, { workspace: id });
    },
    authorise(workspace, user = 'U0001') {
      const code = state.nextId('code');
      state.codes.set(code, { workspace, user, used: false });
      return code;
    },
    messages: state.messages,
    ephemerals: state.ephemerals,
    views: state.views,
    homes: state.homes,
    calls: state.calls,
    deliveries: state.deliveries,
    live: state.live,
    violations: state.violations,
    until: (condition, what, ms = UNTIL_MS) => waitUntil(state, condition, what, ms, () => seenSoFar(state)),
    fault: (method, fault, times = 1, fits = () => true) => webApi.fault({ method, fault, times, fits }),
    enforcePace: (on) => webApi.enforcePace(on),
    disconnect: (reason) => socketMode.disconnect(reason),
    async goAway() {
      if (away) return;
      away = true;
      await Promise.all([socketMode.disconnect('cut'), server.close()]);
    },
    async comeBack() {
      if (!away) return;
      server = await listen(port, { request: handle, upgrade: socketMode.upgrade });
      away = false;
    },
    async restart() {
      await fake.goAway();
      await fake.comeBack();
    },
    advance: (ms) => state.advance(ms),
    channel(id, { workspace = fake.workspace, private: isPrivate, ...settings }) {
      const channel = channelOf(workspaceOf(state, workspace), id);
      if (isPrivate !== undefined) channel.kind = isPrivate ? 'group' : 'channel';
      Object.assign(channel, settings);
    },
    user(id, { workspace = fake.workspace, ...settings }) {
      Object.assign(personOf(workspaceOf(state, workspace), id), settings);
    },
    async stop() {
      socketMode.stop();
      await fake.goAway();
    },
  };
  return fake;
}

function seenSoFar(state: State): string {
  const said = (kind: string, list: readonly { readonly text: string; readonly blocks: readonly unknown[] }[]) =>
    list.slice(-5).map((one) => `${kind}: ${visible(one).slice(0, 500)}`);
  return [
    ...said('message', state.messages),
    ...said('ephemeral', state.ephemerals),
    `calls: ${state.calls
      .slice(-20)
      .map(({ method, error }) => `${method}${error === undefined ? '' : ` (${error})`}`)
      .join(', ')}`,
    `deliveries: ${state.deliveries
      .slice(-10)
      .map(({ kind }) => kind)
      .join(', ')}`,
    `violations: ${state.violations.join('; ') || 'none'}`,
  ].join('\n');
}
