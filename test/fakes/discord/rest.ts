import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson } from '../values.ts';
import { APPLICATION_ROUTES } from './application-routes.ts';
import { createBuckets } from './buckets.ts';
import { CHANNEL_ROUTES } from './channel-routes.ts';
import { DiscordError, notFound, unauthorized } from './errors.ts';
import { INTERACTION_ROUTES } from './interaction-routes.ts';
import { problemsOf } from './open-api.ts';
import { createRetryWatch } from './retry-watch.ts';
import type { Route, RouteCall, Routes } from './route.ts';
import type { State } from './state.ts';
import type { Fault } from './types.ts';

const ROUTES: Routes = { ...APPLICATION_ROUTES, ...CHANNEL_ROUTES, ...INTERACTION_ROUTES };
const BASE = '/api/v10';

export interface Rest {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  fault(route: string, fault: Fault, times: number): void;
}

interface Match {
  /** `POST /channels/:channel/messages` */
  readonly name: string;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The REST interface. */
export function createRest(state: State, surroundings: Pick<RouteCall, 'tell' | 'gatewayUrl' | 'identifies'>): Rest {
  const faults: { readonly name: string; readonly fault: Fault; left: number }[] = [];
  const watch = createRetryWatch(state);
  const buckets = createBuckets(state.options.bucketLimit);

  function takeFault(name: string): Fault | undefined {
    const found = faults.find((one) => one.left > 0 && one.name === name);
    if (found !== undefined) found.left -= 1;
    return found?.fault;
  }

  return {
    async handle(request, response) {
      const method = request.method ?? 'GET';
      const url = new URL(request.url ?? '/', 'http://localhost');
      const path = url.pathname.startsWith(`${BASE}/`) ? url.pathname.slice(BASE.length) : url.pathname;
      const query = Object.fromEntries(url.searchParams);
      const text = await bodyOf(request);
      const body = text === '' ? undefined : readJson(text);
      const found = url.pathname.startsWith(`${BASE}/`) ? find(method, path) : undefined;
      const route = found?.name.split(' ')[1] ?? 'unknown';
      const record = (status: number, code?: number) => {
        const at = state.now();
        const shown = { ...(body === undefined ? {} : { body }), ...(code === undefined ? {} : { code }) };
        state.calls.push({ method, path, route, query, status, at, ...shown });
        state.changed();
      };
      const refuse = (error: DiscordError, headers: Record<string, string> = {}) => {
        record(error.status, error.code);
        answer(response, error.status, { message: error.message, code: error.code, ...error.details }, headers);
      };
      if (found === undefined) {
        state.violation(`there is no route ${method} ${url.pathname}`);
        return refuse(notFound());
      }

      const fault = takeFault(found.name);
      watch.see(`${method} ${path}`, body);
      const doubtful = () => watch.lost(`${method} ${path}`, body);
      const headers = buckets.take(found.name, path, found.route.auth === 'bot');
      if (fault?.kind === 'rateLimited' || headers.retryAfter !== undefined) {
        const isGlobal = fault?.kind === 'rateLimited' && fault.global === true;
        const seconds = fault?.kind === 'rateLimited' ? fault.retryAfter : (headers.retryAfter ?? 1);
        const error = new DiscordError(429, 0, 'You are being rate limited.', {
          retry_after: seconds,
          global: isGlobal,
        });
        return refuse(error, {
          ...headers.shown,
          'retry-after': String(Math.ceil(seconds)),
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset-after': String(seconds),
          'x-ratelimit-scope': isGlobal ? 'global' : 'user',
          ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
        });
      }
      if (fault?.kind === 'error') return refuse(new DiscordError(fault.status, fault.code, fault.message));
      if (fault?.kind === 'status' && fault.taken === false) {
        doubtful();
        record(fault.status);
        return answer(response, fault.status, 'upstream trouble');
      }

      let result: ReturnType<Route['run']>;
      try {
        checkCaller(state, found.route, request);
        for (const problem of problemsOf(found.name, body)) state.violation(`${found.name}: ${problem}`);
        result = found.route.run({ ...surroundings, ...found, state, query, body });
      } catch (error) {
        if (!(error instanceof DiscordError)) throw error;
        return refuse(error, headers.shown);
      }
      const status = result === undefined ? 204 : (found.route.status ?? 200);
      record(fault?.kind === 'status' ? fault.status : status);
      response.on('close', () => {
        if (!response.writableFinished) doubtful();
      });
      if (fault?.kind === 'lostAnswer') return void request.socket.destroy();
      if (fault?.kind === 'status') {
        doubtful();
        return answer(response, fault.status, 'upstream trouble');
      }
      if (fault?.kind === 'held') await fault.gate;
      answer(response, status, result, headers.shown);
    },
    fault(route, fault, times) {
      const wanted = shape(route);
      const name = Object.keys(ROUTES).find((one) => shape(one) === wanted);
      if (name === undefined) throw new Error(`there is no route ${route}`);
      faults.push({ name, fault, left: times });
    },
  };
}

/** A route without the names of its parameters. */
function shape(route: string): string {
  return route.replace(/:\w+|\{\w+\}/g, ':');
}

function find(method: string, path: string): Match | undefined {
  const parts = path.split('/');
  const matches = Object.entries(ROUTES).flatMap(([name, route]): Match[] => {
    const [verb, template = ''] = name.split(' ');
    const wanted = template.split('/');
    if (verb !== method || wanted.length !== parts.length) return [];
    const params: Record<string, string> = {};
    for (const [at, want] of wanted.entries()) {
      const part = decodeURIComponent(parts[at] ?? '');
      if (want.startsWith(':') && part !== '') params[want.slice(1)] = part;
      else if (want !== part) return [];
    }
    return [{ name, route, params }];
  });
  // `/users/@me` before `/users/:user`
  return matches.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

/** @throws DiscordError 401 */
function checkCaller(state: State, route: Route, request: IncomingMessage): void {
  const agent = request.headers['user-agent'] ?? '';
  if (!agent.startsWith('DiscordBot (')) state.violation(`a User-Agent that Discord blocks: ${agent}`);
  if (route.auth === 'bot' && request.headers.authorization !== `Bot ${state.token}`) throw unauthorized();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  if (body === undefined) return void response.writeHead(status, headers).end();
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}
