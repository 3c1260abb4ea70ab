import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPoliteClient } from '../../adapters/sources/polite.ts';
import { readRetryAfter } from '../../adapters/sources/retry-after.ts';
import { type Listening, listen } from '../fakes/listening.ts';
import { never, openScene, outline, type Scene, silent, sleepingClock, THURSDAY } from './scene.ts';

const TODAY = '2026-02-26';
const midnight = THURSDAY - 12 * 3_600_000;

describe('a source in trouble', () => {
  let scene: Scene;
  const today = async () => outline(await scene.read(scene.huggingFace, midnight));
  const times = () => scene.fake.requests.map(({ at }) => at - THURSDAY);

  beforeEach(async () => {
    scene = await openScene({ timeoutMs: 1_000 });
    scene.fake.day(TODAY, []);
  });
  afterEach(async () => {
    await scene.fake.stop();
    expect(scene.fake.violations).toEqual([]);
    expect(scene.fake.faultsLeft()).toBe(0);
  });

  test.each([
    ['500', { kind: 'status', status: 500 }],
    ['429 that doesn’t say for how long', { kind: 'status', status: 429 }],
    ['408', { kind: 'status', status: 408 }],
    ['425', { kind: 'status', status: 425 }],
    ['a connection that is cut', { kind: 'cut' }],
    ['half of the JSON, as if it were whole', { kind: 'half' }],
    ['a page of HTML', { kind: 'body', body: '<html>One moment, please</html>' }],
    ['an object that is no list', { kind: 'body', body: '{"error":"overloaded"}' }],
    ['no answer in time', { kind: 'hang' }],
    ['“not modified” to a first question', { kind: 'not-modified' }],
  ] as const)('is asked again after %s', async (_, fault) => {
    scene.fake.fault('hugging-face', fault);
    expect(await today()).toEqual([`${TODAY}: 0 papers, 0 rejected`]);
    expect(scene.fake.requests).toHaveLength(2);
  });

  test('is asked four times, each time after a longer wait, and then the reason is told', async () => {
    scene.fake.fault('hugging-face', ...Array(4).fill({ kind: 'status', status: 503 }));
    expect(await today()).toEqual([
      expect.stringMatching(/^2026-02-26: 127\.0\.0\.1:\d+ answered 503, the last of 4 times\.$/),
    ]);
    // the gap of 500 ms, and half of 1, 2 and 4 s
    expect(times()).toEqual([0, 1_000, 2_500, 5_000]);
  });

  test.each([
    ['in seconds', '120'],
    ['as a date', new Date(THURSDAY + 120_000).toUTCString()],
  ])('is left alone for as long as it says %s', async (_, retryAfter) => {
    scene.fake.fault('hugging-face', { kind: 'status', status: 429, retryAfter });
    expect(await today()).toEqual([`${TODAY}: 0 papers, 0 rejected`]);
    expect(times()).toEqual([0, 120_000]);
  });

  test('is not waited for where it wants more than five minutes', async () => {
    scene.fake.fault('hugging-face', { kind: 'status', status: 429, retryAfter: '3600' });
    expect(await today()).toEqual([expect.stringMatching(/answered 429 and wants no request for 60 minutes\.$/)]);
    expect(times()).toEqual([0]);
  });

  test('is not asked again what it refuses', async () => {
    scene.fake.fault('hugging-face', { kind: 'status', status: 404 });
    expect(await today()).toEqual([expect.stringMatching(/answered 404\.$/)]);
    expect(times()).toEqual([0]);
  });

  test('may send elsewhere, but only to the web and not for ever', async () => {
    const here = `/api/daily_papers?date=${TODAY}`;
    scene.fake.fault('hugging-face', { kind: 'redirect', to: here });
    expect(await today()).toEqual([`${TODAY}: 0 papers, 0 rejected`]);
    scene.fake.fault('hugging-face', { kind: 'redirect', to: 'file:///etc/passwd' });
    expect(await today()).toEqual([expect.stringMatching(/sends elsewhere, but to no web address\.$/)]);
    scene.fake.fault('hugging-face', ...Array(6).fill({ kind: 'redirect', to: here }));
    expect(await today()).toEqual([expect.stringMatching(/sends from one address to the next without end\.$/)]);
  });

  test('holds up neither the other parts nor the other source', async () => {
    scene.fake.fault('hugging-face', ...Array(4).fill({ kind: 'cut' }));
    expect(outline(await scene.read(scene.huggingFace, midnight - 24 * 3_600_000))).toEqual([
      expect.stringMatching(/^2026-02-26: .* broke off in the middle of its answer, the last of 4 times\.$/),
      '2026-02-25: 0 papers, 0 rejected',
    ]);
  });
});

