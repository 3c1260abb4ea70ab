import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFakeSlack, visible } from '../fakes/slack/fake-slack.ts';
import { gate } from '../gate.ts';
import { button, type Mode, type SlackBot, startSlackBot } from './slack-bot.ts';

describe.each<Mode>(['socket', 'http'])('over %s', (mode) => {
  let bot: SlackBot;
  beforeEach(async () => {
    bot = await startSlackBot(mode);
    bot.fake.user('U0001', { tz: 'Europe/Berlin' });
  });
  afterEach(async () => {
    await bot.stop();
    expect(bot.fake.violations).toEqual([]);
  });

  const posts = () => bot.fake.messages.filter((one) => one.byBot);
  const publicly = (count: number) => bot.fake.until(() => posts().length === count, `${count} posts`);
  async function openForm() {
    await bot.fake.command('subscribe');
    await bot.fake.until(() => bot.fake.views.length === 1, 'the form');
    return bot.fake.views[0]!;
  }

  test('the form subscribes the channel in which it was asked for', async () => {
    const form = await openForm();
    const ack = await bot.fake.submit(form, { time: '08:30', count: '3', about: 'agents, retrieval' });
    expect(ack.failed).toBeUndefined();
    await publicly(1);
    expect(posts()[0]).toMatchObject({ channel: 'C0001' });
    expect(visible(posts()[0]!)).toMatch(/Subscribed.*08:30.*Europe\/Berlin/s);
    const place = { adapter: 'slack', workspace: bot.fake.workspace, channel: 'C0001' };
    const [subscription] = await bot.store.subscriptions.list(place);
    expect(subscription).toMatchObject({ count: 3, include: ['agents', 'retrieval'], createdBy: 'U0001' });
  });

  test('what is wrong stands at its field, and the mended form is taken', async () => {
    const form = await openForm();
    await bot.fake.submit(form, { zone: 'Atlantis' });
    expect(bot.fake.views[0]).toMatchObject({ open: true });
    expect(Object.keys(bot.fake.views[0]!.errors)).toEqual(['zone']);
    await bot.fake.submit(bot.fake.views[0]!, { zone: 'Lisbon' });
    expect(bot.fake.views[0]).toMatchObject({ open: false });
    await publicly(1);
    expect(visible(posts()[0]!)).toContain('Europe/Lisbon');
  });

  test('what is wrong is said in time also where the store takes long', async () => {
    const { opened, open } = gate();
    const form = await openForm();
    const { fake, store } = bot;
    const events = {
      ...store.events,
      keep: (...args: Parameters<typeof store.events.keep>) => opened.then(() => store.events.keep(...args)),
    };
    await bot.door.stop();
    const slow = await startSlackBot(mode, { fake, store, options: { events } });
    const ack = await fake.submit(form, { zone: 'Atlantis' });
    expect(ack.afterMs).toBeLessThan(1_000);
    expect(Object.keys(fake.views[0]!.errors)).toEqual(['zone']);
    open();
    await slow.stop();
  });

  test('where the form can’t be opened, the person is told what to type', async () => {
    bot.fake.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await bot.fake.command('subscribe');
    await bot.fake.until(() => bot.fake.ephemerals.length === 1, 'the answer');
    expect(visible(bot.fake.ephemerals[0]!)).toContain('subscribe weekdays 09:00 Europe/Berlin');
  });

  test('the home has the papers of today, whose buttons answer in the direct conversation', async () => {
    await bot.fake.openHome('U0001');
    await bot.fake.until(() => bot.fake.homes.has('U0001'), 'the home');
    const home = bot.fake.homes.get('U0001')!;
    expect(visible(home)).toContain('/papers');
    await bot.fake.press(button(home, 'Abstract'));
    await publicly(1);
    expect(posts()[0]!.channel).toMatch(/^D/);
    await bot.fake.write('what are they about?', { channel: posts()[0]!.channel });
    await publicly(2);
  });

  test('the end of an installation is passed on', async () => {
    await bot.fake.uninstall();
    await bot.fake.until(() => bot.uninstalled.length > 0, 'the end');
    expect(new Set(bot.uninstalled)).toEqual(new Set([bot.fake.workspace]));
  });

  test('a revoked token of a person is not the end', async () => {
    await bot.fake.event({ type: 'tokens_revoked', tokens: { oauth: ['U0001'], bot: [] } });
    await bot.fake.write('thanks', { channel: 'D0001' });
    await publicly(1);
    expect(bot.uninstalled).toEqual([]);
  });

  test('what comes from a workspace without Paperboy is dropped', async () => {
    await bot.stop();
    const fake = await startFakeSlack({ workspaces: ['T0001', 'T0002'] });
    bot = await startSlackBot(mode, { fake });
    expect((await fake.command('help', { workspace: 'T0002', channel: 'C0001' })).failed).toBeUndefined();
    await fake.until(() => bot.logged.some((line) => line.includes('without Paperboy')), 'the refusal');
    expect(bot.logged.filter((line) => line.includes('tried again'))).toEqual([]);
    await fake.command('help');
    await fake.until(() => fake.ephemerals.length > 0, 'an answer');
    expect(fake.ephemerals.map(({ workspace }) => workspace)).toEqual(['T0001']);
    await fake.stop();
  });
});
