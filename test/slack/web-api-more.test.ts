import { describe, expect, test } from 'vitest';
import { homeView } from '../../adapters/slack/forms/home.ts';
import { readSubscribeForm, type SubmittedView } from '../../adapters/slack/forms/submission.ts';
import { subscribeForm } from '../../adapters/slack/forms/subscribe-form.ts';
import { ResponseExpired } from '../../adapters/slack/web/response-url.ts';
import { singleToken } from '../../adapters/slack/web/tokens.ts';
import type { PaperBlock } from '../../src/messages/message.ts';
import { buttonsOf, visible } from '../fakes/slack/fake-slack.ts';
import { blocks, callsOf, failure, hello, refusal, setScene, TEAM } from './api-scene.ts';

const { scene, start } = setScene();
const longAgo = new Date(0);

describe('finding a post', () => {
  test('by its key, among others', async () => {
    await scene.api.post(TEAM, hello('C0001', 'other'));
    const { ts } = await scene.api.post(TEAM, hello('C0001', 'mine'));
    await scene.api.post(TEAM, hello('C0002', 'elsewhere'));
    expect(await scene.api.find(TEAM, 'C0001', 'mine', longAgo)).toEqual({ ts });
    expect(await scene.api.find(TEAM, 'C0001', 'elsewhere', longAgo)).toBeUndefined();
  });

  test('reads on through pages of 15, and not before the given time', async () => {
    const { ts } = await scene.api.post(TEAM, hello('C0001', 'mine'));
    for (let i = 0; i < 40; i++) await scene.slack.write(`chatter ${i}`);
    expect(await scene.api.find(TEAM, 'C0001', 'mine', longAgo)).toEqual({ ts });
    expect(callsOf(scene, 'conversations.history')).toHaveLength(3);
    expect(await scene.api.find(TEAM, 'C0001', 'mine', new Date(Number(ts) * 1000 + 1))).toBeUndefined();
  });

  test('gives up where there are too many, rather than say that there is none', async () => {
    await scene.api.post(TEAM, hello('C0001', 'mine'));
    for (let i = 0; i < 320; i++) await scene.slack.write('chatter');
    expect(await refusal(scene.api.find(TEAM, 'C0001', 'mine', longAgo))).toBe('in doubt');
    expect(callsOf(scene, 'conversations.history')).toHaveLength(20);
  });

  test('in a thread', async () => {
    const { ts } = await scene.api.post(TEAM, hello());
    for (let i = 0; i < 20; i++) await scene.slack.write('chatter', { threadTs: ts });
    const reply = await scene.api.post(TEAM, { ...hello('C0001', 'mine'), threadTs: ts });
    expect(await scene.api.find(TEAM, 'C0001', 'mine', longAgo, ts)).toEqual({ ts: reply.ts });
    expect(await scene.api.find(TEAM, 'C0001', 'mine', longAgo)).toBeUndefined();
  });

  test('takes no one else’s message for it', async () => {
    await scene.api.post(TEAM, hello('C0001', 'mine'));
    const stranger = start({ tokens: singleToken(scene.slack.tokens.bot, { botUserId: 'U0OTHER' }) });
    expect(await stranger.find(TEAM, 'C0001', 'mine', longAgo)).toBeUndefined();
  });

  test('in a channel that can’t be read is a refusal, and in trouble it is open', async () => {
    scene.slack.channel('C0003', { member: false });
    expect(await refusal(scene.api.find(TEAM, 'C0003', 'mine', longAgo))).toEqual({
      kind: 'channel',
      problem: 'forbidden',
    });
    scene.slack.fault('conversations.history', { kind: 'status', status: 502 });
    expect(await refusal(scene.api.find(TEAM, 'C0001', 'mine', longAgo))).toBe('in doubt');
  });
});

