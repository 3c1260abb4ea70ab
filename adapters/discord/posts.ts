import { PostRefused } from '../../src/digest/post-refused.ts';
import type { Message } from '../../src/messages/message.ts';
import type { Log } from '../../src/ports.ts';
import type { CallbackStore } from '../../src/stores.ts';
import { buttonIds } from './buttons.ts';
import type { PostedMessage } from './places.ts';
import { type RenderedDiscord, renderMessage } from './render/message.ts';
import type { DiscordApi } from './rest/api.ts';

interface Post {
  /** The channel or thread. */
  readonly channelId: string;
  readonly message: Message;
  /** Goes along, so that the post can be found again. */
  readonly key: string;
  /** The post may stand there already, since then. */
  readonly lookSince?: Date | undefined;
  /** The message that it answers. */
  readonly replyTo?: string | undefined;
  /** Where given, a thread is started on it, in which parts after the first go; called with its id before it is there. */
  readonly beforeThread?: (id: string) => Promise<void>;
}

export interface Posts {
  render(message: Message): Promise<readonly RenderedDiscord[]>;
  /** Posts a message in as many parts as it takes. @returns each of them @throws as DiscordApi.post and DiscordApi.find do */
  post(post: Post): Promise<readonly [PostedMessage, ...PostedMessage[]]>;
  /**
   * A thread on a message, named after what it says; its id is the message's. What is posted stands whatever comes of its
   * thread; where there can be none, the log says why. It `failed` where another try may do it.
   */
  openThread(
    channelId: string,
    messageId: string,
    name: string,
  ): Promise<'open' | 'forbidden' | 'impossible' | 'failed'>;
}

export function createPosts(api: DiscordApi, callbacks: CallbackStore, log: Log): Posts {
  const render = async (message: Message) => renderMessage(message, { customId: await buttonIds(message, callbacks) });

  async function postPart(post: Post, channelId: string, part: RenderedDiscord, number: number): Promise<string> {
    const { lookSince, replyTo } = post;
    const key = number === 1 ? post.key : `${post.key}#${number}`;
    const found = lookSince && (await api.find(channelId, key, lookSince));
    if (found) return found.id;
    const reply = number === 1 && replyTo !== undefined ? { replyTo } : {};
    return (await api.post(channelId, part, { key, ...reply })).id;
  }

  async function openThread(channelId: string, messageId: string, name: string) {
    try {
      await api.startThread(channelId, messageId, name);
      return 'open';
    } catch (error) {
      if (isForbidden(error)) {
        log.warn(
          'Paperboy may not start threads in a channel: give it “Create Public Threads” and “Send Messages in Threads” there.',
          { channel: channelId },
        );
        return 'forbidden';
      }
      log.warn('A thread could not be started.', { channel: channelId, error });
      return error instanceof PostRefused && error.refusal.kind !== 'later' ? 'impossible' : 'failed';
    }
  }

  return {
    render,
    openThread,
    async post(post) {
      const [first, ...others] = await render(post.message);
      if (first === undefined) throw new Error('A message without a part.');
      const id = await postPart(post, post.channelId, first, 1);
      await post.beforeThread?.(id);
      const hasThread = post.beforeThread && (await openThread(post.channelId, id, post.message.summary)) === 'open';
      const where = hasThread ? id : post.channelId;
      const posted: [PostedMessage, ...PostedMessage[]] = [{ channelId: post.channelId, id }];
      for (const [i, part] of others.entries())
        posted.push({ channelId: where, id: await postPart(post, where, part, i + 2) });
      return posted;
    },
  };
}

function isForbidden(error: unknown): boolean {
  return error instanceof PostRefused && error.refusal.kind === 'channel' && error.refusal.problem === 'forbidden';
}
