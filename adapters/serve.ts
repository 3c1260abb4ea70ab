import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../src/errors.ts';
import type { Library } from '../src/library.ts';
import type { Bot, Clock, Log } from '../src/ports.ts';
import type { Config } from './config.ts';
import type { SlackConfig } from './config-slack.ts';
import { deliver } from './deliver.ts';
import { createSlackDoor, type SlackDoor } from './slack/door.ts';
import { identify } from './slack/identity.ts';
import { createInstaller } from './slack/install/installer.ts';
import { createSlackApi } from './slack/web/api.ts';
import { installedTokens, singleToken, type TokenSource } from './slack/web/tokens.ts';
import type { Store } from './store/store.ts';

export interface Service {
  readonly config: Config;
  readonly bot: Bot;
  readonly store: Store;
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
}

/** Whoever supervises the process kills it not long after. */
const LONGEST_GOODBYE = 4_500;

/**
 * Runs the chat doors that the configuration asks for until the process is told to end.
 *
 * @throws ConfigError where a platform does not let Paperboy in, UserError where a door is lost for good
 */
export async function serve(service: Service): Promise<void> {
  const { config, bot, store, library, clock, log } = service;
  const end = endOfService();
  const doors: SlackDoor[] = [];
  if (config.slack) doors.push(await slackDoor(config.slack, service, end.fail));
  let endDeliveries = async () => {};
  try {
    for (const door of doors) await door.start(bot);
    endDeliveries = deliver(doors, store, library, clock, log);
    process.stderr.write(`Paperboy is ${doors.map((door) => door.name).join(' and ')} now; Ctrl-C ends it.\n`);
    await end.reached;
  } finally {
    const goodbyes = Promise.allSettled([endDeliveries(), ...doors.map((door) => door.stop())]);
    await Promise.race([goodbyes, wait(LONGEST_GOODBYE, undefined, { ref: false })]);
  }
}

function endOfService(): { readonly reached: Promise<void>; readonly fail: (message: string) => void } {
  let fail: (message: string) => void = () => {};
  const reached = new Promise<void>((resolve, reject) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    fail = (message) => reject(new UserError(message));
  });
  // it may be lost while the doors are still being opened
  reached.catch(() => {});
  return { reached, fail };
}

async function slackDoor(
  { mode, workspaces, apiUrl }: SlackConfig,
  { config, store, clock, log }: Service,
  onFatal: (message: string) => void,
): Promise<SlackDoor> {
  const { installations, subscriptions, events, callbacks } = store;
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    await wait(ms, undefined, signal === undefined ? {} : { signal });
  };
  const tokens: TokenSource =
    workspaces.kind === 'one'
      ? singleToken(workspaces.botToken, await identify(workspaces.botToken, { apiUrl, log }))
      : installedTokens(installations);
  const installer = workspaces.kind === 'many' && createInstaller({ ...workspaces, installations, apiUrl, log });
  return createSlackDoor({
    mode,
    api: createSlackApi({ tokens, ...(apiUrl === undefined ? {} : { apiUrl }), clock, log, sleep }),
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
    sleep,
  });
}
