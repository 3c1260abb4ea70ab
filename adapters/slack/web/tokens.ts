import { PostRefused } from '../../../src/digest/post-refused.ts';
import type { InstallationStore } from '../../../src/stores.ts';

/** Who the bot is in a workspace, and what it may speak with. */
export interface BotToken extends BotIdentity {
  readonly token: string;
}

export interface BotIdentity {
  readonly botUserId: string;
  readonly botId?: string;
}

export interface TokenSource {
  /** @throws PostRefused, forbidden, where there is none */
  token(workspace: string): Promise<BotToken>;
}

/**
 * The one token of a bot that lives in one workspace.
 *
 * @param identity as `auth.test` tells it; with a workspace, others are refused: they belonged to an earlier token
 */
export function singleToken(token: string, identity: BotIdentity & { readonly workspace?: string }): TokenSource {
  const { workspace: own, botUserId, botId } = identity;
  return {
    async token(workspace) {
      if (own !== undefined && workspace !== own) throw notInstalled(workspace);
      return { token, botUserId, ...(botId === undefined ? {} : { botId }) };
    },
  };
}

/** The token of each workspace that Paperboy was installed in, read when it is needed: another process may remove it. */
export function installedTokens(installations: InstallationStore): TokenSource {
  return {
    async token(workspace) {
      const installation = await installations.load('slack', workspace);
      const botUserId = installation?.details['botUserId'];
      if (!installation || botUserId === undefined) throw notInstalled(workspace);
      const botId = installation.details['botId'];
      return { token: installation.token, botUserId, ...(botId === undefined ? {} : { botId }) };
    },
  };
}

function notInstalled(workspace: string): PostRefused {
  return new PostRefused(`Paperboy is not installed in the Slack workspace ${workspace}.`, {
    kind: 'channel',
    problem: 'forbidden',
  });
}
