import { PostRefused } from '../../src/digest/post-refused.ts';
import { say } from '../../src/messages/markup.ts';
import type { Block, Message } from '../../src/messages/message.ts';
import { fnv1a } from '../../src/papers/slug.ts';
import type { Bot, Incoming, Log, Place, Reply } from '../../src/ports.ts';
import { DISCORD, isDirect, LATEST, messagePlace, type PostedMessage, postedTo } from './places.ts';
import type { Posts } from './posts.ts';
import type { DiscordApi } from './rest/api.ts';

/** What somebody did. */
export interface Asked {
  readonly incoming: Incoming;
  /** It was begun before: an answer may stand there already, since then. */
  readonly lookSince?: Date | undefined;
}

interface RepliesOptions {
  readonly api: DiscordApi;
  readonly bot: Bot;
  readonly posts: Posts;
  /** Notes what a message is about that begins no thread. */
  readonly noted: Bot['opened'];
  readonly log: Log;
}

/** What is posted, apart from the responses of interactions. */
export interface Replies {
  /** Posts a reply in the channel, where a thread is started on it if it has a topic. @throws as DiscordApi.post does */
  inChannel(asked: Asked, reply: Reply): Promise<void>;
  /** Answers a message: in a thread on it, in the thread in which it stands, or in the conversation of two. */
  answer(asked: Asked): Promise<void>;
  /** Says something to a person alone, where nothing else is left. */
  alone(asked: Asked, message: Message): Promise<void>;
  /**
   * Notes what a new thread is about, before anybody can write in it: its id is its first message's. For one that goes on,
   * the bot has done so itself.
   */
  open(place: Place, thread: string | undefined, reply: Reply): Promise<void>;
  /** Notes what messages are about on which no thread begins: people react to these, too. */
  remember(place: Place, posted: readonly PostedMessage[], reply: Reply): Promise<void>;
}

/** @throws where Discord may have taken an answer or may take it later, so that it is tried again */
export function createReplies({ api, bot, posts, noted, log }: RepliesOptions): Replies {
  async function open(place: Place, thread: string | undefined, { topic }: Reply): Promise<void> {
    if (topic === undefined || place.thread !== undefined) return;
    if (isDirect(place)) await bot.opened({ ...place, thread: LATEST }, topic);
    else if (thread !== undefined) await bot.opened({ ...place, thread }, topic);
  }

  async function remember(place: Place, posted: readonly PostedMessage[], { topic }: Reply): Promise<void> {
    if (topic) for (const one of posted) await noted(messagePlace(place, one), topic);
  }

  async function inChannel({ incoming, lookSince }: Asked, reply: Reply): Promise<void> {
    const { place, id: key } = incoming;
    const opensThread = reply.topic !== undefined && place.thread === undefined && !isDirect(place);
    const [first, ...others] = await posts.post({
      channelId: postedTo(place),
      message: reply.message,
      key,
      lookSince,
      ...(opensThread ? { beforeThread: (id: string) => open(place, id, reply) } : {}),
    });
    await remember(place, opensThread ? others : [first, ...others], reply);
  }

  async function answer(asked: Asked): Promise<void> {
    const reply = await bot.handle(asked.incoming);
    if (reply === undefined) return;
    try {
      await answerThere(asked, reply);
    } catch (error) {
      if (!(error instanceof PostRefused) || error.refusal.kind === 'later') throw error;
      if (!isDirect(asked.incoming.place)) return answerElsewhere(asked, reply.message, error);
      log.warn('A person could not be answered.', { error });
    }
  }

  async function answerThere({ incoming, lookSince }: Asked, reply: Reply): Promise<void> {
    const { place, id } = incoming;
    const post = { message: reply.message, key: id, lookSince };
    const say = async (where: string, more: { readonly message?: Message; readonly replyTo?: string } = {}) =>
      remember(place, await posts.post({ ...post, ...more, channelId: where }), reply);
    if (isDirect(place) || place.thread !== undefined) {
      await open(place, undefined, reply);
      return say(postedTo(place));
    }
    await open(place, id, reply);
    const thread = await posts.openThread(place.channel, id, reply.message.summary);
    if (thread === 'open') return say(id);
    // an answer in the channel now, and in the thread at the next try, would be two
    if (thread === 'failed') throw new Error('The thread of an answer could not be started.');
    const message = thread === 'forbidden' ? withNote(reply.message, WITHOUT_THREADS) : reply.message;
    await say(place.channel, { message, replyTo: id });
  }

  /** Where Paperboy may not write, whoever asked is told so, and what was to be said. */
  async function answerElsewhere(asked: Asked, message: Message, refused: PostRefused): Promise<void> {
    const { place } = asked.incoming;
    log.warn('An answer could not be posted where it was asked for.', {
      channel: postedTo(place),
      refusal: refused.refusal,
    });
    await alone(asked, refused.refusal.kind === 'message' ? notTaken(asked) : withNote(message, whyNot(refused)));
  }

  async function alone({ incoming, lookSince }: Asked, message: Message): Promise<void> {
    try {
      const channelId = await api.direct(incoming.user.id);
      await posts.post({ channelId, message, key: `${incoming.id} alone`, lookSince });
    } catch (error) {
      if (!(error instanceof PostRefused) || error.refusal.kind === 'later') throw error;
      log.warn('A person could not be answered.', { error });
    }
  }

  return { inChannel, answer, alone, open, remember };
}

/** What a person can do where threads can't be started. */
export const WITHOUT_THREADS =
  'For a thread to go on in, somebody who manages the channel can give me “Create Public Threads” and “Send Messages in Threads”.';

/** Discord will not take this message however often it is sent. */
export function notTaken({ incoming }: Asked): Message {
  const reference = fnv1a(`${DISCORD} ${incoming.id}`).toString(16);
  return textMessage(`Discord did not take the answer (reference ${reference}).`);
}

/** What a person can do about a refusal. */
export function whyNot({ refusal }: PostRefused): string {
  const problem = refusal.kind === 'channel' ? refusal.problem : undefined;
  if (problem === 'archived') return 'That thread is closed or locked, so the answer comes here.';
  if (problem === 'gone') return 'That channel is gone, so the answer comes here.';
  return 'I may not write there, so the answer comes here. Somebody who manages the channel can give me “Send Messages”, “Send Messages in Threads” and “Create Public Threads”.';
}

export function withNote(message: Message, note: string): Message {
  const block: Block = { kind: 'finePrint', text: say`${note}` };
  return { ...message, blocks: [...message.blocks, block] };
}

export function textMessage(text: string): Message {
  return { summary: text, blocks: [{ kind: 'text', text: say`${text}` }] };
}
