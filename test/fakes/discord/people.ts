import { GatewayIntentBits } from 'discord.js';
import { isObject, listOf, objectOf, textOf, within } from '../values.ts';
import { echo, startThread } from './channel-routes.ts';
import type { Dispatch, Gateway } from './gateway.ts';
import { commandData, modalData, registeredCommand } from './interaction-data.ts';
import { channelJson, interactionJson, memberJson, messageJson } from './payloads.ts';
import { reactionEvent } from './reactions.ts';
import {
  addMessage,
  type Channel,
  directOf,
  FIRST_CHANNEL,
  FIRST_GUILD,
  FIRST_RESPONSE_MS,
  FIRST_USER,
  findMessage,
  type Interaction,
  makeChannel,
  type State,
} from './state.ts';
import type { Actor, Answered, FakeDiscord, Json, ShownMessage } from './types.ts';

type Deeds = Pick<
  FakeDiscord,
  'command' | 'autocomplete' | 'press' | 'messageCommand' | 'submit' | 'write' | 'react' | 'openThread'
>;
type Given = Pick<Interaction, 'kind'> & Partial<Pick<Interaction, 'source' | 'submitted'>>;

const KINDS: Readonly<Record<number, Answered['kind']>> = {
  4: 'message',
  5: 'deferred',
  6: 'deferredUpdate',
  7: 'update',
  8: 'autocomplete',
  9: 'modal',
};