describe('what may be asked again', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['chat.postEphemeral', () => scene.api.ephemeral(TEAM, { ...hello(), user: 'U0001' })],
    ['conversations.open', () => scene.api.direct(TEAM, 'U0001')],
    ['views.publish', () => scene.api.publishHome(TEAM, 'U0001', { type: 'home', blocks })],
    ['users.info', () => scene.api.person(TEAM, 'U0001')],
  ])('%s waits once for a short Retry-After', async (method, call) => {
    scene.slack.fault(method, { kind: 'rateLimited', retryAfter: 2 });
    await call();
    expect(scene.slept).toEqual([2000]);
    expect(callsOf(scene, method).map(({ error }) => error)).toEqual(['ratelimited', undefined]);
  });

  test('a message is updated, and only once more where Slack says when', async () => {
    const { ts } = await scene.api.post(TEAM, hello());
    scene.slack.fault('chat.update', { kind: 'rateLimited', retryAfter: 1 }, 2);
    expect(await refusal(scene.api.update(TEAM, { ...hello(), ts, text: 'Bye' }))).toEqual({
      kind: 'later',
      after: 1000,
    });
    await scene.api.update(TEAM, { channel: 'C0001', ts, text: 'Bye', blocks });
    expect(scene.slack.messages).toMatchObject([{ text: 'Bye', edited: true }]);
  });

  test('a long Retry-After is not waited for', async () => {
    scene.slack.fault('conversations.open', { kind: 'rateLimited', retryAfter: 60 });
    expect(await refusal(scene.api.direct(TEAM, 'U0001'))).toEqual({ kind: 'later', after: 60_000 });
    expect(scene.slept).toEqual([]);
  });

  test('a lost answer is not tried again', async () => {
    scene.slack.fault('chat.postEphemeral', { kind: 'lostAnswer' });
    expect(await refusal(scene.api.ephemeral(TEAM, { ...hello(), user: 'U0001' }))).toBe('in doubt');
    expect(scene.slack.ephemerals).toHaveLength(1);
  });
});

describe('people', () => {
  test('have a time zone and rights, asked for once an hour', async () => {
    scene.slack.user('U0002', { tz: 'Asia/Tokyo', isAdmin: true });
    const tokyo = { timeZone: 'Asia/Tokyo', isAdmin: true, isBot: false };
    expect(await Promise.all([scene.api.person(TEAM, 'U0002'), scene.api.person(TEAM, 'U0002')])).toEqual([
      tokyo,
      tokyo,
    ]);
    scene.slack.user('U0002', { tz: 'Europe/Paris' });
    expect(await scene.api.person(TEAM, 'U0002')).toEqual(tokyo);
    expect(callsOf(scene, 'users.info')).toHaveLength(1);
    scene.time += 3_600_001;
    expect((await scene.api.person(TEAM, 'U0002')).timeZone).toBe('Europe/Paris');
  });

  test('who can’t be read have no time zone and no rights, until a minute later', async () => {
    scene.slack.fault('users.info', { kind: 'status', status: 503 });
    expect(await scene.api.person(TEAM, 'U0001')).toEqual({ isAdmin: false, isBot: false });
    expect((await scene.api.person(TEAM, 'U0001')).timeZone).toBeUndefined();
    scene.time += 60_001;
    expect((await scene.api.person(TEAM, 'U0001')).timeZone).toBe('Europe/Berlin');
  });

  test('are reached in a conversation of their own', async () => {
    const channel = await scene.api.direct(TEAM, 'U0001');
    expect(channel).toMatch(/^D/);
    await scene.api.post(TEAM, hello(channel));
    expect(scene.slack.messages[0]?.channel).toBe(channel);
    expect(await refusal(scene.api.direct(TEAM, 'U9999'))).toEqual({ kind: 'channel', problem: 'gone' });
  });
});

/** Clicks a button of a posted message, with nobody there to take the click, and gives what came with it. */
async function click(): Promise<{ readonly responseUrl: string; readonly triggerId: string }> {
  const go = { type: 'plain_text', text: 'Go' } as const;
  await scene.api.post(TEAM, {
    ...hello(),
    blocks: [{ type: 'actions', elements: [{ type: 'button', text: go, action_id: 'go', value: 'x' }] }],
  });
  await scene.slack.press(buttonsOf(scene.slack.messages.at(-1)!)[0]!);
  const payload = scene.slack.deliveries.at(-1)?.payload;
  return { responseUrl: String(payload?.['response_url']), triggerId: String(payload?.['trigger_id']) };
}

