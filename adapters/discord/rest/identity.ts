import { RequestMethod, Routes } from 'discord.js';
import { z } from 'zod';
import { PostRefused } from '../../../src/digest/post-refused.ts';
import { ConfigError } from '../../../src/errors.ts';
import type { Log } from '../../../src/ports.ts';
import { createCaller } from './caller.ts';

/** Who a token speaks as. */
interface DiscordIdentity {
  readonly applicationId: string;
  readonly botUserId: string;
  /** The bot's, as people see it. */
  readonly name: string;
}

const USER = z.object({ id: z.string(), username: z.string() });
const APPLICATION = z.object({ id: z.string() });
const QUIET: Log = { info() {}, warn() {}, error() {} };
const WHERE = 'copy it from “Bot” of your application at https://discord.com/developers/applications';

/**
 * Asks Discord whose token it is.
 *
 * @throws ConfigError with one line that names the variable and the mend, and never the token
 */
export async function identify(token: string, apiUrl?: string): Promise<DiscordIdentity> {
  // anything else is no header, and the SDK would show it in its complaint
  if (!/^[\w.~+/=-]+$/.test(token)) throw new ConfigError([`DISCORD_TOKEN is no bot token: ${WHERE}.`]);
  const call = createCaller({ token, apiUrl, log: QUIET, clock: { now: () => new Date() } });
  try {
    const [user, application] = await Promise.all([
      call({ method: RequestMethod.Get, route: Routes.user() }),
      call({ method: RequestMethod.Get, route: Routes.currentApplication() }),
    ]);
    const { id: botUserId, username: name } = USER.parse(user);
    return { applicationId: APPLICATION.parse(application).id, botUserId, name };
  } catch (error) {
    throw new ConfigError([problemOf(error)]);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof PostRefused && error.refusal.kind === 'channel')
    return `Discord refuses DISCORD_TOKEN: ${WHERE}, with “Reset Token” where you don’t have it any more.`;
  if (error instanceof PostRefused && error.refusal.kind === 'later' && error.refusal.after !== undefined)
    return `Discord takes no more requests for now, so DISCORD_TOKEN can’t be checked; start again in ${Math.ceil(error.refusal.after / 1000)} s.`;
  const reason = error instanceof z.ZodError ? 'an answer that is not Discord’s' : messageOf(error);
  return `Discord can’t be reached to check DISCORD_TOKEN (${reason}); check the network and DISCORD_API_URL.`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : 'no answer';
}
