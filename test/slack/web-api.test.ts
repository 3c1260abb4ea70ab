import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { PostRefused } from '../../src/digest/post-refused.ts';
import { callsOf, createGate, failure, hello, refusal, setScene, TEAM } from './api-scene.ts';

const { scene, start } = setScene();

describe('a post', () => {
  test('arrives once, with its text and key, and unfolds no link', async () => {
    const posted = await scene.api.post(TEAM, hello('C0001', 'd-1'));
    expect(scene.slack.messages).toMatchObject([
      { ts: posted.ts, channel: 'C0001', text: 'Hello', metadata: { event_payload: { key: 'd-1' } } },
    ]);
    expect(posted.channel).toBe('C0001');
    expect(callsOf(scene, 'chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  test('goes into a thread', async () => {
    const { ts } = await scene.api.post(TEAM, hello());
    await scene.api.post(TEAM, { ...hello(), threadTs: ts });
    expect(scene.slack.messages[1]?.threadTs).toBe(ts);
  });

  test('whose answer is lost is in doubt, and there once', async () => {
    scene.slack.fault('chat.postMessage', { kind: 'lostAnswer' });
    expect(await refusal(scene.api.post(TEAM, hello()))).toBe('in doubt');
    expect(scene.slack.messages).toHaveLength(1);
    expect(callsOf(scene, 'chat.postMessage')).toHaveLength(1);
  });

  test.each([500, 502, 503])('that meets a %s is in doubt, and there once', async (status) => {
    scene.slack.fault('chat.postMessage', { kind: 'status', status });
    const error = await failure(scene.api.post(TEAM, hello()));
    expect(error).not.toBeInstanceOf(PostRefused);
    expect(String(error)).toContain(String(status));
    expect(scene.slack.messages).toHaveLength(1);
    expect(callsOf(scene, 'chat.postMessage')).toHaveLength(1);
  });

  test('that is not answered in time is in doubt', async () => {
    const { gate, open } = createGate();
    scene.slack.fault('chat.postMessage', { kind: 'held', gate });
    const error = await failure(start({ deadline: 50 }).post(TEAM, hello()));
    expect(error).not.toBeInstanceOf(PostRefused);
    expect(String(error)).toContain('no answer');
    open();
  });

  test('to a server that is away is refused for later: nothing was sent', async () => {
    await scene.slack.goAway();
    expect(await refusal(scene.api.post(TEAM, hello()))).toEqual({ kind: 'later' });
  });

  test('to a name that does not resolve is refused for later', async () => {
    const lost = start({ apiUrl: 'http://no-such-host.invalid/api/' });
    expect(await refusal(lost.post(TEAM, hello()))).toEqual({ kind: 'later' });
  });

  test.each<[error: string, refusal: object | 'in doubt']>([
    ['channel_not_found', { kind: 'channel', problem: 'gone' }],
    ['is_archived', { kind: 'channel', problem: 'archived' }],
    ['not_in_channel', { kind: 'channel', problem: 'forbidden' }],
    ['restricted_action_read_only_channel', { kind: 'channel', problem: 'forbidden' }],
    ['token_revoked', { kind: 'channel', problem: 'forbidden' }],
    ['missing_scope', { kind: 'channel', problem: 'forbidden' }],
    ['msg_blocks_too_long', { kind: 'message' }],
    ['invalid_blocks_format', { kind: 'message' }],
    ['ratelimited', { kind: 'later' }],
    ['internal_error', 'in doubt'],
    ['fatal_error', 'in doubt'],
    ['service_unavailable', 'in doubt'],
    ['an error of tomorrow', 'in doubt'],
  ])('that Slack answers with %s', async (error, expected) => {
    scene.slack.fault('chat.postMessage', { kind: 'error', error });
    expect(await refusal(scene.api.post(TEAM, hello()))).toEqual(expected);
  });

  test('from a workspace without token is forbidden, and nothing is sent', async () => {
    expect(await refusal(scene.api.post('T0002', hello()))).toEqual({ kind: 'channel', problem: 'forbidden' });
    expect(scene.slack.calls).toEqual([]);
  });

  test('while the token can’t be read is refused for later: nothing was sent', async () => {
    const broken = start({ tokens: { token: () => Promise.reject(new Error('The database is away.')) } });
    expect(await refusal(broken.post(TEAM, hello()))).toEqual({ kind: 'later' });
    expect(scene.slack.calls).toEqual([]);
  });
});

describe('the pace', () => {
  test('is a message a second in a channel, and others do not wait', async () => {
    await Promise.all([
      scene.api.post(TEAM, hello()),
      scene.api.post(TEAM, hello()),
      scene.api.post(TEAM, hello('C0002')),
    ]);
    expect(scene.slack.messages).toHaveLength(3);
    expect(scene.slept).toEqual([1100]);
  });

  test('of more than a channel takes in 2.5 s is refused for later, with when', async () => {
    // time stands still, so that all come at once
    const waiting: (() => void)[] = [];
    const crowded = start({ sleep: () => new Promise((resolve) => waiting.push(resolve)) });
    const posts = Array.from({ length: 3 }, () => crowded.post(TEAM, hello()));
    expect(await refusal(crowded.post(TEAM, hello()))).toEqual({ kind: 'later', after: 3300 });
    scene.time += 5000;
    for (const go of waiting) go();
    await Promise.all(posts);
    expect(scene.slack.messages).toHaveLength(3);
  });

  test('keeps to Retry-After in the channel that it was said of', async () => {
    scene.slack.fault('chat.postMessage', { kind: 'rateLimited', retryAfter: 30 });
    expect(await refusal(scene.api.post(TEAM, hello()))).toEqual({ kind: 'later', after: 30_000 });
    expect(await refusal(scene.api.post(TEAM, hello()))).toEqual({ kind: 'later', after: 30_000 });
    expect(callsOf(scene, 'chat.postMessage')).toHaveLength(1);
    await scene.api.post(TEAM, hello('C0002'));
    expect(scene.slept).toEqual([]);
    scene.time += 30_000;
    await scene.api.post(TEAM, hello());
    expect(scene.slack.messages.map(({ channel }) => channel)).toEqual(['C0002', 'C0001']);
  });

  test('a Retry-After that comes while others wait holds them too, one after the other', async () => {
    const waiting: { at: number; go: () => void }[] = [];
    const wake = async () => {
      const next = waiting.sort((a, b) => a.at - b.at).shift();
      scene.time = Math.max(scene.time, next?.at ?? 0);
      next?.go();
      await new Promise((resolve) => setImmediate(resolve));
    };
    const paced = start({
      sleep: (ms) => new Promise((resolve) => waiting.push({ at: scene.time + ms, go: resolve })),
    });
    scene.slack.fault('chat.postMessage', { kind: 'rateLimited', retryAfter: 2 });
    const first = refusal(paced.post(TEAM, hello()));
    const second = paced.post(TEAM, hello());
    const third = refusal(paced.post(TEAM, hello()));
    expect(await first).toEqual({ kind: 'later', after: 2000 });
    const began = scene.time;
    await wake();
    await wake();
    // the second goes when the quiet is over; the third would go a second later, which is too long to wait
    await second;
    expect(scene.time - began).toBe(2000);
    await wake();
    expect(await third).toMatchObject({ kind: 'later' });
    expect(scene.slack.messages).toHaveLength(1);
  });

  test('of one slow channel does not hold up another', async () => {
    const { gate, open } = createGate();
    scene.slack.fault('chat.postMessage', { kind: 'held', gate }, 1, (args) => args['channel'] === 'C0001');
    const slow = scene.api.post(TEAM, hello());
    await scene.api.post(TEAM, hello('C0002'));
    open();
    await slow;
    expect(scene.slack.messages).toHaveLength(2);
  });

  test('a 429 without Retry-After is a refusal too', async () => {
    const proxy = createServer((_, response) => response.writeHead(429).end('slow down')).listen(0, '127.0.0.1');
    await new Promise((resolve) => proxy.once('listening', resolve));
    const address = proxy.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const behind = start({ apiUrl: `http://127.0.0.1:${port}/api/` });
    expect(await refusal(behind.post(TEAM, hello()))).toEqual({ kind: 'later', after: 30_000 });
    proxy.closeAllConnections();
    proxy.close();
  });
});
