import { type Command, positional } from '../../../src/commands/command.ts';
import { BOT_SCOPES } from './scopes.ts';

/** Where Slack sends requests to, and where an installation ends. */
export const PATHS = {
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const;

const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
];

/**
 * The app's manifest (https://docs.slack.dev/reference/app-manifest), as Slack reads it under "From a manifest".
 *
 * @param url of the bot's server, for an app that gets its events over HTTP; without it, it gets them by Socket Mode
 */
export function slackManifest(commands: readonly Command[], url?: string): object {
  const at = (path: string) => (url === undefined ? undefined : `${url.replace(/\/+$/, '')}${path}`);
  const events = at(PATHS.events);
  const redirect = at(PATHS.redirect);
  return {
    display_information: {
      name: 'Paperboy',
      description: 'Research papers in your channels: search, a daily digest, and answers that quote their source.',
      background_color: '#1f3a5f',
      long_description:
        'Paperboy brings research papers into a team’s channels. Search them with a slash command, have the best of the day posted every morning at your time, and ask on in the thread: what is the method, which dataset, how do two of them compare? Every answer quotes the sentence of the abstract that it comes from, or says that the abstract does not tell.',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Paperboy', always_online: true },
      slash_commands: [
        {
          command: '/papers',
          ...(events === undefined ? {} : { url: events }),
          description: 'Search papers, ask about them, and have them posted every day',
          usage_hint: usageHint(commands),
          should_escape: false,
        },
      ],
    },
    oauth_config: {
      ...(redirect === undefined ? {} : { redirect_urls: [redirect] }),
      scopes: { bot: BOT_SCOPES },
    },
    settings: {
      event_subscriptions: { ...(events === undefined ? {} : { request_url: events }), bot_events: EVENTS },
      interactivity: { is_enabled: true, ...(events === undefined ? {} : { request_url: events }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** "[words to search for] | show [paper] | … | help" */
function usageHint(commands: readonly Command[]): string {
  const hints = commands.map((command) => {
    const option = positional(command);
    if (option === undefined) return command.name;
    return option.required ? `${command.name} [${option.name}]` : command.name;
  });
  return ['[words]', ...hints].join(' | ');
}
