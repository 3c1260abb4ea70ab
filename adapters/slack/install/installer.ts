import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { HTTPReceiverOptions } from '@slack/bolt';
import type { Log } from '../../../src/ports.ts';
import type { InstallationStore } from '../../../src/stores.ts';
import { PATHS } from '../manifest/manifest.ts';
import { BOT_SCOPES } from '../manifest/scopes.ts';
import { boltInstallations, installationProblem } from './installations.ts';

/** What Bolt's HTTPReceiver needs to let workspaces install the app. */
export type Installer = {
  [Name in
    | 'clientId'
    | 'clientSecret'
    | 'stateSecret'
    | 'scopes'
    | 'installationStore'
    | 'installerOptions']: NonNullable<HTTPReceiverOptions[Name]>;
};

interface InstallerOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly installations: InstallationStore;
  /** Instead of Slack's own. */
  readonly apiUrl?: string | undefined;
  readonly log: Log;
}

const CALL_DEADLINE = 10_000;

/**
 * The OAuth round: `/slack/install` sends the browser to Slack, Slack sends it back to `/slack/oauth_redirect` with a code,
 * and the code is exchanged for the workspace's token. The state of the round is signed with a key made from the client
 * secret, so that any process of the bot can end what another began.
 */
export function createInstaller({ clientId, clientSecret, installations, apiUrl, log }: InstallerOptions): Installer {
  return {
    clientId,
    clientSecret,
    stateSecret: createHmac('sha256', clientSecret).update('paperboy: state of a Slack installation').digest('hex'),
    scopes: [...BOT_SCOPES],
    installationStore: boltInstallations(installations),
    installerOptions: {
      installPath: PATHS.install,
      redirectUriPath: PATHS.redirect,
      directInstall: true,
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        // a code is good once
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: CALL_DEADLINE,
      },
      callbackOptions: {
        afterInstallation: async (installation, _options, _request, response) => {
          const refusal = installationProblem(installation);
          if (refusal === undefined) {
            log.info('Installed in a workspace.', { workspace: installation.team?.id });
            return true;
          }
          log.warn('An installation was refused.', { reason: refusal });
          page(response, 400, refusal);
          return false;
        },
        failure: (error, _options, _request, response) => {
          log.warn('An installation failed.', { code: error.code });
          const { status, text } = failurePage(error.code);
          page(response, status, text);
        },
      },
    },
  };
}

function failurePage(code: string): { readonly status: number; readonly text: string } {
  const again = `Begin again at ${PATHS.install}.`;
  switch (code) {
    case 'slack_oauth_invalid_state':
    case 'slack_oauth_missing_state':
      return {
        status: 400,
        text: `This installation was begun in another browser or more than ten minutes ago. ${again}`,
      };
    case 'slack_oauth_missing_code':
      return { status: 400, text: `Slack sent no code. ${again}` };
    case 'slack_oauth_installer_authorization_error':
      return { status: 400, text: `Paperboy was not installed, as it was not allowed to. ${again}` };
    default:
      return { status: 500, text: `Paperboy could not be installed. ${again}` };
  }
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}
