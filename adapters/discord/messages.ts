import { GatewayIntentBits, MessageType, PermissionsBitField, Routes } from 'discord.js';
import { z } from 'zod';
import { refersBack } from '../../src/threads/small-talk.ts';
import type { Connection } from './gateway.ts';
import type { MessagePayload } from './payloads.ts';
import { DISCORD, directWorkspace, isThreadType, LATEST, manages, placeSchema } from './places.ts';
import { spokenText } from './spoken-text.ts';

const askedFor = z.object({ type: z.number(), parent_id: z.string().nullish(), owner_id: z.string().nullish() });

/** Something that was written and may concern Paperboy, as it is written down. */
export const spokenMessage = z.object({
  kind: z.literal('message'),
  id: z.string(),
  place: placeSchema,
  user: z.object({ id: z.string(), isAdmin: z.boolean() }),
  text: z.string(),
  addressed: z.boolean(),
});

export type SpokenMessage = z.infer<typeof spokenMessage>;

/** Where a channel's id leads. */
interface Whereabouts {
  readonly channel: string;
  readonly thread?: string;
  /** A thread that Paperboy opened, so that what is said there may be for it. */
  readonly isOwn: boolean;
}

/**
 * What was written, where it may concern Paperboy.
 *
 * @returns undefined for what bots and the system wrote, for what can't be read, and for what is neither said to Paperboy
 * nor in one of its threads
 */
export async function spokenIn(message: MessagePayload, connection: Connection): Promise<SpokenMessage | undefined> {
  const { id, author, guild_id: guild } = message;
  const { me } = connection;
  if (!isPersons(message) || author.id === me) return undefined;
  const isMentioned = message.mentions.some((one) => one.id === me);
  const text = spokenText(message, me);
  if (text === '' && !isMentioned) return undefined;
  if (guild === undefined) {
    const thread = refersBack(text) ? { thread: LATEST } : {};
    const channel = message.channel_id;
    const place = { adapter: DISCORD, workspace: directWorkspace(channel), channel, ...thread };
    return { kind: 'message', id, place, user: { id: author.id, isAdmin: false }, text, addressed: true };
  }
  const { channel, thread, isOwn } = await whereIs(message.channel_id, connection);
  if (!isMentioned && !isOwn) return undefined;
  const user = { id: author.id, isAdmin: isAdmin(message, guild, connection) };
  const place = { adapter: DISCORD, workspace: guild, channel, ...(thread === undefined ? {} : { thread }) };
  return { kind: 'message', id, place, user, text, addressed: isMentioned };
}

/**
 * The thread of Paperboy's in which somebody wrote what Discord keeps back, as it does without the Message Content intent
 * unless Paperboy is mentioned.
 */
export async function threadOfUnreadable(message: MessagePayload, connection: Connection): Promise<string | undefined> {
  const { client, me } = connection;
  if (client.options.intents.has(GatewayIntentBits.MessageContent) || message.guild_id === undefined) return undefined;
  if (!isPersons(message) || message.content !== '' || message.mentions.some((one) => one.id === me)) return undefined;
  const { thread, isOwn } = await whereIs(message.channel_id, connection);
  return isOwn ? thread : undefined;
}

function isPersons({ author, webhook_id: webhook, type }: MessagePayload): boolean {
  if (author.bot || webhook !== undefined) return false;
  return type === MessageType.Default || type === MessageType.Reply;
}

/** A channel that the connection has not told of is asked for; where that can't be, it is taken for no thread. */
async function whereIs(id: string, { client, me }: Connection): Promise<Whereabouts> {
  const known = client.channels.cache.get(id);
  if (known)
    return known.isThread() ? inThread(id, known.parentId, known.ownerId === me) : { channel: id, isOwn: false };
  try {
    const { type, parent_id: parent, owner_id: owner } = askedFor.parse(await client.rest.get(Routes.channel(id)));
    if (isThreadType(type)) return inThread(id, parent, owner === me);
  } catch {
    // a mention is answered there all the same
  }
  return { channel: id, isOwn: false };
}

function inThread(thread: string, parent: string | null | undefined, isOwn: boolean): Whereabouts {
  return parent ? { channel: parent, thread, isOwn } : { channel: thread, isOwn: false };
}

/** A message comes without its author's permissions, only with their roles. */
function isAdmin({ author, member }: MessagePayload, guildId: string, { client }: Connection): boolean {
  const guild = client.guilds.cache.get(guildId);
  if (!guild) return false;
  if (guild.ownerId === author.id) return true;
  const permissions = [guildId, ...(member?.roles ?? [])].flatMap((id) => guild.roles.cache.get(id)?.permissions ?? []);
  return manages(new PermissionsBitField(permissions).bitfield);
}
