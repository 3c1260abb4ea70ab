import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, listOf, objectOf, readJson, textOf } from '../values.ts';
import { guildJson, userJson } from './payloads.ts';
import type { State } from './state.ts';
import type { Json } from './types.ts';

const HEARTBEAT_MS = 41_250;
/** After these the same would only be refused again. */
const FATAL = [4004, 4010, 4011, 4012, 4013, 4014];
const PRIVILEGED = ['MessageContent', 'GuildMembers', 'GuildPresences'] as const;
const HIGHEST_INTENTS = 2 ** 26;

/** Why a connection is closed. */
type Closing = readonly [code: number, reason: string];

const WRONG_TOKEN: Closing = [4004, 'Authentication failed.'];
const UNREADABLE: Closing = [4002, 'Error while decoding payload.'];
const TWICE: Closing = [4005, 'Already authenticated.'];

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  /** All that was sent on it; what was missed is sent again when it is resumed. */
  readonly sent: { readonly s: number; readonly t: string; readonly d: Json }[];
  socket: WebSocket | undefined;
}

/** What is told of a server, or of none: a direct conversation. */
export interface Dispatch {
  readonly guildId: string | undefined;
  readonly type: string;
  /** Which intent is needed to hear it; none for interactions. */
  readonly intent?: number;
  /** Whether the bot reads everything decides what is in it. */
  readonly data: (full: boolean) => Json;
}

export interface Gateway {
  readonly identifies: number;
  readonly resumes: number;
  readonly connections: number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** @returns whether there is a session, connected or to be resumed, that will hear it */
  dispatch(event: Dispatch): boolean;
  trouble(action: 'reconnect' | 'invalidSession' | 'cut' | { readonly close: number }): Promise<void>;
  /** What was fatal may work now. */
  forgive(): void;
}

