import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Listening {
  readonly port: number;
  /** With all that is connected. */
  close(): Promise<void>;
}

/** A server on 127.0.0.1. @param port 0 for any that is free */
export async function listen(
  port: number,
  on: {
    readonly request: (request: IncomingMessage, response: ServerResponse) => void;
    readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  },
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer(on.request);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', on.upgrade);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
