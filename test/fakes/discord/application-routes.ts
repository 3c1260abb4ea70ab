import { PermissionFlagsBits } from 'discord.js';
import { isObject, listOf, textOf } from '../values.ts';
import { checkCommands, registered } from './command-shapes.ts';
import { DiscordError, missingAccess, unknownChannel } from './errors.ts';
import { channelJson, everyone, guildJson, memberJson, OWNER, userJson } from './payloads.ts';
import type { Route, RouteCall, Routes } from './route.ts';
import { directOf, isThread, permissionsIn, type State } from './state.ts';

const CONTENT_LIMITED_FLAG = 1 << 19;
const MEMBERS_LIMITED_FLAG = 1 << 15;
const PRESENCES_LIMITED_FLAG = 1 << 13;
const IDENTIFIES_A_DAY = 1000;

const get = (run: Route['run']): Route => ({ auth: 'bot', run });

function guildOf({ state, params }: RouteCall): string {
  const id = params['guild'] ?? '';
  if (!state.guilds.includes(id)) throw new DiscordError(404, 10004, 'Unknown Guild');
  return id;
}

function applicationOf({ state, params }: RouteCall): void {
  if (params['application'] !== state.applicationId) throw new DiscordError(403, 20012, 'You are not authorized');
}

function applicationJson(state: State) {
  const flags =
    (state.granted.has('MessageContent') ? CONTENT_LIMITED_FLAG : 0) |
    (state.granted.has('GuildMembers') ? MEMBERS_LIMITED_FLAG : 0) |
    (state.granted.has('GuildPresences') ? PRESENCES_LIMITED_FLAG : 0);
  return {
    id: state.applicationId,
    name: 'Paperboy',
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags,
    bot: userJson(state, state.botUserId),
    type: null,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userJson(state, OWNER),
    approximate_guild_count: state.guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}

function putCommands(call: RouteCall, where: string) {
  applicationOf(call);
  checkCommands(call.state, call.name, call.body);
  const made = listOf(call.body)
    .filter(isObject)
    .map((command) => registered(call.state, command, where));
  call.state.commands.set(where, made);
  call.state.changed();
  return made;
}

function getCommands(call: RouteCall, where: string) {
  applicationOf(call);
  return call.state.commands.get(where) ?? [];
}

/** The application, its commands, people and servers. */
export const APPLICATION_ROUTES: Routes = {
  'GET /gateway/bot': get(({ state, gatewayUrl, identifies }) => ({
    url: gatewayUrl(),
    shards: state.options.shards ?? 1,
    session_start_limit: {
      total: IDENTIFIES_A_DAY,
      remaining: Math.max(0, IDENTIFIES_A_DAY - identifies()),
      reset_after: 14_400_000,
      max_concurrency: 1,
    },
  })),
  'GET /applications/@me': get(({ state }) => applicationJson(state)),
  'GET /oauth2/applications/@me': get(({ state }) => applicationJson(state)),
  'GET /users/@me': get(({ state }) => ({
    ...userJson(state, state.botUserId),
    mfa_enabled: true,
    locale: 'en-US',
    verified: true,
    email: null,
  })),
  'GET /users/@me/guilds': get(({ state }) => state.guilds.map((id) => ({ id, name: `Server ${id.slice(-4)}` }))),
  'GET /users/:user': get(({ state, params }) => userJson(state, params['user'] ?? '')),
  'POST /users/@me/channels': get(({ state, body }) => {
    const recipient = isObject(body) ? textOf(body['recipient_id']) : '';
    if (!/^\d{17,20}$/.test(recipient)) throw new DiscordError(400, 50033, 'Invalid Recipient(s)');
    return channelJson(state, directOf(state, recipient));
  }),
  'GET /applications/:application/commands': get((call) => getCommands(call, 'global')),
  'PUT /applications/:application/commands': get((call) => putCommands(call, 'global')),
  'GET /applications/:application/guilds/:guild/commands': get((call) => getCommands(call, guildOf(call))),
  'PUT /applications/:application/guilds/:guild/commands': get((call) => putCommands(call, guildOf(call))),
  'GET /guilds/:guild': get((call) => {
    const { members: _, channels: __, threads: ___, ...guild } = guildJson(call.state, guildOf(call));
    return guild;
  }),
  'GET /guilds/:guild/roles': get((call) => [everyone(guildOf(call))]),
  'GET /guilds/:guild/channels': get((call) => {
    const guild = guildOf(call);
    const here = [...call.state.channels.values()].filter((one) => one.guildId === guild && one.exists);
    return here.filter((one) => !isThread(one)).map((one) => channelJson(call.state, one));
  }),
  'GET /guilds/:guild/threads/active': get((call) => {
    const guild = guildOf(call);
    const here = [...call.state.channels.values()].filter((one) => one.guildId === guild && one.exists);
    const active = here.filter((one) => isThread(one) && !one.archived);
    return { threads: active.map((one) => channelJson(call.state, one)), members: [] };
  }),
  'GET /guilds/:guild/members/:user': get((call) => {
    guildOf(call);
    const id = call.params['user'] ?? '';
    return { ...memberJson(), user: userJson(call.state, id === '@me' ? call.state.botUserId : id) };
  }),
  'GET /channels/:channel': get(({ state, params }) => {
    const channel = state.channels.get(params['channel'] ?? '');
    if (channel === undefined || !channel.exists) throw unknownChannel();
    if ((permissionsIn(state, channel) & PermissionFlagsBits.ViewChannel) === 0n) throw missingAccess();
    return channelJson(state, channel);
  }),
};