describe('a form', () => {
  test('is one that Slack opens, and what is filled in comes back as a wish', async () => {
    await scene.api.openView(TEAM, (await click()).triggerId, subscribeForm('C0001', { timeZone: 'Asia/Tokyo' }));
    const [form] = scene.slack.views;
    await scene.slack.submit(form!, { only: ['fri'], time: '17:30', count: '3', about: 'agents, "planning, search"' });
    const view = scene.slack.deliveries.at(-1)?.payload['view'];
    expect(readSubscribeForm(view as SubmittedView)).toEqual({
      channel: 'C0001',
      wish: 'fri 17:30 Asia/Tokyo 3 papers about "agents", "planning, search"',
    });
  });

  test('is not opened after three seconds', async () => {
    const { triggerId } = await click();
    scene.slack.advance(3001);
    expect(await refusal(scene.api.openView(TEAM, triggerId, subscribeForm('C0001', {})))).toBe('in doubt');
    expect(scene.slack.views).toEqual([]);
  });
});

test('a home is one that Slack takes', async () => {
  const message = { summary: 'Home', blocks: Array.from({ length: 120 }, (_, i) => paper(i + 1)) };
  await scene.api.publishHome(TEAM, 'U0001', homeView(message, { value: (invocation) => JSON.stringify(invocation) }));
  expect(visible({ text: '', blocks: [...(scene.slack.homes.values().next().value?.blocks ?? [])] })).toContain(
    'Paper 1',
  );
});

function paper(number: number): PaperBlock {
  return {
    kind: 'paper',
    number,
    title: `Paper ${number}`,
    why: ['new today'],
    links: [],
    buttons: [{ label: 'Abstract', invocation: { command: 'show', args: { paper: `p${number}` } } }],
  };
}

describe('a response_url', () => {
  const privately = { text: 'Hello', blocks, responseType: 'ephemeral' } as const;
  const clicked = async () => (await click()).responseUrl;

  test('takes five answers, and says when it takes no more', async () => {
    const url = await clicked();
    for (let i = 0; i < 5; i++) await scene.api.respond(url, privately);
    expect(scene.slack.ephemerals).toHaveLength(5);
    expect(await failure(scene.api.respond(url, privately))).toBeInstanceOf(ResponseExpired);
  });

  test('ends after half an hour', async () => {
    const url = await clicked();
    scene.slack.advance(30 * 60_000 + 1);
    expect(await failure(scene.api.respond(url, privately))).toBeInstanceOf(ResponseExpired);
  });

  test('changes or deletes what was clicked on', async () => {
    const url = await clicked();
    await scene.api.respond(url, { ...privately, text: 'Changed', replaceOriginal: true });
    expect(scene.slack.messages).toMatchObject([{ text: 'Changed', edited: true }]);
    await scene.api.respond(url, { ...privately, deleteOriginal: true });
    expect(scene.slack.messages).toEqual([]);
  });

  test('speaks to the channel, in the thread that it is told', async () => {
    const url = await clicked();
    const threadTs = scene.slack.messages[0]!.ts;
    await scene.api.respond(url, { ...privately, responseType: 'in_channel', threadTs });
    expect(scene.slack.messages[1]).toMatchObject({ text: 'Hello', threadTs });
  });

  test('waits once for a short Retry-After', async () => {
    const url = await clicked();
    scene.slack.fault('response_url', { kind: 'rateLimited', retryAfter: 1 });
    await scene.api.respond(url, privately);
    expect(scene.slept).toEqual([1000]);
    expect(scene.slack.ephemerals).toHaveLength(1);
  });

  test('is in no error', async () => {
    const url = await clicked();
    scene.slack.fault('response_url', { kind: 'status', status: 500 });
    expect(String(await failure(scene.api.respond(url, privately)))).not.toContain('/response/');
    scene.slack.fault('response_url', { kind: 'lostAnswer' });
    const error = await failure(scene.api.respond(url, privately));
    expect(error).not.toBeInstanceOf(ResponseExpired);
    expect(`${error}${error.stack}`).not.toContain(url);
  });
});
