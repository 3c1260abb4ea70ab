import { type App, HTTPReceiver, type Logger, SocketModeReceiver, webApi } from '@slack/bolt';
import { ConfigError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import type { Installer } from './install/installer.ts';
import type { Source } from './receiver.ts';

interface HttpOptions {
  readonly signingSecret: string;
  readonly port: number;
  readonly installer?: Installer | undefined;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
}

/** Signed requests to /slack/events, and the pages of the installation. */
export function httpSource({ signingSecret, port, installer, clientOptions, logger }: HttpOptions): Source {
  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    endpoints: '/slack/events',
    logger,
    ...installer,
    installerOptions: { clientOptions, ...installer?.installerOptions },
  });
  return {
    init: (app) => receiver.init(app),
    async start() {
      try {
        await receiver.start(port);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
        throw new ConfigError([`PORT ${port} can’t be listened on${code}: end what uses it, or set another PORT.`]);
      }
    },
    stop: () => receiver.stop(),
  };
}

interface SocketOptions {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
  readonly sleep: Sleep;
  /** The connection is lost for good; one line that says why. */
  readonly onFatal: (message: string) => void;
}

const LONGEST_CONNECT = 10_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** With the waits between them, some four minutes. */
const MOST_ATTEMPTS = 12;
const LONGEST_GOODBYE = 500;

/**
 * Socket Mode. A connection that Slack wants renewed is left only when the next one stands, so that nothing arrives in
 * between. Reconnecting is done here: the SDK gives it up through a rejection that nobody can catch.
 */
export function socketSource({ appToken, clientOptions, logger, log, sleep, onFatal }: SocketOptions): Source {
  const stopped = new AbortController();
  let app: App | undefined;
  let current: SocketModeReceiver | undefined;

  async function connect(): Promise<void> {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions },
    });
    if (app) receiver.init(app);
    takeOverGoodbyes(receiver);
    const connected = receiver.client.start();
    if (!(await settlesWithin(connected, LONGEST_CONNECT, sleep))) {
      void leave(receiver);
      throw new Error('Slack did not greet the connection.');
    }
    await connected;
    current = receiver;
    receiver.client.once('disconnected', () => void renew(receiver));
  }

  /** The SDK hangs up as soon as Slack asks for a new connection. Here the old one serves until then. */
  function takeOverGoodbyes(receiver: SocketModeReceiver): void {
    const { client } = receiver;
    const handlers = client.listeners('ws_message');
    client.removeAllListeners('ws_message');
    client.on('ws_message', (data: unknown, isBinary: boolean) => {
      const reason = goodbyeOf(data);
      if (reason === undefined) for (const handle of handlers) handle(data, isBinary);
      else if (reason === 'link_disabled') lost('Socket Mode was switched off for this Slack app: switch it on again.');
      else void renew(receiver);
    });
  }

  /** Puts a new connection in the place of this one, where that was not done yet. */
  async function renew(old: SocketModeReceiver): Promise<void> {
    if (old !== current || stopped.signal.aborted) return;
    current = undefined;
    for (let attempt = 1; !stopped.signal.aborted; attempt++) {
      try {
        await connect();
        break;
      } catch (error) {
        const problem = problemOf(error);
        log.warn('The connection to Slack could not be renewed.', { attempt, problem: problem.text });
        if (problem.isFinal || attempt === MOST_ATTEMPTS)
          return lost(`The connection to Slack is lost: ${problem.text}`);
        await sleep(Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT), stopped.signal).catch(() => {});
      }
    }
    await leave(old);
    if (stopped.signal.aborted && current) await leave(current);
  }

  function lost(message: string): void {
    if (stopped.signal.aborted) return;
    stopped.abort();
    onFatal(message);
  }

  async function leave({ client }: SocketModeReceiver): Promise<void> {
    await settlesWithin(client.disconnect(), LONGEST_GOODBYE, sleep);
  }

  return {
    init(boltApp) {
      app = boltApp;
    },
    async start() {
      try {
        await connect();
      } catch (error) {
        throw new ConfigError([problemOf(error).text]);
      }
    },
    async stop() {
      stopped.abort();
      if (current) await leave(current);
    },
  };
}

/** Why Slack wants the connection to end. */
function goodbyeOf(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined;
  try {
    const message: { type?: unknown; reason?: unknown } = JSON.parse(data);
    return message.type === 'disconnect' ? String(message.reason) : undefined;
  } catch {
    return undefined;
  }
}

/** Why no connection could be made, in one line and without the token; final where trying again is of no use. */
function problemOf(error: unknown): { readonly text: string; readonly isFinal: boolean } {
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : 'an unknown error';
    return {
      text: `Slack refuses SLACK_APP_TOKEN (${code}): make a new app-level token with the scope connections:write under “Basic Information” of your app, and switch on Socket Mode.`,
      isFinal: !['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(code),
    };
  }
  const reason = error instanceof webApi.WebAPIHTTPError ? `HTTP ${error.statusCode}` : 'no answer';
  return {
    text: `Slack can’t be reached for Socket Mode (${reason}); check the network and SLACK_API_URL.`,
    isFinal: false,
  };
}
