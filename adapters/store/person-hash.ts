import { createHmac } from 'node:crypto';
import type { Person } from '../../src/stores.ts';

/** The name of the salt in its table. */
export const PEOPLE_SALT = 'people';

/**
 * The same for the same person of a workspace, and nothing that leads back to them without the salt: HMAC-SHA256, 43
 * characters.
 */
export function hashedPerson({ adapter, workspace, id }: Person, salt: string): string {
  return createHmac('sha256', Buffer.from(salt, 'base64url'))
    .update(JSON.stringify([adapter, workspace, id]))
    .digest('base64url');
}
