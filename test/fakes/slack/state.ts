import type { Call, Delivery, FakeSlackOptions, Json, LiveSequence, Metadata } from './types.ts';

export interface Workspace {
  readonly id: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly token: string;
  installed: boolean;
  readonly channels: Map<string, Channel>;
  readonly people: Map<string, Person>;
}

export interface Channel {
  readonly id: string;
  kind: 'channel' | 'group' | 'im';
  exists: boolean;
  member: boolean;
  archived: boolean;
  /** Whose direct conversation it is. */
  user?: string;
}

export interface Person {
  readonly id: string;
  tz: string | undefined;
  isAdmin: boolean;
  isBot: boolean;
}

export interface StoredMessage {
  readonly kind: 'message';
  readonly workspace: string;
  readonly channel: string;
  readonly ts: string;
  threadTs?: string;
  text: string;
  blocks: readonly unknown[];
  metadata?: Metadata;
  readonly user: string;
  readonly byBot: boolean;
  edited: boolean;
  readonly reactions: Map<string, Set<string>>;
}

export interface StoredEphemeral {
  readonly kind: 'ephemeral';
  readonly workspace: string;
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  threadTs?: string;
  text: string;
  blocks: readonly unknown[];
  edited: boolean;
}

export interface StoredView {
  readonly kind: 'view';
  readonly workspace: string;
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly user: string;
  hash: string;
  callbackId: string;
  privateMetadata: string;
  title: string;
  blocks: readonly unknown[];
  open: boolean;
  errors: Readonly<Record<string, string>>;
  /** As the bot gave it. */
  source: Json;
}

/** A response_url: five answers within half an hour, to a command or to a click on a message. */
export interface ResponseUrl {
  readonly workspace: string;
  readonly channel: string;
  readonly user: string;
  /** The message that was clicked on; a command has none. */
  readonly origin?: StoredMessage | StoredEphemeral;
  readonly bornAt: number;
  uses: number;
}

/** All that Slack knows. */
export interface State {
  readonly options: FakeSlackOptions;
  readonly workspaces: Map<string, Workspace>;
  readonly messages: StoredMessage[];
  readonly ephemerals: StoredEphemeral[];
  readonly views: StoredView[];
  readonly homes: Map<string, StoredView>;
  readonly calls: Call[];
  readonly deliveries: Delivery[];
  readonly live: LiveSequence[];
  readonly violations: string[];
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly triggers: Map<string, { readonly user: string; readonly bornAt: number; used: boolean }>;
  /** Codes of installations that were allowed, with workspace and person. */
  readonly codes: Map<string, { readonly workspace: string; readonly user: string; used: boolean }>;
  readonly tickets: Set<string>;
  now(): number;
  advance(ms: number): void;
  /** A timestamp that no message has yet. */
  nextTs(): string;
  nextId(prefix: string): string;
  violation(text: string): void;
  /** To be called after every change, for those who wait. */
  changed(): void;
  onChange(listener: () => void): () => void;
}

export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_LIFE_MS = 30 * 60_000;
export const TRIGGER_LIFE_MS = 3000;

export function createState(options: FakeSlackOptions): State {
  const listeners = new Set<() => void>();
  let advanced = 0;
  let lastTs = 0;
  let ids = 0;
  const state: State = {
    options,
    workspaces: new Map(),
    messages: [],
    ephemerals: [],
    views: [],
    homes: new Map(),
    calls: [],
    deliveries: [],
    live: [],
    violations: [],
    responseUrls: new Map(),
    triggers: new Map(),
    codes: new Map(),
    tickets: new Set(),
    now: () => (options.now?.() ?? Date.now()) + advanced,
    advance(ms) {
      advanced += ms;
      state.changed();
    },
    nextTs() {
      lastTs = Math.max(lastTs + 1, state.now() * 1000);
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    },
    nextId(prefix) {
      ids += 1;
      return `${prefix}${String(ids).padStart(6, '0')}`;
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
  for (const id of options.workspaces ?? ['T0001']) install(state, id);
  return state;
}

/** The workspace with the bot in it, and a token that works. */
export function install(state: State, id: string): Workspace {
  const before = state.workspaces.get(id);
  const nth = before === undefined ? state.workspaces.size : [...state.workspaces.keys()].indexOf(id);
  const suffix = nth === 0 ? '' : String(nth + 1);
  const workspace: Workspace = {
    id,
    botUserId: `U0BOT${suffix}`,
    botId: `B0BOT${suffix}`,
    token: ['xoxb', '1000000000000', String(2000000000000 + nth), state.nextId('FakeTokenOfNoWorth')].join('-'),
    installed: true,
    channels: before?.channels ?? new Map(),
    people: before?.people ?? new Map(),
  };
  state.workspaces.set(id, workspace);
  personOf(workspace, workspace.botUserId).isBot = true;
  channelOf(workspace, 'C0001');
  personOf(workspace, 'U0001');
  return workspace;
}

export function workspaceOf(state: State, id: string): Workspace {
  const workspace = state.workspaces.get(id);
  if (workspace === undefined) throw new Error(`the fake Slack has no workspace ${id}`);
  return workspace;
}

/** The channel, made where somebody is the first to go there. */
export function channelOf(workspace: Workspace, id: string): Channel {
  let channel = workspace.channels.get(id);
  if (channel === undefined) {
    const kind = id.startsWith('D') ? 'im' : id.startsWith('G') ? 'group' : 'channel';
    channel = { id, kind, exists: true, member: true, archived: false };
    workspace.channels.set(id, channel);
  }
  return channel;
}

export function personOf(workspace: Workspace, id: string): Person {
  let person = workspace.people.get(id);
  if (person === undefined) {
    person = { id, tz: 'Europe/Berlin', isAdmin: false, isBot: false };
    workspace.people.set(id, person);
  }
  return person;
}

/** The direct conversation of the bot with a person. */
export function directOf(workspace: Workspace, user: string): Channel {
  for (const channel of workspace.channels.values()) if (channel.user === user) return channel;
  const channel = channelOf(workspace, `D${user.slice(1)}`);
  channel.user = user;
  return channel;
}

/** Under which key a person's App Home is kept. */
export function homeKey(state: State, workspace: string, user: string): string {
  const isFirst = [...state.workspaces.keys()][0] === workspace;
  return isFirst ? user : `${workspace}:${user}`;
}

export function findMessage(state: State, workspace: string, channel: string, ts: string): StoredMessage | undefined {
  return state.messages.find((one) => one.workspace === workspace && one.channel === channel && one.ts === ts);
}
