import {
  type APIMessage,
  MessageFlags,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  RequestMethod,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { PostRefused } from '../../../src/digest/post-refused.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import type { RenderedDiscord } from '../render/message.ts';
import { type CallerOptions, createCaller } from './caller.ts';
import { refusalCode } from './errors.ts';
import { findPosted, later, PAGE_SIZE } from './find.ts';
import { nonceOf, withMarker } from './marker.ts';
import { CHANNEL, GUILD, MEMBER, permissionsIn } from './permissions.ts';

/** Where a message stands. */
interface Posted {
  readonly id: string;
  readonly channelId: string;
}

/**
 * What the door says to Discord besides its answers to interactions. Channels are the platform's: a thread is one. Whatever
 * fails is a `PostRefused` where Discord definitely did not do it, and a plain Error where that is open; neither holds a
 * token, a body or Discord's answer.
 */
export interface DiscordApi {
  /**
   * Posts once, never again by itself, and gives up within 9 s. With a key, Discord gives back the message that has it
   * already, for some minutes; after that `find` does.
   */
  post(
    channelId: string,
    body: RenderedDiscord,
    options?: { readonly key?: string; readonly replyTo?: string },
  ): Promise<Posted>;
  /**
   * The bot's own message with that key in the channel, since then.
   *
   * @throws PostRefused of the channel where it can't be read; anything else where it can't be told
   */
  find(channelId: string, key: string, since: Date): Promise<{ readonly id: string } | undefined>;
  /** The thread of a message, which is begun where there is none yet. @returns its id, the message's own */
  startThread(channelId: string, messageId: string, name: string): Promise<string>;
  /** The channel of the direct messages with a person. */
  direct(userId: string): Promise<string>;
  /** Replaces all that the message says. */
  edit(channelId: string, messageId: string, body: RenderedDiscord): Promise<void>;
  /** The first messages after one, the oldest first; fewer than `limit` where there are no more. */
  messagesAfter(channelId: string, afterId: string, limit: number): Promise<readonly APIMessage[]>;
}

/** Nobody is ever pinged, whatever a text says. */
const NO_MENTIONS = { allowed_mentions: { parse: [] } };
/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
const LONGEST_THREAD_NAME = 100;

const IDENTIFIED = z.object({ id: z.string() });
const POSTED = z.object({ id: z.string(), channel_id: z.string() });
const MESSAGES = z.array(z.object({ id: z.string(), author: IDENTIFIED, content: z.string() }));

export function createDiscordApi(options: CallerOptions): DiscordApi {
  const call = createCaller(options);
  const get = (route: `/${string}`, query?: URLSearchParams) => call({ method: RequestMethod.Get, route, query });
  let ownId: Promise<string> | undefined;

  function botUserId(): Promise<string> {
    ownId ??= get(Routes.user()).then((user) => IDENTIFIED.parse(user).id);
    ownId.catch(() => {
      ownId = undefined;
    });
    return ownId;
  }

  async function page(channelId: string, after: string, limit: number): Promise<readonly APIMessage[]> {
    const answer = await get(Routes.channelMessages(channelId), new URLSearchParams({ after, limit: String(limit) }));
    if (!MESSAGES.safeParse(answer).success) throw new Error('Discord’s answer is no list of messages.');
    return answer as APIMessage[];
  }

  /** Discord shows an empty history, and no error, to a bot that may not read it. */
  async function ensureReadable(channelId: string): Promise<void> {
    let channel = CHANNEL.parse(await get(Routes.channel(channelId)));
    const { guild_id: guildId } = channel;
    if (guildId === undefined) return;
    if (isThread(channel.type) && channel.parent_id)
      channel = CHANNEL.parse(await get(Routes.channel(channel.parent_id)));
    const userId = await botUserId();
    const [guild, member] = await Promise.all([get(Routes.guild(guildId)), get(Routes.guildMember(guildId, userId))]);
    const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;
    const has = permissionsIn(channel, GUILD.parse(guild), userId, MEMBER.parse(member));
    if ((has & needed) !== needed)
      throw new PostRefused('The permission “Read Message History” is missing in the channel.', {
        kind: 'channel',
        problem: 'forbidden',
      });
  }

  return {
    async post(channelId, body, { key, replyTo } = {}) {
      const message: RESTPostAPIChannelMessageJSONBody = {
        ...(key === undefined ? body : { ...withMarker(body, key), nonce: nonceOf(key), enforce_nonce: true }),
        ...NO_MENTIONS,
        // an answer is worth more than its place: it is posted even where the question was deleted
        ...(replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
      };
      const route = Routes.channelMessages(channelId);
      const answer = POSTED.safeParse(await call({ method: RequestMethod.Post, route, body: message, once: true }));
      if (!answer.success) throw new Error('Discord did not say where the message is.');
      return { id: answer.data.id, channelId: answer.data.channel_id };
    },

    async find(channelId, key, since) {
      return findPosted({
        key,
        since,
        authorId: await botUserId(),
        page: (after) => page(channelId, after, PAGE_SIZE),
        ensureReadable: () => ensureReadable(channelId),
        now: () => options.clock.now().getTime(),
      });
    },

    async startThread(channelId, messageId, name) {
      const route = Routes.threads(channelId, messageId);
      try {
        await call({ method: RequestMethod.Post, route, body: { name: threadName(name) } });
      } catch (error) {
        if (refusalCode(error) !== RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) throw error;
      }
      return messageId;
    },

    async direct(userId) {
      const body = { recipient_id: userId };
      return IDENTIFIED.parse(await call({ method: RequestMethod.Post, route: Routes.userChannels(), body })).id;
    },

    async edit(channelId, messageId, body) {
      const route = Routes.channelMessage(channelId, messageId);
      await call({ method: RequestMethod.Patch, route, body: { ...replacement(body), ...NO_MENTIONS } });
    },

    async messagesAfter(channelId, afterId, limit) {
      const messages: APIMessage[] = [];
      for (let after = afterId; messages.length < limit; after = messages.map(({ id }) => id).reduce(later, after)) {
        const wanted = Math.min(limit - messages.length, PAGE_SIZE);
        const next = await page(channelId, after, wanted);
        messages.push(...next);
        if (next.length < wanted) break;
      }
      return messages.sort((a, b) => (later(a.id, b.id) === a.id ? 1 : -1));
    },
  };
}

/** What an edit leaves out stays, so that everything is said. A message of components alone takes nothing else. */
function replacement(body: RenderedDiscord): RESTPatchAPIChannelMessageJSONBody {
  if ((body.flags ?? 0) & MessageFlags.IsComponentsV2) return body;
  return { ...body, content: body.content ?? '', embeds: body.embeds ?? [], components: body.components ?? [] };
}

function threadName(name: string): string {
  return shorten(name.replace(/\s+/g, ' ').trim(), LONGEST_THREAD_NAME) || 'Papers';
}

/** Threads of announcements, public and private ones (https://docs.discord.com/developers/resources/channel#channel-object-channel-types). */
function isThread(type: number): boolean {
  return type === 10 || type === 11 || type === 12;
}
