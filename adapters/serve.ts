import { UserError } from '../src/errors.ts';
import { type Deliverer, deliver } from './deliver.ts';
import { discordDoor } from './serve-discord.ts';
import { slackDoor } from './serve-slack.ts';
import { pause, type Service } from './service.ts';

/** Whoever supervises the process kills it not long after. */
const LONGEST_GOODBYE = 4_500;
const NAMES: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord' };

/**
 * Runs the chat doors that the configuration asks for until the process is told to end.
 *
 * @throws ConfigError where a platform does not let Paperboy in, UserError where a door is lost for good
 */
export async function serve(service: Service): Promise<void> {
  const { config, bot } = service;
  const end = endOfService();
  const doors: Deliverer[] = [];
  if (config.slack) doors.push(await slackDoor(config.slack, service, end.fail));
  if (config.discord) doors.push(await discordDoor(config.discord, service, end.fail));
  let endDeliveries = async () => {};
  try {
    for (const door of doors) await door.start(bot);
    endDeliveries = deliver(doors, service);
    process.stderr.write(
      `Paperboy is in ${doors.map((door) => NAMES[door.name] ?? door.name).join(' and ')} now; Ctrl-C ends it.\n`,
    );
    await end.reached;
  } finally {
    const goodbyes = Promise.allSettled([endDeliveries(), ...doors.map((door) => door.stop())]);
    await Promise.race([goodbyes, pause(LONGEST_GOODBYE)]);
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
