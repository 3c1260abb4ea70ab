import { objectOf, textOf } from '../values.ts';
import { readContent } from './content.ts';
import {
  commandPayload,
  eventPayload,
  interactionPayload,
  mentions,
  reactionEvent,
  writtenEvent,
} from './event-payloads.ts';
import { addMessage, changeReaction, checkThread, messageJson } from './messages.ts';
import {
  type Channel,
  channelOf,
  findMessage,
  homeKey,
  personOf,
  type ResponseUrl,
  type State,
  type StoredEphemeral,
  type StoredMessage,
  workspaceOf,
} from './state.ts';
import type { Ack, Actor, Delivery, FakeSlack, Json, ShownButton, ShownView } from './types.ts';
import { afterSubmission, stateOf, viewJson } from './views.ts';

type Deeds = Pick<FakeSlack, 'command' | 'press' | 'write' | 'react' | 'submit' | 'openHome' | 'event' | 'redeliver'>;

export interface PeopleSettings {
  readonly baseUrl: () => string;
  readonly deliver: (delivery: Delivery) => Promise<Ack>;
}

/** What people do in Slack, and how the bot hears of it. */
export function createPeople(state: State, { baseUrl, deliver }: PeopleSettings): Deeds {
  const first = [...state.workspaces.keys()][0] ?? 'T0001';

  /** The actor, with a person and a channel of that name in the workspace. */
  function actor(by: Partial<Actor> | undefined): Actor & { readonly in: Channel } {
    const who = { user: 'U0001', channel: 'C0001', workspace: first, ...by };
    const workspace = workspaceOf(state, who.workspace);
    personOf(workspace, who.user);
    const channel = channelOf(workspace, who.channel);
    if (channel.kind === 'im') channel.user ??= who.user;
    return { ...who, in: channel };
  }

  function trigger(user: string): string {
    const id = `${state.nextId('1000.')}.2000.trigger`;
    state.triggers.set(id, { user, bornAt: state.now(), used: false });
    return id;
  }

  function responseUrl(by: Actor, origin?: StoredMessage | StoredEphemeral): string {
    const id = state.nextId('r');
    const url: ResponseUrl = {
      workspace: by.workspace,
      channel: by.channel,
      user: by.user,
      ...(origin === undefined ? {} : { origin }),
      bornAt: state.now(),
      uses: 0,
    };
    state.responseUrls.set(id, url);
    return `${baseUrl()}/response/${id}`;
  }

  const send = (kind: Delivery['kind'], payload: Json, retry = 0) => deliver({ kind, payload, retry });

  function tell(workspace: string, event: Json, eventId = state.nextId('Ev'), retry = 0): Promise<Ack> {
    return send('events_api', eventPayload(state, workspace, event, eventId), retry);
  }

  /** The message or ephemeral message that a button hangs on, as it is now. */
  function origin(button: ShownButton): StoredMessage | StoredEphemeral | undefined {
    const on = button.message;
    if (on.kind === 'view') return undefined;
    if (on.kind === 'message') return findMessage(state, on.workspace, on.channel, on.ts);
    return state.ephemerals.find((one) => one.ts === on.ts);
  }

  return {
    async command(text, by) {
      const who = actor(by);
      const links = { responseUrl: responseUrl(who), triggerId: trigger(who.user) };
      const ack = await send('slash_commands', commandPayload(who, text, links));
      showAcknowledgment(state, who, ack);
      return ack;
    },
    press(button, by) {
      const on = button.message;
      const clicked = {
        type: 'button',
        action_id: button.actionId,
        block_id: button.blockId,
        text: { type: 'plain_text', text: button.label, emoji: true },
        ...(button.value === '' ? {} : { value: button.value }),
        action_ts: state.nextTs(),
      };
      if (on.kind === 'view') {
        const who = actor({ user: on.user, workspace: on.workspace, ...by });
        const view =
          state.views.find((one) => one.id === on.id) ?? state.homes.get(homeKey(state, on.workspace, on.user));
        if (view === undefined) throw new Error('the view of this button is gone');
        return send('interactive', {
          ...interactionPayload('block_actions', who.workspace, who.user, trigger(who.user)),
          container: { type: 'view', view_id: view.id },
          view: viewJson(state, view),
          actions: [clicked],
        });
      }
      const who = actor({
        workspace: on.workspace,
        channel: on.channel,
        ...(on.kind === 'ephemeral' ? { user: on.user } : {}),
        ...by,
      });
      const message = origin(button);
      if (message === undefined) throw new Error('the message of this button is gone');
      return send('interactive', {
        ...interactionPayload('block_actions', who.workspace, who.user, trigger(who.user)),
        container: {
          type: 'message',
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: message.kind === 'ephemeral',
          ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
        },
        channel: { id: message.channel, name: `name-of-${message.channel.toLowerCase()}` },
        ...(message.kind === 'message' ? { message: messageJson(state, message, true) } : {}),
        state: { values: {} },
        response_url: responseUrl(who, message),
        actions: [clicked],
      });
    },
    async write(text, where = {}) {
      const { threadTs, ...by } = where;
      const who = actor(by);
      if (threadTs !== undefined) checkThread(state, 'a person', who.workspace, who.channel, threadTs);
      const message = addMessage(state, {
        workspace: who.workspace,
        channel: who.channel,
        user: who.user,
        byBot: false,
        text,
        blocks: [],
        ...(threadTs === undefined ? {} : { threadTs }),
      });
      if (!who.in.member) return { ts: message.ts, acks: [] };
      const parent = threadTs === undefined ? undefined : findMessage(state, who.workspace, who.channel, threadTs);
      const event = writtenEvent(message, who.in, parent?.user);
      const events = [event];
      if (who.in.kind !== 'im' && mentions(workspaceOf(state, who.workspace), text)) {
        const { channel_type: _, ...mention } = event;
        events.push({ ...mention, type: 'app_mention' });
      }
      return { ts: message.ts, acks: await Promise.all(events.map((one) => tell(who.workspace, one))) };
    },
    async react(name, on, { added = true, ...by } = {}) {
      const who = actor({ workspace: on.workspace, channel: on.channel, ...by });
      const message = findMessage(state, on.workspace, on.channel, on.ts);
      if (message === undefined) throw new Error('the message to react to is gone');
      changeReaction(message, name, who.user, added);
      state.changed();
      const granted = state.options.scopes?.includes('reactions:read') ?? true;
      return who.in.member && granted
        ? tell(who.workspace, reactionEvent(state, message, name, who.user, added))
        : undefined;
    },
    async submit(view: ShownView, values, by) {
      const stored = state.views.find((one) => one.id === view.id);
      if (stored === undefined || !stored.open) throw new Error('the modal is closed');
      const who = actor({ user: view.user, workspace: view.workspace, ...by });
      const filled = { ...viewJson(state, stored), state: { values: stateOf(stored, values) } };
      const ack = await send('interactive', {
        ...interactionPayload('view_submission', who.workspace, who.user, trigger(who.user)),
        view: filled,
        response_urls: [],
      });
      afterSubmission(state, stored, ack);
      return ack;
    },
    openHome(user = 'U0001', workspace = first) {
      const who = actor({ user, workspace });
      const home = state.homes.get(homeKey(state, workspace, user));
      return tell(workspace, {
        type: 'app_home_opened',
        user,
        channel: `D${who.user.slice(1)}`,
        tab: 'home',
        event_ts: state.nextTs(),
        ...(home === undefined ? {} : { view: viewJson(state, home) }),
      });
    },
    event(event, options = {}) {
      return tell(options.workspace ?? first, event, options.eventId, options.retry);
    },
    redeliver: (delivery) => send(delivery.kind, delivery.payload, delivery.retry + 1),
  };
}

/** A message that came with the acknowledgment of a command is shown like any other. */
function showAcknowledgment(state: State, who: Actor, ack: Ack): void {
  if (ack.status !== undefined && ack.status !== 200) return;
  const body = typeof ack.body === 'string' && ack.body !== '' ? { text: ack.body } : objectOf(ack.body);
  if (textOf(body['text']) === '' && !Array.isArray(body['blocks'])) return;
  const content = readContent(state, 'acknowledgment', body);
  const workspace = workspaceOf(state, who.workspace);
  const where = { workspace: who.workspace, channel: who.channel };
  if (body['response_type'] === 'in_channel')
    addMessage(state, { ...where, ...content, user: workspace.botUserId, byBot: true });
  else
    state.ephemerals.push({
      kind: 'ephemeral',
      ...where,
      user: who.user,
      ts: state.nextTs(),
      edited: false,
      ...content,
    });
  state.changed();
}
