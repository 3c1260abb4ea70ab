import { textOf } from '../values.ts';
import { channelFor } from './chat-methods.ts';
import { messageJson } from './messages.ts';
import type { Method, MethodCall } from './method.ts';
import { Refusal } from './refusal.ts';
import { directOf, findMessage, type StoredMessage } from './state.ts';
import type { Json } from './types.ts';

const WINDOW = ['oldest', 'latest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'];
const HISTORY_SCOPES = { channel: 'channels:history', group: 'groups:history', im: 'im:history' };

const isTrue = (value: unknown) => value === true || value === 'true' || value === '1';

/** @throws Refusal missing_scope: history needs another scope in each kind of channel */
function readableChannel(call: MethodCall) {
  const channel = channelFor(call, true);
  const needed = HISTORY_SCOPES[channel.kind];
  const scopes = call.state.options.scopes;
  if (scopes !== undefined && !scopes.includes(needed))
    throw new Refusal('missing_scope', { needed, provided: scopes.join(',') });
  return channel;
}

/** Cuts out the window and the page that a call asks for. @param messages in the order in which they are given */
function page({ state, args }: MethodCall, messages: readonly StoredMessage[]): Json {
  const oldest = Number(textOf(args['oldest']) || 0);
  const latest = Number(textOf(args['latest']) || Number.MAX_SAFE_INTEGER);
  const limit = Number(textOf(args['limit']) || 100);
  const cursor = textOf(args['cursor']);
  if (!Number.isInteger(limit) || limit < 1 || limit > 999) throw new Refusal('invalid_limit');
  if (Number.isNaN(oldest)) throw new Refusal('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new Refusal('invalid_ts_latest');
  if (cursor !== '' && !/^next:\d+$/.test(cursor)) throw new Refusal('invalid_cursor');
  const inside = messages.filter(({ ts }) =>
    isTrue(args['inclusive'])
      ? Number(ts) >= oldest && Number(ts) <= latest
      : Number(ts) > oldest && Number(ts) < latest,
  );
  const from = cursor === '' ? 0 : Number(cursor.slice(5));
  const to = from + Math.min(limit, state.options.historyCap ?? 999);
  const hasMore = to < inside.length;
  const all = isTrue(args['include_all_metadata']);
  return {
    messages: inside.slice(from, to).map((message) => messageJson(state, message, all)),
    has_more: hasMore,
    ...(hasMore ? { response_metadata: { next_cursor: `next:${to}` } } : {}),
  };
}

export const CONVERSATION_METHODS: Readonly<Record<string, Method>> = {
  'conversations.history': {
    token: 'bot',
    required: ['channel'],
    optional: WINDOW,
    run(call) {
      const channel = readableChannel(call);
      const messages = call.state.messages.filter(
        (one) =>
          one.workspace === call.workspace.id &&
          one.channel === channel.id &&
          (one.threadTs === undefined || one.threadTs === one.ts),
      );
      return page(call, messages.toReversed());
    },
  },
  'conversations.replies': {
    token: 'bot',
    required: ['channel', 'ts'],
    optional: WINDOW,
    run(call) {
      const channel = readableChannel(call);
      const parent = findMessage(call.state, call.workspace.id, channel.id, textOf(call.args['ts']));
      if (parent === undefined) throw new Refusal('thread_not_found');
      const replies = call.state.messages.filter(
        (one) => one.workspace === parent.workspace && one.channel === channel.id && one.threadTs === parent.ts,
      );
      return page(call, [parent, ...replies]);
    },
  },
  'conversations.open': {
    token: 'bot',
    scope: 'im:write',
    required: [],
    optional: ['users', 'channel', 'return_im', 'prevent_creation'],
    run({ workspace, args }) {
      const users = textOf(args['users']).split(',').filter(Boolean);
      if (users.length !== 1) throw new Refusal('users_list_not_supplied');
      const person = workspace.people.get(users[0]!);
      if (person === undefined) throw new Refusal('user_not_found');
      if (person.isBot) throw new Refusal('cannot_dm_bot');
      return { no_op: false, already_open: false, channel: { id: directOf(workspace, person.id).id } };
    },
  },
  'conversations.info': {
    token: 'bot',
    scope: 'channels:read',
    required: ['channel'],
    optional: ['include_locale', 'include_num_members'],
    run(call) {
      const channel = channelFor(call, false);
      return {
        channel: {
          id: channel.id,
          name: `name-of-${channel.id.toLowerCase()}`,
          is_channel: channel.kind === 'channel',
          is_group: channel.kind === 'group',
          is_im: channel.kind === 'im',
          is_private: channel.kind !== 'channel',
          is_archived: channel.archived,
          is_member: channel.member,
        },
      };
    },
  },
};