/** Discord's end of the gateway, JSON without compression. */
export function createGateway(state: State, url: () => string): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  const sessions = new Map<string, Session>();
  let identifies = 0;
  let resumes = 0;
  let fatal: number | undefined;

  const say = (socket: WebSocket, message: Json) => socket.send(JSON.stringify(message));

  function close(socket: WebSocket, code: number, reason: string): void {
    if (FATAL.includes(code)) fatal = code;
    // Discord forgets a session that it ended for good.
    if (FATAL.includes(code) || code === 1000)
      for (const session of sessions.values()) if (session.socket === socket) sessions.delete(session.id);
    socket.close(code, reason);
  }

  function tell(session: Session, type: string, data: Json): void {
    const event = { s: session.sent.length + 1, t: type, d: data };
    session.sent.push(event);
    if (session.socket !== undefined) say(session.socket, { op: GatewayOpcodes.Dispatch, ...event });
  }

  function ofShard(session: Session, guildId: string | undefined): boolean {
    const [shard, count] = session.shard;
    return guildId === undefined ? shard === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
  }

  function identify(socket: WebSocket, data: Json): Closing | undefined {
    identifies += 1;
    state.changed();
    if (fatal !== undefined) state.violation(`identified again after the gateway closed with ${fatal}`);
    if (textOf(data['token']) !== state.token) return WRONG_TOKEN;
    const [shard = 0, count = 1] = listOf(data['shard']).map(Number);
    if (!(shard >= 0 && shard < count)) return [4010, 'Invalid shard.'];
    const intents = data['intents'];
    if (typeof intents !== 'number' || intents < 0 || intents >= HIGHEST_INTENTS) return [4013, 'Invalid intent(s).'];
    if (!['os', 'browser', 'device'].every((name) => textOf(objectOf(data['properties'])[name]) !== ''))
      return UNREADABLE;
    const wanted = PRIVILEGED.filter((name) => (intents & GatewayIntentBits[name]) !== 0);
    if (wanted.some((name) => !state.granted.has(name))) return [4014, 'Disallowed intent(s).'];
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      intents,
      shard: [shard, count],
      sent: [],
      socket,
    };
    sessions.set(session.id, session);
    const guilds = state.guilds.filter((id) => ofShard(session, id));
    tell(session, 'READY', {
      v: 10,
      user: { ...userJson(state, state.botUserId), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard: session.shard,
      application: { id: state.applicationId, flags: 0 },
      private_channels: [],
      relationships: [],
      presences: [],
      user_settings: {},
    });
    if ((intents & GatewayIntentBits.Guilds) !== 0)
      for (const id of guilds) tell(session, 'GUILD_CREATE', guildJson(state, id));
    state.changed();
    return undefined;
  }

  function resume(socket: WebSocket, data: Json): Closing | undefined {
    if (textOf(data['token']) !== state.token) return WRONG_TOKEN;
    const session = sessions.get(textOf(data['session_id']));
    if (session === undefined) {
      say(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    const seen = Number(data['seq']);
    if (!(seen >= 0 && seen <= session.sent.length)) return [4007, 'Invalid seq.'];
    resumes += 1;
    session.socket = socket;
    for (const event of session.sent.slice(seen)) say(socket, { op: GatewayOpcodes.Dispatch, ...event });
    tell(session, 'RESUMED', { _trace: [] });
    state.changed();
    return undefined;
  }

  function hear(socket: WebSocket, text: string): Closing | undefined {
    const message = readJson(text);
    if (!isObject(message) || typeof message['op'] !== 'number') return UNREADABLE;
    const known = [...sessions.values()].some((session) => session.socket === socket);
    const data = objectOf(message['d']);
    switch (message['op']) {
      case GatewayOpcodes.Heartbeat:
        say(socket, { op: GatewayOpcodes.HeartbeatAck });
        return undefined;
      case GatewayOpcodes.Identify:
        return known ? TWICE : identify(socket, data);
      case GatewayOpcodes.Resume:
        return known ? TWICE : resume(socket, data);
      case GatewayOpcodes.PresenceUpdate:
        return known ? undefined : [4003, 'Not authenticated.'];
      default:
        state.violation(`gateway: op ${message['op']} is not known here`);
        return [4001, 'Unknown opcode.'];
    }
  }

  function welcome(socket: WebSocket): void {
    open.add(socket);
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      open.delete(socket);
      for (const session of sessions.values())
        if (session.socket === socket) {
          session.socket = undefined;
          // A client that leaves with 1000 or 1001 gives its session up.
          if (code === 1000 || code === 1001) sessions.delete(session.id);
        }
      state.changed();
    });
    socket.on('message', (data) => {
      const closing = hear(socket, data.toString());
      if (closing !== undefined) close(socket, ...closing);
    });
    const interval = state.options.heartbeatMs ?? HEARTBEAT_MS;
    say(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: interval, _trace: [] } });
  }

  return {
    get identifies() {
      return identifies;
    },
    get resumes() {
      return resumes;
    },
    get connections() {
      return [...sessions.values()].filter((session) => session.socket !== undefined).length;
    },
    upgrade(request, socket, head) {
      const asked = new URL(request.url ?? '/', 'ws://localhost').searchParams;
      if (asked.get('v') !== '10' || asked.get('encoding') !== 'json' || asked.has('compress'))
        state.violation(`gateway: asked for ${asked}, known here is only v=10&encoding=json`);
      server.handleUpgrade(request, socket, head, welcome);
    },
    dispatch({ guildId, type, intent, data }) {
      const hearing = [...sessions.values()].filter(
        (one) => ofShard(one, guildId) && (intent === undefined || (one.intents & intent) !== 0),
      );
      for (const session of hearing)
        tell(session, type, data((session.intents & GatewayIntentBits.MessageContent) !== 0));
      return hearing.length > 0;
    },
    async trouble(action) {
      const gone = [...open].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
      for (const socket of open) {
        if (action === 'cut') socket.terminate();
        else if (action === 'reconnect') say(socket, { op: GatewayOpcodes.Reconnect, d: null });
        else if (action === 'invalidSession') {
          for (const session of sessions.values()) if (session.socket === socket) sessions.delete(session.id);
          say(socket, { op: GatewayOpcodes.InvalidSession, d: false });
        } else close(socket, action.close, 'closed by the test');
      }
      await Promise.all(gone);
    },
    forgive() {
      fatal = undefined;
    },
  };
}
