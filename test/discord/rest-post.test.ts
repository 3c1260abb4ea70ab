import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { PostRefused } from '../../src/digest/post-refused.ts';
import {
  callsOf,
  createGate,
  failure,
  hello,
  KEY,
  OTHER_CHANNEL,
  POST_ROUTE,
  refusal,
  setScene,
} from './rest-scene.ts';

const { scene, start } = setScene();
const post = (key?: string, channel = scene.discord.channelId) =>
  scene.api.post(channel, hello(), key === undefined ? {} : { key });

describe('a post', () => {
  test('arrives once, with its nonce, and pings nobody', async () => {
    const posted = await post(KEY);
    expect(scene.discord.messages).toMatchObject([{ id: posted.id, channelId: scene.discord.channelId, byBot: true }]);
    expect(posted.channelId).toBe(scene.discord.channelId);
    const body = callsOf(scene, POST_ROUTE)[0]?.body;
    expect(body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
    expect(body).toHaveProperty('nonce', expect.stringMatching(/^[\w-]{25}$/));
  });

  test('without a key has no nonce and no mark', async () => {
    await post();
    const body = JSON.stringify(callsOf(scene, POST_ROUTE)[0]?.body);
    expect(body).not.toContain('nonce');
    expect(body).not.toContain('"id"');
  });

  test('shows the same with a key as without', async () => {
    await post();
    await post(KEY);
    const withoutIds = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (name, inner) => (name === 'id' ? undefined : inner));
    const [first, second] = scene.discord.messages.map(({ components }) => components);
    expect(second).not.toEqual(first);
    expect(withoutIds(second)).toEqual(withoutIds(first));
  });

  test('replies to a message, and stands alone where that is gone', async () => {
    const question = await scene.discord.write('What is new?');
    await scene.api.post(question.channelId, hello(), { replyTo: question.id });
    await scene.api.post(question.channelId, hello(), { replyTo: '1100000000000000999' });
    expect(scene.discord.messages.filter(({ byBot }) => byBot).map(({ replyTo }) => replyTo)).toEqual([
      question.id,
      undefined,
    ]);
  });

  test('whose answer is lost is in doubt and there once, and made again it is the same', async () => {
    scene.discord.fault(POST_ROUTE, { kind: 'lostAnswer' });
    expect(await refusal(post(KEY))).toBe('in doubt');
    expect(callsOf(scene, POST_ROUTE)).toHaveLength(1);
    await scene.api.messagesAfter(scene.discord.channelId, '0', 1);
    const again = await post(KEY);
    expect(scene.discord.messages.map(({ id }) => id)).toEqual([again.id]);
  });

  test('with another key is another one', async () => {
    await post(KEY);
    await post(`${KEY}#2`);
    expect(scene.discord.messages).toHaveLength(2);
  });

  test.each([500, 502, 503, 504])('that meets a %s is in doubt, and there once', async (status) => {
    scene.discord.fault(POST_ROUTE, { kind: 'status', status });
    const error = await failure(post(KEY));
    expect(error).not.toBeInstanceOf(PostRefused);
    expect(String(error)).toContain(String(status));
    expect(scene.discord.messages).toHaveLength(1);
    expect(callsOf(scene, POST_ROUTE)).toHaveLength(1);
  });

  test('that is not answered in time is in doubt, and one that waits behind it was not sent', async () => {
    const { gate, open } = createGate();
    scene.discord.fault(POST_ROUTE, { kind: 'held', gate });
    const hasty = start({ deadline: 200 });
    const channel = scene.discord.channelId;
    const [first, second] = await Promise.all([
      refusal(hasty.post(channel, hello('1'))),
      refusal(hasty.post(channel, hello('2'))),
    ]);
    expect([first, second]).toEqual(['in doubt', { kind: 'later' }]);
    open();
    await hasty.post(channel, hello('3'));
    expect(JSON.stringify(scene.discord.messages)).not.toContain('"content":"2"');
    expect(scene.discord.messages).toHaveLength(2);
  });

  test('to a server that is away is refused for later: nothing was sent', async () => {
    await scene.discord.goAway();
    expect(await refusal(post(KEY))).toEqual({ kind: 'later' });
  });

  test('to a name that does not resolve is refused for later', async () => {
    const lost = start({ apiUrl: 'http://no-such-host.invalid/api' });
    expect(await refusal(lost.post(scene.discord.channelId, hello()))).toEqual({ kind: 'later' });
  });

  test('of nothing that could carry its mark is refused here', async () => {
    const bare = { content: 'Hello', allowed_mentions: { parse: [] } };
    await expect(scene.api.post(scene.discord.channelId, bare, { key: KEY })).rejects.toThrow(RangeError);
    expect(scene.discord.calls).toEqual([]);
  });

  test.each<[code: number, status: number, refusal: object | 'in doubt']>([
    [10003, 404, { kind: 'channel', problem: 'gone' }],
    [10004, 404, { kind: 'channel', problem: 'gone' }],
    [50001, 403, { kind: 'channel', problem: 'forbidden' }],
    [50013, 403, { kind: 'channel', problem: 'forbidden' }],
    [50007, 403, { kind: 'channel', problem: 'forbidden' }],
    [50083, 400, { kind: 'channel', problem: 'archived' }],
    [160005, 403, { kind: 'channel', problem: 'archived' }],
    [50035, 400, { kind: 'message' }],
    [50006, 400, { kind: 'message' }],
    [10008, 404, { kind: 'message' }],
    [200000, 400, { kind: 'message' }],
    [20016, 400, { kind: 'later' }],
    [99999, 403, { kind: 'channel', problem: 'forbidden' }],
    [99999, 400, { kind: 'message' }],
    [99999, 404, 'in doubt'],
    [130000, 500, 'in doubt'],
  ])('that Discord answers with %s and %s', async (code, status, expected) => {
    scene.discord.fault(POST_ROUTE, { kind: 'error', code, status, message: 'No' });
    expect(await refusal(post(KEY))).toEqual(expected);
    expect(callsOf(scene, POST_ROUTE)).toHaveLength(1);
  });

  test('to where the bot may not write, to an unknown channel and to a locked thread', async () => {
    scene.discord.channel(OTHER_CHANNEL, { permissions: ['ViewChannel'] });
    expect(await refusal(post(KEY, OTHER_CHANNEL))).toEqual({ kind: 'channel', problem: 'forbidden' });
    expect(await refusal(post(KEY, '1100000000000000998'))).toEqual({ kind: 'channel', problem: 'gone' });
    const thread = await scene.api.startThread(scene.discord.channelId, (await post()).id, 'Papers');
    scene.discord.thread(thread, { archived: true, locked: true });
    expect(await refusal(post(KEY, thread))).toEqual({ kind: 'channel', problem: 'archived' });
    scene.discord.thread(thread, { archived: false, locked: true });
    expect(await refusal(post(KEY, thread))).toEqual({ kind: 'channel', problem: 'archived' });
  });
});

