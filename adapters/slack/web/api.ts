import type { types } from '@slack/bolt';
import { PostRefused } from '../../../src/digest/post-refused.ts';
import type { Clock, Log } from '../../../src/ports.ts';
import { createCaller } from './caller.ts';
import { findPosted, POST_EVENT } from './find.ts';
import { createPace } from './pace.ts';
import { createPeople, type SlackPerson } from './people.ts';
import { type ResponseMessage, respondTo } from './response-url.ts';
import type { TokenSource } from './tokens.ts';

interface Content {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

interface SlackPost extends Content {
  readonly channel: string;
  readonly threadTs?: string;
  /** Goes along as metadata, so that `find` finds the message. */
  readonly key?: string;
}

/** Where a message stands. */
interface Posted {
  readonly ts: string;
  readonly channel: string;
}

/**
 * What the door says to Slack. Whatever fails is a `PostRefused` where Slack definitely did not do it, and a plain Error
 * where that is open; neither holds a token, a response_url or Slack's answer.
 */
export interface SlackApi {
  /**
   * Posts once, never again by itself, and gives up within 9 s. A channel gets one message a second and waits out its own
   * Retry-After; where that takes too long it is a refusal for later. Other channels never wait.
   */
  post(workspace: string, message: SlackPost): Promise<Posted>;
  /**
   * The message with that key in the channel, or in the thread, since then.
   *
   * @throws PostRefused of the channel where it can't be read; anything else where it can't be told
   */
  find(
    workspace: string,
    channel: string,
    key: string,
    since: Date,
    threadTs?: string,
  ): Promise<{ readonly ts: string } | undefined>;
  /** The channel of the direct messages with a person. */
  direct(workspace: string, userId: string): Promise<string>;
  ephemeral(
    workspace: string,
    message: Content & { readonly channel: string; readonly user: string; readonly threadTs?: string },
  ): Promise<void>;
  update(workspace: string, message: Content & { readonly channel: string; readonly ts: string }): Promise<void>;
  /** @throws ResponseExpired where the address was used five times or is older than 30 minutes */
  respond(responseUrl: string, message: ResponseMessage): Promise<void>;
  openView(workspace: string, triggerId: string, view: types.ModalView): Promise<void>;
  publishHome(workspace: string, userId: string, view: types.HomeView): Promise<void>;
  /** Cached for an hour. Where it can't be had, a person without zone and rights. */
  person(workspace: string, userId: string): Promise<SlackPerson>;
  /** The bot's own. */
  botUserId(workspace: string): Promise<string>;
}

export interface SlackApiOptions {
  readonly tokens: TokenSource;
  /** Instead of Slack's own. */
  readonly apiUrl?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly sleep: (ms: number) => Promise<void>;
  /** For one call, in milliseconds; 6 s unless told. */
  readonly deadline?: number | undefined;
}

/** No link is unfolded below a message: the cards say what there is to say. */
const QUIET = { unfurl_links: false, unfurl_media: false } as const;

export function createSlackApi(options: SlackApiOptions): SlackApi {
  const { tokens, clock, sleep } = options;
  const { call, retried } = createCaller(options);
  const pace = createPace({ clock, sleep });
  const people = createPeople(clock, (workspace, userId) =>
    retried(workspace, 'users.info', (client) => client.users.info({ user: userId })),
  );

  return {
    async post(workspace, { channel, threadTs, text, blocks, key }) {
      const lane = JSON.stringify([workspace, channel]);
      await pace.turn(lane);
      try {
        const posted = await call(workspace, 'chat.postMessage', (client) =>
          client.chat.postMessage({
            channel,
            text,
            blocks,
            ...QUIET,
            ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
            ...(key === undefined ? {} : { metadata: { event_type: POST_EVENT, event_payload: { key } } }),
          }),
        );
        if (posted.ts === undefined) throw new Error('chat.postMessage: Slack did not say where the message is.');
        return { ts: posted.ts, channel: posted.channel ?? channel };
      } catch (error) {
        if (error instanceof PostRefused && error.refusal.kind === 'later' && error.refusal.after !== undefined)
          pace.hold(lane, error.refusal.after);
        throw error;
      }
    },

    async find(workspace, channel, key, since, threadTs) {
      const { botUserId, botId } = await tokens.token(workspace);
      const isOwn = (message: { readonly user?: string; readonly bot_id?: string }) =>
        message.user === botUserId || (botId !== undefined && message.bot_id === botId);
      return findPosted({
        key,
        isOwn,
        now: () => clock.now().getTime(),
        page: (cursor) => {
          const range = {
            channel,
            oldest: (since.getTime() / 1000).toFixed(6),
            include_all_metadata: true,
            limit: 15,
            ...(cursor === undefined ? {} : { cursor }),
          };
          return threadTs === undefined
            ? retried(workspace, 'conversations.history', (client) => client.conversations.history(range))
            : retried(workspace, 'conversations.replies', (client) =>
                client.conversations.replies({ ...range, ts: threadTs }),
              );
        },
      });
    },

    async direct(workspace, userId) {
      const opened = await retried(workspace, 'conversations.open', (client) =>
        client.conversations.open({ users: userId }),
      );
      const id = opened.channel?.id;
      if (id === undefined) throw new Error('conversations.open: Slack did not say which channel it is.');
      return id;
    },

    async ephemeral(workspace, { channel, user, threadTs, text, blocks }) {
      await retried(workspace, 'chat.postEphemeral', (client) =>
        client.chat.postEphemeral({
          channel,
          user,
          text,
          blocks,
          ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        }),
      );
    },

    async update(workspace, { channel, ts, text, blocks }) {
      await retried(workspace, 'chat.update', (client) => client.chat.update({ channel, ts, text, blocks }));
    },

    respond: (responseUrl, message) => respondTo(responseUrl, message, sleep),

    async openView(workspace, triggerId, view) {
      await retried(workspace, 'views.open', (client) => client.views.open({ trigger_id: triggerId, view }));
    },

    async publishHome(workspace, userId, view) {
      await retried(workspace, 'views.publish', (client) => client.views.publish({ user_id: userId, view }));
    },

    person: (workspace, userId) => people.person(workspace, userId),

    async botUserId(workspace) {
      return (await tokens.token(workspace)).botUserId;
    },
  };
}
