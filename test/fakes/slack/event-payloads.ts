import { type Channel, type State, type StoredMessage, type Workspace, workspaceOf } from './state.ts';
import type { Json } from './types.ts';

/** What Slack puts into every payload, to be recognised by; the signature took its place. */
const VERIFICATION_TOKEN = 'FakeVerificationToken';
const APP_ID = 'A0001';

/** An event of the Events API in its envelope. */
export function eventPayload(state: State, workspaceId: string, event: Json, eventId: string): Json {
  const { botUserId } = workspaceOf(state, workspaceId);
  return {
    token: VERIFICATION_TOKEN,
    team_id: workspaceId,
    context_team_id: workspaceId,
    context_enterprise_id: null,
    api_app_id: APP_ID,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(state.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspaceId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

export function commandPayload(
  by: { readonly workspace: string; readonly user: string; readonly channel: string },
  text: string,
  links: { readonly responseUrl: string; readonly triggerId: string },
): Json {
  return {
    token: VERIFICATION_TOKEN,
    team_id: by.workspace,
    team_domain: `domain-of-${by.workspace.toLowerCase()}`,
    channel_id: by.channel,
    channel_name: by.channel.startsWith('D') ? 'directmessage' : `name-of-${by.channel.toLowerCase()}`,
    user_id: by.user,
    user_name: `name-of-${by.user.toLowerCase()}`,
    command: '/papers',
    text,
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: links.responseUrl,
    trigger_id: links.triggerId,
  };
}

/** What block_actions and view_submission have in common. */
export function interactionPayload(type: string, workspace: string, user: string, triggerId: string): Json {
  const name = `name-of-${user.toLowerCase()}`;
  return {
    type,
    user: { id: user, username: name, name, team_id: workspace },
    api_app_id: APP_ID,
    token: VERIFICATION_TOKEN,
    trigger_id: triggerId,
    team: { id: workspace, domain: `domain-of-${workspace.toLowerCase()}` },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** What a person wrote, as its event. A mention of the bot becomes a second event of type `app_mention`. */
export function writtenEvent(message: StoredMessage, channel: Channel, parentUser: string | undefined): Json {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    client_msg_id: `client-${message.ts}`,
    text: message.text,
    team: message.workspace,
    blocks: [
      {
        type: 'rich_text',
        block_id: `b-${message.ts}`,
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: message.text }] }],
      },
    ],
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channel.kind,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs, parent_user_id: parentUser }),
  };
}

/** What a person said of a message with an emoji, or took back. It says neither in which thread nor what was written. */
export function reactionEvent(state: State, message: StoredMessage, name: string, user: string, added: boolean): Json {
  return {
    type: added ? 'reaction_added' : 'reaction_removed',
    user,
    reaction: name,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.user,
    event_ts: state.nextTs(),
  };
}

export function mentions(workspace: Workspace, text: string): boolean {
  return text.includes(`<@${workspace.botUserId}>`) || text.includes(`<@${workspace.botUserId}|`);
}
