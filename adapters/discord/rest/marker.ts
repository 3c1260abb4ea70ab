import { createHash } from 'node:crypto';
import type { APIMessage, RESTPostAPIChannelMessageJSONBody } from 'discord.js';

type Body = Pick<RESTPostAPIChannelMessageJSONBody, 'components'>;

/** Far above the ids that Discord gives by itself (1, 2, 3, …), and within its signed 32 bits. */
const FIRST_ID = 2 ** 30;
const MOST_IDS = 4;

/**
 * Discord forgets a nonce after a few minutes and returns none with its history. What it does return, and shows to nobody,
 * is the numeric `id` that every component may be given and that must be unique within its message
 * (https://docs.discord.com/developers/components/reference#anatomy-of-a-component). So the first four components at the
 * top carry 28 bits each of the key's hash, and two of their position.
 *
 * @throws RangeError where there is no component to carry it
 */
export function withMarker<Content extends Body>(body: Content, key: string): Content {
  if (!body.components?.length) throw new RangeError('A message without components can’t be found again.');
  const ids = componentIds(key);
  return { ...body, components: body.components.map((one, i) => (i < MOST_IDS ? { ...one, id: ids[i]! } : one)) };
}

/** Whether a message of the history carries the key. Whose it is must be asked besides. */
export function hasMarker({ components = [] }: Pick<APIMessage, 'components'>, key: string): boolean {
  const ids = componentIds(key);
  return components.length > 0 && components.slice(0, MOST_IDS).every(({ id }, i) => id === ids[i]);
}

/** Discord's own protection from posting twice, for a few minutes: at most 25 characters. */
export function nonceOf(key: string): string {
  return hash(key).toString('base64url').slice(0, 25);
}

function componentIds(key: string): readonly number[] {
  const bytes = hash(key);
  return Array.from({ length: MOST_IDS }, (_, i) => FIRST_ID + i * 2 ** 28 + (bytes.readUInt32BE(i * 4) >>> 4));
}

function hash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
