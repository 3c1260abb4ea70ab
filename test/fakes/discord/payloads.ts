import {
  type Channel,
  type Interaction,
  isThread,
  permissionsIn,
  type State,
  type StoredMessage,
  USUAL_PERMISSIONS,
} from './state.ts';
import type { Json } from './types.ts';

/** Whose the servers and the application are. */
export const OWNER = '1100000000000000099';
const ALL_PERMISSIONS = '9007199254740991';
const BORN = '2026-01-04T20:21:10.139000+00:00';
const ATTACHMENT_LIMIT = 10_485_760;

const iso = (ms: number) => new Date(ms).toISOString().replace('Z', '000+00:00');

export function userJson(state: State, id: string): Json {
  const isBot = id === state.botUserId;
  return {
    id,
    username: isBot ? 'paperboy' : `user${id.slice(-4)}`,
    discriminator: isBot ? '6184' : '0',
    global_name: isBot ? null : `User ${id.slice(-4)}`,
    avatar: null,
    ...(isBot ? { bot: true } : {}),
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  };
}

export function memberJson(): Json {
  const flags = { deaf: false, mute: false, pending: false, flags: 0 };
  const nothing = { nick: null, avatar: null, banner: null, communication_disabled_until: null, premium_since: null };
  return { roles: [], joined_at: BORN, ...flags, ...nothing };
}

/** The member of whom something comes, with what they may do there. */
function speakingMember(state: State, id: string, isAdmin: boolean): Json {
  return {
    ...memberJson(),
    permissions: isAdmin ? ALL_PERMISSIONS : String(USUAL_PERMISSIONS),
    user: userJson(state, id),
  };
}

export function channelJson(state: State, channel: Channel): Json {
  const common = { id: channel.id, type: channel.type, flags: 0, last_message_id: null };
  if (channel.type === 1)
    return { ...common, recipients: channel.recipient === undefined ? [] : [userJson(state, channel.recipient)] };
  if (!isThread(channel))
    return {
      ...common,
      guild_id: channel.guildId,
      name: channel.name,
      position: 0,
      permission_overwrites: overwrites(state, channel),
      nsfw: false,
      topic: null,
      parent_id: channel.parentId ?? null,
      rate_limit_per_user: 0,
    };
  return {
    ...common,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    owner_id: state.botUserId,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: channel.archived,
      locked: channel.locked,
      auto_archive_duration: 1440,
      archive_timestamp: BORN,
      create_timestamp: BORN,
    },
  };
}

/** What the bot has in a channel besides, or without, what its server gives it. */
function overwrites(state: State, channel: Channel): readonly Json[] {
  const deny = USUAL_PERMISSIONS & ~channel.permissions;
  const allow = channel.permissions & ~USUAL_PERMISSIONS;
  return deny === 0n && allow === 0n
    ? []
    : [{ id: state.botUserId, type: 1, allow: String(allow), deny: String(deny) }];
}

/** What a server has besides and this one has not. */
const NO_GUILD_EXTRAS = {
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  system_channel_id: null,
  widget_enabled: false,
  widget_channel_id: null,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_subscription_count: 0,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  nsfw: false,
  incidents_data: null,
};

export function guildJson(state: State, id: string): Json {
  const channels = [...state.channels.values()].filter((one) => one.guildId === id && one.exists);
  return {
    id,
    name: `Server ${id.slice(-4)}`,
    owner_id: OWNER,
    roles: [everyone(id)],
    emojis: [],
    stickers: [],
    features: [],
    preferred_locale: 'en-US',
    afk_timeout: 300,
    system_channel_flags: 0,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    joined_at: BORN,
    large: false,
    unavailable: false,
    member_count: 2,
    members: [{ ...memberJson(), user: userJson(state, state.botUserId) }],
    channels: channels.filter((one) => !isThread(one)).map((one) => channelJson(state, one)),
    threads: channels.filter((one) => isThread(one) && !one.archived).map((one) => channelJson(state, one)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    ...NO_GUILD_EXTRAS,
  };
}

/** The role that everybody has; its id is the server's. */
export function everyone(guildId: string): Json {
  const looks = { color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null }, hoist: false };
  const rest = { position: 0, managed: false, mentionable: false, flags: 0, icon: null, unicode_emoji: null };
  return { id: guildId, name: '@everyone', permissions: String(USUAL_PERMISSIONS), ...looks, ...rest };
}

/**
 * A message as the interface gives it.
 * @param full with what is in it; without, where an app may not read it
 */
export function messageJson(state: State, message: StoredMessage, full: boolean): Json {
  const thread = state.channels.get(message.id);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.replyTo !== undefined ? 19 : message.interactionId !== undefined ? 20 : 0,
    author: userJson(state, message.userId),
    content: full ? message.content : '',
    embeds: full ? message.embeds : [],
    components: full ? message.components : [],
    attachments: [],
    mentions: message.mentions.map((id) => userJson(state, id)),
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    flags: message.flags,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : iso(message.editedAt),
    ...(message.byBot ? { application_id: state.applicationId } : {}),
    ...(message.interactionId === undefined ? {} : { webhook_id: state.applicationId }),
    ...(message.replyTo === undefined
      ? {}
      : { message_reference: { type: 0, message_id: message.replyTo, channel_id: message.channelId } }),
    ...(thread === undefined ? {} : { thread: channelJson(state, thread) }),
  };
}

/** Whether the bot may read a message that it is not told of with the MessageContent intent. */
export function readable(state: State, message: StoredMessage): boolean {
  return message.byBot || message.guildId === undefined || message.mentions.includes(state.botUserId);
}

const INTERACTION_TYPES = { command: 2, component: 3, autocomplete: 4, modal: 5 };

export function interactionJson(
  state: State,
  interaction: Interaction,
  data: Json,
  who: { readonly isAdmin: boolean; readonly locale: string },
): Json {
  const channel = state.channels.get(interaction.channelId);
  const { guildId, userId } = interaction;
  return {
    id: interaction.id,
    application_id: state.applicationId,
    type: INTERACTION_TYPES[interaction.kind],
    token: interaction.token,
    version: 1,
    data,
    channel_id: interaction.channelId,
    ...(channel === undefined ? {} : { channel: { ...channelJson(state, channel), permissions: ALL_PERMISSIONS } }),
    ...(guildId === undefined
      ? { user: userJson(state, userId), context: 1, authorizing_integration_owners: { 0: '0' } }
      : {
          guild_id: guildId,
          guild: { id: guildId, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: speakingMember(state, userId, who.isAdmin),
          context: 0,
          authorizing_integration_owners: { 0: guildId },
        }),
    locale: who.locale,
    app_permissions: String(channel === undefined ? USUAL_PERMISSIONS : permissionsIn(state, channel)),
    entitlements: [],
    attachment_size_limit: ATTACHMENT_LIMIT,
    ...(interaction.source === undefined ? {} : { message: messageJson(state, interaction.source, true) }),
  };
}
