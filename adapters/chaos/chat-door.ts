import { z } from 'zod';
import type { Door } from '../../src/digest/door.ts';
import { PostRefused, type Refusal } from '../../src/digest/post-refused.ts';
import type { Post } from './chat-server.ts';

const reference = z.object({ id: z.string() });

/** A door to the chat server, as an adapter of a real platform would be written. */
export function chatDoor(name: string, url: string, deadlineMs: number): Door {
  /** @throws PostRefused where the server definitely did nothing */
  async function call(path: string, body?: Post): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${url}${path}`, {
        signal: AbortSignal.timeout(deadlineMs),
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      });
    } catch (error) {
      if (wasRefused(error))
        throw new PostRefused('The chat server is not there.', { kind: 'later' }, { cause: error });
      throw error;
    }
    const refusal = refusalOf(response);
    if (refusal) throw new PostRefused(`The chat server answered ${response.status}.`, refusal);
    if (!response.ok) throw new Error(`The chat server answered ${response.status}.`);
    return response;
  }

  return {
    name,
    async post(place, message, key) {
      const response = await call('/post', { channel: place.channel, key, text: message.summary });
      const { id } = reference.parse(await response.json());
      return { place: { ...place, thread: id }, id };
    },
    async find(place, key) {
      const query = new URLSearchParams({ channel: place.channel, key });
      const response = await call(`/find?${query}`);
      if (response.status === 204) return undefined;
      const { id } = reference.parse(await response.json());
      return { place: { ...place, thread: id }, id };
    },
    direct: async (workspace, userId) => ({ adapter: name, workspace, channel: `@${userId}` }),
  };
}

function refusalOf({ status, headers }: Response): Refusal | undefined {
  switch (status) {
    case 403:
      return { kind: 'channel', problem: 'forbidden' };
    case 404:
      return { kind: 'channel', problem: 'gone' };
    case 410:
      return { kind: 'channel', problem: 'archived' };
    case 429:
      return { kind: 'later', after: Number(headers.get('retry-after-ms') ?? 0) };
    default:
      return status >= 400 && status < 500 ? { kind: 'message' } : undefined;
  }
}

function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
