import { parseArgs } from 'node:util';
import { COMMANDS } from '../../../src/commands/table.ts';
import { UserError } from '../../../src/errors.ts';
import { slackManifest } from './manifest.ts';

const USAGE = `npm run -s manifest                          for Socket Mode, as in manifest.json
npm run -s manifest -- --url https://HOST    for requests over HTTP, with the public address of the bot`;

/**
 * The manifest that the arguments ask for, as JSON with its newline.
 *
 * @throws UserError with the usage where they are wrong
 */
export function manifestText(args: readonly string[]): string {
  const url = urlOf(args);
  if (url !== undefined && !isPublicAddress(url))
    throw new UserError(`--url takes an address that begins with https:// and has no path.\n${USAGE}`);
  return `${JSON.stringify(slackManifest(COMMANDS, url), undefined, 2)}\n`;
}

function urlOf(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { url: { type: 'string' } } }).values.url;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function isPublicAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, pathname, search, hash, username } = new URL(url);
  return protocol === 'https:' && pathname === '/' && search === '' && hash === '' && username === '';
}