describe('a token that Discord refuses', () => {
  test('is forbidden, and used again only after a minute', async () => {
    const wrong = start({ token: 'AAAAAAAAAAAAAAAAAAAAAAAAAA.Fake01.BBBBBBBBBBBBBBBBBBBBBBBBBBB' });
    const refused = () => refusal(wrong.post(scene.discord.channelId, hello()));
    for (let i = 0; i < 3; i++) expect(await refused()).toEqual({ kind: 'channel', problem: 'forbidden' });
    expect(scene.discord.calls).toHaveLength(1);
    scene.ahead += 60_000;
    await refused();
    expect(scene.discord.calls).toHaveLength(2);
  });
});

describe('the pace', () => {
  const limited = (retryAfter: number, global = false) => ({ kind: 'rateLimited', retryAfter, global }) as const;

  test('that Discord asks for in a channel is kept there and nowhere else', async () => {
    scene.discord.fault(POST_ROUTE, limited(30));
    for (let i = 0; i < 2; i++) {
      const refused = await refusal(post());
      if (refused === 'in doubt' || refused.kind !== 'later') throw new Error('It was not refused for later.');
      expect(refused.after).toBeGreaterThan(29_000);
      expect(refused.after).toBeLessThan(31_000);
    }
    expect(callsOf(scene, POST_ROUTE)).toHaveLength(1);
    await post(undefined, OTHER_CHANNEL);
    expect(scene.discord.messages.map(({ channelId }) => channelId)).toEqual([OTHER_CHANNEL]);
  });

  test('of all is kept everywhere', async () => {
    scene.discord.fault(POST_ROUTE, limited(30, true));
    await refusal(post());
    expect(await refusal(post(undefined, OTHER_CHANNEL))).toMatchObject({ kind: 'later', after: expect.any(Number) });
    expect(callsOf(scene, POST_ROUTE)).toHaveLength(1);
  });

  test('is never a reason to send a post again', async () => {
    scene.discord.fault(POST_ROUTE, limited(0.05));
    expect(await refusal(post())).toMatchObject({ kind: 'later' });
    expect(callsOf(scene, POST_ROUTE)).toHaveLength(1);
  });

  test('is waited for where it is short and nothing is posted, once', async () => {
    const route = 'POST /users/@me/channels';
    scene.discord.fault(route, limited(0.05));
    await scene.api.direct(scene.discord.userId);
    expect(callsOf(scene, route)).toHaveLength(2);
    scene.discord.fault(route, limited(0.05), 9);
    expect(await refusal(scene.api.direct(scene.discord.userId))).toMatchObject({ kind: 'later' });
    expect(callsOf(scene, route)).toHaveLength(4);
  });
});

