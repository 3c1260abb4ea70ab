import { PermissionFlagsBits, SnowflakeUtil } from 'discord.js';
import type { Place, User } from '../../src/ports.ts';
import type { Interaction } from './payloads.ts';

export const DISCORD = 'discord';
/** The workspace of direct conversations, which belong to no server. Discord's own addresses call it so. */
export const DIRECT = '@me';
/** The thread id under which the latest papers of a direct conversation are kept. */
export const LATEST = 'latest';

const MANAGES =
  PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageChannels;
/** Announcement threads, public threads, private threads. */
const THREAD_TYPES = [10, 11, 12];

export function isDirect({ workspace }: Place): boolean {
  return workspace === DIRECT;
}

export function isThreadType(type: number): boolean {
  return THREAD_TYPES.includes(type);
}

/** The channel's or thread's id, as Discord posts to it. */
export function postedTo({ channel, thread }: Place): string {
  return thread === undefined || thread === LATEST ? channel : thread;
}

/** Whether somebody with these permissions may manage what others set up. */
export function manages(permissions: bigint): boolean {
  return (permissions & MANAGES) !== 0n;
}

export function placeOf({ guild_id: guild, channel_id: id, channel }: Interaction): Place {
  if (guild === undefined) return { adapter: DISCORD, workspace: DIRECT, channel: id };
  const parent = channel && isThreadType(channel.type) ? channel.parent_id : undefined;
  const where = parent ? { channel: parent, thread: id } : { channel: id };
  return { adapter: DISCORD, workspace: guild, ...where };
}

export function userOf({ member, user }: Interaction): User {
  return { id: member?.user.id ?? user?.id ?? '', isAdmin: manages(BigInt(member?.permissions ?? 0)) };
}

/** When Discord gave out the id. */
export function timeOf(id: string): Date {
  return new Date(Number(SnowflakeUtil.timestampFrom(id)));
}