test('the waits between tries are random, from none to all of the longest, and the gap comes on top', async () => {
  for (const [random, waits] of [
    [0, [500, 500, 500]],
    [0.999, [1_499, 2_498, 4_496]],
  ] as const) {
    const scene = await openScene({ random: () => random });
    scene.fake.fault('hugging-face', ...Array(4).fill({ kind: 'status', status: 500 }));
    await scene.read(scene.huggingFace, midnight);
    const times = scene.fake.requests.map(({ at }) => at);
    expect(times.slice(1).map((at, i) => at - times[i]!)).toEqual(waits);
    await scene.fake.stop();
  }
});

test('nothing is reached where nobody listens, and the reason says so', async () => {
  const scene = await openScene();
  await scene.fake.stop();
  expect(outline(await scene.read(scene.huggingFace, midnight))).toEqual([
    expect.stringMatching(/could not be reached \(ECONNREFUSED\), the last of 4 times\.$/),
  ]);
});

describe('the client', () => {
  let server: Listening;
  const serve = async (request: RequestListener) => {
    server = await listen(0, { request, upgrade: (_, socket) => socket.destroy() });
    return `http://127.0.0.1:${server.port}/`;
  };
  const clock = sleepingClock(THURSDAY);
  const client = () =>
    createPoliteClient({
      name: 'test',
      minGapMs: 100,
      userAgent: 'Paperboy/1.2.3',
      clock,
      sleep: clock.sleep,
      random: () => 0,
      log: silent,
    });
  const asIs = (body: string) => body;
  afterEach(() => server.close());

  test('asks one thing at a time, though many are wanted together', async () => {
    let open = 0;
    let most = 0;
    const url = await serve((_, response) => {
      open += 1;
      most = Math.max(most, open);
      response.on('close', () => {
        open -= 1;
      });
      // long enough for the others to come, too, if they would
      const answer = (turns: number) => (turns === 0 ? response.end('ok') : setImmediate(answer, turns - 1));
      answer(200);
    });
    const polite = client();
    const answers = await Promise.all(Array.from({ length: 8 }, () => polite.get(url, asIs, never)));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(8).fill('fresh'));
    expect(most).toBe(1);
  });

  test('unpacks gzip, and takes no more than 32 MB of what is packed', async () => {
    const small = gzipSync('“überall”');
    const large = gzipSync(Buffer.alloc(33 * 1024 * 1024));
    const url = await serve((request, response) => {
      response.setHeader('content-encoding', 'gzip').end(request.url === '/large' ? large : small);
    });
    expect(await client().get(url, asIs, never)).toEqual({ kind: 'fresh', body: '“überall”' });
    expect(await client().get(`${url}large`, asIs, never)).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(/sent more than 32 MB\.$/),
    });
  });

  test('ends at once where it is stopped', async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort());
    const polite = client();
    const answers = await Promise.all([polite.get(url, asIs, stop.signal), polite.get(url, asIs, stop.signal)]);
    for (const answer of answers)
      expect(answer).toEqual({ kind: 'failed', reason: 'Paperboy was stopped before an answer came.' });
  });
});

describe('Retry-After', () => {
  const now = new Date(THURSDAY);
  test.each([
    ['120', 120_000],
    ['0', 0],
    [' 5 ', 5_000],
    ['Thu, 26 Feb 2026 12:02:00 GMT', 120_000],
    ['Thursday, 26-Feb-26 12:02:00 GMT', 120_000],
    ['Thu, 26 Feb 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j', (header, ms) => {
    expect(readRetryAfter(header, now)).toBe(ms);
  });

  test('is never a wait that is negative or no number', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const ms = readRetryAfter(header, now);
        expect(ms === undefined || ms >= 0).toBe(true);
      }),
    );
  });
});

test('the fake itself sees who is not polite', async () => {
  const scene = await openScene();
  const agent = { headers: { 'user-agent': 'Paperboy/1.2.3' } };
  await fetch(`${scene.fake.url}/api/daily_papers?date=${TODAY}`, agent);
  await fetch(`${scene.fake.url}/api/daily_papers?date=${TODAY}`, agent);
  await fetch(`${scene.fake.url}/api/daily_papers?date=2026-02-27`, agent);
  await fetch(`${scene.fake.url}/api/papers`, agent);
  await fetch(`${scene.fake.url}/atom/cs.CL`, { headers: { 'if-none-match': '"made up"' } });
  await scene.fake.stop();
  expect(scene.fake.violations).toEqual([
    expect.stringContaining('0 ms after the request before it'),
    expect.stringContaining('a day of the future'),
    expect.stringContaining('no such path'),
    expect.stringContaining('the User-Agent is'),
    expect.stringContaining('an ETag that was never given'),
  ]);
});
