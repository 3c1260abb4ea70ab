import { z } from 'zod';
import type { Reaction } from '../../src/ports.ts';
import type { ReactionPayload } from './payloads.ts';
import { DISCORD, directWorkspace, messagePlace, placeSchema } from './places.ts';

const NUMBERS = ['1⃣', '2⃣', '3⃣', '4⃣', '5⃣', '6⃣', '7⃣', '8⃣', '9⃣', '🔟'];
/** How a sign is drawn, and in which skin: 👍🏽 says what 👍 does, and ❤️ what ❤. */
const LOOKS = /[\u{fe0f}\u{1f3fb}-\u{1f3ff}]/gu;

/** What people say with an emoji. What is not here says nothing of a paper. */
const EMOJI: ReadonlyMap<string, Reaction> = new Map<string, Reaction>([
  ...emoji('like', '👍 ❤ 🔥 🎉 🤩 🚀 💯 🙌 👏'),
  ...emoji('dislike', '👎'),
  ...emoji('save', '🔖 ⭐ 📌 💾 📥'),
  ...NUMBERS.map((sign, i): [string, Reaction] => [sign, i + 1]),
]);

function emoji(reaction: Reaction, signs: string): [string, Reaction][] {
  return signs.split(' ').map((sign) => [sign, reaction]);
}

/** What somebody said of a message with an emoji, as it is written down. */
export const spokenReaction = z.object({
  kind: z.literal('reaction'),
  /** Discord gives none. */
  id: z.string(),
  place: placeSchema,
  user: z.object({ id: z.string(), isAdmin: z.literal(false) }),
  reaction: z.union([z.enum(['like', 'dislike', 'save']), z.number()]),
  added: z.boolean(),
});

export type SpokenReaction = z.infer<typeof spokenReaction>;

/**
 * What somebody said with an emoji, where it is one that means something and hangs on a message that may be Paperboy's.
 *
 * @param me the bot's own user id
 */
export function reactionIn(
  payload: ReactionPayload,
  added: boolean,
  me: string,
): Omit<SpokenReaction, 'id'> | undefined {
  const { user_id: user, channel_id: channelId, message_id: message } = payload;
  const reaction = EMOJI.get((payload.emoji.name ?? '').replace(LOOKS, ''));
  if (reaction === undefined || user === me || payload.member?.user.bot) return undefined;
  if ((payload.message_author_id ?? me) !== me) return undefined;
  const workspace = payload.guild_id ?? directWorkspace(channelId);
  const place = messagePlace({ adapter: DISCORD, workspace, channel: channelId }, { channelId, id: message });
  return { kind: 'reaction', place, user: { id: user, isAdmin: false }, reaction, added };
}
