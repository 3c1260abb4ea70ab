import { PermissionFlagsBits, type PermissionsString } from 'discord.js';
import type { Call, FakeDiscordOptions, Grantable, Json, ShownMessage, ShownModal } from './types.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export type StoredMessage = Writable<ShownMessage> & {
  readonly createdAt: number;
  editedAt?: number;
  /** Who is pinged, among them the bot. */
  mentions: readonly string[];
};

type StoredModal = Writable<ShownModal>;

export interface Channel {
  readonly id: string;
  readonly guildId?: string;
  /** As Discord counts: 0 text, 1 direct, 11 public thread, 15 forum. */
  type: number;
  name: string;
  exists: boolean;
  /** What the bot may do there. */
  permissions: bigint;
  parentId?: string;
  archived: boolean;
  locked: boolean;
  /** With whom a direct conversation is. */
  recipient?: string;
}

/** What a person did and the bot is to answer. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: 'command' | 'component' | 'autocomplete' | 'modal';
  readonly bornAt: number;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId?: string;
  /** The message of a pressed button. */
  readonly source?: StoredMessage;
  /** The modal that was submitted. */
  readonly submitted?: StoredModal;
  response?: { readonly type: number; readonly body: Json };
  ephemeral: boolean;
  /** The answer itself, or, where an update was deferred, the message that is updated. */
  original?: StoredMessage;
  /** A deferred answer that says nothing yet. */
  thinking?: StoredMessage;
  readonly followUps: StoredMessage[];
  modal?: StoredModal;
  /** To be called at the first response. */
  answered: () => void;
}

/** All that Discord knows. */
export interface State {
  readonly options: FakeDiscordOptions;
  readonly token: string;
  readonly applicationId: string;
  readonly botUserId: string;
  readonly guilds: readonly string[];
  readonly channels: Map<string, Channel>;
  readonly messages: StoredMessage[];
  readonly ephemerals: StoredMessage[];
  readonly modals: StoredModal[];
  readonly interactions: Map<string, Interaction>;
  /** Registered commands by where: 'global' or a server's id. */
  readonly commands: Map<string, readonly Json[]>;
  readonly granted: Set<Grantable>;
  /** By the message: each person with each emoji. */
  readonly reactions: Map<string, Set<string>>;
  readonly calls: Call[];
  readonly violations: string[];
  now(): number;
  advance(ms: number): void;
  /** A snowflake that nothing has yet, of this moment. */
  nextId(): string;
  violation(text: string): void;
  /** To be called after every change, for those who wait. */
  changed(): void;
  onChange(listener: () => void): () => void;
}

export const FIRST_GUILD = '1100000000000000001';
export const FIRST_CHANNEL = '1100000000000000002';
export const FIRST_USER = '1100000000000000003';
const BOT_USER = '1100000000000000004';
const DISCORD_EPOCH = 1_420_070_400_000;
export const FIRST_RESPONSE_MS = 3000;
export const TOKEN_LIFE_MS = 15 * 60_000;

/** What a bot is given by a careful invitation; `permissions` of a channel takes the place of it. */
const USUAL: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'ReadMessageHistory',
];
export const USUAL_PERMISSIONS = USUAL.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);

/** @throws Error where Discord knows no such permission */
export function permissionBits(names: readonly string[]): bigint {
  return names.reduce((sum, name) => {
    const wanted = name.replaceAll('_', '').toLowerCase();
    const found = Object.entries(PermissionFlagsBits).find(([known]) => known.toLowerCase() === wanted);
    if (found === undefined) throw new Error(`there is no permission ${name}`);
    return sum | found[1];
  }, 0n);
}

export function createState(options: FakeDiscordOptions): State {
  const listeners = new Set<() => void>();
  let advanced = 0;
  let lastId = 0n;
  const state: State = {
    options,
    token: [Buffer.from(BOT_USER).toString('base64url'), 'Fake01', 'token0of0no0worth0at0all0'].join('.'),
    applicationId: BOT_USER,
    botUserId: BOT_USER,
    guilds: [FIRST_GUILD, ...(options.moreGuilds ?? [])],
    channels: new Map(),
    messages: [],
    ephemerals: [],
    modals: [],
    interactions: new Map(),
    commands: new Map(),
    granted: new Set(options.granted ?? []),
    reactions: new Map(),
    calls: [],
    violations: [],
    now: () => (options.now?.() ?? Date.now()) + advanced,
    advance(ms) {
      advanced += ms;
      state.changed();
    },
    nextId() {
      const now = BigInt(Math.floor(state.now()) - DISCORD_EPOCH) << 22n;
      lastId = now > lastId ? now : lastId + 1n;
      return String(lastId);
    },
    violation(text) {
      state.violations.push(text);
      state.changed();
    },
    changed() {
      for (const listener of [...listeners]) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  makeChannel(state, FIRST_CHANNEL, { guildId: FIRST_GUILD });
  return state;
}

export function makeChannel(state: State, id: string, settings: Partial<Channel>): Channel {
  const channel: Channel = {
    id,
    type: 0,
    name: `channel-${id.slice(-4)}`,
    exists: true,
    permissions: USUAL_PERMISSIONS,
    archived: false,
    locked: false,
    ...settings,
  };
  state.channels.set(id, channel);
  return channel;
}

/** The direct conversation of the bot with a person. */
export function directOf(state: State, recipient: string): Channel {
  for (const channel of state.channels.values()) if (channel.recipient === recipient) return channel;
  return makeChannel(state, state.nextId(), { type: 1, recipient, name: '' });
}

/** What the bot may do: in a thread what it may in its channel. */
export function permissionsIn(state: State, channel: Channel): bigint {
  if (channel.type === 1) return USUAL_PERMISSIONS;
  const parent = channel.parentId === undefined ? undefined : state.channels.get(channel.parentId);
  return isThread(channel) && parent !== undefined ? parent.permissions & channel.permissions : channel.permissions;
}

export function isThread(channel: Channel): boolean {
  return channel.type === 11 || channel.type === 12;
}

export function reactionsTo(state: State, messageId: string): Set<string> {
  const known = state.reactions.get(messageId) ?? new Set();
  state.reactions.set(messageId, known);
  return known;
}

/** A message by id, whoever sees it. */
export function findMessage(state: State, channelId: string, id: string): StoredMessage | undefined {
  return state.messages.find((one) => one.id === id && one.channelId === channelId);
}

export function addMessage(
  state: State,
  message: Omit<StoredMessage, 'id' | 'createdAt' | 'edited' | 'flags' | 'embeds' | 'components' | 'mentions'> &
    Partial<StoredMessage>,
): StoredMessage {
  const stored: StoredMessage = {
    embeds: [],
    components: [],
    flags: 0,
    edited: false,
    mentions: [],
    ...message,
    id: message.id ?? state.nextId(),
    createdAt: state.now(),
  };
  (stored.ephemeralFor === undefined ? state.messages : state.ephemerals).push(stored);
  state.changed();
  return stored;
}
