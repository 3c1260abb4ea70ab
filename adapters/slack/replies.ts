import { PostRefused } from '../../src/digest/post-refused.ts';
import { say } from '../../src/messages/markup.ts';
import type { Block, Message } from '../../src/messages/message.ts';
import { fnv1a } from '../../src/papers/slug.ts';
import type { Bot, Incoming, Log, Reply } from '../../src/ports.ts';
import { type Sleep, settlesWithin } from '../../src/timing.ts';
import { SLACK } from './arrival.ts';
import { isDirect, LATEST } from './incoming.ts';
import type { Posts } from './posts.ts';
import type { Rendered } from './render/message.ts';
import type { SlackApi } from './web/api.ts';
import { ResponseExpired } from './web/response-url.ts';

/** What somebody did, and how they can be answered. */
export interface Asked {
  readonly incoming: Incoming;
  /** Takes five private answers, of a command or a button. */
  readonly responseUrl?: string | undefined;
  /** The first message of the thread in which an answer for all to see goes; without it such an answer stands alone. */
  readonly threadTs?: string | undefined;
  /** A next page: private, whatever it was a page of. */
  readonly isPage: boolean;
  /** The answer takes the place of the private message whose button was pressed. */
  readonly inPlace: boolean;
  /** It was begun before: an answer may stand there already, since then. */
  readonly lookSince?: Date | undefined;
}

interface RepliesOptions {
  readonly api: SlackApi;
  readonly bot: Bot;
  readonly posts: Posts;
  readonly log: Log;
  readonly sleep: Sleep;
}

/** After this the person is told that it takes a while. */
const SLOW = 1_500;

export interface Replies {
  /** Asks the bot, and says what it says where it belongs. */
  answer(asked: Asked): Promise<void>;
  /** Says something to the one person. */
  tell(asked: Asked, text: string): Promise<void>;
}

