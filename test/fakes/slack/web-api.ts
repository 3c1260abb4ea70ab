import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, readJson, textOf } from '../values.ts';
import type { Surroundings } from './method.ts';
import { METHODS } from './methods.ts';
import { DEFAULT_SCOPES } from './other-methods.ts';
import { Refusal } from './refusal.ts';
import { respond } from './response-url.ts';
import { createRetryWatch } from './retry-watch.ts';
import type { State } from './state.ts';
import type { Fault, Json, StartedFault } from './types.ts';

/** Arguments that are JSON within a form. */
const JSON_ARGUMENTS = ['blocks', 'attachments', 'metadata', 'view'];
/** What the SDK adds to any call. */
const COMMON_ARGUMENTS = ['token', 'team_id'];

export interface WebApi {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  fault(fault: StartedFault): void;
  enforcePace(on: boolean): void;
}

/** The Web API and the response urls, on one server. */
export function createWebApi(state: State, settings: Surroundings): WebApi {
  const faults: { readonly fault: StartedFault; left: number }[] = [];
  const watch = createRetryWatch(state);
  const lastPost = new Map<string, number>();
  let pace = false;

  function takeFault(method: string, args: Json): Fault | undefined {
    const found = faults.find(({ fault, left }) => left > 0 && fault.method === method && fault.fits(args));
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault.fault;
  }

  /** A second post to a channel within a second is too early. */
  function tooEarly(method: string, args: Json): boolean {
    if (!pace || method !== 'chat.postMessage') return false;
    const channel = textOf(args['channel']);
    const before = lastPost.get(channel);
    const now = performance.now();
    if (before !== undefined && now - before < 1000) return true;
    lastPost.set(channel, now);
    return false;
  }

  function run(method: string, args: Json, authorization: string, path: string): Json | string {
    if (method === 'response_url') return respond(state, path.slice('/response/'.length), args);
    const found = METHODS[method];
    if (found === undefined) throw new Refusal('unknown_method', { req_method: method });
    const token = textOf(args['token']) || authorization.replace(/^Bearer /, '');
    checkArguments(state, method, found.required, found.optional, args);
    if (found.token === 'none') return found.run({ ...settings, state, args });
    if (token === '') throw new Refusal('not_authed');
    if (found.token === 'app') {
      if (token !== settings.appToken)
        throw new Refusal(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type');
      return found.run({ ...settings, state, args });
    }
    if (token.startsWith('xapp-')) throw new Refusal('not_allowed_token_type');
    const workspace = [...state.workspaces.values()].find((one) => one.token === token);
    if (workspace === undefined) throw new Refusal('invalid_auth');
    if (!workspace.installed) throw new Refusal('account_inactive');
    const scopes = state.options.scopes;
    if (found.scope !== undefined && scopes !== undefined && !scopes.includes(found.scope))
      throw new Refusal('missing_scope', { needed: found.scope, provided: scopes.join(',') });
    return found.run({ ...settings, state, workspace, args });
  }

  return {
    async handle(request, response) {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const method = path.startsWith('/response/') ? 'response_url' : path.replace(/^\/api\//, '');
      const args = readArguments(await bodyOf(request), request.headers['content-type'] ?? '');
      const known = request.method === 'POST' && (path.startsWith('/api/') || path.startsWith('/response/'));
      if (!known) return answer(response, 404, { ok: false, error: 'not_found' });

      const fault = takeFault(method, args);
      const { token: _, ...shown } = args;
      const record = (error?: string) => {
        state.calls.push({ method, args: shown, at: state.now(), ...(error === undefined ? {} : { error }) });
        state.changed();
      };
      const refuse = (error: string, status = 200, details: Json = {}, headers: Record<string, string> = {}) => {
        record(error);
        answer(response, status, { ok: false, error, ...details }, headers);
      };
      if (fault?.kind === 'error') return refuse(fault.error);
      if (fault?.kind === 'rateLimited' || tooEarly(method, args)) {
        const seconds = fault?.kind === 'rateLimited' ? fault.retryAfter : 1;
        return refuse('ratelimited', 429, {}, { 'retry-after': String(seconds) });
      }
      if (fault?.kind === 'status' && fault.taken === false) return refuse(`status ${fault.status}`, fault.status);

      watch.see(method, args);
      let result: Json | string;
      try {
        result = run(method, args, request.headers.authorization ?? '', path);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (method === 'response_url') {
          record(error.code);
          return answer(response, 404, error.code);
        }
        if (error.code === 'unknown_method') state.violation(`there is no method ${method}`);
        return refuse(error.code, 200, error.details);
      }
      record();
      response.on('close', () => {
        if (!response.writableFinished || response.statusCode !== 200) watch.lost(method, args);
      });
      if (fault?.kind === 'lostAnswer') return void request.socket.destroy();
      if (fault?.kind === 'status') return answer(response, fault.status, 'upstream trouble');
      if (fault?.kind === 'held') await fault.gate;
      if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
      const scopes = { 'x-oauth-scopes': (state.options.scopes ?? DEFAULT_SCOPES).join(',') };
      answer(response, 200, typeof result === 'string' ? result : { ok: true, ...result }, scopes);
    },
    fault: (fault) => void faults.push({ fault, left: fault.times }),
    enforcePace(on) {
      pace = on;
    },
  };
}

function checkArguments(
  state: State,
  method: string,
  required: readonly string[],
  optional: readonly string[],
  args: Json,
): void {
  const missing = required.filter((name) => args[name] === undefined || args[name] === '');
  const unknown = Object.keys(args).filter((name) => ![...required, ...optional, ...COMMON_ARGUMENTS].includes(name));
  if (missing.length === 0 && unknown.length === 0) return;
  const problems = [
    ...missing.map((name) => `missing required field: ${name}`),
    ...unknown.map((name) => `unknown argument: ${name}`),
  ];
  state.violation(`${method}: ${problems.join(', ')}`);
  const messages = problems.map((problem) => `[ERROR] ${problem}`);
  throw new Refusal('invalid_arguments', { response_metadata: { messages } });
}

function readArguments(body: string, type: string): Json {
  if (type.startsWith('application/json')) {
    const read = readJson(body);
    return isObject(read) ? read : {};
  }
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      JSON_ARGUMENTS.includes(name) ? readJson(value) : value,
    ]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function answer(
  response: ServerResponse,
  status: number,
  body: Json | string,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  const json = typeof body !== 'string';
  response.writeHead(status, { 'content-type': json ? 'application/json; charset=utf-8' : 'text/html', ...headers });
  response.end(json ? JSON.stringify(body) : body);
}
