import { z } from 'zod';

/** The parts of Slack's payloads that the door reads (https://docs.slack.dev/reference). Everything else is ignored. */
const id = z.string().min(1);

export const commandPayload = z.object({
  command: id,
  text: z.string().default(''),
  team_id: id,
  channel_id: id,
  user_id: id,
  trigger_id: id,
  response_url: id.optional(),
});
export type CommandPayload = z.infer<typeof commandPayload>;

const from = {
  team: z.object({ id }).nullish(),
  user: z.object({ id, team_id: id.optional() }),
  trigger_id: id.optional(),
};

export const actionPayload = z.object({
  type: z.literal('block_actions'),
  ...from,
  response_url: id.optional(),
  channel: z.object({ id }).nullish(),
  container: z
    .object({
      type: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
      thread_ts: z.string().optional(),
    })
    .optional(),
  message: z.object({ thread_ts: z.string().optional() }).nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
export type ActionPayload = z.infer<typeof actionPayload>;

export const viewPayload = z.object({
  type: z.enum(['view_submission', 'view_closed']),
  ...from,
  view: z.object({ id, hash: z.string().optional() }),
});
export type ViewPayload = z.infer<typeof viewPayload>;

export const eventPayload = z.object({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: id,
  /** For whom it is, where the channel is shared between workspaces. */
  authorizations: z.array(z.object({ team_id: id.nullish() })).optional(),
});
export type EventPayload = z.infer<typeof eventPayload>;

export const messageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  hidden: z.boolean().optional(),
  bot_id: z.string().nullish(),
  user: id.optional(),
  channel: id,
  channel_type: z.string().optional(),
  ts: id,
  thread_ts: id.optional(),
  text: z.string().nullish(),
});
export type MessageEvent = z.infer<typeof messageEvent>;

export const reactionEvent = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: id,
  reaction: id,
  item: z.object({ type: z.string(), channel: id.optional(), ts: id.optional() }),
  /** Whose the message is. */
  item_user: id.optional(),
});
export type ReactionEvent = z.infer<typeof reactionEvent>;

export const homeEvent = z.object({ user: id, tab: z.string() });

export const revokedEvent = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

/** The workspace for which an event came. */
export function workspaceOfEvent(payload: EventPayload): string {
  return payload.authorizations?.[0]?.team_id ?? payload.team_id;
}

/** The workspace where somebody pressed a button or sent a form. */
export function workspaceOf({ team, user }: ActionPayload | ViewPayload): string | undefined {
  return team?.id ?? user.team_id;
}
