import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** What goes wrong with one request. */
export type Fault =
  | 'none'
  /** The post is taken, and the line is cut before the answer. */
  | 'cut after'
  | 'cut before'
  /** A gateway gives up on what was taken behind it. */
  | '502 after'
  | '502 before'
  /** Definitely not taken. */
  | '429'
  /** Taken, and answered so late that the client may have gone. */
  | 'slow'
  /** Taken only when the client may have gone. */
  | 'late';

/** Whether a channel can be posted to. */
type ChannelState = 'open' | 'gone' | 'archived' | 'forbidden';

export interface Post {
  readonly channel: string;
  readonly key: string;
  readonly text: string;
}

export interface ChatServer {
  readonly url: string;
  /** Everything that was posted, in order. It keeps no key apart: a second post with one is a second post. */
  readonly posts: readonly Post[];
  setChannel(channel: string, state: ChannelState): void;
  close(): Promise<void>;
}

const RETRY_AFTER_MS = 30;
const STATUS: Readonly<Record<Exclude<ChannelState, 'open'>, number>> = { gone: 404, archived: 410, forbidden: 403 };

/**
 * A chat platform over HTTP on loopback, which behaves as badly as real ones do. `POST /post` takes a post,
 * `GET /find?channel&key` gives one of these or 204, `GET /posts` all.
 *
 * @param faultOf decides for each request
 * @param delay how long `slow` and `late` take, in milliseconds
 */
export async function startChatServer(
  faultOf: (action: 'post' | 'find') => Fault,
  delay: () => number,
): Promise<ChatServer> {
  const posts: Post[] = [];
  const channels = new Map<string, ChannelState>();

  async function takePost(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const post: Post = JSON.parse(await text(request));
    const state = channels.get(post.channel) ?? 'open';
    if (state !== 'open') return answer(response, STATUS[state]);
    const fault = faultOf('post');
    switch (fault) {
      case 'cut before':
        response.destroy();
        return;
      case '502 before':
        return answer(response, 502);
      case '429':
        response.setHeader('retry-after-ms', RETRY_AFTER_MS);
        return answer(response, 429);
      case 'late':
        await wait(delay());
        break;
      default:
    }
    posts.push(post);
    if (fault === 'cut after') response.destroy();
    else if (fault === '502 after') answer(response, 502);
    else {
      if (fault === 'slow') await wait(delay());
      answer(response, 200, { id: String(posts.length) });
    }
  }

  async function find(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const channel = query.get('channel') ?? '';
    const state = channels.get(channel) ?? 'open';
    if (state === 'gone' || state === 'forbidden') return answer(response, STATUS[state]);
    const fault = faultOf('find');
    if (fault.startsWith('cut')) response.destroy();
    else if (fault.startsWith('502')) answer(response, 502);
    else {
      const index = posts.findIndex((post) => post.channel === channel && post.key === query.get('key'));
      if (index < 0) answer(response, 204);
      else answer(response, 200, { id: String(index + 1) });
    }
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/posts') answer(response, 200, posts);
    else if (url.pathname === '/find') void find(url.searchParams, response);
    else takePost(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    posts,
    setChannel: (channel, state) => {
      channels.set(channel, state);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  response.statusCode = status;
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
