import { ApplicationCommandType, InteractionType } from 'discord.js';
import { z } from 'zod';

/** What is read of Discord's payloads; what is not named here is left out, so that it is not written down either. */
const person = z.object({ id: z.string(), username: z.string().optional(), bot: z.boolean().optional() });

const optionSchema = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const shownMessage = z.object({
  id: z.string(),
  content: z.string().optional(),
  embeds: z
    .array(z.object({ url: z.string().nullish(), title: z.string().nullish(), description: z.string().nullish() }))
    .optional(),
  components: z.array(z.unknown()).optional(),
});

const surroundings = {
  id: z.string(),
  token: z.string(),
  guild_id: z.string().optional(),
  channel_id: z.string(),
  channel: z.object({ type: z.number(), parent_id: z.string().nullish() }).optional(),
  member: z.object({ user: person, permissions: z.string().optional() }).optional(),
  user: person.optional(),
};

const typedCommand = z.object({
  ...surroundings,
  type: z.literal(InteractionType.ApplicationCommand),
  data: z.object({
    type: z.literal(ApplicationCommandType.ChatInput),
    options: z.array(z.object({ name: z.string(), options: z.array(optionSchema).optional() })).default([]),
  }),
});

const messageCommand = z.object({
  ...surroundings,
  type: z.literal(InteractionType.ApplicationCommand),
  data: z.object({
    type: z.literal(ApplicationCommandType.Message),
    name: z.string(),
    target_id: z.string(),
    resolved: z.object({ messages: z.record(z.string(), shownMessage) }),
  }),
});

const autocomplete = z.object({
  ...surroundings,
  type: z.literal(InteractionType.ApplicationCommandAutocomplete),
  data: typedCommand.shape.data,
});

const press = z.object({
  ...surroundings,
  type: z.literal(InteractionType.MessageComponent),
  data: z.object({ custom_id: z.string() }),
  message: z.object({ id: z.string(), flags: z.number().optional() }),
});

const field = z.object({ custom_id: z.string(), value: z.string() });

const submission = z.object({
  ...surroundings,
  type: z.literal(InteractionType.ModalSubmit),
  data: z.object({
    custom_id: z.string(),
    components: z.array(z.object({ component: field.optional(), components: z.array(field).optional() })),
  }),
});

/** Everything that is answered within its interaction. */
export const interactionPayload = z.union([
  typedCommand.transform((one) => ({ ...one, kind: 'typed' as const })),
  messageCommand.transform((one) => ({ ...one, kind: 'onMessage' as const })),
  autocomplete.transform((one) => ({ ...one, kind: 'completing' as const })),
  press.transform((one) => ({ ...one, kind: 'pressed' as const })),
  submission.transform((one) => ({ ...one, kind: 'submitted' as const })),
]);

/** A message, from the gateway or from a channel's history, where it has no guild and no member. */
export const messagePayload = z.object({
  id: z.string(),
  type: z.number().default(0),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  author: person,
  member: z.object({ roles: z.array(z.string()).default([]) }).optional(),
  content: z.string().default(''),
  mentions: z.array(person).default([]),
  webhook_id: z.string().optional(),
});

/** An emoji on a message, or one that was taken away. Who wrote the message is said of a new one only. */
export const reactionPayload = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  message_id: z.string(),
  guild_id: z.string().optional(),
  member: z.object({ user: person }).optional(),
  message_author_id: z.string().optional(),
  /** The sign itself, or what a server calls one of its own, in letters. */
  emoji: z.object({ name: z.string().nullish() }),
});

export type ReactionPayload = z.infer<typeof reactionPayload>;
export type Interaction = z.infer<typeof interactionPayload>;
export type InteractionOf<Kind extends Interaction['kind']> = Extract<Interaction, { readonly kind: Kind }>;
export type MessagePayload = z.infer<typeof messagePayload>;
export type ShownMessage = z.infer<typeof shownMessage>;
