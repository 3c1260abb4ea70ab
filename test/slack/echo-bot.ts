import { App, HTTPReceiver, type Logger, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';

const ignore = () => {};

/** The SDK tells of every lost connection, which is what the tests are about. */
const QUIET: Logger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => LogLevel.ERROR,
  setName: ignore,
};

export interface EchoBot {
  /** Types of the events that it heard, in order. */
  readonly heard: string[];
  stop(): Promise<void>;
}

/** The smallest Bolt app: it repeats what it hears. */
export async function startEchoBot(fake: FakeSlack, mode: 'socket' | 'http'): Promise<EchoBot> {
  const heard: string[] = [];
  const clientOptions = { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const { receiver, start, stop } = mode === 'socket' ? overSocket(fake, clientOptions) : overHttp(fake);
  const app = new App({
    token: fake.tokens.bot,
    receiver,
    clientOptions,
    logger: QUIET,
    deferInitialization: true,
  });
  app.command('/papers', async ({ ack, command, respond }) => {
    if (command.text === 'at once') return ack({ text: 'with the acknowledgment' });
    await ack();
    await respond({
      text: `heard ${command.text}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*heard* ${command.text}` } },
        { type: 'actions', elements: [{ type: 'button', action_id: 'again', text: plain('Again'), value: 'v1' }] },
      ],
    });
  });
  app.action('again', async ({ ack, respond, body }) => {
    await ack();
    await respond({ text: `pressed by ${body.user.id}`, replace_original: true });
  });
  app.action('form', async ({ ack, body, client }) => {
    await ack();
    if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: FORM });
  });
  app.view('form', async ({ ack, view }) => {
    const time = view.state.values['time']?.['time']?.selected_time;
    await (time === '00:00' ? ack({ response_action: 'errors', errors: { time: 'Too early' } }) : ack());
  });
  app.event('app_mention', async ({ event, say }) => {
    heard.push('app_mention');
    await say({ text: 'you called', thread_ts: event.thread_ts ?? event.ts });
  });
  app.event('message', async () => void heard.push('message'));
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', action_id: 'form', text: plain('Form'), value: 'f' }] },
    ];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  await app.init();
  await start();
  return { heard, stop };
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const FORM = {
  type: 'modal' as const,
  callback_id: 'form',
  private_metadata: 'C0001',
  title: plain('A form'),
  submit: plain('Go'),
  blocks: [
    {
      type: 'input',
      block_id: 'time',
      label: plain('When'),
      element: { type: 'timepicker', action_id: 'time', initial_time: '09:00' },
    },
    {
      type: 'input',
      block_id: 'days',
      optional: true,
      label: plain('Days'),
      element: {
        type: 'multi_static_select',
        action_id: 'days',
        options: ['mon', 'tue'].map((value) => ({ text: plain(value), value })),
      },
    },
  ],
};

interface Wired {
  readonly receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
}

function overSocket(fake: FakeSlack, clientOptions: object): Wired {
  const receiver = new SocketModeReceiver({
    appToken: fake.tokens.app,
    logger: QUIET,
    // The SDK waits so long before it connects again, times the tries, and for every pong.
    clientPingTimeout: 200,
    installerOptions: { clientOptions },
  });
  return {
    receiver,
    start: async () => void (await receiver.start()),
    stop: () => receiver.stop(),
  };
}

function overHttp(fake: FakeSlack): Wired {
  const receiver = new HTTPReceiver({ signingSecret: fake.tokens.signingSecret, logger: QUIET });
  return {
    receiver,
    async start() {
      const server = await receiver.start(0);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      fake.overHttp(`http://127.0.0.1:${address.port}/slack/events`);
    },
    stop: () => receiver.stop(),
  };
}
