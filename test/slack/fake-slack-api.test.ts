import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';

let fake: FakeSlack;
let client: webApi.WebClient;
const other = () =>
  new webApi.WebClient(fake.token('T0002'), { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 } });

beforeEach(async () => {
  fake = await startFakeSlack({ workspaces: ['T0001', 'T0002'] });
  client = new webApi.WebClient(fake.tokens.bot, {
    slackApiUrl: fake.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
  });
});
afterEach(() => fake.stop());

const post = (text: string, more: object = {}) => client.chat.postMessage({ channel: 'C0001', text, ...more });
const quiet = { unfurl_links: false, unfurl_media: false };

/** Slack's error, or 'taken'. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'taken';
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    return error instanceof Error ? error.name : String(error);
  }
}

describe('tokens', () => {
  test.each([
    ['', 'not_authed'],
    ['xoxb-wrong', 'invalid_auth'],
  ])('%j gives %s', async (token, error) => {
    const stranger = new webApi.WebClient(token, { slackApiUrl: fake.apiUrl });
    expect(await outcome(stranger.auth.test())).toBe(error);
  });

  test('an app token opens connections and nothing else, a bot token all else', async () => {
    const app = new webApi.WebClient(fake.tokens.app, { slackApiUrl: fake.apiUrl });
    expect((await app.apps.connections.open()).url).toMatch(/^ws:\/\/127\.0\.0\.1:/);
    expect(await outcome(app.auth.test())).toBe('not_allowed_token_type');
    expect(await outcome(client.apps.connections.open())).toBe('not_allowed_token_type');
    expect(await client.auth.test()).toMatchObject({ team_id: 'T0001', user_id: 'U0BOT', bot_id: 'B0BOT' });
    expect(await other().auth.test()).toMatchObject({ team_id: 'T0002', user_id: 'U0BOT2' });
  });

  test('an installation gives one, once; an uninstallation takes it', async () => {
    const code = fake.authorise('T0003');
    const { clientId: client_id, clientSecret: client_secret } = fake.tokens;
    expect(await outcome(client.oauth.v2.access({ client_id, client_secret: 'x', code }))).toBe('bad_client_secret');
    const { access_token } = await client.oauth.v2.access({ client_id, client_secret, code });
    expect(access_token).toBe(fake.token('T0003'));
    expect(await outcome(client.oauth.v2.access({ client_id, client_secret, code }))).toBe('code_already_used');
    const gone = fake.uninstall('T0002');
    expect(await outcome(other().auth.test())).toBe('account_inactive');
    await fake.stop();
    await gone;
    expect(fake.deliveries.map(({ payload }) => payload['event'])).toMatchObject([
      { type: 'tokens_revoked', tokens: { bot: ['U0BOT2'] } },
      { type: 'app_uninstalled' },
    ]);
  });

  test('without its scope a method is refused', async () => {
    const poor = await startFakeSlack({ scopes: ['chat:write', 'channels:history'] });
    const its = new webApi.WebClient(poor.tokens.bot, { slackApiUrl: poor.apiUrl });
    expect(await outcome(its.users.info({ user: 'U0001' }))).toBe('missing_scope');
    poor.channel('G0001', { private: true });
    expect(await outcome(its.conversations.history({ channel: 'G0001' }))).toBe('missing_scope');
    expect(await outcome(its.conversations.history({ channel: 'C0001' }))).toBe('taken');
    poor.channel('C0002', { member: false });
    expect(await outcome(its.chat.postMessage({ channel: 'C0002', text: 'x' }))).toBe('not_in_channel');
    await poor.stop();
  });
});

describe('channels and people', () => {
  test('a channel is refused as it stands to the bot', async () => {
    fake.channel('C0002', { member: false });
    fake.channel('C0003', { member: false, private: true });
    fake.channel('C0004', { archived: true });
    fake.channel('C0005', { exists: false });
    const say = (channel: string) => outcome(client.chat.postMessage({ channel, text: 'x' }));
    expect(await Promise.all(['C0002', 'C0003', 'C0004', 'C0005', 'C9999'].map(say))).toEqual([
      'taken',
      'channel_not_found',
      'is_archived',
      'channel_not_found',
      'channel_not_found',
    ]);
    expect(await outcome(client.conversations.history({ channel: 'C0002' }))).toBe('not_in_channel');
    const { channel } = await client.conversations.info({ channel: 'C0002' });
    expect(channel).toMatchObject({ is_member: false, is_private: false });
  });

  test('a person has one direct conversation', async () => {
    fake.user('U0007', { tz: 'Asia/Tokyo', isAdmin: true });
    fake.user('U0008', { isBot: true });
    const { channel } = await client.conversations.open({ users: 'U0007' });
    const { channel: same } = await client.chat.postMessage({ channel: 'U0007', text: 'x' });
    expect(same).toBe(channel?.id);
    expect(await client.users.info({ user: 'U0007' })).toMatchObject({ user: { tz: 'Asia/Tokyo', is_admin: true } });
    expect(await outcome(client.conversations.open({ users: 'U0008' }))).toBe('cannot_dm_bot');
    expect(await outcome(client.users.info({ user: 'U0404' }))).toBe('user_not_found');
  });

  test('only what is the bot’s is changed or deleted', async () => {
    const { ts } = await post('mine');
    const theirs = fake.write('theirs');
    const [, their] = fake.messages;
    const change = (of: string) => outcome(client.chat.update({ channel: 'C0001', ts: of, text: 'changed' }));
    expect([await change(ts!), await change(their!.ts), await change('1.000001')]).toEqual([
      'taken',
      'cant_update_message',
      'message_not_found',
    ]);
    expect(fake.messages.map(({ text, edited }) => [text, edited])).toEqual([
      ['changed', true],
      ['theirs', false],
    ]);
    const reaction = { channel: 'C0001', timestamp: their!.ts, name: 'eyes' };
    await client.reactions.add(reaction);
    expect(await outcome(client.reactions.add(reaction))).toBe('already_reacted');
    await client.chat.delete({ channel: 'C0001', ts: ts! });
    expect(fake.messages.map(({ text, reactions }) => [text, [...reactions.keys()]])).toEqual([['theirs', ['eyes']]]);
    await fake.stop();
    await theirs;
  });
});

describe('history', () => {
  test('is given newest first and in pages, without replies, with metadata only where asked for', async () => {
    const metadata = { event_type: 'paperboy_post', event_payload: { key: 'k1' } };
    const { ts } = await post('1', { metadata });
    await post('reply', { thread_ts: ts });
    await post('2');
    await post('3');
    const first = await client.conversations.history({ channel: 'C0001', limit: 2, include_all_metadata: true });
    expect(first.messages?.map(({ text }) => text)).toEqual(['3', '2']);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const rest = { channel: 'C0001', cursor, limit: 2 };
    const bare = await client.conversations.history(rest);
    expect(bare).toMatchObject({ has_more: false, messages: [{ text: '1', thread_ts: ts, reply_count: 1 }] });
    expect(bare.messages?.[0]?.metadata?.event_payload).toBeUndefined();
    const whole = await client.conversations.history({ ...rest, include_all_metadata: true });
    expect(whole.messages?.[0]?.metadata).toEqual(metadata);
    const since = await client.conversations.history({ channel: 'C0001', oldest: ts! });
    expect(since.messages?.map(({ text }) => text)).toEqual(['3', '2']);
    const replies = await client.conversations.replies({ channel: 'C0001', ts: ts! });
    expect(replies.messages?.map(({ text }) => text)).toEqual(['1', 'reply']);
    expect(fake.violations).toEqual([]);
  });

  test('a reply names the parent, never a reply', async () => {
    const { ts } = await post('parent');
    const { ts: reply } = await post('reply', { thread_ts: ts });
    expect(await outcome(post('to the reply', { thread_ts: reply }))).toBe('cannot_reply_to_message');
    expect(fake.violations).toEqual([`chat.postMessage: thread_ts ${reply} is a reply, not the parent`]);
    expect(await outcome(post('to nothing', { thread_ts: '1.000001' }))).toBe('thread_not_found');
  });
});

describe('trouble', () => {
  test.each([
    ['lostAnswer', { kind: 'lostAnswer' }, 1],
    ['502', { kind: 'status', status: 502 }, 1],
    ['502 before it is taken', { kind: 'status', status: 502, taken: false }, 0],
    ['429', { kind: 'rateLimited', retryAfter: 7 }, 0],
    ['an error', { kind: 'error', error: 'fatal_error' }, 0],
  ] as const)('%s', async (_, fault, posted) => {
    fake.fault('chat.postMessage', fault);
    expect(await outcome(post('x'))).not.toBe('taken');
    expect(fake.messages).toHaveLength(posted);
    expect(await outcome(post('y'))).toBe('taken');
    expect(fake.violations).toEqual([]);
  });

  test('429 says how long to wait', async () => {
    fake.fault('chat.postMessage', { kind: 'rateLimited', retryAfter: 7 }, 1, ({ channel }) => channel === 'C0001');
    const error = await post('x').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(webApi.WebAPIRateLimitedError);
    expect(error).toMatchObject({ retryAfter: 7 });
  });

  test('a held answer comes when the gate opens, what it answers happened before', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    fake.fault('chat.postMessage', { kind: 'held', gate });
    let answered = false;
    const call = post('x').then(() => {
      answered = true;
    });
    await fake.until(() => fake.messages.length === 1, 'the message');
    await client.auth.test();
    expect(answered).toBe(false);
    open();
    await call;
    expect(await outcome(post('x'))).toBe('taken');
    expect(fake.violations).toEqual([]);
  });

  test('a post whose answer was lost and that is sent again unseen is noticed', async () => {
    fake.fault('chat.postMessage', { kind: 'lostAnswer' }, 2);
    await outcome(post('x'));
    await client.conversations.history({ channel: 'C0001' });
    await outcome(post('x'));
    expect(fake.violations).toEqual([]);
    await outcome(post('x'));
    expect(fake.violations).toHaveLength(1);
  });

  test('the pace of a channel is enforced where asked for', async () => {
    fake.enforcePace(true);
    fake.channel('C0002', {});
    expect(await outcome(post('1'))).toBe('taken');
    expect(await post('2').catch((error: unknown) => error)).toMatchObject({ retryAfter: 1 });
    expect(await outcome(client.chat.postMessage({ channel: 'C0002', text: '1' }))).toBe('taken');
  });

  test('what is not waited for in vain is told with what was seen', async () => {
    await post('something else', quiet);
    await expect(fake.until(() => false, 'the impossible', 20)).rejects.toThrow(
      /not within 20 ms: the impossible\nmessage: something else\ncalls: chat\.postMessage/,
    );
  });

  test('while it is away nothing is taken, and afterwards all is still there', async () => {
    await post('before');
    await fake.goAway();
    expect(await outcome(post('meanwhile'))).not.toBe('taken');
    await fake.comeBack();
    await post('after');
    expect(fake.messages.map(({ text }) => text)).toEqual(['before', 'after']);
  });
});
