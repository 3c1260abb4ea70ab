import { randomUUID } from 'node:crypto';
import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord.js';
import { z } from 'zod';
import type { Bot, Incoming, Log } from '../../src/ports.ts';
import type { ArrivedEvent, CallbackStore } from '../../src/stores.ts';
import type { Answers } from './answers.ts';
import type { CatchUp } from './catch-up.ts';
import type { Connection } from './gateway.ts';
import { choicesOf, invocationOf, isPage, wayOf } from './interactions.ts';
import { type SpokenMessage, spokenIn, spokenMessage, threadOfUnreadable } from './messages.ts';
import { type Interaction, interactionPayload, messagePayload, reactionPayload } from './payloads.ts';
import { DISCORD, placeOf, timeOf, userOf } from './places.ts';
import { reactionIn, type SpokenReaction, spokenReaction } from './reactions.ts';
import type { Receiver, Work } from './receiver.ts';
import { type Replies, textMessage } from './replies.ts';
import type { Responses } from './responses.ts';
import { subscribeForm } from './subscribe-form.ts';

/** What is written down of what arrived. An interaction's token is part of it, as nothing else reaches who waits; it dies after 15 min. */
const arrived = z.union([spokenMessage, spokenReaction, interactionPayload]);

interface WorkOptions {
  readonly bot: Bot;
  readonly callbacks: Pick<CallbackStore, 'recall'>;
  readonly answers: Answers;
  readonly replies: Replies;
  readonly log: Log;
}

/** What happens on what was written down. */
export function createWork({ bot, callbacks, answers, replies, log }: WorkOptions): Work {
  async function onInteraction(interaction: Interaction, lookSince: Date | undefined): Promise<void> {
    const { id, token } = interaction;
    const invocation = await invocationOf(interaction, { bot, callbacks });
    const asked = { command: 'help', args: {} };
    const incoming: Incoming = {
      id,
      event: id,
      place: placeOf(interaction),
      user: userOf(interaction),
      kind: 'action',
      invocation: invocation ?? asked,
    };
    const waiting = { incoming, token, way: wayOf(interaction), isPage: isPage(interaction), lookSince };
    if (invocation !== undefined) return answers.answer(waiting);
    log.info('Something was asked for that is not known.', { kind: interaction.kind });
    await answers.tell({ ...waiting, way: waiting.way === 'inPlace' ? 'private' : waiting.way }, unknown(interaction));
  }

  return async ({ id, body }, replayed) => {
    const known = arrived.parse(JSON.parse(body));
    if (known.kind === 'reaction') return void (await bot.handle({ ...known, event: id }));
    // its answer may stand there since then
    const lookSince = replayed ? timeOf(id) : undefined;
    if (known.kind !== 'message') return onInteraction(known, lookSince);
    await replies.answer({ incoming: { ...known, event: id }, lookSince });
  };
}

function unknown({ kind }: Interaction) {
  return textMessage(
    kind === 'pressed'
      ? 'This button is too old for me to know what it does. Ask again with /papers, and its answer has new ones.'
      : 'There is no text in that message that I could read.',
  );
}

interface ListenersOptions {
  readonly bot: Bot;
  readonly receiver: Receiver;
  readonly responses: Responses;
  readonly catchUp: CatchUp;
  /** Says in a thread that Paperboy hears mentions only. */
  readonly sayHow: (thread: string) => Promise<void>;
  readonly log: Log;
}

/** What happens on what the gateway tells. */
export interface Listeners {
  onInteraction(payload: unknown): void;
  onMessage(payload: unknown, connection: Connection): void;
  onReaction(payload: unknown, added: boolean, connection: Connection): void;
  onNewSession(connection: Connection): void;
}

export function createListeners({ bot, receiver, responses, catchUp, sayHow, log }: ListenersOptions): Listeners {
  async function respond(interaction: Interaction): Promise<void> {
    try {
      if (!(await responses.first(interaction, firstResponse(interaction, bot))))
        log.warn('Discord no longer took a first response.', { id: interaction.id });
    } catch (error) {
      log.warn('It is not certain that a first response came through.', { error });
    }
  }

  async function hear(payload: unknown, connection: Connection): Promise<void> {
    const message = messagePayload.safeParse(payload);
    if (!message.success) return log.info('A message came that can’t be read.');
    // first of all: a moment later discord.js has made something of its own of an archived thread that it did not know
    const spoken = await spokenIn(message.data, connection);
    if (spoken === undefined) {
      const unread = await threadOfUnreadable(message.data, connection);
      return unread === undefined ? undefined : sayHow(unread);
    }
    const { id, place } = spoken;
    if (place.thread !== undefined && message.data.guild_id !== undefined)
      catchUp.seen(place.workspace, place.thread, id);
    await receiver.receive(arrivalOf(spoken, place.workspace));
  }

  return {
    onInteraction(payload) {
      const parsed = interactionPayload.safeParse(payload);
      if (!parsed.success) return log.info('An interaction came that is not known.');
      const interaction = parsed.data;
      const way = wayOf(interaction);
      // these are answered with the first response, and never again
      if (way === 'choices' || way === 'form') void receiver.run(() => respond(interaction));
      else void receiver.receive(arrivalOf(interaction, placeOf(interaction).workspace), () => respond(interaction));
    },
    onMessage: (payload, connection) => void receiver.run(() => hear(payload, connection)),
    onReaction(payload, added, { me }) {
      const parsed = reactionPayload.safeParse(payload);
      if (!parsed.success) return log.info('A reaction came that can’t be read.');
      const spoken = reactionIn(parsed.data, added, me);
      // it has no id of its own, and Discord delivers it once
      if (spoken) void receiver.receive(arrivalOf({ ...spoken, id: randomUUID() }, spoken.place.workspace));
    },
    onNewSession: (connection) => void receiver.run(() => catchUp.run((message) => hear(message, connection))),
  };
}

function arrivalOf(what: Interaction | SpokenMessage | SpokenReaction, workspace: string): ArrivedEvent {
  return { adapter: DISCORD, workspace, id: what.id, body: JSON.stringify(what) };
}

function firstResponse(interaction: Interaction, bot: Bot): APIInteractionResponse {
  const way = wayOf(interaction);
  switch (way) {
    case 'choices': {
      const choices = interaction.kind === 'completing' ? [...choicesOf(interaction, bot)] : [];
      return { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
    }
    case 'form':
      return { type: InteractionResponseType.Modal, data: subscribeForm() };
    case 'inPlace':
      return { type: InteractionResponseType.DeferredMessageUpdate };
    case 'private':
      return {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: { flags: MessageFlags.Ephemeral },
      };
    case 'public':
    case 'open':
      return { type: InteractionResponseType.DeferredChannelMessageWithSource };
    default:
      return way satisfies never;
  }
}
