import { GatewayIntentBits } from 'discord.js';
import type { Dispatch } from './gateway.ts';
import { memberJson, userJson } from './payloads.ts';
import { reactionsTo, type State, type StoredMessage } from './state.ts';
import type { Json } from './types.ts';

interface Reacting {
  readonly emoji: string;
  readonly user: string;
  readonly isBot: boolean;
  readonly added: boolean;
}

const CUSTOM = /^:(\w{2,32}):$/;
const SIGN = /^\p{Emoji}(?:\p{Emoji}|\u{fe0f}|\u{20e3}|\u{200d}){0,6}$/u;
const CUSTOM_ID = '1100000000000000088';

/**
 * The reaction as it is kept, and what is told of it. Throws where a person has no such emoji, or has it there already, or
 * where the thread is archived.
 */
export function reactionEvent(state: State, message: StoredMessage, reacting: Reacting): Dispatch {
  const { emoji, user, isBot, added } = reacting;
  const custom = CUSTOM.exec(emoji)?.[1];
  if (custom === undefined && !SIGN.test(emoji)) throw new Error(`${emoji} is no emoji`);
  if (state.channels.get(message.channelId)?.archived) throw new Error('the thread is archived');
  const people = reactionsTo(state, message.id);
  const mark = `${user} ${emoji}`;
  if (people.has(mark) === added) throw new Error(`${user} has ${added ? 'reacted' : 'not reacted'} with ${emoji}`);
  if (added) people.add(mark);
  else people.delete(mark);
  const { guildId } = message;
  const data: Json = {
    user_id: user,
    channel_id: message.channelId,
    message_id: message.id,
    emoji: custom === undefined ? { id: null, name: emoji } : { id: CUSTOM_ID, name: custom },
    burst: false,
    type: 0,
    ...(guildId === undefined ? {} : { guild_id: guildId }),
    // of what is taken away it says neither who did so, besides the id, nor whose the message is
    ...(added ? { message_author_id: message.userId } : {}),
    ...(added && guildId !== undefined
      ? { member: { ...memberJson(), user: { ...userJson(state, user), ...(isBot ? { bot: true } : {}) } } }
      : {}),
  };
  return {
    guildId,
    type: added ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE',
    intent: guildId === undefined ? GatewayIntentBits.DirectMessageReactions : GatewayIntentBits.GuildMessageReactions,
    data: () => data,
  };
}
