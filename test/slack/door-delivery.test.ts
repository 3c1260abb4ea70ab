import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../adapters/store/store.ts';
import type { Bot, Reply } from '../../src/ports.ts';
import { type FakeSlack, startFakeSlack, visible } from '../fakes/slack/fake-slack.ts';
import { gate, waitsFor } from '../gate.ts';
import { type Changes, clock, type Mode, openMemoryStore, type SlackBot, startSlackBot } from './slack-bot.ts';

/** Of a process that hangs: only the wait for its end is over at once. */
const hung = (ms: number) => (ms === 4_000 ? Promise.resolve() : new Promise<void>(() => {}));
/** Two minutes later, when every lease of now has ended. */
const later = { now: () => new Date(clock.now().getTime() + 120_000) };

describe.each<Mode>(['socket', 'http'])('over %s', (mode) => {
  let fake: FakeSlack;
  let store: Store;
  let running: SlackBot[];
  let violations: string[];
  beforeEach(async () => {
    fake = await startFakeSlack({ patience: 2_000 });
    store = await openMemoryStore();
    running = [];
    violations = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((bot) => bot.stop()));
    await store.close();
    await fake.stop();
    expect(fake.violations).toEqual(violations);
  });

  async function start(changes: Changes = {}): Promise<SlackBot> {
    const bot = await startSlackBot(mode, { fake, store, ...changes });
    running.push(bot);
    return bot;
  }
  const posts = () => fake.messages.filter((one) => one.byBot);
  const mention = () => `<@${fake.botUserId}> show kimi-vl`;
  const eventOf = (number: number) => fake.deliveries.filter(({ kind }) => kind === 'events_api')[number]!;

  test('a store that takes long does not delay the acknowledgement, and the answer comes', async () => {
    const { opened, open } = gate();
    const slow = {
      ...store.events,
      keep: (...args: Parameters<typeof store.events.keep>) => opened.then(() => store.events.keep(...args)),
    };
    await start({ options: { events: slow } });
    const ack = await fake.command('show kimi-vl');
    expect(ack.failed).toBeUndefined();
    expect(ack.afterMs).toBeGreaterThan(300);
    expect(ack.afterMs).toBeLessThan(1_000);
    const { acks } = await fake.write(mention());
    for (const one of acks) expect(one.afterMs).toBeLessThan(1_000);
    expect(fake.ephemerals).toEqual([]);
    open();
    await fake.until(() => fake.ephemerals.length === 1 && posts().length === 1, 'both answers');
  });

  test('nothing is acknowledged before it is written down, while the store is well', async () => {
    const order: string[] = [];
    const watched = {
      ...store.events,
      async keep(...args: Parameters<typeof store.events.keep>) {
        const isNew = await store.events.keep(...args);
        order.push('kept');
        return isNew;
      },
    };
    await start({ options: { events: watched } });
    await fake.command('show kimi-vl');
    order.push('acknowledged');
    expect(order).toEqual(['kept', 'acknowledged']);
  });

  test('an event that could not be written down is not acknowledged, so that it comes again', async () => {
    let isDown = true;
    const events = {
      ...store.events,
      keep: async (...args: Parameters<typeof store.events.keep>) => {
        if (isDown) throw new Error('the store is down');
        return store.events.keep(...args);
      },
    };
    await start({ options: { events } });
    const { acks } = await fake.write('show kimi-vl', { channel: 'D0001' });
    expect(acks[0]!.status === 500 || acks[0]!.failed === 'timeout').toBe(true);
    violations = [...fake.violations];
    expect(violations.filter((one) => !one.startsWith('no acknowledgment of events_api'))).toEqual([]);
    isDown = false;
    await fake.redeliver(eventOf(0));
    await fake.until(() => posts().length === 1, 'the answer');
  });

  test('an event that is delivered again and again is answered once, also across a restart', async () => {
    const first = await start();
    await fake.write(mention());
    await fake.until(() => posts().length === 1, 'the answer');
    for (const number of [0, 1, 0]) await fake.redeliver(eventOf(number));
    await first.stop();
    const second = await start({ options: { clock: later } });
    for (const number of [0, 1]) await fake.redeliver(eventOf(number));
    await second.door.replay();
    await fake.write(`<@${fake.botUserId}> thanks`);
    await fake.until(() => posts().length > 1, 'the next answer');
    expect(posts().map((post) => visible(post).includes('welcome'))).toEqual([false, true]);
  });

  test('what a process took and did not answer is answered by the next, once', async () => {
    const taken = gate();
    const hang = (bot: Bot): Bot => ({
      ...bot,
      async handle(incoming) {
        await bot.handle(incoming);
        taken.open();
        return new Promise<Reply>(() => {});
      },
    });
    await start({ bot: hang, options: { sleep: hung } });
    await fake.write(mention());
    await fake.command('show kimi-vl');
    await taken.opened;
    const next = await start({ options: { clock: later } });
    await next.door.replay();
    await fake.until(() => posts().length === 1 && fake.ephemerals.length === 1, 'the answers');
    await next.door.replay();
    expect(posts()).toHaveLength(1);
    const thread = posts()[0]!.threadTs;
    await fake.write('how many parameters are active?', { threadTs: thread! });
    await fake.until(() => posts().length === 2, 'the thread goes on');
  });

  test('what was posted before the process died is not posted again', async () => {
    const died = gate();
    const mortal = {
      ...store.events,
      finish: () => {
        died.open();
        return new Promise<void>(() => {});
      },
    };
    await start({ options: { events: mortal, sleep: hung } });
    await fake.write(mention());
    await died.opened;
    await fake.until(() => posts().length === 1, 'the post');
    const next = await start({ options: { clock: later } });
    expect(await next.door.replay()).toBeGreaterThan(0);
    expect(posts()).toHaveLength(1);
  });

  test('an answer whose post got lost is looked for before it is posted again', async () => {
    await start();
    fake.fault('chat.postMessage', { kind: 'lostAnswer' });
    await fake.write(mention());
    await fake.until(() => fake.calls.some(({ method }) => method === 'chat.postMessage'), 'the post');
    const next = await start({ options: { clock: later } });
    await fake.until(() => running[0]!.logged.some((line) => line.includes('tried again')), 'the doubt');
    expect(await next.door.replay()).toBeGreaterThan(0);
    expect(posts()).toHaveLength(1);
  });

  test('an answer that the channel has no room for now comes later', async () => {
    const bot = await start();
    fake.fault('chat.postMessage', { kind: 'rateLimited', retryAfter: 30 });
    await fake.write(mention());
    await fake.until(() => bot.logged.some((line) => line.includes('tried again')), 'the refusal');
    expect(posts()).toEqual([]);
    const next = await start({ options: { clock: later } });
    await next.door.replay();
    expect(posts()).toHaveLength(1);
  });

  test('two processes that get the same answer once', async () => {
    await start();
    await start();
    await fake.write(mention());
    await Promise.all([0, 1, 0, 1].map((number) => fake.redeliver(eventOf(number))));
    await fake.write(`<@${fake.botUserId}> thanks`);
    await fake.until(() => posts().some((post) => visible(post).includes('welcome')), 'the next answer');
    expect(posts()).toHaveLength(2);
  });

  test('what can never be worked through is given up', async () => {
    let time = 1;
    const bot = await start({
      bot: (inner) => ({ ...inner, handle: () => Promise.reject(new Error('broken')) }),
      options: { clock: { now: () => new Date(clock.now().getTime() + 120_000 * time++) } },
    });
    await fake.command('show kimi-vl');
    await fake.until(() => bot.logged.some((line) => line.includes('tried again')), 'the first failure');
    for (let i = 0; i < 6; i++) await bot.door.replay();
    expect(bot.logged.filter((line) => line.includes('tried again'))).toHaveLength(4);
    expect(bot.logged.filter((line) => line.includes('given up'))).toHaveLength(1);
  });

  test('a token of Slack’s payloads is not kept', async () => {
    const kept: string[] = [];
    const watched = {
      ...store.events,
      keep: (...[event, lease]: Parameters<typeof store.events.keep>) => {
        kept.push(event.body);
        return store.events.keep(event, lease);
      },
    };
    await start({ options: { events: watched } });
    await fake.command('show kimi-vl');
    await fake.write('hello', { channel: 'D0001' });
    await fake.until(() => posts().length === 1, 'the answer');
    expect(kept).toHaveLength(2);
    for (const body of kept) expect(JSON.parse(body)).not.toHaveProperty('token');
    for (const { payload } of fake.deliveries.slice(0, 2)) expect(payload).toHaveProperty('token');
  });

  test('what runs at the end is finished, and nothing new is taken', async () => {
    const { opened, open } = gate();
    const bot = await start({
      bot: waitsFor(() => opened),
    });
    await fake.command('show kimi-vl');
    const stopped = bot.door.stop();
    open();
    await stopped;
    expect(fake.ephemerals).toHaveLength(1);
    expect((await fake.command('show kimi-vl')).failed).toBeDefined();
  });
});