/** What people do in Discord, and how the bot hears of it. */
export function createPeople(state: State, gateway: Gateway): Deeds {
  /** The actor, with a channel of that id in the server. */
  function actor(by: Partial<Actor> = {}): Actor & { readonly in: Channel } {
    const who = {
      user: FIRST_USER,
      channel: FIRST_CHANNEL,
      guild: FIRST_GUILD,
      direct: false,
      isAdmin: false,
      locale: 'en-US',
      ...by,
    };
    if (who.direct) {
      const direct = directOf(state, who.user);
      return { ...who, channel: direct.id, in: direct };
    }
    const known = state.channels.get(who.channel) ?? newChannel(who.channel, who.guild);
    if (!known.exists) throw new Error(`the channel ${who.channel} is gone`);
    return { ...who, in: known };
  }

  function newChannel(id: string, guildId: string): Channel {
    const channel = makeChannel(state, id, { guildId });
    const data = () => channelJson(state, channel);
    gateway.dispatch({ guildId, type: 'CHANNEL_CREATE', intent: GatewayIntentBits.Guilds, data });
    return channel;
  }

  async function send(given: Given, who: ReturnType<typeof actor>, data: Json): Promise<Answered> {
    let answered = () => {};
    const response = new Promise<'answered'>((resolve) => {
      answered = () => resolve('answered');
    });
    const id = state.nextId();
    const interaction: Interaction = {
      ...given,
      id,
      token: Buffer.from(`interaction:${id}:${state.nextId()}`).toString('base64url'),
      bornAt: state.now(),
      userId: who.user,
      channelId: who.channel,
      ...(who.in.guildId === undefined ? {} : { guildId: who.in.guildId }),
      ephemeral: false,
      followUps: [],
      answered,
    };
    state.interactions.set(interaction.token, interaction);
    const begun = performance.now();
    const heard = gateway.dispatch({
      guildId: who.in.guildId,
      type: 'INTERACTION_CREATE',
      data: () => interactionJson(state, interaction, data, who),
    });
    if (!heard) return answerOf(interaction, performance.now() - begun, 'not connected');
    const result = await within(state.options.patience ?? FIRST_RESPONSE_MS, response, 'late' as const);
    const afterMs = performance.now() - begun;
    if (result === 'late' && gateway.connections > 0) state.violation(`no first response to a ${given.kind} in time`);
    return answerOf(interaction, afterMs, result === 'late' ? 'timeout' : undefined);
  }

  return {
    command(subcommand, options = {}, by) {
      return send({ kind: 'command' }, actor(by), commandData(state, subcommand, options));
    },
    async autocomplete(subcommand, option, typed, by) {
      const data = commandData(state, subcommand, { [option]: typed }, option);
      const answered = await send({ kind: 'autocomplete' }, actor(by), data);
      if (answered.failed !== undefined) throw new Error(`loading options failed: ${answered.failed}`);
      return answered.choices;
    },
    async press(button, by) {
      const { message, customId, value } = button;
      const lists = [state.messages, state.ephemerals];
      const source = lists.flat().find((one) => one.id === message.id);
      if (source === undefined) throw new Error('the message of this button is gone');
      if (button.disabled || button.url !== undefined) throw new Error(`[${button.label}] cannot be pressed`);
      const component = componentOf(source, customId);
      if (component === undefined) throw new Error(`there is no [${button.label}] any more`);
      const who = actor({
        channel: source.channelId,
        ...(source.ephemeralFor === undefined ? {} : { user: source.ephemeralFor }),
        ...by,
      });
      if (source.ephemeralFor !== undefined && source.ephemeralFor !== who.user)
        throw new Error(`${who.user} does not see [${button.label}]`);
      const data = {
        custom_id: customId,
        component_type: component['type'],
        id: component['id'],
        ...(value === undefined ? {} : { values: [value] }),
      };
      return send({ kind: 'component', source }, who, data);
    },
    messageCommand(name, message, by) {
      const who = actor({ channel: message.channelId, ...by });
      const known = findMessage(state, message.channelId, message.id);
      const target = known ?? {
        ...message,
        userId: FIRST_USER,
        byBot: false,
        embeds: [],
        components: [],
        flags: 0,
        edited: false,
        mentions: [],
        createdAt: state.now(),
      };
      const command = registeredCommand(state, name, 3);
      return send({ kind: 'command' }, who, {
        id: command['id'],
        name,
        type: 3,
        target_id: target.id,
        resolved: { messages: { [target.id]: messageJson(state, target, true) } },
      });
    },
    submit(modal, values, by) {
      const stored = state.modals.find((one) => one === modal);
      if (stored === undefined || !stored.open) throw new Error('the modal is closed');
      const who = actor({ user: modal.userId, channel: modal.channelId, ...by });
      const source = [...state.messages, ...state.ephemerals].find((one) => one.id === modal.messageId);
      return send(
        { kind: 'modal', submitted: stored, ...(source === undefined ? {} : { source }) },
        who,
        modalData(modal, values),
      );
    },
    async write(content, where = {}) {
      const { replyTo, ...by } = where;
      const who = actor(by);
      if (who.in.locked) throw new Error('the thread is locked');
      const replied = replyTo === undefined ? undefined : findMessage(state, who.channel, replyTo);
      if (replyTo !== undefined && replied === undefined) throw new Error('the message to reply to is gone');
      who.in.archived = false;
      const named = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id = '']) => id);
      const message = addMessage(state, {
        channelId: who.channel,
        ...(who.in.guildId === undefined ? {} : { guildId: who.in.guildId }),
        userId: who.user,
        byBot: false,
        content,
        mentions: [...new Set([...named, ...(replied === undefined ? [] : [replied.userId])])],
        ...(replyTo === undefined ? {} : { replyTo }),
      });
      echo(state, (event) => void gateway.dispatch(withMember(event)), message, 'MESSAGE_CREATE');
      return { id: message.id, channelId: who.channel };
    },
    react(emoji, on, { user = FIRST_USER, isBot = false, added = true } = {}) {
      const message = findMessage(state, on.channelId, on.id);
      if (message === undefined) throw new Error('there is no such message for all to see');
      gateway.dispatch(reactionEvent(state, message, { emoji, user, isBot, added }));
    },
    openThread(messageId, name = 'A thread') {
      const message = state.messages.find((one) => one.id === messageId);
      if (message === undefined || state.channels.has(messageId)) throw new Error('no thread can start from this');
      return startThread(state, (event) => void gateway.dispatch(event), message, name).id;
    },
  };
}

/** In a server it comes with what its author is there. */
function withMember(event: Dispatch): Dispatch {
  if (event.guildId === undefined) return event;
  return { ...event, data: (full) => ({ ...event.data(full), member: memberJson() }) };
}

function componentOf(message: ShownMessage, customId: string): Json | undefined {
  const inside = (value: unknown): Json[] =>
    isObject(value) ? [value, ...listOf(value['components']).flatMap(inside), ...inside(value['accessory'])] : [];
  return message.components.flatMap(inside).find((one) => one['custom_id'] === customId);
}

function answerOf(interaction: Interaction, afterMs: number, failed?: 'timeout' | 'not connected'): Answered {
  const choices = listOf(interaction.response?.body['choices']).map(objectOf);
  return {
    interactionId: interaction.id,
    afterMs,
    kind: (failed === undefined ? KINDS[interaction.response?.type ?? 0] : undefined) ?? 'none',
    ephemeral: interaction.ephemeral,
    ...(failed === undefined ? {} : { failed }),
    get message() {
      return interaction.original;
    },
    get followUps() {
      return interaction.followUps;
    },
    modal: interaction.modal,
    choices: choices.map((one) => ({ name: textOf(one['name']), value: textOf(one['value']) })),
  };
}
