import { Refusal } from './refusal.ts';
import { findMessage, type State, type StoredMessage } from './state.ts';
import type { Json, Metadata } from './types.ts';

const EMOJI_NAME = /^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/;

/** Puts a message where everybody in the channel sees it. */
export function addMessage(
  state: State,
  message: Omit<StoredMessage, 'kind' | 'ts' | 'edited' | 'reactions'>,
): StoredMessage {
  const stored: StoredMessage = {
    kind: 'message',
    ts: state.nextTs(),
    edited: false,
    reactions: new Map(),
    ...message,
  };
  state.messages.push(stored);
  state.changed();
  return stored;
}

/**
 * The parent that a reply names.
 * @throws Refusal where there is none, or where it is a reply itself
 */
export function checkThread(state: State, method: string, workspace: string, channel: string, threadTs: string): void {
  const parent = findMessage(state, workspace, channel, threadTs);
  if (parent === undefined) throw new Refusal('thread_not_found');
  if (parent.threadTs === undefined || parent.threadTs === parent.ts) return;
  state.violation(`${method}: thread_ts ${threadTs} is a reply, not the parent`);
  throw new Refusal('cannot_reply_to_message');
}

/** Puts a person's emoji on a message, or takes it away. Throws where Slack has no button for it. */
export function changeReaction(message: StoredMessage, name: string, user: string, added: boolean): void {
  if (!EMOJI_NAME.test(name)) throw new Error(`there is no emoji :${name}:`);
  const people = message.reactions.get(name) ?? new Set();
  if (people.has(user) === added) throw new Error(`${user} has ${added ? 'reacted' : 'not reacted'} with :${name}:`);
  if (added) people.add(user);
  else people.delete(user);
  message.reactions.set(name, people);
}

/** A message as history and events give it. */
export function messageJson(state: State, message: StoredMessage, all: boolean): Json {
  const bot = state.workspaces.get(message.workspace);
  const replies = state.messages.filter(
    (one) => one.workspace === message.workspace && one.channel === message.channel && one.threadTs === message.ts,
  );
  const thread = message.threadTs ?? (replies.length > 0 ? message.ts : undefined);
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: message.workspace,
    ...(message.byBot ? { bot_id: bot?.botId, app_id: 'A0001' } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(replies.length > 0 ? { reply_count: replies.length, latest_reply: replies.at(-1)?.ts } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
    ...(message.metadata === undefined ? {} : { metadata: shownMetadata(message.metadata, all) }),
  };
}

function shownMetadata(metadata: Metadata, all: boolean): Json {
  return all ? { ...metadata } : { event_type: metadata.event_type };
}
