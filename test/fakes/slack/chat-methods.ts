import { isObject, textOf } from '../values.ts';
import { checkUnfurls, readContent } from './content.ts';
import { addMessage, checkThread, messageJson } from './messages.ts';
import type { Method, MethodCall } from './method.ts';
import { Refusal } from './refusal.ts';
import { type Channel, directOf, findMessage, type StoredMessage } from './state.ts';
import type { Json, Metadata } from './types.ts';

const LONGEST_METADATA = 16_000;
const CONTENT = ['text', 'blocks', 'attachments', 'metadata', 'mrkdwn', 'parse', 'link_names'];

/**
 * The channel of a call.
 * @throws Refusal channel_not_found where it does not exist or is private and foreign, not_in_channel where the method
 * needs membership
 */
export function channelFor({ workspace, args }: MethodCall, needsMembership: boolean): Channel {
  const channel = workspace.channels.get(textOf(args['channel']));
  if (channel === undefined || !channel.exists) throw new Refusal('channel_not_found');
  if (!channel.member && channel.kind !== 'channel') throw new Refusal('channel_not_found');
  if (!channel.member && needsMembership) throw new Refusal('not_in_channel');
  return channel;
}

/** A person's id means the direct conversation with them. @throws Refusal is_archived, and those of `channelFor` */
function channelToPostIn(call: MethodCall): Channel {
  const scopes = call.state.options.scopes;
  const person = call.workspace.people.get(textOf(call.args['channel']));
  if (person !== undefined) return directOf(call.workspace, person.id);
  const channel = channelFor(call, scopes !== undefined && !scopes.includes('chat:write.public'));
  if (channel.archived) throw new Refusal('is_archived');
  return channel;
}

function metadataOf({ state, args }: MethodCall): { readonly metadata?: Metadata } {
  const given = args['metadata'];
  if (given === undefined) return {};
  const type = isObject(given) ? given['event_type'] : undefined;
  const payload = isObject(given) ? given['event_payload'] : undefined;
  if (typeof type !== 'string' || type === '' || !isObject(payload)) {
    state.violation('metadata without event_type or event_payload');
    throw new Refusal('invalid_metadata_format');
  }
  if (JSON.stringify(given).length > LONGEST_METADATA) throw new Refusal('metadata_too_large');
  return { metadata: { event_type: type, event_payload: payload } };
}

function threadOf(call: MethodCall, method: string, channel: string): { readonly threadTs?: string } {
  const threadTs = textOf(call.args['thread_ts']);
  if (threadTs === '') return {};
  checkThread(call.state, method, call.workspace.id, channel, threadTs);
  return { threadTs };
}

function ownMessage(call: MethodCall, error: string): StoredMessage {
  const channel = channelFor(call, false);
  const message = findMessage(call.state, call.workspace.id, channel.id, textOf(call.args['ts']));
  if (message === undefined) throw new Refusal('message_not_found');
  if (!message.byBot) throw new Refusal(error);
  return message;
}

/** The bot hears what it says, where it is a member. */
function echo(call: MethodCall, channel: Channel, event: Json): void {
  if (!channel.member || call.state.options.echo === false) return;
  const type = channel.kind === 'im' ? 'im' : channel.kind;
  call.tell(call.workspace.id, { ...event, channel: channel.id, channel_type: type });
}

export const CHAT_METHODS: Readonly<Record<string, Method>> = {
  'chat.postMessage': {
    token: 'bot',
    scope: 'chat:write',
    required: ['channel'],
    optional: [...CONTENT, 'thread_ts', 'reply_broadcast', 'unfurl_links', 'unfurl_media', 'username', 'icon_emoji'],
    run(call) {
      const { state, workspace, args } = call;
      const channel = channelToPostIn(call);
      const thread = threadOf(call, 'chat.postMessage', channel.id);
      const metadata = metadataOf(call);
      const content = readContent(state, 'chat.postMessage', args);
      checkUnfurls(state, 'chat.postMessage', args);
      const by = { workspace: workspace.id, channel: channel.id, user: workspace.botUserId, byBot: true };
      const message = addMessage(state, { ...by, ...content, ...thread, ...metadata });
      const json = messageJson(state, message, true);
      echo(call, channel, { ...json, event_ts: message.ts });
      return { channel: channel.id, ts: message.ts, message: json };
    },
  },
  'chat.postEphemeral': {
    token: 'bot',
    scope: 'chat:write',
    required: ['channel', 'user'],
    optional: [...CONTENT, 'thread_ts', 'username', 'icon_emoji'],
    run(call) {
      const { state, workspace, args } = call;
      const channel = channelToPostIn(call);
      const user = textOf(args['user']);
      if (!workspace.people.has(user)) throw new Refusal('user_not_in_channel');
      if (!channel.member) throw new Refusal('not_in_channel');
      const thread = threadOf(call, 'chat.postEphemeral', channel.id);
      const content = readContent(state, 'chat.postEphemeral', args);
      const ts = state.nextTs();
      const where = { workspace: workspace.id, channel: channel.id };
      state.ephemerals.push({ kind: 'ephemeral', ...where, user, ts, edited: false, ...thread, ...content });
      return { message_ts: ts };
    },
  },
  'chat.update': {
    token: 'bot',
    scope: 'chat:write',
    required: ['channel', 'ts'],
    optional: [...CONTENT, 'reply_broadcast', 'file_ids'],
    run(call) {
      const message = ownMessage(call, 'cant_update_message');
      const metadata = metadataOf(call);
      const content = readContent(call.state, 'chat.update', call.args);
      const previous = messageJson(call.state, message, true);
      Object.assign(message, content, metadata, { edited: true });
      const json = messageJson(call.state, message, true);
      const channel = channelFor(call, false);
      const ts = call.state.nextTs();
      const changed = { type: 'message', subtype: 'message_changed', hidden: true, ts, event_ts: ts };
      echo(call, channel, { ...changed, message: json, previous_message: previous });
      return { channel: channel.id, ts: message.ts, text: message.text, message: json };
    },
  },
  'chat.delete': {
    token: 'bot',
    scope: 'chat:write',
    required: ['channel', 'ts'],
    optional: ['as_user'],
    run(call) {
      const message = ownMessage(call, 'cant_delete_message');
      call.state.messages.splice(call.state.messages.indexOf(message), 1);
      return { channel: message.channel, ts: message.ts };
    },
  },
};
