import { createArrivals } from '../../src/arrivals.ts';
import type { Bot, ChatAdapter, Clock, Log, Place, Topic } from '../../src/ports.ts';
import type { CallbackStore, EventStore } from '../../src/stores.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import { createAnswers } from './answers.ts';
import { createCatchUp } from './catch-up.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createHints } from './hints.ts';
import { createListeners, createWork } from './listeners.ts';
import { DISCORD, directWorkspace, isDirect, LATEST, messagePlace, type PostedMessage, postedTo } from './places.ts';
import { createPosts } from './posts.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import { createReplies } from './replies.ts';
import { createResponses } from './responses.ts';
import type { DiscordApi } from './rest/api.ts';

export interface DiscordDoorOptions {
  readonly token: string;
  readonly applicationId: string;
  readonly api: DiscordApi;
  /** Instead of Discord's own. */
  readonly apiUrl?: string | undefined;
  readonly events: EventStore;
  readonly callbacks: CallbackStore;
  readonly clock: Clock;
  /** The clock that leases go by, where several machines share a store: the store's own. */
  readonly time?: (() => Promise<number>) | undefined;
  /** No other process shares the event log, so that `replay` need not wait for leases at the start. */
  readonly alone?: boolean | undefined;
  readonly log: Log;
  /** Whether to ask for the privileged intent: `try` does without it where it is not granted. */
  readonly messageContent: boolean | 'try';
  /** Discord can't be heard any more, for the reason that the one line gives. */
  readonly onFatal: (message: string) => void;
  readonly sleep: Sleep;
}

export interface DiscordDoor extends ChatAdapter {
  /** Works on what arrived and was left unfinished by a process that died. @returns how much that was */
  replay(): Promise<number>;
}

/** A process that is told to end has five seconds. */
const LONGEST_GOODBYE = 4_000;
const LONGEST_CLOSE = 500;
/** Of the thread of a post whose process died before it could start it. */
const THREAD_OF_FOUND_POST = 'Papers';

/** Discord. `start` throws a ConfigError, with one line, where Discord does not let Paperboy in. */
export function createDiscordDoor(options: DiscordDoorOptions): DiscordDoor {
  const { api, callbacks, clock, log, sleep } = options;
  const posts = createPosts(api, callbacks, log);
  const catchUp = createCatchUp(api, log);
  let bot: Bot | undefined;
  let running: { readonly gateway: Gateway; readonly receiver: Receiver } | undefined;

  /** What stands there stands there, whatever comes of this. */
  async function remember(place: Place, others: readonly PostedMessage[], topic: Topic): Promise<void> {
    try {
      for (const one of others) await bot?.opened(messagePlace(place, one), topic);
      if (isDirect(place)) await bot?.opened({ ...place, thread: LATEST }, topic);
    } catch (error) {
      log.warn('What a post is about could not be noted.', { error });
    }
  }

  /** Threads that begin here are caught up with after an interruption. */
  function watched(theBot: Bot): Bot {
    return {
      ...theBot,
      async opened(place, topic) {
        if (!isDirect(place) && place.thread !== undefined) catchUp.seen(place.workspace, place.thread, place.thread);
        await theBot.opened(place, topic);
      },
    };
  }

  return {
    name: DISCORD,

    async start(theBot) {
      bot = theBot;
      const watching = watched(theBot);
      const responses = createResponses(options);
      const replies = createReplies({
        api,
        bot: watching,
        posts,
        noted: (place, topic) => theBot.opened(place, topic),
        log,
      });
      const answers = createAnswers({ bot, responses, replies, posts, log });
      const now = options.time ?? (async () => clock.now().getTime());
      const arrivals = createArrivals({ ...options, adapter: DISCORD, now });
      const receiver = createReceiver({
        arrivals,
        log,
        sleep,
        work: createWork({ bot, callbacks, answers, replies, log }),
      });
      const listeners = createListeners({ bot, receiver, responses, catchUp, sayHow: createHints(posts, log), log });
      const gateway = createGateway({ ...options, ...listeners });
      await gateway.start();
      running = { gateway, receiver };
    },

    replay: async () => running?.receiver.replay() ?? 0,

    async post(place, message, key, topic) {
      const opensThread = topic !== undefined && place.thread === undefined && !isDirect(place);
      const beforeThread = async (id: string) => catchUp.seen(place.workspace, id, id);
      const post = { channelId: postedTo(place), message, key };
      const [{ id }, ...others] = await posts.post(opensThread ? { ...post, beforeThread } : post);
      if (topic) await remember(place, others, topic);
      return { place: { ...place, thread: place.thread ?? id }, id };
    },

    async find(place, key, since) {
      const found = await api.find(postedTo(place), key, since);
      if (found === undefined) return undefined;
      if (place.thread === undefined && !isDirect(place))
        await posts.openThread(place.channel, found.id, THREAD_OF_FOUND_POST);
      return { place: { ...place, thread: place.thread ?? found.id }, id: found.id };
    },

    async direct(_workspace, userId) {
      const channel = await api.direct(userId);
      return { adapter: DISCORD, workspace: directWorkspace(channel), channel };
    },

    async stop() {
      if (running === undefined) return;
      const { gateway, receiver } = running;
      running = undefined;
      const closing = gateway.stop().catch((error: unknown) => log.warn('The door did not close well.', { error }));
      if (!(await receiver.stop(LONGEST_GOODBYE))) log.warn('Something was still running; it is taken up again.');
      await settlesWithin(closing, LONGEST_CLOSE, sleep);
    },
  };
}
