import type { InstallationStore as BoltInstallationStore, Installation, InstallationQuery } from '@slack/bolt';
import type { InstallationStore } from '../../../src/stores.ts';

/** Paperboy's installations as Bolt wants to read and write them. Tokens of persons are not kept: nothing needs them. */
export function boltInstallations(installations: InstallationStore): BoltInstallationStore {
  return {
    async storeInstallation(installation) {
      const { team, bot, user, appId } = installation;
      if (team === undefined || bot === undefined) throw new Error('Not an installation in one workspace.');
      await installations.save({
        adapter: 'slack',
        workspace: team.id,
        installedBy: user.id,
        details: {
          botUserId: bot.userId,
          botId: bot.id,
          scopes: bot.scopes.join(','),
          ...(team.name === undefined ? {} : { name: team.name }),
          ...(appId === undefined ? {} : { appId }),
        },
        token: bot.token,
      });
    },

    async fetchInstallation(query) {
      const workspace = workspaceOf(query);
      const found = await installations.load('slack', workspace);
      if (!found) throw new Error(`Paperboy is not installed in the Slack workspace ${workspace}.`);
      const { botUserId = '', botId = '', scopes = '' } = found.details;
      const installation: Installation<'v2', false> = {
        team: { id: workspace },
        enterprise: undefined,
        user: { id: found.installedBy, token: undefined, scopes: undefined },
        bot: { token: found.token, userId: botUserId, id: botId, scopes: scopes.split(',') },
        tokenType: 'bot',
        isEnterpriseInstall: false,
        authVersion: 'v2',
      };
      return installation;
    },

    async deleteInstallation(query) {
      await installations.remove('slack', workspaceOf(query));
    },
  };
}

/** @returns why Paperboy can't use the installation, and what to do; undefined where it can */
export function installationProblem(installation: Installation): string | undefined {
  const { bot, isEnterpriseInstall, team } = installation;
  if (isEnterpriseInstall === true || team === undefined)
    return 'Paperboy can’t be installed for a whole organisation. Install it in each workspace that wants it.';
  if (bot === undefined)
    return 'Slack gave no bot token: the app has no bot scopes. Create it from Paperboy’s manifest, which names them.';
  if (bot.refreshToken !== undefined)
    return 'The app’s tokens expire. Turn off “Token Rotation” under “OAuth & Permissions” of the app, and install it again.';
  return undefined;
}

function workspaceOf({ teamId, isEnterpriseInstall }: InstallationQuery<boolean>): string {
  if (isEnterpriseInstall || teamId === undefined)
    throw new Error('Paperboy is not installed for whole organisations, only in workspaces.');
  return teamId;
}
