import { webApi } from '@slack/bolt';
import { ConfigError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { BOT_SCOPES } from './manifest/scopes.ts';
import { connectionCode } from './web/errors.ts';
import { sdkLogger } from './web/sdk-logger.ts';
import type { BotIdentity } from './web/tokens.ts';

const DEADLINE = 8_000;
const ONE_LINE = /^[a-z_]{1,60}$/;

/**
 * Who a bot token speaks as.
 *
 * @throws ConfigError with one line that names the variable and the mend, and never the token
 */
export async function identify(
  botToken: string,
  { apiUrl, log }: { readonly apiUrl?: string | undefined; readonly log: Log },
): Promise<BotIdentity & { readonly workspace: string }> {
  const client = new webApi.WebClient(botToken, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: DEADLINE,
    logger: sdkLogger(log),
  });
  try {
    const { user_id: botUserId, bot_id: botId, team_id: workspace, response_metadata } = await client.auth.test();
    if (botUserId === undefined || workspace === undefined) throw new Error('Slack did not say who the bot is.');
    if (botId === undefined)
      throw new ConfigError([
        'SLACK_BOT_TOKEN is a person’s token: copy the “Bot User OAuth Token” (xoxb-…) from “OAuth & Permissions” of your app.',
      ]);
    const missing = response_metadata?.scopes && BOT_SCOPES.filter((one) => !response_metadata.scopes?.includes(one));
    if (missing?.length)
      log.warn(
        `The Slack app was installed without ${missing.join(', ')}: add that under “OAuth & Permissions”, and install the app again.`,
      );
    return { botUserId, workspace, botId };
  } catch (error) {
    throw error instanceof ConfigError ? error : new ConfigError([problemOf(error)]);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = ONE_LINE.test(error.data.error) ? error.data.error : 'an unknown error';
    return `Slack refuses SLACK_BOT_TOKEN (${code}): copy the “Bot User OAuth Token” (xoxb-…) from “OAuth & Permissions” of your app, after installing it.`;
  }
  const reason =
    error instanceof webApi.WebAPIHTTPError ? `HTTP ${error.statusCode}` : (connectionCode(error) ?? 'no answer');
  return `Slack can’t be reached to check SLACK_BOT_TOKEN (${reason}); check the network and SLACK_API_URL.`;
}
