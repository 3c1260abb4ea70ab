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
   * @returns the ts of each part
   * @throws as SlackApi.post and SlackApi.find do
   */
  post(post: Post): Promise<readonly [string, ...string[]]>;
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
      const [part, ...others] = await render(post.message);
      if (part === undefined) throw new Error('A message without a part.');
      const first = await postPart(post, part, 1, post.threadTs);
      const posted: [string, ...string[]] = [first];
      for (const [i, other] of others.entries())
        posted.push(await postPart(post, other, i + 2, post.threadTs ?? first));
      return posted;
    },
  };
}
