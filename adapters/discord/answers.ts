import { PostRefused } from '../../src/digest/post-refused.ts';
import type { Message } from '../../src/messages/message.ts';
import type { Bot, Log, Reply } from '../../src/ports.ts';
import type { Way } from './interactions.ts';
import { isDirect, postedTo } from './places.ts';
import type { Posts } from './posts.ts';
import { type Asked, notTaken, type Replies, textMessage, WITHOUT_THREADS, whyNot, withNote } from './replies.ts';
import { ResponseExpired, type Responses } from './responses.ts';

/** Somebody who waits for the answer to an interaction. */
interface Waiting extends Asked {
  readonly token: string;
  readonly way: Way;
  /** A next page: private, whatever it was a page of. */
  readonly isPage: boolean;
}

interface AnswersOptions {
  readonly bot: Bot;
  readonly responses: Responses;
  readonly replies: Replies;
  readonly posts: Posts;
  readonly log: Log;
}

export interface Answers {
  /** Asks the bot, and says what it says where it belongs. */
  answer(waiting: Waiting): Promise<void>;
  /** Says something to the one person. */
  tell(waiting: Waiting, message: Message): Promise<void>;
}

/** @throws where Discord may have taken an answer or may take it later, so that it is tried again */
export function createAnswers({ bot, responses, replies, posts, log }: AnswersOptions): Answers {
  async function answer(waiting: Waiting): Promise<void> {
    const reply = await bot.handle(waiting.incoming);
    if (reply === undefined) return;
    const isForAll = reply.audience === 'channel' && !waiting.isPage;
    if (waiting.way === 'public' && isForAll) return respondPublicly(waiting, reply);
    if (waiting.way === 'private' && isForAll) return postPublicly(waiting, reply);
    const { place } = waiting.incoming;
    if (isDirect(place)) await replies.open(place, undefined, reply);
    const ids = await say(waiting, reply.message);
    // what one person alone sees nobody can react to
    if (isDirect(place)) await remember(waiting, ids, reply);
  }

  function remember({ incoming: { place } }: Waiting, ids: readonly string[], reply: Reply): Promise<void> {
    const channelId = postedTo(place);
    const posted = ids.map((id) => ({ channelId, id }));
    return replies.remember(place, posted, reply);
  }

  /** The deferred response becomes the answer, so that it stands there once however often this is tried. */
  async function respondPublicly(waiting: Waiting, reply: Reply): Promise<void> {
    const [first, ...others] = await posts.render(reply.message);
    if (first === undefined) return;
    let id: string;
    try {
      id = await responses.edit(waiting.token, first);
    } catch (error) {
      if (!(error instanceof ResponseExpired)) return giveUp(waiting, error);
      // what was begun before may stand there already, and a response can't be looked for: the person alone sees it twice
      return waiting.lookSince ? replies.alone(waiting, reply.message) : postPublicly(waiting, reply);
    }
    const ids: string[] = [];
    for (const part of others) ids.push(await responses.followUp(waiting.token, part, false));
    const isInThread = waiting.incoming.place.thread !== undefined;
    await remember(waiting, isInThread ? [id, ...ids] : ids, reply);
    await openOn(id, waiting, reply);
  }

  async function openOn(id: string, { incoming, token }: Waiting, reply: Reply): Promise<void> {
    const { place } = incoming;
    if (reply.topic === undefined || place.thread !== undefined) return;
    await replies.open(place, id, reply);
    if ((await posts.openThread(place.channel, id, reply.message.summary)) !== 'forbidden') return;
    for (const part of await posts.render(textMessage(WITHOUT_THREADS)))
      await responses.followUp(token, part, true).catch(() => {});
  }

  async function postPublicly(waiting: Waiting, reply: Reply): Promise<void> {
    try {
      await replies.inChannel(waiting, reply);
    } catch (error) {
      if (!(error instanceof PostRefused) || error.refusal.kind === 'later') throw error;
      if (error.refusal.kind === 'message') return giveUp(waiting, error);
      log.warn('An answer could not be posted where it was asked for.', { refusal: error.refusal });
      return void (await say(waiting, withNote(reply.message, whyNot(error))));
    }
    try {
      await responses.remove(waiting.token);
    } catch (error) {
      log.info('A response could not be taken away.', { error });
    }
  }

  /** What Discord will never take is not tried again. */
  async function giveUp(waiting: Waiting, error: unknown): Promise<void> {
    if (!(error instanceof PostRefused) || error.refusal.kind === 'later') throw error;
    log.error('Discord did not take an answer.', { id: waiting.incoming.id, error });
    const [part] = await posts.render(notTaken(waiting));
    if (part) await responses.followUp(waiting.token, part, true).catch(() => {});
  }

  /** @returns the ids of what the interaction then shows */
  async function say(waiting: Waiting, message: Message): Promise<readonly string[]> {
    const { token, way } = waiting;
    const ids: string[] = [];
    const [first, ...others] = await posts.render(message);
    if (first === undefined) return ids;
    const isPrivate = way !== 'open' && !(way === 'inPlace' && isDirect(waiting.incoming.place));
    try {
      // a response keeps the visibility with which it was deferred
      if (way === 'public') {
        await responses.remove(token);
        ids.push(await responses.followUp(token, first, true));
      } else ids.push(await responses.edit(token, first));
      for (const part of others) ids.push(await responses.followUp(token, part, isPrivate));
    } catch (error) {
      if (error instanceof ResponseExpired) await replies.alone(waiting, message);
      else await giveUp(waiting, error);
    }
    return ids;
  }

  return {
    answer,
    async tell(waiting, message) {
      await say(waiting, message);
    },
  };
}
