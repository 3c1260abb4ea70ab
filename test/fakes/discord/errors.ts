import type { Json } from './types.ts';

/** Discord says no, in its own error shape. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: Json;

  /** @param details what else stands in the answer, such as `errors` */
  constructor(status: number, code: number, message: string, details: Json = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const unknownChannel = () => new DiscordError(404, 10003, 'Unknown Channel');
export const unknownMessage = () => new DiscordError(404, 10008, 'Unknown Message');
export const unknownWebhook = () => new DiscordError(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new DiscordError(404, 10062, 'Unknown interaction');
export const missingAccess = () => new DiscordError(403, 50001, 'Missing Access');
export const missingPermissions = () => new DiscordError(403, 50013, 'Missing Permissions');
export const unauthorized = () => new DiscordError(401, 0, '401: Unauthorized');
export const notFound = () => new DiscordError(404, 0, '404: Not Found');

/**
 * 50035 with what is wrong where.
 * @param problems each `text [json-pointer:/path/to/it]`
 */
export function invalidForm(problems: readonly string[]): DiscordError {
  const errors: Record<string, unknown> = {};
  for (const problem of problems) {
    const [, message = problem, pointer = ''] = /^(.*) \[json-pointer:(.*)\]$/s.exec(problem) ?? [];
    let node = errors;
    for (const key of pointer.split('/').slice(1)) {
      const next = node[key];
      const inner: Record<string, unknown> = typeof next === 'object' && next !== null ? { ...next } : {};
      node[key] = inner;
      node = inner;
    }
    const before = node['_errors'];
    node['_errors'] = [...(Array.isArray(before) ? before : []), { code: codeOf(message), message }];
  }
  return new DiscordError(400, 50035, 'Invalid Form Body', { errors });
}

function codeOf(message: string): string {
  if (message.startsWith('missing required')) return 'BASE_TYPE_REQUIRED';
  if (message.includes('characters') || message.includes('items')) return 'BASE_TYPE_BAD_LENGTH';
  return 'BASE_TYPE_INVALID';
}
