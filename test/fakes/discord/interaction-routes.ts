import { InteractionResponseType, MessageFlags } from 'discord.js';
import { isObject, listOf, objectOf, textOf } from '../values.ts';
import { echo } from './channel-routes.ts';
import { modal as modalShape, repeatedIds } from './component-shapes.ts';
import { readContent } from './content.ts';
import { DiscordError, invalidForm, unknownInteraction, unknownMessage, unknownWebhook } from './errors.ts';
import { messageJson } from './payloads.ts';
import type { Route, RouteCall, Routes } from './route.ts';
import { FIRST_RESPONSE_MS, type Interaction, type StoredMessage, TOKEN_LIFE_MS } from './state.ts';
import type { Json } from './types.ts';

const MOST_CHOICES = 25;
const LONGEST_CHOICE = 100;
const EPHEMERAL = MessageFlags.Ephemeral;

const {
  ChannelMessageWithSource: MESSAGE,
  DeferredChannelMessageWithSource: DEFERRED,
  DeferredMessageUpdate: DEFERRED_UPDATE,
  UpdateMessage: UPDATE,
  ApplicationCommandAutocompleteResult: AUTOCOMPLETE,
  Modal: MODAL,
} = InteractionResponseType;

/** Which first responses fit which interaction. */
const FITTING: Readonly<Record<Interaction['kind'], readonly number[]>> = {
  command: [MESSAGE, DEFERRED, MODAL],
  component: [MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL],
  modal: [MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE],
  autocomplete: [AUTOCOMPLETE],
};

const open = (run: Route['run']): Route => ({ auth: 'none', run });

/** The interaction of a webhook's token. @throws DiscordError 10015 unknown, 50027 too old, 10015 not answered yet */
function interactionOf({ state, params }: RouteCall): Interaction {
  const found = state.interactions.get(params['token'] ?? '');
  if (found === undefined || params['application'] !== state.applicationId) throw unknownWebhook();
  if (state.now() - found.bornAt > TOKEN_LIFE_MS) throw new DiscordError(401, 50027, 'Invalid Webhook Token');
  if (found.response === undefined) throw unknownWebhook();
  return found;
}

/** A message of an interaction, as it is said in its channel. */
function made(call: RouteCall, interaction: Interaction, body: unknown, ephemeral: boolean): StoredMessage {
  const content = readContent(call.state, call.name, body);
  const message = newMessage(call, interaction, ephemeral);
  Object.assign(message, content, { flags: (content.flags & ~EPHEMERAL) | (ephemeral ? EPHEMERAL : 0) });
  show(call, message);
  return message;
}

/** A message that is not shown yet. */
function newMessage({ state }: RouteCall, interaction: Interaction, ephemeral: boolean): StoredMessage {
  return {
    id: state.nextId(),
    channelId: interaction.channelId,
    ...(interaction.guildId === undefined ? {} : { guildId: interaction.guildId }),
    userId: state.botUserId,
    byBot: true,
    content: '',
    embeds: [],
    components: [],
    mentions: [],
    flags: ephemeral ? EPHEMERAL : 0,
    edited: false,
    interactionId: interaction.id,
    createdAt: state.now(),
    ...(ephemeral ? { ephemeralFor: interaction.userId } : {}),
  };
}

function show(call: RouteCall, message: StoredMessage): void {
  addMessageOnce(call, message);
  if (message.ephemeralFor === undefined) echo(call.state, call.tell, message, 'MESSAGE_CREATE');
}

/** Keeps the object itself, so that later edits of it are seen. */
function addMessageOnce({ state }: RouteCall, message: StoredMessage): void {
  const list = message.ephemeralFor === undefined ? state.messages : state.ephemerals;
  if (!list.includes(message)) list.push(message);
  state.changed();
}

function edit(call: RouteCall, message: StoredMessage): StoredMessage {
  const content = readContent(call.state, call.name, call.body, { before: message });
  const flags = (content.flags & ~EPHEMERAL) | (message.ephemeralFor === undefined ? 0 : EPHEMERAL);
  Object.assign(message, content, { flags, edited: true, editedAt: call.state.now() });
  if (message.ephemeralFor === undefined) echo(call.state, call.tell, message, 'MESSAGE_UPDATE');
  call.state.changed();
  return message;
}

/** What the deferred answer says at last. */
function fill(call: RouteCall, interaction: Interaction, thinking: StoredMessage, body: unknown): StoredMessage {
  const content = readContent(call.state, call.name, body);
  const flags = (content.flags & ~EPHEMERAL) | (interaction.ephemeral ? EPHEMERAL : 0);
  Object.assign(thinking, content, { flags });
  delete interaction.thinking;
  interaction.original = thinking;
  show(call, thinking);
  return thinking;
}

function checkChoices(call: RouteCall, choices: unknown): void {
  const problems: string[] = [];
  if (!Array.isArray(choices)) problems.push('must be an array [json-pointer:/data/choices]');
  if (listOf(choices).length > MOST_CHOICES)
    problems.push(`no more than ${MOST_CHOICES} items allowed [json-pointer:/data/choices]`);
  for (const [at, choice] of listOf(choices).entries())
    for (const key of ['name', 'value']) {
      const value = objectOf(choice)[key];
      const isNumber = key === 'value' && typeof value === 'number';
      const fits = typeof value === 'string' && value.length >= 1 && value.length <= LONGEST_CHOICE;
      if (!isNumber && !fits)
        problems.push(`must be between 1 and 100 characters [json-pointer:/data/choices/${at}/${key}]`);
    }
  refuse(call, problems);
}

