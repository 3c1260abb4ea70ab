import { MessageFlags } from 'discord.js';
import { parseSubscription } from '../../src/digest/subscribe-text.ts';
import type { ArgumentValue, Invocation } from '../../src/messages/invocation.ts';
import type { Bot } from '../../src/ports.ts';
import type { CallbackStore } from '../../src/stores.ts';
import { readCustomId } from './buttons.ts';
import { messageCommandInvocation } from './meant-paper.ts';
import type { Interaction, InteractionOf } from './payloads.ts';
import { isDirect, placeOf } from './places.ts';
import { readSubscribeForm } from './subscribe-form.ts';

/**
 * How an interaction is answered, settled with the first response: to one person, to all in the channel, in the place of
 * the message whose button was pressed, with completions, or with the form. An `open` answer is one that stays in a
 * conversation of two.
 */
export type Way = 'private' | 'public' | 'open' | 'inPlace' | 'choices' | 'form';

/** Discord's limits of a completion (https://docs.discord.com/developers/interactions/application-commands#autocomplete). */
const MOST_CHOICES = 25;
const LONGEST_CHOICE = 100;

/** Read off the interaction alone, since the first response has to come before anything is looked up. */
export function wayOf(interaction: Interaction): Way {
  const isOpen = isDirect(placeOf(interaction));
  const towards = (isForAll: boolean): Way => (isOpen ? 'open' : isForAll ? 'public' : 'private');
  switch (interaction.kind) {
    case 'completing':
      return 'choices';
    case 'typed':
      return wantsForm(interaction) ? 'form' : towards(isForAll(typedInvocation(interaction)));
    case 'submitted':
      return towards(isForAll(submittedInvocation(interaction)));
    case 'onMessage':
      return towards(false);
    case 'pressed': {
      const manner = readCustomId(interaction.data.custom_id)?.manner;
      const isPrivate = ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      return manner === 'page' && (isOpen || isPrivate) ? 'inPlace' : towards(manner === 'all');
    }
    default:
      return interaction satisfies never;
  }
}

/** A next page is for the one who asks, whatever it was a page of. */
export function isPage(interaction: Interaction): boolean {
  return interaction.kind === 'pressed' && readCustomId(interaction.data.custom_id)?.manner === 'page';
}

/** What is asked for. @returns undefined where that is not known (any more) */
export async function invocationOf(
  interaction: Interaction,
  { bot, callbacks }: { readonly bot: Pick<Bot, 'complete'>; readonly callbacks: Pick<CallbackStore, 'recall'> },
): Promise<Invocation | undefined> {
  switch (interaction.kind) {
    case 'completing':
      return undefined;
    case 'typed':
      return typedInvocation(interaction);
    case 'submitted':
      return submittedInvocation(interaction);
    case 'onMessage':
      return messageCommandInvocation(interaction, bot);
    case 'pressed': {
      const button = readCustomId(interaction.data.custom_id);
      return button && callbacks.recall(button.id);
    }
    default:
      return interaction satisfies never;
  }
}

/** What completes the option that is being typed. */
export function choicesOf(
  { data }: InteractionOf<'completing'>,
  bot: Pick<Bot, 'complete' | 'topics'>,
): readonly { readonly name: string; readonly value: string }[] {
  const typed = data.options.flatMap(({ options = [] }) => options).find(({ focused }) => focused);
  const text = String(typed?.value ?? '');
  const labels = typed?.name === 'topic' ? bot.topics(text, MOST_CHOICES) : bot.complete(text, MOST_CHOICES);
  // a part of a title is understood as well as all of it
  const fitting = labels.map((label) => (label.length <= LONGEST_CHOICE ? label : headOf(label)));
  return [...new Set(fitting)].slice(0, MOST_CHOICES).map((label) => ({ name: label, value: label }));
}

function headOf(label: string): string {
  const head = label.slice(0, LONGEST_CHOICE);
  return head.slice(0, Math.max(head.lastIndexOf(' '), LONGEST_CHOICE / 2));
}

function typedInvocation({ data }: InteractionOf<'typed'>): Invocation {
  const [subcommand] = data.options;
  const args: Record<string, ArgumentValue> = {};
  for (const { name, value } of subcommand?.options ?? []) if (value !== undefined) args[name] = value;
  return { command: subcommand?.name ?? 'help', args };
}

function wantsForm(interaction: InteractionOf<'typed'>): boolean {
  const { command, args } = typedInvocation(interaction);
  return command === 'subscribe' && !args['wish'];
}

function submittedInvocation(interaction: InteractionOf<'submitted'>): Invocation {
  return { command: 'subscribe', args: { wish: readSubscribeForm(interaction) } };
}

/** What is for all by its nature. A wish that comes back as a question is not. */
function isForAll({ command, args }: Invocation): boolean {
  if (command !== 'subscribe') return command === 'share';
  return parseSubscription(String(args['wish'] ?? ''), { defaultZone: undefined }).kind === 'ok';
}
