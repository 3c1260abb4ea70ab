import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../src/ports.ts';
import { listen } from '../listening.ts';
import { queryText } from './atom-text.ts';
import type { FakePaper } from './fake-paper.ts';
import type { Fault } from './faults.ts';
import { type Call, readCall, type Service } from './routes.ts';

const MIN_GAP: Readonly<Record<Service, number>> = { 'hugging-face': 500, arxiv: 3_000 };

interface SeenRequest {
  readonly service: Service;
  /** With its query. */
  readonly path: string;
  /** By the fake's clock. */
  readonly at: number;
  readonly ifNoneMatch: string | undefined;
}

/** Hugging Face's daily papers and arXiv, on one port of this machine. */
export interface FakePapers {
  readonly url: string;
  /** The daily list of a day, as JSON; without one a day is an empty list. */
  day(day: string, body: unknown): void;
  /** What is said of one paper, as JSON; any other is unknown. */
  paper(id: string, body: unknown): void;
  /** The daily feed, as XML. */
  feed(categories: string, body: string): void;
  /** What the query API knows. */
  submitted(papers: readonly FakePaper[]): void;
  /** For the next requests of a service, in turn. */
  fault(service: Service, ...faults: readonly Fault[]): void;
  /** Answers without validators from now on. */
  withoutValidators(): void;
  readonly requests: readonly SeenRequest[];
  /** What a polite client would not have done. */
  readonly violations: readonly string[];
  /** Faults that nobody met yet. */
  faultsLeft(): number;
  stop(): Promise<void>;
}

/** @param clock by which the gaps between requests are measured */
export async function startFakePapers(clock: Clock): Promise<FakePapers> {
  const days = new Map<string, unknown>();
  const papers = new Map<string, string>();
  const feeds = new Map<string, string>();
  let submitted: readonly FakePaper[] = [];
  let validates = true;
  const faults: { readonly service: Service; readonly fault: Fault }[] = [];
  const requests: SeenRequest[] = [];
  const violations: string[] = [];
  const givenEtags = new Set<string>();
  const quietUntil = new Map<Service, number>();
  const open = new Set<Service>();

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    const call = readCall(new URL(path, 'http://fake'), clock.now());
    if (typeof call === 'string') {
      violations.push(`${path}: ${call}`);
      response.writeHead(400).end(call);
      return;
    }
    const at = clock.now().getTime();
    watch(request, response, call.service, path, at);
    requests.push({ service: call.service, path, at, ifNoneMatch: request.headers['if-none-match'] });
    const fault = takeFault(call.service);
    if (fault?.kind === 'status' && fault.retryAfter !== undefined) {
      const seconds = Number(fault.retryAfter);
      const until = Number.isNaN(seconds) ? Date.parse(fault.retryAfter) : at + seconds * 1_000;
      quietUntil.set(call.service, until);
    }
    send(request, response, call.service, bodyOf(call, fault), fault);
  }

  function watch(request: IncomingMessage, response: ServerResponse, service: Service, path: string, at: number): void {
    const last = requests.findLast((one) => one.service === service);
    if (last !== undefined && at - last.at < MIN_GAP[service])
      violations.push(`${path}: ${at - last.at} ms after the request before it`);
    if (at < (quietUntil.get(service) ?? 0)) violations.push(`${path}: before the end of Retry-After`);
    if (open.has(service)) violations.push(`${path}: while another request is not answered`);
    if (!/^Paperboy\/\d+\.\d+\.\d+( \(\+https:\/\/.+\))?$/.test(request.headers['user-agent'] ?? ''))
      violations.push(`${path}: the User-Agent is ${request.headers['user-agent']}`);
    if (request.method !== 'GET') violations.push(`${path}: ${request.method}`);
    const etag = request.headers['if-none-match'];
    if (etag !== undefined && !givenEtags.has(etag)) violations.push(`${path}: an ETag that was never given`);
    open.add(service);
    response.on('close', () => open.delete(service));
  }

  function takeFault(service: Service): Fault | undefined {
    const i = faults.findIndex((one) => one.service === service);
    return i < 0 ? undefined : faults.splice(i, 1)[0]?.fault;
  }

  function bodyOf(call: Call, fault: Fault | undefined): string | undefined {
    if (fault?.kind === 'body') return fault.body;
    switch (call.kind) {
      case 'day': {
        const list = days.get(call.day) ?? [];
        return JSON.stringify(Array.isArray(list) ? list.slice(call.page * 50, (call.page + 1) * 50) : list);
      }
      case 'paper':
        return papers.get(call.id);
      case 'feed':
        return feeds.get(call.categories);
      case 'query': {
        const found = submitted
          .filter(({ submitted: at = '2026-02-20T10:00:00Z', categories = ['cs.CL'] }) => {
            const minute = at.replace(/\D/g, '').slice(0, 12);
            return call.from <= minute && minute <= call.to && categories.some((one) => call.categories.includes(one));
          })
          .sort((a, b) => ((a.submitted ?? '') < (b.submitted ?? '') ? -1 : 1));
        const page = found.slice(call.start, call.start + call.count);
        const given = fault?.kind === 'short' ? page.slice(0, fault.entries) : page;
        return queryText(call.query, found.length, call.start, given);
      }
      default:
        return call satisfies never;
    }
  }

  function send(
    request: IncomingMessage,
    response: ServerResponse,
    service: Service,
    body: string | undefined,
    fault: Fault | undefined,
  ): void {
    // whoever gave up waiting may ask again before it is seen here
    if (fault?.kind === 'hang') return void open.delete(service);
    if (fault?.kind === 'status') {
      response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter });
      response.end('{"error":"not now"}');
      return;
    }
    if (fault?.kind === 'redirect') return void response.writeHead(302, { location: fault.to }).end();
    if (body === undefined) return void response.writeHead(404).end();
    const etag = fault?.kind === 'etag' ? fault.etag : `W/"${createHash('sha1').update(body).digest('hex')}"`;
    if (fault?.kind === 'not-modified' || (validates && request.headers['if-none-match'] === etag))
      return void response.writeHead(304).end();
    const bytes = Buffer.from(body);
    const half = bytes.subarray(0, bytes.length / 2);
    const sent = fault?.kind === 'half' ? half : bytes;
    if (validates) givenEtags.add(etag);
    response.writeHead(200, { 'content-length': sent.length, ...(validates ? { etag } : {}) });
    if (fault?.kind === 'cut') response.write(half, () => response.destroy());
    else response.end(sent);
  }

  const server = await listen(0, { request: answer, upgrade: (_, socket) => socket.destroy() });
  return {
    url: `http://127.0.0.1:${server.port}`,
    day: (day, body) => void days.set(day, body),
    paper: (id, body) => void papers.set(id, JSON.stringify(body)),
    feed: (categories, body) => void feeds.set(categories, body),
    submitted: (papers) => {
      submitted = papers;
    },
    fault: (service, ...more) => void faults.push(...more.map((fault) => ({ service, fault }))),
    withoutValidators: () => {
      validates = false;
    },
    requests,
    violations,
    faultsLeft: () => faults.length,
    stop: () => server.close(),
  };
}
