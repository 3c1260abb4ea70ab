import { GatewayIntentBits } from 'discord.js';
import { listen } from '../listening.ts';
import { waitUntil } from '../waiting.ts';
import { createGateway } from './gateway.ts';
import { channelJson } from './payloads.ts';
import { createPeople } from './people.ts';
import { createRest } from './rest.ts';
import {
  createState,
  FIRST_CHANNEL,
  FIRST_GUILD,
  FIRST_USER,
  isThread,
  makeChannel,
  permissionBits,
  type State,
} from './state.ts';
import type { FakeDiscord, FakeDiscordOptions, ShownThread } from './types.ts';
import { visible } from './visible.ts';

export type {
  FakeDiscord,
  FakeDiscordOptions,
  ShownButton,
  ShownMessage,
} from './types.ts';
export { buttonsOf, readMarkdown, visible } from './visible.ts';

const UNTIL_MS = 10_000;

/**
 * Discord on 127.0.0.1: its REST interface with what it remembers, and its gateway. It refuses what Discord refuses, and
 * notes as `violations` what a careful bot never does.
 */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const state = createState(options);
  let port = options.port ?? 0;
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;
  const gateway = createGateway(state, gatewayUrl);
  const rest = createRest(state, {
    gatewayUrl,
    identifies: () => gateway.identifies,
    tell: (event) => void gateway.dispatch(event),
  });
  const serve = () =>
    listen(port, {
      request: (request, response) =>
        void rest.handle(request, response).catch((error: unknown) => {
          if (!request.destroyed || request.complete) state.violation(`the fake itself failed: ${String(error)}`);
          request.destroy();
        }),
      upgrade: gateway.upgrade,
    });
  let server = await serve();
  port = server.port;
  let away = false;

  const fake: FakeDiscord = {
    ...createPeople(state, gateway),
    apiUrl: `http://127.0.0.1:${port}/api`,
    token: state.token,
    applicationId: state.applicationId,
    botUserId: state.botUserId,
    guildId: FIRST_GUILD,
    channelId: FIRST_CHANNEL,
    userId: FIRST_USER,
    messages: state.messages,
    ephemerals: state.ephemerals,
    modals: state.modals,
    get threads() {
      return threadsOf(state);
    },
    get commands() {
      return [...state.commands.values()].flat();
    },
    calls: state.calls,
    get identifies() {
      return gateway.identifies;
    },
    get resumes() {
      return gateway.resumes;
    },
    get connections() {
      return gateway.connections;
    },
    violations: state.violations,
    until: (condition, what, ms = UNTIL_MS) => waitUntil(state, condition, what, ms, () => seenSoFar(state)),
    fault: (route, fault, times = 1) => rest.fault(route, fault, times),
    gateway: (action) => gateway.trouble(action),
    channel(id, { exists, permissions, type, guild }) {
      const known = state.channels.get(id);
      const parent = type === 11 || type === 12 ? { parentId: FIRST_CHANNEL } : {};
      const channel = known ?? makeChannel(state, id, { guildId: guild ?? FIRST_GUILD, type: type ?? 0, ...parent });
      if (exists !== undefined) channel.exists = exists;
      if (permissions !== undefined) channel.permissions = permissionBits(permissions);
      if (type !== undefined) channel.type = type;
      const change = !channel.exists ? 'DELETE' : known === undefined ? 'CREATE' : 'UPDATE';
      tellOfChannel(isThread(channel) ? `THREAD_${change}` : `CHANNEL_${change}`, id);
    },
    thread(id, settings) {
      const thread = state.channels.get(id);
      if (thread === undefined || !isThread(thread)) throw new Error(`there is no thread ${id}`);
      Object.assign(thread, settings);
      tellOfChannel('THREAD_UPDATE', id);
    },
    grant(intent, granted) {
      if (granted) state.granted.add(intent);
      else state.granted.delete(intent);
      gateway.forgive();
    },
    advance: (ms) => state.advance(ms),
    async goAway() {
      if (away) return;
      away = true;
      await Promise.all([gateway.trouble('cut'), server.close()]);
    },
    async comeBack() {
      if (!away) return;
      server = await serve();
      away = false;
    },
    stop: () => fake.goAway(),
  };

  function tellOfChannel(type: string, id: string): void {
    const channel = state.channels.get(id);
    if (channel === undefined) return;
    const data = () => channelJson(state, channel);
    gateway.dispatch({ guildId: channel.guildId, type, intent: GatewayIntentBits.Guilds, data });
    state.changed();
  }

  return fake;
}

function threadsOf(state: State): ShownThread[] {
  return [...state.channels.values()]
    .filter((one) => isThread(one) && one.exists)
    .map(({ id, name, parentId, archived, locked }) => ({ id, name, parentId: parentId ?? '', archived, locked }));
}

function seenSoFar(state: State): string {
  const said = (kind: string, list: State['messages']) =>
    list.slice(-5).map((one) => `${kind}: ${visible(one).slice(0, 500)}`);
  const calls = state.calls
    .slice(-20)
    .map((one) => `${one.method} ${one.route} ${one.status} ${one.code ?? ''}`.trim());
  return [
    ...said('message', state.messages),
    ...said('ephemeral', state.ephemerals),
    `calls: ${calls.join(', ')}`,
    `violations: ${state.violations.join('; ') || 'none'}`,
  ].join('\n');
}
