import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { readJson, textOf } from '../values.ts';
import type { State } from './state.ts';
import type { Ack, Delivery, Json } from './types.ts';

/** Slack's own signature: `v0=` and the HMAC-SHA256 of `v0:<seconds>:<body>`, hexadecimal. */
function signatureOf(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
}

/** The headers with which Slack sends a body. @param at milliseconds of wall time, which Bolt compares with its own */
function signedHeaders(secret: string, body: string, type: string, at: number): Record<string, string> {
  const seconds = Math.floor(at / 1000);
  return {
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': signatureOf(secret, seconds, body),
  };
}

/** Events and interactions are JSON in their own ways; a command is a form. */
function bodyOf(delivery: Pick<Delivery, 'kind' | 'payload'>): { readonly body: string; readonly type: string } {
  const form = 'application/x-www-form-urlencoded';
  if (delivery.kind === 'events_api') return { body: JSON.stringify(delivery.payload), type: 'application/json' };
  const fields: Json =
    delivery.kind === 'interactive' ? { payload: JSON.stringify(delivery.payload) } : delivery.payload;
  const pairs = Object.entries(fields).map(([key, value]): [string, string] => [key, textOf(value)]);
  return { body: new URLSearchParams(pairs).toString(), type: form };
}

/** Sends what happened as a signed request. @param patience milliseconds of wall time until Slack gives up */
export function deliverOverHttp(
  state: State,
  url: string,
  secret: string,
  delivery: Delivery,
  patience: number,
): Promise<Ack> {
  const { body, type } = bodyOf(delivery);
  const headers = signedHeaders(secret, body, type, Date.now());
  if (delivery.retry > 0) {
    headers['x-slack-retry-num'] = String(delivery.retry);
    headers['x-slack-retry-reason'] = 'http_timeout';
  }
  const begun = performance.now();
  const afterMs = () => performance.now() - begun;
  return new Promise((resolve) => {
    const call = request(url, { method: 'POST', headers, agent: false, timeout: patience }, (response) => {
      const status = response.statusCode ?? 0;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        if (afterMs() > patience) state.violation(`no acknowledgment of ${delivery.kind} within ${patience} ms`);
        resolve({ afterMs: afterMs(), status, body: text === '' ? '' : readJson(text) });
      });
    });
    call.on('timeout', () => {
      state.violation(`no acknowledgment of ${delivery.kind} within ${patience} ms`);
      call.destroy();
      resolve({ afterMs: afterMs(), body: undefined, failed: 'timeout' });
    });
    call.on('error', () => resolve({ afterMs: afterMs(), body: undefined, failed: 'unreachable' }));
    call.end(body);
  });
}