test('a wait ends with the deadline, and what was refused before it was not taken', async () => {
  scene.discord.fault('POST /users/@me/channels', { kind: 'rateLimited', retryAfter: 3 });
  const started = performance.now();
  const refused = await refusal(start({ deadline: 200 }).direct(scene.discord.userId));
  expect(refused).toEqual({ kind: 'later' });
  expect(performance.now() - started).toBeLessThan(2000);
});

test('many posts at once keep to 50 a second, and each arrives once', async () => {
  const channels = Array.from({ length: 60 }, (_, i) => `11000000000000005${String(i).padStart(2, '0')}`);
  for (const channel of channels) scene.discord.channel(channel, {});
  const results = await Promise.allSettled(channels.map((channel) => post(KEY, channel)));
  const arrived = channels.filter((_, i) => results[i]?.status === 'fulfilled');
  expect(arrived.length).toBeGreaterThanOrEqual(50);
  expect(scene.discord.messages.map(({ channelId }) => channelId).sort()).toEqual(arrived.sort());
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ refusal: { kind: 'later' } });
  const refused = callsOf(scene, POST_ROUTE).filter(({ status }) => status === 429);
  expect(refused.length).toBeLessThanOrEqual(60 - arrived.length);
});

describe('what stands between', () => {
  let server: Server | undefined;
  let requests = 0;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function through(answer: RequestListener) {
    requests = 0;
    const made = createServer((request, response) => {
      requests++;
      answer(request, response);
    });
    server = made;
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    const address = made.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    return start({ apiUrl: `http://127.0.0.1:${address.port}/api`, deadline: 500 });
  }

  test('says 429 without how long: later, and not asked again at once', async () => {
    const api = await through((_, response) => response.writeHead(429).end('error code: 1015'));
    expect(await refusal(api.post(OTHER_CHANNEL, hello()))).toEqual({ kind: 'later' });
    expect(await refusal(api.direct(scene.discord.userId))).toEqual({ kind: 'later' });
    expect(requests).toBe(2);
  });

  test.each([400, 403, 404])('answers %s in its own words: in doubt', async (status) => {
    const api = await through((_, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Blocked</html>'),
    );
    expect(await refusal(api.post(OTHER_CHANNEL, hello()))).toBe('in doubt');
  });

  test('answers 200 in its own words: in doubt', async () => {
    const api = await through((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('Welcome'));
    expect(await refusal(api.post(OTHER_CHANNEL, hello()))).toBe('in doubt');
  });

  test('begins an answer and never ends it: in doubt, in time', async () => {
    const api = await through((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    });
    expect(await refusal(api.post(OTHER_CHANNEL, hello()))).toBe('in doubt');
  });
});
