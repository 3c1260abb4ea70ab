import { GatewayIntentBits, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { isObject, objectOf, textOf } from '../values.ts';
import { checkEmbedding, readContent } from './content.ts';
import {
  DiscordError,
  invalidForm,
  missingAccess,
  missingPermissions,
  unknownChannel,
  unknownMessage,
} from './errors.ts';
import { channelJson, messageJson, readable } from './payloads.ts';
import type { Route, RouteCall, Routes } from './route.ts';
import {
  addMessage,
  type Channel,
  findMessage,
  isThread,
  makeChannel,
  permissionsIn,
  type State,
  type StoredMessage,
} from './state.ts';

/** So long Discord knows a nonce again. */
const NONCE_LIFE_MS = 5 * 60_000;
const MOST_MESSAGES = 100;
const ARCHIVE_MINUTES = [60, 1440, 4320, 10_080];

const route = (run: Route['run']): Route => ({ auth: 'bot', run });

/** @throws DiscordError 10003, 50001 without VIEW_CHANNEL, 50013 without the others */
function channelOf({ state, params }: RouteCall, needed: bigint): Channel {
  const channel = state.channels.get(params['channel'] ?? '');
  if (channel === undefined || !channel.exists) throw unknownChannel();
  const permissions = permissionsIn(state, channel);
  if ((permissions & PermissionFlagsBits.ViewChannel) === 0n) throw missingAccess();
  if ((permissions & needed) !== needed) throw missingPermissions();
  return channel;
}

function channelToPostIn(call: RouteCall): Channel {
  const found = channelOf(call, 0n);
  const channel = channelOf(
    call,
    isThread(found) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
  );
  if (channel.type === 15 || channel.type === 4)
    throw new DiscordError(400, 50008, 'Cannot send messages in a non-text channel');
  if (channel.archived && channel.locked)
    throw new DiscordError(400, 50083, 'Operation on archived thread was rejected');
  if (channel.locked) throw new DiscordError(400, 160005, 'This thread is locked');
  // What is said in an archived thread opens it again.
  channel.archived = false;
  return channel;
}

function ownMessage(call: RouteCall): StoredMessage {
  const channel = channelOf(call, 0n);
  const message = findMessage(call.state, channel.id, call.params['message'] ?? '');
  if (message === undefined) throw unknownMessage();
  if (channel.archived) throw new DiscordError(400, 50083, 'Operation on archived thread was rejected');
  return message;
}

/** Everybody who hears the channel is told of a message, the bot of its own too. */
export function echo(state: State, tell: RouteCall['tell'], message: StoredMessage, type: string): void {
  const intent = message.guildId === undefined ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  tell({
    guildId: message.guildId,
    type,
    intent,
    data: (full) => ({
      ...messageJson(state, message, full || readable(state, message)),
      channel_type: state.channels.get(message.channelId)?.type ?? 0,
      ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
    }),
  });
}

function post(call: RouteCall) {
  const { state, name, body } = call;
  const channel = channelToPostIn(call);
  const given = objectOf(body);
  const nonce = textOf(given['nonce']);
  if (nonce.length > 25) throw invalidForm(['must be less than 26 characters [json-pointer:/nonce]']);
  const content = readContent(state, name, body, { besides: ['nonce', 'enforce_nonce', 'message_reference'] });
  checkEmbedding(permissionsIn(state, channel), content);
  if ((content.flags & MessageFlags.Ephemeral) !== 0) state.violation(`${name}: only an interaction can be private`);
  if (given['enforce_nonce'] === true && nonce !== '') {
    const before = state.messages.find(
      (one) =>
        one.byBot && one.channelId === channel.id && one.nonce === nonce && state.now() - one.createdAt < NONCE_LIFE_MS,
    );
    if (before !== undefined) return { ...messageJson(state, before, true), nonce };
  }
  const reference = given['message_reference'];
  const replyTo = isObject(reference) ? textOf(reference['message_id']) : undefined;
  if (replyTo !== undefined && findMessage(state, channel.id, replyTo) === undefined) {
    if (!isObject(reference) || reference['fail_if_not_exists'] !== false)
      throw invalidForm(['Unknown message [json-pointer:/message_reference]']);
  }
  const message = addMessage(state, {
    channelId: channel.id,
    ...(channel.guildId === undefined ? {} : { guildId: channel.guildId }),
    userId: state.botUserId,
    byBot: true,
    ...content,
    ...(replyTo === undefined || findMessage(state, channel.id, replyTo) === undefined ? {} : { replyTo }),
    ...(nonce === '' ? {} : { nonce }),
  });
  echo(state, call.tell, message, 'MESSAGE_CREATE');
  return { ...messageJson(state, message, true), ...(nonce === '' ? {} : { nonce }) };
}

function history(call: RouteCall) {
  const { state, query } = call;
  const channel = channelOf(call, 0n);
  const limit = Number(query['limit'] ?? 50);
  if (!(limit >= 1 && limit <= MOST_MESSAGES))
    throw invalidForm([`must be between 1 and ${MOST_MESSAGES} [json-pointer:/limit]`]);
  if ((permissionsIn(state, channel) & PermissionFlagsBits.ReadMessageHistory) === 0n) return [];
  const order = (a: StoredMessage, b: StoredMessage) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
  const here = state.messages.filter((one) => one.channelId === channel.id).sort(order);
  const { after, before, around } = query;
  const chosen = () => {
    if (after !== undefined) return here.filter((one) => BigInt(one.id) > BigInt(after)).slice(0, limit);
    if (before !== undefined) return here.filter((one) => BigInt(one.id) < BigInt(before)).slice(-limit);
    if (around === undefined) return here.slice(-limit);
    const at = here.findIndex((one) => BigInt(one.id) >= BigInt(around));
    const from = Math.max(0, (at === -1 ? here.length : at) - Math.floor(limit / 2));
    return here.slice(from, from + limit);
  };
  const all = state.granted.has('MessageContent');
  // The newest first, whichever of them were asked for.
  return chosen()
    .reverse()
    .map((one) => messageJson(state, one, all || readable(state, one)));
}

function nameOf(call: RouteCall): string {
  const given = objectOf(call.body);
  const name = textOf(given['name']);
  const minutes = given['auto_archive_duration'];
  const problems = [
    ...(name.trim().length >= 1 && name.length <= 100
      ? []
      : ['must be between 1 and 100 characters in length. [json-pointer:/name]']),
    ...(minutes === undefined || ARCHIVE_MINUTES.includes(Number(minutes))
      ? []
      : [`must be one of ${ARCHIVE_MINUTES.join(', ')} [json-pointer:/auto_archive_duration]`]),
  ];
  if (problems.length === 0) return name;
  call.state.violation(`${call.name}: ${problems.join('; ')}`);
  throw invalidForm(problems);
}

/** A thread from a message, made by the bot or a person. @throws Error where there is one */
export function startThread(state: State, tell: RouteCall['tell'], message: StoredMessage, name: string): Channel {
  const thread = makeChannel(state, message.id, {
    type: 11,
    name,
    parentId: message.channelId,
    permissions: ~0n,
    ...(message.guildId === undefined ? {} : { guildId: message.guildId }),
  });
  tell({
    guildId: message.guildId,
    type: 'THREAD_CREATE',
    intent: GatewayIntentBits.Guilds,
    data: () => ({ ...channelJson(state, thread), newly_created: true }),
  });
  state.changed();
  return thread;
}

/** Channels, their messages and threads. */
export const CHANNEL_ROUTES: Routes = {
  'POST /channels/:channel/messages': route(post),
  'GET /channels/:channel/messages': route(history),
  'GET /channels/:channel/messages/:message': route((call) => {
    const channel = channelOf(call, PermissionFlagsBits.ReadMessageHistory);
    const message = findMessage(call.state, channel.id, call.params['message'] ?? '');
    if (message === undefined) throw unknownMessage();
    return messageJson(call.state, message, call.state.granted.has('MessageContent') || readable(call.state, message));
  }),
  'PATCH /channels/:channel/messages/:message': route((call) => {
    const message = ownMessage(call);
    if (!message.byBot) throw new DiscordError(403, 50005, 'Cannot edit a message authored by another user');
    const content = readContent(call.state, call.name, call.body, { before: message });
    Object.assign(message, content, { edited: true, editedAt: call.state.now() });
    echo(call.state, call.tell, message, 'MESSAGE_UPDATE');
    call.state.changed();
    return messageJson(call.state, message, true);
  }),
  'DELETE /channels/:channel/messages/:message': route((call) => {
    const message = ownMessage(call);
    if (!message.byBot) throw missingPermissions();
    call.state.messages.splice(call.state.messages.indexOf(message), 1);
    call.state.changed();
    return undefined;
  }),
  'POST /channels/:channel/messages/:message/threads': {
    auth: 'bot',
    status: 201,
    run(call) {
      const channel = channelOf(call, PermissionFlagsBits.CreatePublicThreads);
      if (channel.type !== 0 && channel.type !== 5)
        throw new DiscordError(400, 50024, 'Cannot execute action on this channel type');
      const message = findMessage(call.state, channel.id, call.params['message'] ?? '');
      if (message === undefined) throw unknownMessage();
      if (call.state.channels.has(message.id))
        throw new DiscordError(400, 160004, 'A thread has already been created for this message');
      return channelJson(call.state, startThread(call.state, call.tell, message, nameOf(call)));
    },
  },
  /** Threads only: opened, closed, renamed. */
  'PATCH /channels/:channel': route((call) => {
    const thread = channelOf(call, PermissionFlagsBits.SendMessagesInThreads);
    if (!isThread(thread)) throw new DiscordError(403, 50013, 'Missing Permissions');
    const { archived, locked, name } = objectOf(call.body);
    const moderates = (permissionsIn(call.state, thread) & PermissionFlagsBits.ManageThreads) !== 0n;
    if ((locked !== undefined || thread.locked) && !moderates) throw missingPermissions();
    if (typeof archived === 'boolean') thread.archived = archived;
    if (typeof locked === 'boolean') thread.locked = locked;
    if (name !== undefined) thread.name = nameOf(call);
    const data = () => channelJson(call.state, thread);
    call.tell({ guildId: thread.guildId, type: 'THREAD_UPDATE', intent: GatewayIntentBits.Guilds, data });
    call.state.changed();
    return channelJson(call.state, thread);
  }),
  'POST /channels/:channel/typing': route((call) => void channelToPostIn(call)),
  'PUT /channels/:channel/thread-members/@me': route((call) => void channelOf(call, 0n)),
};
