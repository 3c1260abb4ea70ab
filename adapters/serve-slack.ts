import type { SlackConfig } from './config-slack.ts';
import { pause, type Service } from './service.ts';
import { createSlackDoor, type SlackDoor } from './slack/door.ts';
import { identify } from './slack/identity.ts';
import { createInstaller } from './slack/install/installer.ts';
import { createSlackApi } from './slack/web/api.ts';
import { installedTokens, singleToken, type TokenSource } from './slack/web/tokens.ts';

/** @throws ConfigError where Slack does not know the token */
export async function slackDoor(
  { mode, workspaces, apiUrl }: SlackConfig,
  { config, store, clock, log }: Service,
  onFatal: (message: string) => void,
): Promise<SlackDoor> {
  const { installations, subscriptions, events, callbacks } = store;
  const tokens: TokenSource =
    workspaces.kind === 'one'
      ? singleToken(workspaces.botToken, await identify(workspaces.botToken, { apiUrl, log }))
      : installedTokens(installations);
  const installer = workspaces.kind === 'many' && createInstaller({ ...workspaces, installations, apiUrl, log });
  return createSlackDoor({
    mode,
    api: createSlackApi({ tokens, ...(apiUrl === undefined ? {} : { apiUrl }), clock, log, sleep: pause }),
    tokens,
    events,
    callbacks,
    clock,
    time: store.time,
    alone: config.databaseUrl === undefined,
    log,
    apiUrl,
    ...(installer ? { installer } : {}),
    async onUninstall(workspace) {
      await installations.remove('slack', workspace);
      await subscriptions.removeAll('slack', workspace);
    },
    onFatal,
    sleep: pause,
  });
}
