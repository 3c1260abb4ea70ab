import { App } from '@slack/bolt';
import { createArrivals } from '../../src/arrivals.ts';
import type { Bot, ChatAdapter, Clock, Log, Place, Topic } from '../../src/ports.ts';
import type { CallbackStore, EventStore } from '../../src/stores.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import { SLACK } from './arrival.ts';
import { isDirect, LATEST } from './incoming.ts';
import type { Installer } from './install/installer.ts';
import { addListeners } from './listeners.ts';
import { createPosts } from './posts.ts';
import { createReceiver, type WatchfulReceiver } from './receiver.ts';
import { createReplies } from './replies.ts';
import { httpSource, socketSource } from './sources.ts';
import type { SlackApi } from './web/api.ts';
import { sdkLogger } from './web/sdk-logger.ts';
import type { TokenSource } from './web/tokens.ts';

export interface SlackDoorOptions {
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  readonly api: SlackApi;
  readonly tokens: TokenSource;
  readonly events: EventStore;
  readonly callbacks: CallbackStore;
  readonly clock: Clock;
  /** The clock that leases go by, where several machines share a store: the store's own. */
  readonly time?: (() => Promise<number>) | undefined;
  /** No other process shares the event log, so that `replay` need not wait for leases at the start. */
  readonly alone?: boolean | undefined;
  readonly log: Log;
  /** Instead of Slack's own. */
  readonly apiUrl?: string | undefined;
  /** For an app that any workspace may install; over HTTP only. */
  readonly installer?: Installer | undefined;
  /** The app was removed from the workspace, or its token revoked. */
  readonly onUninstall: (workspace: string) => Promise<void>;
  /** Slack can't be heard any more, for the reason that the one line gives. */
  readonly onFatal: (message: string) => void;
  readonly sleep: Sleep;
}

export interface SlackDoor extends ChatAdapter {
  /** Works on what arrived and was left unfinished by a process that died. @returns how much that was */
  replay(): Promise<number>;
}

const CALL_DEADLINE = 8_000;
/** A process that is told to end has five seconds. */
const LONGEST_GOODBYE = 4_000;
const LONGEST_CLOSE = 500;

/** Slack. `start` throws a ConfigError, with one line, where Slack does not let Paperboy in. */
export function createSlackDoor(options: SlackDoorOptions): SlackDoor {
  const { api, tokens, callbacks, clock, log, sleep } = options;
  const posts = createPosts(api, callbacks);
  let bot: Bot | undefined;
  let receiver: WatchfulReceiver | undefined;

  /** What stands there stands there, whatever comes of this. */
  async function remember(place: Place, threads: readonly string[], topic: Topic): Promise<void> {
    try {
      for (const thread of threads) await bot?.opened({ ...place, thread }, topic);
    } catch (error) {
      log.warn('What a post is about could not be noted.', { error });
    }
  }

  return {
    name: SLACK,

    async start(theBot) {
      bot = theBot;
      const now = options.time ?? (async () => clock.now().getTime());
      const arrivals = createArrivals({ ...options, adapter: SLACK, now });
      const started = createReceiver(sourceOf(options), { arrivals, log, sleep });
      const app = new App({
        receiver: started,
        authorize: async ({ teamId }) => {
          const { token, botUserId, botId } = await tokens.token(teamId ?? '');
          return { botToken: token, botUserId, ...(botId === undefined ? {} : { botId }) };
        },
        convoStore: false,
        logger: sdkLogger(log),
        clientOptions: clientOptions(options),
      });
      // the receiver logs it, and leaves the event to be tried again
      app.error((error) => Promise.reject(error));
      const replies = createReplies({ api, bot, posts, log, sleep });
      addListeners(app, { ...options, bot, replies, now: () => clock.now() });
      await started.start();
      receiver = started;
    },

    replay: async () => receiver?.replay() ?? 0,

    async post(place, message, key, topic) {
      const { workspace, channel, thread: threadTs } = place;
      const [ts, ...others] = await posts.post({ workspace, channel, threadTs, message, key });
      if (topic) await remember(place, isDirect(place) ? [...others, LATEST] : others, topic);
      return { place: { ...place, thread: threadTs ?? ts }, id: ts };
    },

    async find(place, key, since) {
      const { workspace, channel, thread: threadTs } = place;
      const found = await api.find(workspace, channel, key, since, threadTs);
      return found && { place: { ...place, thread: threadTs ?? found.ts }, id: found.ts };
    },

    async direct(workspace, userId) {
      return { adapter: SLACK, workspace, channel: await api.direct(workspace, userId) };
    },

    async stop() {
      if (receiver === undefined) return;
      const closing = receiver.stop().catch((error: unknown) => log.warn('The door did not close well.', { error }));
      if (!(await receiver.settle(LONGEST_GOODBYE))) log.warn('Something was still running; it is taken up again.');
      await settlesWithin(closing, LONGEST_CLOSE, sleep);
      receiver = undefined;
    },
  };
}

function sourceOf(options: SlackDoorOptions) {
  const { mode, log, sleep, onFatal, installer } = options;
  const common = { clientOptions: clientOptions(options), logger: sdkLogger(log) };
  return mode.kind === 'socket'
    ? socketSource({ ...common, appToken: mode.appToken, log, sleep, onFatal })
    : httpSource({ ...common, signingSecret: mode.signingSecret, port: mode.port, installer });
}

function clientOptions({ apiUrl }: SlackDoorOptions) {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_DEADLINE,
  };
}
