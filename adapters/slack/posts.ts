import type { Message } from '../../src/messages/message.ts';
import type { CallbackStore } from '../../src/stores.ts';
import { buttonValues } from './buttons.ts';
import { type Rendered, renderMessage } from './render/message.ts';
import type { SlackApi } from './web/api.ts';

interface Post {
  readonly workspace: string;
  readonly channel: string;
  /** The thread's first message. */
  readonly threadTs?: string | undefined;
  readonly message: Message;
  /** Goes along, so that the post can be found again. */
  readonly key: string;
  /** The post may stand there already, since then. */
  readonly lookSince?: Date | undefined;
}

export interface Posts {
  render(message: Message): Promise<readonly Rendered[]>;
  /**
   * Posts a message in as many parts as it takes; where it opens a thread, those after the first are in it.
   *
   * @returns the ts of the first part
   * @throws as SlackApi.post and SlackApi.find do
   */
  post(post: Post): Promise<string>;
}

export function createPosts(api: SlackApi, callbacks: CallbackStore): Posts {
  const render = async (message: Message) => renderMessage(message, { value: await buttonValues(message, callbacks) });

  async function postPart(post: Post, part: Rendered, number: number, threadTs: string | undefined): Promise<string> {
    const { workspace, channel, lookSince } = post;
    const key = number === 1 ? post.key : `${post.key}#${number}`;
    const found = lookSince && (await api.find(workspace, channel, key, lookSince, threadTs));
    if (found) return found.ts;
    const content = { text: part.text, blocks: part.blocks, channel, key };
    const posted = await api.post(workspace, threadTs === undefined ? content : { ...content, threadTs });
    return posted.ts;
  }

  return {
    render,
    async post(post) {
      let first: string | undefined;
      for (const [i, part] of (await render(post.message)).entries()) {
        const ts = await postPart(post, part, i + 1, post.threadTs ?? first);
        first ??= ts;
      }
      if (first === undefined) throw new Error('A message without a part.');
      return first;
    },
  };
}