function refuse(call: RouteCall, problems: readonly string[]): void {
  if (problems.length === 0) return;
  call.state.violation(`${call.name}: ${problems.join('; ')}`);
  throw invalidForm(problems);
}

function respond(call: RouteCall, interaction: Interaction): void {
  const { state } = call;
  const body = objectOf(call.body);
  const data = objectOf(body['data']);
  const type = Number(body['type']);
  const wantsPrivate = (Number(data['flags'] ?? 0) & EPHEMERAL) !== 0;
  if (!FITTING[interaction.kind].includes(type))
    refuse(call, [`a ${interaction.kind} cannot be answered with type ${type} [json-pointer:/type]`]);
  if ((type === UPDATE || type === DEFERRED_UPDATE) && interaction.source === undefined)
    refuse(call, ['there is no message to update [json-pointer:/type]']);
  if (type === AUTOCOMPLETE) checkChoices(call, data['choices']);
  if (type === MESSAGE) interaction.original = made(call, interaction, data, wantsPrivate);
  if (type === DEFERRED) interaction.thinking = newMessage(call, interaction, wantsPrivate);
  if (type === DEFERRED_UPDATE && interaction.source !== undefined) interaction.original = interaction.source;
  if (type === UPDATE && interaction.source !== undefined)
    interaction.original = edit({ ...call, body: data }, interaction.source);
  if (type === MODAL) {
    const problems: string[] = [];
    modalShape(data, '/data', problems);
    refuse(call, [...problems, ...repeatedIds(data['components'])]);
    interaction.modal = {
      customId: textOf(data['custom_id']),
      title: textOf(data['title']),
      components: listOf(data['components']),
      userId: interaction.userId,
      channelId: interaction.channelId,
      ...(interaction.guildId === undefined ? {} : { guildId: interaction.guildId }),
      ...(interaction.source === undefined ? {} : { messageId: interaction.source.id }),
      open: true,
    };
    state.modals.push(interaction.modal);
  }
  interaction.ephemeral =
    type === UPDATE || type === DEFERRED_UPDATE ? interaction.source?.ephemeralFor !== undefined : wantsPrivate;
  interaction.response = { type, body: data };
  if (interaction.submitted !== undefined) interaction.submitted.open = false;
  state.changed();
}

function callback(call: RouteCall): Json | undefined {
  const { state, params, query } = call;
  const interaction = state.interactions.get(params['token'] ?? '');
  if (interaction === undefined || interaction.id !== params['interaction']) throw unknownInteraction();
  if (interaction.response !== undefined) {
    state.violation(`${call.name}: a second first response`);
    throw new DiscordError(400, 40060, 'Interaction has already been acknowledged.');
  }
  if (state.now() - interaction.bornAt > FIRST_RESPONSE_MS) {
    state.violation(`${call.name}: a first response after ${FIRST_RESPONSE_MS} ms`);
    throw unknownInteraction();
  }
  respond(call, interaction);
  interaction.answered();
  if (query['with_response'] !== 'true') return undefined;
  const type = interaction.response === undefined ? 0 : Number(objectOf(call.body)['type']);
  const message = interaction.original ?? interaction.thinking;
  return {
    interaction: {
      id: interaction.id,
      type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[interaction.kind],
      response_message_loading: interaction.thinking !== undefined,
      response_message_ephemeral: interaction.ephemeral,
      ...(message === undefined ? {} : { response_message_id: message.id }),
    },
    resource: { type, ...(message === undefined ? {} : { message: messageJson(state, message, true) }) },
  };
}

/** The message of a webhook route: `@original`, or one of the interaction's own. */
function messageOf(call: RouteCall, interaction: Interaction): StoredMessage {
  const id = call.params['message'];
  const original = interaction.original ?? interaction.thinking;
  if (id === '@original') {
    if (original === undefined) throw unknownMessage();
    return original;
  }
  const found = [original, ...interaction.followUps].find((one) => one?.id === id);
  if (found === undefined) throw unknownMessage();
  return found;
}

/** First responses, and what is said afterwards. */
export const INTERACTION_ROUTES: Routes = {
  'POST /interactions/:interaction/:token/callback': open(callback),
  'POST /webhooks/:application/:token': open((call) => {
    const interaction = interactionOf(call);
    // The first thing that is said after a deferral is the deferred answer.
    if (interaction.thinking !== undefined)
      return messageJson(call.state, fill(call, interaction, interaction.thinking, call.body), true);
    const isPrivate = isObject(call.body) && (Number(call.body['flags'] ?? 0) & EPHEMERAL) !== 0;
    const message = made(call, interaction, call.body, isPrivate);
    interaction.followUps.push(message);
    call.state.changed();
    return messageJson(call.state, message, true);
  }),
  'GET /webhooks/:application/:token/messages/:message': open((call) =>
    messageJson(call.state, messageOf(call, interactionOf(call)), true),
  ),
  'PATCH /webhooks/:application/:token/messages/:message': open((call) => {
    const interaction = interactionOf(call);
    const message = messageOf(call, interaction);
    const isThinking = message === interaction.thinking;
    return messageJson(
      call.state,
      isThinking ? fill(call, interaction, message, call.body) : edit(call, message),
      true,
    );
  }),
  'DELETE /webhooks/:application/:token/messages/:message': open((call) => {
    const interaction = interactionOf(call);
    const message = messageOf(call, interaction);
    if (message === interaction.thinking) delete interaction.thinking;
    for (const list of [call.state.messages, call.state.ephemerals, interaction.followUps])
      if (list.includes(message)) list.splice(list.indexOf(message), 1);
    if (message === interaction.original) delete interaction.original;
    call.state.changed();
    return undefined;
  }),
};
