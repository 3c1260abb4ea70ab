import type { Validator } from '../../src/papers/sighting.ts';
import type { Clock } from '../../src/ports.ts';
import { readRetryAfter } from './retry-after.ts';

const LARGEST_BODY = 32 * 1024 * 1024;
const WORTH_ASKING_AGAIN = new Set([408, 425, 429]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What came of one request. Reasons go on from the server's name: "huggingface.co" + "answered 500". */
export type Exchange =
  | { readonly kind: 'answered'; readonly body: string; readonly validator?: Validator }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'moved'; readonly to: URL }
  /** May go better another time, where the server says so after so many milliseconds. */
  | { readonly kind: 'troubled'; readonly reason: string; readonly after?: number }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Request {
  readonly url: URL;
  readonly userAgent: string;
  readonly validator: Validator | undefined;
  /** For the whole of it, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Asks once, and never throws for what the network or the server does. */
export async function exchange(request: Request, fetcher: typeof fetch, clock: Clock): Promise<Exchange> {
  const cut = new AbortController();
  const stop = () => cut.abort();
  request.signal.addEventListener('abort', stop, { once: true });
  const deadline = setTimeout(stop, request.timeoutMs);
  let began = false;
  try {
    const response = await fetcher(request.url, {
      headers: headersOf(request),
      redirect: 'manual',
      signal: cut.signal,
    });
    began = true;
    return await read(response, request, clock);
  } catch (error) {
    if (cut.signal.aborted)
      return { kind: 'troubled', reason: `did not answer within ${request.timeoutMs / 1000} seconds` };
    return { kind: 'troubled', reason: began ? 'broke off in the middle of its answer' : unreachable(error) };
  } finally {
    clearTimeout(deadline);
    request.signal.removeEventListener('abort', stop);
    // whatever was not read of the answer
    cut.abort();
  }
}

function headersOf({ userAgent, validator }: Request): Record<string, string> {
  return {
    'user-agent': userAgent,
    ...(validator?.etag === undefined ? {} : { 'if-none-match': validator.etag }),
    ...(validator?.lastModified === undefined ? {} : { 'if-modified-since': validator.lastModified }),
  };
}

async function read(response: Response, { url, validator }: Request, clock: Clock): Promise<Exchange> {
  const { status, headers } = response;
  if (status === 200) {
    const body = await textOf(response);
    if (body === undefined) return { kind: 'refused', reason: 'sent more than 32 MB' };
    const etag = headers.get('etag');
    const lastModified = headers.get('last-modified');
    if (etag === null && lastModified === null) return { kind: 'answered', body };
    return {
      kind: 'answered',
      body,
      validator: { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) },
    };
  }
  if (status === 304) {
    if (validator !== undefined) return { kind: 'unchanged' };
    return { kind: 'troubled', reason: 'answered 304, “not modified”, though nothing was known of an earlier answer' };
  }
  if (REDIRECTS.has(status)) return redirect(headers.get('location'), url);
  const reason = `answered ${status}`;
  if (status < 500 && !WORTH_ASKING_AGAIN.has(status)) return { kind: 'refused', reason };
  const after = readRetryAfter(headers.get('retry-after'), clock.now());
  return { kind: 'troubled', reason, ...(after === undefined ? {} : { after }) };
}

/** @returns undefined where it is too large, counted as it is after unpacking */
async function textOf(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_BODY) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function redirect(location: string | null, from: URL): Exchange {
  const to = location !== null && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to === undefined || !/^https?:$/.test(to.protocol))
    return { kind: 'refused', reason: 'sends elsewhere, but to no web address' };
  return { kind: 'moved', to };
}

function unreachable(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `could not be reached${code}`;
}
