import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, readJson, within } from '../values.ts';
import type { State } from './state.ts';
import type { Ack, Delivery } from './types.ts';

const PING_EVERY_MS = 5000;
/** How long Slack leaves a connection open after it has said `disconnect`. */
const GRACE_MS = 2000;

interface Connection {
  readonly socket: WebSocket;
  /** No new envelopes: it was told to leave. */
  leaving: boolean;
  /** What was sent on it and is not acknowledged; 'lost' where the connection ended before. */
  readonly waiting: Map<string, (outcome: { readonly payload: unknown } | 'lost') => void>;
}

export interface SocketMode {
  readonly connections: number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Sends an envelope to one of the connections, waits for one where there is none, and sends it again where the
   * connection ends before it acknowledges. @param patience milliseconds of wall time
   */
  send(delivery: Delivery, patience: number): Promise<Ack>;
  disconnect(reason: string): Promise<void>;
  stop(): void;
}

/** Slack's end of Socket Mode. */
export function createSocketMode(state: State): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<Connection>();
  let turn = 0;
  let stopped = false;

  function welcome(socket: WebSocket): void {
    const connection: Connection = { socket, leaving: false, waiting: new Map() };
    const pings = setInterval(() => socket.ping('Ping from applink'), PING_EVERY_MS).unref();
    open.add(connection);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(pings);
      open.delete(connection);
      for (const settle of connection.waiting.values()) settle('lost');
      state.changed();
    });
    socket.on('message', (data) => acknowledged(connection, data.toString()));
    socket.ping('Ping from applink');
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.size,
        connection_info: { app_id: 'A0001' },
        debug_info: { host: 'applink-1', build_number: 1, approximate_connection_time: 18060 },
      }),
    );
    state.changed();
  }

  function acknowledged(connection: Connection, text: string): void {
    const message = readJson(text);
    const id = isObject(message) ? message['envelope_id'] : undefined;
    const settle = typeof id === 'string' ? connection.waiting.get(id) : undefined;
    if (!isObject(message) || settle === undefined) {
      state.violation(`Socket Mode: acknowledged what was not sent or was acknowledged before: ${text}`);
      return;
    }
    connection.waiting.delete(String(id));
    settle({ payload: message['payload'] });
  }

  function pick(): Connection | undefined {
    const ready = [...open].filter((one) => !one.leaving && one.socket.readyState === one.socket.OPEN);
    turn += 1;
    return ready[turn % Math.max(1, ready.length)];
  }

  function connected(ms: number): Promise<Connection | undefined> {
    const now = pick();
    if (now !== undefined || stopped) return Promise.resolve(now);
    let off = () => {};
    const later = new Promise<Connection | undefined>((resolve) => {
      off = state.onChange(() => {
        const found = pick();
        if (found !== undefined || stopped) resolve(found);
      });
    });
    return within(ms, later, undefined).finally(() => off());
  }

  return {
    get connections() {
      return open.size;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'ws://localhost').searchParams.get('ticket') ?? '';
      if (!state.tickets.delete(ticket)) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      server.handleUpgrade(request, socket, head, welcome);
    },
    async send(delivery, patience) {
      const begun = performance.now();
      const left = () => Math.max(0, patience - (performance.now() - begun));
      for (let retry = delivery.retry; ; retry += 1) {
        const connection = await connected(left());
        if (connection === undefined)
          return { afterMs: performance.now() - begun, body: undefined, failed: 'not connected' };
        const id = randomUUID();
        const outcome = new Promise<{ readonly payload: unknown } | 'lost'>((settle) =>
          connection.waiting.set(id, settle),
        );
        const sentAt = performance.now();
        connection.socket.send(
          JSON.stringify({
            envelope_id: id,
            type: delivery.kind,
            accepts_response_payload: delivery.kind !== 'events_api',
            payload: delivery.payload,
            ...(delivery.kind === 'events_api'
              ? { retry_attempt: retry, retry_reason: retry === 0 ? '' : 'timeout' }
              : {}),
          }),
        );
        const result = await within(left(), outcome, 'late' as const);
        const afterMs = performance.now() - sentAt;
        if (result === 'late') {
          connection.waiting.delete(id);
          if (open.has(connection)) state.violation(`no acknowledgment of ${delivery.kind} within ${patience} ms`);
          return { afterMs, body: undefined, failed: 'timeout' };
        }
        if (result !== 'lost') return { afterMs, body: result.payload };
      }
    },
    async disconnect(reason) {
      const gone = [...open].map((connection) => {
        const closed = new Promise<void>((resolve) => connection.socket.once('close', () => resolve()));
        connection.leaving = true;
        if (reason === 'cut') connection.socket.terminate();
        else {
          connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }));
          return within(GRACE_MS, closed, undefined)
            .then(() => connection.socket.terminate())
            .then(() => closed);
        }
        return closed;
      });
      await Promise.all(gone);
    },
    stop() {
      stopped = true;
      for (const connection of open) connection.socket.terminate();
      state.changed();
    },
  };
}
