import { textOf } from '../values.ts';
import type { Method, MethodCall } from './method.ts';
import { Refusal } from './refusal.ts';
import { findMessage, install, type StoredMessage } from './state.ts';

const MOST_CONNECTIONS = 10;
/** What an installation is granted unless the fake was told otherwise. */
export const DEFAULT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'groups:history',
  'im:history',
  'im:write',
  'reactions:read',
  'users:read',
];

function reactedMessage({ state, workspace, args }: MethodCall): StoredMessage {
  const message = findMessage(state, workspace.id, textOf(args['channel']), textOf(args['timestamp']));
  if (message === undefined) throw new Refusal('message_not_found');
  return message;
}

export const OTHER_METHODS: Readonly<Record<string, Method>> = {
  'auth.test': {
    token: 'bot',
    required: [],
    optional: [],
    run: ({ workspace }) => ({
      url: 'https://fake.slack.invalid/',
      team: `Team ${workspace.id}`,
      user: 'paperboy',
      team_id: workspace.id,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    required: [],
    optional: [],
    run({ state, baseUrl, connections }) {
      if (connections() >= MOST_CONNECTIONS) throw new Refusal('too_many_websockets');
      const ticket = state.nextId('ticket');
      state.tickets.add(ticket);
      return { url: `${baseUrl().replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=A0001` };
    },
  },
  'users.info': {
    token: 'bot',
    scope: 'users:read',
    required: ['user'],
    optional: ['include_locale'],
    run({ workspace, args }) {
      const person = workspace.people.get(textOf(args['user']));
      if (person === undefined) throw new Refusal('user_not_found');
      return {
        user: {
          id: person.id,
          team_id: workspace.id,
          name: `name-of-${person.id.toLowerCase()}`,
          deleted: false,
          is_admin: person.isAdmin,
          is_owner: false,
          is_bot: person.isBot,
          ...(person.tz === undefined ? {} : { tz: person.tz }),
        },
      };
    },
  },
  'oauth.v2.access': {
    token: 'none',
    required: ['code'],
    optional: ['client_id', 'client_secret', 'redirect_uri', 'grant_type'],
    run({ state, client, args }) {
      if (args['client_id'] !== client.id) throw new Refusal('invalid_client_id');
      if (args['client_secret'] !== client.secret) throw new Refusal('bad_client_secret');
      const code = state.codes.get(textOf(args['code']));
      if (code === undefined) throw new Refusal('invalid_code');
      if (code.used) throw new Refusal('code_already_used');
      code.used = true;
      const workspace = install(state, code.workspace);
      return {
        app_id: 'A0001',
        access_token: workspace.token,
        token_type: 'bot',
        scope: (state.options.scopes ?? DEFAULT_SCOPES).join(','),
        bot_user_id: workspace.botUserId,
        team: { id: workspace.id, name: `Team ${workspace.id}` },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: code.user },
      };
    },
  },
  'reactions.add': {
    token: 'bot',
    scope: 'reactions:write',
    required: ['channel', 'timestamp', 'name'],
    optional: [],
    run(call) {
      const message = reactedMessage(call);
      const name = textOf(call.args['name']);
      const people = message.reactions.get(name) ?? new Set();
      if (people.has(call.workspace.botUserId)) throw new Refusal('already_reacted');
      message.reactions.set(name, people.add(call.workspace.botUserId));
      return {};
    },
  },
  'reactions.remove': {
    token: 'bot',
    scope: 'reactions:write',
    required: ['channel', 'timestamp', 'name'],
    optional: [],
    run(call) {
      const people = reactedMessage(call).reactions.get(textOf(call.args['name']));
      if (people?.delete(call.workspace.botUserId) !== true) throw new Refusal('no_reaction');
      return {};
    },
  },
  'reactions.get': {
    token: 'bot',
    scope: 'reactions:read',
    required: ['channel', 'timestamp'],
    optional: ['full'],
    run(call) {
      const message = reactedMessage(call);
      const reactions = [...message.reactions]
        .filter(([, users]) => users.size > 0)
        .map(([name, users]) => ({ name, users: [...users], count: users.size }));
      return { type: 'message', channel: message.channel, message: { ts: message.ts, reactions } };
    },
  },
};
