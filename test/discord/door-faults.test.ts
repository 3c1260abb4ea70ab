import { expect, test } from 'vitest';
import { visible } from '../fakes/discord/fake-discord.ts';
import { deliveryScene, later } from './delivery-scene.ts';
import { button, clock } from './discord-bot.ts';

const POST = 'POST /channels/:channel/messages';
const THREAD = 'POST /channels/:channel/messages/:message/threads';
const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const EDIT = 'PATCH /webhooks/:application/:token/messages/:message';

const scene = deliveryScene();

test('an answer whose post got lost is looked for before it is posted again', async () => {
  for (const fault of [{ kind: 'lostAnswer' }, { kind: 'status', status: 502 }] as const) {
    const before = scene.posts().length;
    const bot = await scene.start();
    scene.fake.fault(POST, fault);
    await scene.fake.write(scene.mention());
    await scene.triedAgain(bot);
    expect(scene.posts()).toHaveLength(before + 1);
    await scene.kill(bot);
    const next = await scene.start({ options: { clock: later } });
    expect(await next.door.replay()).toBe(1);
    expect(scene.posts()).toHaveLength(before + 1);
    await scene.kill(next);
  }
});

test('a digest whose answer got lost is in doubt, and found', async () => {
  const bot = await scene.start();
  const place = { adapter: 'discord', workspace: scene.fake.guildId, channel: scene.fake.channelId };
  const message = { summary: 'Papers', blocks: [{ kind: 'heading' as const, text: 'Papers' }] };
  scene.fake.fault(POST, { kind: 'lostAnswer' });
  const failure = await bot.door.post(place, message, 'digest-1').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toHaveProperty('refusal');
  expect(scene.posts()).toHaveLength(1);
  expect(await bot.door.find(place, 'digest-1', new Date(0))).toMatchObject({ id: scene.posts()[0]!.id });
});

test('an answer that the channel has no room for now comes later', async () => {
  const bot = await scene.start();
  scene.fake.fault(POST, { kind: 'rateLimited', retryAfter: 30 });
  await scene.fake.write(scene.mention());
  await scene.triedAgain(bot);
  expect(scene.posts()).toEqual([]);
  await scene.kill(bot);
  const next = await scene.start({ options: { clock: later } });
  expect(await next.door.replay()).toBe(1);
  expect(scene.posts()).toHaveLength(1);
});

test('an answer to a command whose edit got lost is given once', async () => {
  const bot = await scene.start();
  scene.fake.fault(EDIT, { kind: 'lostAnswer' });
  await scene.fake.command('share', { what: 'show kimi-vl' });
  await scene.triedAgain(bot);
  await scene.kill(bot);
  const next = await scene.start({ options: { clock: later } });
  expect(await next.door.replay()).toBe(1);
  expect(scene.posts()).toHaveLength(1);
  expect(scene.fake.threads).toHaveLength(1);
});

test('a first response whose answer got lost is not given twice', async () => {
  await scene.start();
  for (const fault of [{ kind: 'lostAnswer' }, { kind: 'status', status: 502 }] as const) {
    const before = scene.fake.calls.length;
    const answers = scene.fake.ephemerals.length;
    scene.fake.fault(CALLBACK, fault);
    await scene.fake.command('show', { paper: 'kimi-vl' });
    await scene.fake.until(() => scene.fake.ephemerals.length === answers + 1, 'the answer');
    expect(scene.fake.calls.slice(before).filter(({ route }) => CALLBACK.endsWith(route))).toHaveLength(1);
  }
});

test('a followup whose answer got lost is not sent twice by the SDK', async () => {
  const bot = await scene.start();
  scene.fake.fault('POST /webhooks/:application/:token', { kind: 'status', status: 502 });
  // deferred for all, and then for one person alone
  await scene.fake.command('share', { what: 'subscribe daily 09:00' });
  await scene.triedAgain(bot);
  expect(scene.fake.ephemerals).toHaveLength(1);
});

test('what can never be worked through is given up', async () => {
  let time = 1;
  const bot = await scene.start({
    bot: (inner) => ({ ...inner, handle: () => Promise.reject(new Error('broken')) }),
    options: { clock: { now: () => new Date(clock.now().getTime() + 120_000 * time++) } },
  });
  await scene.fake.command('show', { paper: 'kimi-vl' });
  await scene.triedAgain(bot);
  for (let i = 0; i < 6; i++) await bot.door.replay();
  expect(bot.logged.filter((line) => line.includes('tried again'))).toHaveLength(4);
  expect(bot.logged.filter((line) => line.includes('given up'))).toHaveLength(1);
});

test('an answer that Discord will never take is said to be missing, and not tried again', async () => {
  const bot = await scene.start();
  scene.fake.fault(EDIT, { kind: 'error', code: 50_035, status: 400, message: 'Invalid Form Body' });
  await scene.fake.command('show', { paper: 'kimi-vl' });
  await scene.fake.until(() => scene.fake.ephemerals.length === 1, 'a note');
  expect(visible(scene.fake.ephemerals[0]!)).toMatch(/did not take the answer \(reference [0-9a-f]+\)/);
  expect(bot.logged.some((line) => line.includes('tried again'))).toBe(false);
});

test('neither the bot’s token nor an interaction’s is ever logged', async () => {
  const tokens: string[] = [];
  const events = {
    ...scene.store.events,
    keep(...[event, lease]: Parameters<typeof scene.store.events.keep>) {
      expect(event.body).not.toContain(scene.fake.token);
      const { token }: { token?: string } = JSON.parse(event.body);
      if (token !== undefined) tokens.push(token);
      return scene.store.events.keep(event, lease);
    },
  };
  const bot = await scene.start({ options: { events } });
  for (const fault of [{ kind: 'lostAnswer' }, { kind: 'status', status: 502 }] as const) scene.fake.fault(EDIT, fault);
  scene.fake.fault(CALLBACK, { kind: 'lostAnswer' });
  scene.fake.fault(POST, { kind: 'status', status: 502 });
  for (let i = 0; i < 3; i++) await scene.fake.command('show', { paper: 'kimi-vl' });
  await scene.fake.write(scene.mention());
  await scene.fake.until(() => bot.logged.filter((line) => line.includes('tried again')).length === 3, 'the failures');
  expect(tokens).toHaveLength(3);
  for (const token of [scene.fake.token, ...tokens]) expect(bot.logged.join('\n')).not.toContain(token);
});

test('a page whose message is gone is sent anew', async () => {
  await scene.start();
  await scene.fake.command('search', { query: 'reinforcement learning' });
  await scene.fake.until(() => scene.fake.ephemerals.length === 1, 'the first page');
  scene.fake.fault(EDIT, { kind: 'error', code: 10_008, status: 404, message: 'Unknown Message' });
  await scene.fake.press(button(scene.fake.ephemerals[0], 'Next page'));
  await scene.fake.until(() => scene.fake.ephemerals.length === 2, 'the next page');
  expect(visible(scene.fake.ephemerals[1]!)).toMatch(/Page 2 of/);
});

test('an answer whose thread could not be started for now comes later, in its thread, once', async () => {
  const bot = await scene.start();
  scene.fake.fault(THREAD, { kind: 'status', status: 502, taken: false });
  const { id } = await scene.fake.write(scene.mention());
  await scene.triedAgain(bot);
  expect(scene.posts()).toEqual([]);
  await scene.kill(bot);
  const next = await scene.start({ options: { clock: later } });
  expect(await next.door.replay()).toBe(1);
  expect(scene.posts()).toMatchObject([{ channelId: id }]);
});
