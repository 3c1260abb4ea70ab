import { z } from 'zod';

/** How Paperboy is reached by Slack, and for whom. */
export interface SlackConfig {
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  readonly workspaces:
    | { readonly kind: 'one'; readonly botToken: string }
    /** Any that installs the app. */
    | { readonly kind: 'many'; readonly clientId: string; readonly clientSecret: string };
  /** Instead of Slack's own. */
  readonly apiUrl?: string;
}

const DEFAULT_PORT = 3000;

export const SLACK_VARIABLES = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .trim()
    .startsWith(
      'xoxb-',
      'SLACK_BOT_TOKEN must begin with xoxb-: copy the “Bot User OAuth Token” from “OAuth & Permissions” of your app.',
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .trim()
    .startsWith(
      'xapp-',
      'SLACK_APP_TOKEN must begin with xapp-: make an “App-Level Token” with the scope connections:write under “Basic Information” of your app.',
    )
    .optional(),
  SLACK_SIGNING_SECRET: z.string().trim().optional(),
  SLACK_CLIENT_ID: z.string().trim().optional(),
  SLACK_CLIENT_SECRET: z.string().trim().optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'SLACK_API_URL must be an address such as https://slack.com/api/.' })
    .optional(),
  PORT: z.coerce
    .number({ error: 'PORT must be a whole number from 1 to 65535.' })
    .int('PORT must be a whole number from 1 to 65535.')
    .min(1, 'PORT must be a whole number from 1 to 65535.')
    .max(65_535, 'PORT must be a whole number from 1 to 65535.')
    .optional(),
});

type Variables = z.infer<typeof SLACK_VARIABLES>;

/**
 * What the variables come to together. `PORT` alone asks for nothing, as hosting services set it for everyone.
 *
 * @returns undefined where Slack was not asked for; else the configuration, or what is missing for it
 */
export function slackConfig(
  variables: Variables,
  hasSecret: boolean,
): { readonly config: SlackConfig } | { readonly problems: readonly string[] } | undefined {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = variables;
  const given = [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET];
  if (given.every((value) => value === undefined)) return undefined;
  const problems: string[] = [];
  const mode = modeOf(variables);
  if (mode === undefined)
    problems.push(
      'For Slack, set SLACK_APP_TOKEN (xapp-…, Socket Mode, needs no public address) or SLACK_SIGNING_SECRET (requests over HTTP on PORT).',
    );
  const workspaces = workspacesOf(variables);
  if (workspaces === undefined)
    problems.push(
      'For Slack, set SLACK_BOT_TOKEN (xoxb-…, from “OAuth & Permissions”), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to be installed in many workspaces.',
    );
  if (workspaces?.kind === 'many' && mode?.kind === 'socket')
    problems.push(
      'An app for many workspaces is installed over HTTP: set SLACK_SIGNING_SECRET instead of SLACK_APP_TOKEN.',
    );
  if (workspaces?.kind === 'many' && !hasSecret)
    problems.push(
      'The tokens of installed workspaces are kept encrypted: set PAPERBOY_SECRET. Make one with: openssl rand -base64 32',
    );
  if (mode === undefined || workspaces === undefined || problems.length > 0) return { problems };
  const apiUrl = variables.SLACK_API_URL;
  return { config: { mode, workspaces, ...(apiUrl === undefined ? {} : { apiUrl }) } };
}

function modeOf({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, PORT }: Variables): SlackConfig['mode'] | undefined {
  if (SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: SLACK_APP_TOKEN };
  if (SLACK_SIGNING_SECRET === undefined) return undefined;
  return { kind: 'http', signingSecret: SLACK_SIGNING_SECRET, port: PORT ?? DEFAULT_PORT };
}

function workspacesOf(variables: Variables): SlackConfig['workspaces'] | undefined {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = variables;
  if (SLACK_BOT_TOKEN !== undefined) return { kind: 'one', botToken: SLACK_BOT_TOKEN };
  if (SLACK_CLIENT_ID === undefined || SLACK_CLIENT_SECRET === undefined) return undefined;
  return { kind: 'many', clientId: SLACK_CLIENT_ID, clientSecret: SLACK_CLIENT_SECRET };
}
