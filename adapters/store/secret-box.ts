import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { StoreError } from './store-error.ts';

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SHORTEST_SECRET = 16;

/** Encrypts what must not be read from a copy of the database. */
export interface SecretBox {
  /** @param owner the row's identity: moved to another row, the text no longer opens */
  seal(text: string, owner: string): string;
  /** @throws StoreError where none of the secrets opens it */
  open(sealed: string, owner: string): string;
  /** Whether it was sealed with an earlier secret than the current one. */
  isStale(sealed: string): boolean;
}

interface Key {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * AES-256-GCM. Sealed texts are `v1.<key id>.<iv>.<ciphertext and tag>`, the last two in base64url; the key id is eight
 * hex digits that are derived from the secret and don't reveal it.
 *
 * @param secrets as PAPERBOY_SECRET has them: separated by commas, the current one first, earlier ones still open
 * @throws StoreError where there is none, or one is too short
 */
export function secretBox(secrets: string): SecretBox {
  const keys = secrets
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)
    .map(keyOf);
  const [current] = keys;
  if (!current) throw new StoreError('secret', 'PAPERBOY_SECRET is empty. Make one with: openssl rand -base64 32');
  return {
    seal(text, owner) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current.key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, current.id, iv.toString('base64url'), sealed.toString('base64url')].join('.');
    },

    open(sealed, owner) {
      const [version, keyId, ivText, bodyText, ...rest] = sealed.split('.');
      const iv = Buffer.from(ivText ?? '', 'base64url');
      const body = Buffer.from(bodyText ?? '', 'base64url');
      if (version !== VERSION || iv.length !== IV_BYTES || body.length < TAG_BYTES || rest.length > 0)
        throw new StoreError(
          'secret',
          'A stored token is not in a form that this Paperboy knows. Install the app again.',
        );
      const key = keys.find(({ id }) => id === keyId);
      if (!key)
        throw new StoreError(
          'secret',
          `A stored token was encrypted with another secret (key ${keyId}). Add that secret to the end of PAPERBOY_SECRET, after a comma, or install the app again.`,
        );
      try {
        const decipher = createDecipheriv(CIPHER, key.key, iv, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(owner));
        decipher.setAuthTag(body.subarray(-TAG_BYTES));
        return decipher.update(body.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw new StoreError('secret', 'A stored token was tampered with or damaged. Install the app again.', {
          cause: error,
        });
      }
    },

    isStale: (sealed) => sealed.split('.')[1] !== current.id,
  };
}

function keyOf(secret: string): Key {
  if (secret.length < SHORTEST_SECRET)
    throw new StoreError(
      'secret',
      `A secret in PAPERBOY_SECRET has only ${secret.length} characters. It takes ${SHORTEST_SECRET}; make one with: openssl rand -base64 32`,
    );
  const derive = (purpose: string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));
  return { id: derive('paperboy key id', 4).toString('hex'), key: derive('paperboy tokens', KEY_BYTES) };
}
