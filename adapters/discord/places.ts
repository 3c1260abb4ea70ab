import { PermissionFlagsBits, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { Place, User } from '../../src/ports.ts';
import type { Interaction } from './payloads.ts';

export const DISCORD = 'discord';
/** How the workspaces of direct conversations begin, which belong to no server. Discord's own addresses call it so. */
const DIRECT = '@me';
/** The thread id under which the latest papers of a direct conversation are kept. */
export const LATEST = 'latest';

const MANAGES =
  PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild | PermissionFlagsBits.ManageChannels;
/** Announcement threads, public threads, private threads. */
const THREAD_TYPES = [10, 11, 12];

/** A message, and the channel or thread in which it stands. */
export interface PostedMessage {
  readonly channelId: string;
  readonly id: string;
}

/** As it is written down. */
export const placeSchema = z
  .object({ adapter: z.literal(DISCORD), workspace: z.string(), channel: z.string(), thread: z.string().optional() })
  .transform(({ thread, ...place }): Place => (thread === undefined ? place : { ...place, thread }));

/** Each direct conversation is a workspace of its own: what one person likes is no other one's team. */
export function directWorkspace(channel: string): string {
  return `${DIRECT}:${channel}`;
}

export function isDirect({ workspace }: Place): boolean {
  return workspace.startsWith(`${DIRECT}:`);
}

export function isThreadType(type: number): boolean {
  return THREAD_TYPES.includes(type);
}

/** The channel's or thread's id, as Discord posts to it. */
export function postedTo({ channel, thread }: Place): string {
  return thread === undefined || thread === LATEST ? channel : thread;
}

/**
 * Under which place it is known what a message is about. Where a thread was started on it that is the thread, as both have
 * the same id; within a thread it is no other thread's, as these have none inside.
 */
export function messagePlace({ adapter, workspace }: Place, { channelId, id }: PostedMessage): Place {
  return { adapter, workspace, channel: channelId, thread: id };
}

/** Whether somebody with these permissions may manage what others set up. */
export function manages(permissions: bigint): boolean {
  return (permissions & MANAGES) !== 0n;
}

export function placeOf({ guild_id: guild, channel_id: id, channel }: Interaction): Place {
  if (guild === undefined) return { adapter: DISCORD, workspace: directWorkspace(id), channel: id };
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
