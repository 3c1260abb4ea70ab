import {
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Partials,
} from 'discord.js';
import { z } from 'zod';
import { ConfigError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { connectionCode } from './rest/errors.ts';

interface GatewayOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly messageContent: boolean | 'try';
  readonly log: Log;
  /** Discord can't be heard any more, for the reason that the one line gives. */
  readonly onFatal: (message: string) => void;
  readonly onInteraction: (payload: unknown) => void;
  readonly onMessage: (payload: unknown, connection: Connection) => void;
  readonly onReaction: (payload: unknown, added: boolean, connection: Connection) => void;
  /** A shard began anew and could not resume, so that something may have been missed. */
  readonly onNewSession: (connection: Connection) => void;
}

/** What the connection knows of servers and channels. */
export interface Connection {
  readonly client: Client;
  /** The bot's own user id. */
  readonly me: string;
}

/** The connection to Discord. */
export interface Gateway {
  /** @throws ConfigError with one line */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const DEADLINE = 8_000;
const greeting = z.object({ user: z.object({ id: z.string() }) });
const LEAST_INTENTS =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  GatewayIntentBits.DirectMessages |
  GatewayIntentBits.DirectMessageReactions;

/** After these Discord does not want to see the bot again as it is; another try would only use up identifies. */
const FATAL = new Map<number, string>([
  [
    GatewayCloseCodes.AuthenticationFailed,
    'Discord refuses DISCORD_TOKEN: copy the token from “Bot” of your application, or reset it there.',
  ],
  [GatewayCloseCodes.InvalidShard, 'Discord refuses the shard that was asked for.'],
  [
    GatewayCloseCodes.ShardingRequired,
    'This bot is in so many servers that Discord wants more shards: start it again.',
  ],
  [GatewayCloseCodes.InvalidAPIVersion, 'Discord no longer speaks this version of its protocol: update Paperboy.'],
  [GatewayCloseCodes.InvalidIntents, 'Discord does not know an intent that was asked for: update Paperboy.'],
  [
    GatewayCloseCodes.DisallowedIntents,
    'Discord does not grant the Message Content intent: switch it on under “Bot” of your application, or do without it.',
  ],
]);

/** Resuming, reconnecting and the pace of identifies are discord.js's own. */
export function createGateway(options: GatewayOptions): Gateway {
  const { log, onFatal } = options;
  let current: Client | undefined;
  let stopped = false;
  /** Shards that were there before: another session of theirs follows one that could not be resumed. */
  const greeted = new Set<number>();
  /** Shards without a connection; the SDK tells of every try, twice a second. */
  const away = new Set<number>();

  /** @throws what the SDK does; `closed` is told before, where Discord closed the connection for good */
  async function connect(client: Client, closed: (code: number) => void): Promise<void> {
    client.ws.on(GatewayDispatchEvents.Ready, (payload, shard) => {
      const { user } = greeting.parse(payload);
      if (greeted.has(shard)) options.onNewSession({ client, me: user.id });
      greeted.add(shard);
      away.delete(shard);
    });
    client.ws.on(GatewayDispatchEvents.InteractionCreate, options.onInteraction);
    client.ws.on(GatewayDispatchEvents.MessageCreate, (payload) => {
      if (client.user) options.onMessage(payload, { client, me: client.user.id });
    });
    // a moderator who clears a message's reactions takes back nobody's opinion, and Discord does not say whose they were
    client.ws.on(GatewayDispatchEvents.MessageReactionAdd, (payload) => {
      if (client.user) options.onReaction(payload, true, { client, me: client.user.id });
    });
    client.ws.on(GatewayDispatchEvents.MessageReactionRemove, (payload) => {
      if (client.user) options.onReaction(payload, false, { client, me: client.user.id });
    });
    client.on('shardDisconnect', ({ code }) => closed(code));
    client.on('shardResume', (shard, missed) => {
      away.delete(shard);
      log.info('A connection to Discord was resumed.', { shard, missed });
    });
    client.on('shardReconnecting', (shard) => {
      if (!away.has(shard)) log.info('A connection to Discord is renewed.', { shard });
      away.add(shard);
    });
    // that the connection then closes says what there is to do
    client.on('shardError', ({ message }, shard) =>
      log.info('A connection to Discord has trouble.', { shard, message }),
    );
    client.on('error', (error) => log.warn('Discord’s client has trouble.', { error }));
    current = client;
    await client.login(options.token);
  }

  async function open(withContent: boolean): Promise<void> {
    const client = createClient(options, withContent);
    let code: number | undefined;
    let isOpen = false;
    try {
      await connect(client, (closedWith) => {
        code = closedWith;
        if (isOpen) void lost(client, closedWith, withContent);
      });
      isOpen = true;
    } catch (error) {
      if (code === GatewayCloseCodes.DisallowedIntents && withContent && options.messageContent === 'try')
        return openWithoutContent();
      throw new ConfigError([problemOf(error, code)]);
    }
  }

  async function openWithoutContent(): Promise<void> {
    log.warn(
      'Discord does not grant the Message Content intent, so Paperboy answers mentions only. To go on without a mention in its threads, switch on “Message Content Intent” under “Bot” of your application, and start Paperboy again.',
    );
    await open(false);
  }

  /** A connection that stood was closed for good. */
  async function lost(client: Client, code: number, withContent: boolean): Promise<void> {
    // each of its shards says so
    if (stopped || client !== current) return;
    current = undefined;
    await client.destroy();
    try {
      if (code !== GatewayCloseCodes.DisallowedIntents || !withContent || options.messageContent !== 'try')
        throw new ConfigError([problemOf(undefined, code)]);
      await openWithoutContent();
    } catch (error) {
      stopped = true;
      onFatal(error instanceof ConfigError ? error.message : 'The connection to Discord is lost.');
    }
  }

  return {
    start: () => open(options.messageContent !== false),
    async stop() {
      stopped = true;
      const old = current;
      current = undefined;
      await old?.destroy();
    },
  };
}

function createClient({ token: _, apiUrl }: GatewayOptions, withContent: boolean): Client {
  return new Client({
    intents: withContent ? LEAST_INTENTS | GatewayIntentBits.MessageContent : LEAST_INTENTS,
    shards: 'auto',
    partials: [Partials.Channel],
    // what is said is read off the payloads, so that nothing of it has to be remembered
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    allowedMentions: { parse: [] },
    rest: {
      ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
      timeout: DEADLINE,
      retries: 0,
    },
  });
}

/** In one line and without the token. */
function problemOf(error: unknown, code: number | undefined): string {
  const isBadToken = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  const known = FATAL.get(isBadToken ? GatewayCloseCodes.AuthenticationFailed : (code ?? 0));
  if (known !== undefined) return known;
  const reason = connectionCode(error) ?? (code === undefined ? 'no answer' : `closed with ${code}`);
  return `Discord can’t be reached (${reason}); check the network and DISCORD_API_URL.`;
}