/** @throws where Slack may have taken an answer or may take it later, so that it is tried again */
export function createReplies({ api, bot, posts, log, sleep }: RepliesOptions): Replies {
  async function answer(asked: Asked): Promise<void> {
    const handling = bot.handle(asked.incoming);
    if (!(await settlesWithin(handling, SLOW, sleep))) await sayStillLooking(asked);
    const reply = await handling;
    if (reply === undefined) return;
    if (isForAll(asked, reply)) await answerAll(asked, reply);
    else await answerPrivately(asked, reply);
  }

  /** Only what has a button can be replaced, so that elsewhere the answer comes below the note. */
  async function sayStillLooking({ incoming, responseUrl, inPlace }: Asked): Promise<void> {
    // whoever talks in a thread with others may not mean Paperboy at all
    if (incoming.kind === 'message' && !incoming.addressed) return;
    try {
      const [part] = await posts.render(textMessage('Still looking…'));
      if (part === undefined) return;
      if (responseUrl === undefined)
        await api.ephemeral(incoming.place.workspace, { ...whereToTell(incoming), ...part });
      else await api.respond(responseUrl, { ...part, responseType: 'ephemeral', replaceOriginal: inPlace });
    } catch (error) {
      log.info('A person could not be told to wait.', { error });
    }
  }

  async function answerAll(asked: Asked, reply: Reply): Promise<void> {
    const { incoming, threadTs, lookSince } = asked;
    const { workspace, channel } = incoming.place;
    const { message } = reply;
    let parts: readonly [string, ...string[]];
    try {
      parts = await posts.post({ workspace, channel, threadTs, message, key: incoming.id, lookSince });
    } catch (error) {
      if (!(error instanceof PostRefused) || error.refusal.kind === 'later') throw error;
      return answerElsewhere(asked, message, error);
    }
    const thread = threadTs ?? parts[0];
    await open(incoming, thread, reply);
    // in a thread, too, somebody may react to the message itself
    const { topic } = reply;
    if (topic) for (const ts of parts) if (ts !== thread) await bot.opened({ ...incoming.place, thread: ts }, topic);
  }

  /**
   * Notes what a new thread is about. For one that goes on, the bot has done so itself: its replies there are for all.
   * A thread of others in a channel stays theirs.
   */
  async function open({ place }: Incoming, thread: string, { topic, audience }: Reply): Promise<void> {
    const isInThread = place.thread !== undefined && place.thread !== LATEST;
    if (topic === undefined || (isInThread && !(isDirect(place) && audience === 'caller'))) return;
    await bot.opened({ ...place, thread }, topic);
    if (isDirect(place) && place.thread === undefined) await bot.opened({ ...place, thread: LATEST }, topic);
  }

  /** Where Paperboy may not post, the address of the command or button still reaches all who are there. */
  async function answerElsewhere(asked: Asked, message: Message, refused: PostRefused): Promise<void> {
    const { incoming, responseUrl, lookSince } = asked;
    if (refused.refusal.kind === 'message') {
      const reference = fnv1a(`${SLACK} ${incoming.id}`).toString(16);
      log.error('Slack did not take an answer.', { reference, error: refused });
      return tellParts(asked, textMessage(`Slack did not take the answer (reference ${reference}).`), false);
    }
    const isMissing = refused.refusal.kind === 'channel' && refused.refusal.problem !== 'archived';
    // what can't be looked for may stand there already: the person alone sees it a second time
    if (!isMissing || responseUrl === undefined || lookSince) return tellParts(asked, message, false);
    const [first, ...others] = await posts.render(withNote(message));
    try {
      for (const part of first ? [first, ...others] : [])
        await api.respond(responseUrl, { ...part, responseType: 'in_channel', replaceOriginal: false });
    } catch (error) {
      if (!(error instanceof ResponseExpired)) throw error;
      await tellParts(asked, message, false);
    }
  }

  async function answerPrivately(asked: Asked, { message, topic }: Reply): Promise<void> {
    await tellParts(asked, message, asked.inPlace);
    const { place } = asked.incoming;
    if (topic && isDirect(place) && place.thread === undefined) await bot.opened({ ...place, thread: LATEST }, topic);
  }

  async function tellParts(asked: Asked, message: Message, replaces: boolean): Promise<void> {
    for (const [i, part] of (await posts.render(message)).entries()) await tell(asked, part, replaces && i === 0);
  }

  /** Says something to one person, in the best way that still works. */
  async function tell({ incoming, responseUrl }: Asked, part: Rendered, replaces: boolean): Promise<void> {
    const { place, user } = incoming;
    if (responseUrl !== undefined) {
      try {
        return await api.respond(responseUrl, { ...part, responseType: 'ephemeral', replaceOriginal: replaces });
      } catch (error) {
        if (!(error instanceof ResponseExpired)) throw error;
      }
    }
    try {
      return await api.ephemeral(place.workspace, { ...whereToTell(incoming), ...part });
    } catch (error) {
      if (!(error instanceof PostRefused) || error.refusal.kind === 'later') throw error;
    }
    try {
      const channel = await api.direct(place.workspace, user.id);
      await api.post(place.workspace, { channel, ...part });
    } catch (error) {
      if (!(error instanceof PostRefused) || error.refusal.kind === 'later') throw error;
      log.warn('A person could not be answered.', { error });
    }
  }

  return { answer, tell: (asked, text) => tellParts(asked, textMessage(text), false) };
}

/** In a thread, and in a conversation of two, an answer is for all who are there. */
function isForAll({ incoming, isPage, responseUrl }: Asked, { audience }: Reply): boolean {
  if (responseUrl === undefined && isDirect(incoming.place)) return true;
  if (isPage) return false;
  return audience === 'channel' || (incoming.kind === 'message' && incoming.addressed);
}

function whereToTell({ place, user }: Incoming): { channel: string; user: string; threadTs?: string } {
  const { channel, thread } = place;
  return { channel, user: user.id, ...(thread === undefined || thread === LATEST ? {} : { threadTs: thread }) };
}

function withNote(message: Message): Message {
  const note: Block = { kind: 'finePrint', text: say`For answers in a thread: \`/invite @Paperboy\`.` };
  return { ...message, blocks: [...message.blocks, note] };
}

function textMessage(text: string): Message {
  return { summary: text, blocks: [{ kind: 'text', text: say`${text}` }] };
}
