import { expect, test } from 'vitest';
import type { Bot, Reply } from '../../src/ports.ts';
import { visible } from '../fakes/discord/fake-discord.ts';
import { gate, waitsFor } from '../gate.ts';
import { deliveryScene, hung, later } from './delivery-scene.ts';

const scene = deliveryScene();

test('a store that takes long does not delay the first response, and the answer comes', async () => {
  const { opened, open } = gate();
  const slow = {
    ...scene.store.events,
    keep: (...args: Parameters<typeof scene.store.events.keep>) => opened.then(() => scene.store.events.keep(...args)),
  };
  await scene.start({ options: { events: slow } });
  const answered = await scene.fake.command('show', { paper: 'kimi-vl' });
  expect(answered.failed).toBeUndefined();
  expect(answered.afterMs).toBeLessThan(1_000);
  expect(scene.fake.ephemerals).toEqual([]);
  open();
  await scene.fake.until(() => scene.fake.ephemerals.length === 1, 'the answer');
});

test('a bot that takes long does not delay the first response', async () => {
  const { opened, open } = gate();
  await scene.start({ bot: waitsFor(() => opened) });
  const { afterMs, kind } = await scene.fake.command('share', { what: 'show kimi-vl' });
  expect(kind).toBe('deferred');
  expect(afterMs).toBeLessThan(1_000);
  open();
  await scene.fake.until(() => scene.posts().length === 1, 'the answer');
});

test('a store that can’t write down what arrives is no reason for silence', async () => {
  const bot = await scene.start({
    options: { events: { ...scene.store.events, keep: () => Promise.reject(new Error('the store is down')) } },
  });
  await scene.fake.command('show', { paper: 'kimi-vl' });
  await scene.fake.until(() => scene.fake.ephemerals.length === 1, 'the answer');
  expect(bot.logged.some((line) => line.includes('could not be written down'))).toBe(true);
});

test('what a process took and did not answer is answered by the next, once', async () => {
  const taken = [gate(), gate(), gate()];
  let count = 0;
  const hang = (bot: Bot): Bot => ({
    ...bot,
    async handle(incoming) {
      await bot.handle(incoming);
      taken[count++]?.open();
      return new Promise<Reply>(() => {});
    },
  });
  const first = await scene.start({ bot: hang, options: { sleep: hung } });
  const { id } = await scene.fake.write(scene.mention());
  await scene.fake.command('show', { paper: 'kimi-vl' });
  await scene.fake.command('share', { what: 'search overthinking' });
  await Promise.all(taken.map(({ opened }) => opened));
  await scene.kill(first);
  const next = await scene.start({ options: { clock: later } });
  expect(await next.door.replay()).toBe(3);
  await scene.fake.until(() => scene.posts().length === 2 && scene.fake.ephemerals.length === 1, 'the answers');
  expect(await next.door.replay()).toBe(0);
  await scene.fake.write('how many parameters are active?', { channel: id });
  await scene.fake.until(() => scene.posts().length === 3, 'the thread goes on');
  expect(visible(scene.posts()[2]!)).toContain('2.8B');
});

test('what was posted before the process died is not posted again', async () => {
  const died = gate();
  const mortal = {
    ...scene.store.events,
    finish: () => {
      died.open();
      return new Promise<void>(() => {});
    },
  };
  const first = await scene.start({ options: { events: mortal, sleep: hung } });
  await scene.fake.write(scene.mention());
  await scene.fake.command('share', { what: 'search overthinking' });
  await scene.fake.until(() => scene.posts().length === 2 && scene.fake.threads.length === 2, 'the posts');
  await died.opened;
  await scene.kill(first);
  const next = await scene.start({ options: { clock: later } });
  expect(await next.door.replay()).toBe(2);
  expect(scene.posts()).toHaveLength(2);
});

test('after a quarter of an hour it is not posted again either, but said to the person alone', async () => {
  const { opened, open } = gate();
  const mortal = {
    ...scene.store.events,
    finish: () => {
      open();
      return new Promise<void>(() => {});
    },
  };
  const first = await scene.start({ options: { events: mortal, sleep: hung } });
  await scene.fake.command('share', { what: 'search overthinking' });
  await opened;
  await scene.kill(first);
  scene.fake.advance(16 * 60_000);
  const next = await scene.start({ options: { clock: later } });
  expect(await next.door.replay()).toBe(1);
  expect(scene.posts().filter(({ guildId }) => guildId !== undefined)).toHaveLength(1);
  expect(scene.posts().filter(({ guildId }) => guildId === undefined)).toHaveLength(1);
});

test('two processes that hear the same work on it once', async () => {
  let handled = 0;
  const counted = (bot: Bot): Bot => ({
    ...bot,
    handle(incoming) {
      handled++;
      return bot.handle(incoming);
    },
  });
  const bots = [await scene.start({ bot: counted }), await scene.start({ bot: counted })];
  await scene.fake.write(scene.mention());
  await scene.fake.write(`<@${scene.fake.botUserId}> thanks`);
  await scene.fake.until(() => scene.posts().some((post) => visible(post).includes('welcome')), 'the next answer');
  await Promise.all(bots.map(scene.kill));
  expect(scene.posts()).toHaveLength(2);
  expect(handled).toBe(2);
});

test('what runs at the end is finished, and nothing new is taken', async () => {
  const { opened, open } = gate();
  const bot = await scene.start({ bot: waitsFor(() => opened) });
  await scene.fake.command('show', { paper: 'kimi-vl' });
  const stopped = bot.door.stop();
  open();
  await stopped;
  expect(scene.fake.ephemerals).toHaveLength(1);
  expect((await scene.fake.command('show', { paper: 'kimi-vl' })).failed).toBeDefined();
});

test('a process that does not come to its end ends all the same', async () => {
  const bot = await scene.start({
    bot: waitsFor(() => new Promise(() => {})),
    options: { sleep: async (ms) => (ms === 4_000 ? undefined : new Promise(() => {})) },
  });
  await scene.fake.command('show', { paper: 'kimi-vl' });
  await bot.door.stop();
  expect(bot.logged.some((line) => line.includes('taken up again'))).toBe(true);
  expect(scene.fake.connections).toBe(0);
});
