import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';

const overwrites = z
  .array(z.object({ id: z.string(), type: z.number(), allow: z.string(), deny: z.string() }))
  .default([]);

/** What of Discord's channel, server and member objects decides what a member may do. */
export const CHANNEL = z.object({
  id: z.string(),
  type: z.number(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: overwrites,
});
export const GUILD = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
export const MEMBER = z.object({ roles: z.array(z.string()) });

type Overwrite = z.infer<typeof overwrites>[number];

const ALL = Object.values(PermissionFlagsBits).reduce((bits, bit) => bits | bit, 0n);

/**
 * What a member may do in a channel, as Discord works it out
 * (https://docs.discord.com/developers/topics/permissions#permission-overwrites). For a thread, the channel is its parent.
 *
 * @returns the bits of `PermissionFlagsBits`
 */
export function permissionsIn(
  channel: z.infer<typeof CHANNEL>,
  guild: z.infer<typeof GUILD>,
  userId: string,
  member: z.infer<typeof MEMBER>,
): bigint {
  if (guild.owner_id === userId) return ALL;
  const isOwn = (roleId: string) => roleId === guild.id || member.roles.includes(roleId);
  const base = guild.roles.filter(({ id }) => isOwn(id)).reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  if (base & PermissionFlagsBits.Administrator) return ALL;
  const ofRoles = channel.permission_overwrites.filter(({ type }) => type === OverwriteType.Role);
  const steps = [
    ofRoles.filter(({ id }) => id === guild.id),
    ofRoles.filter(({ id }) => id !== guild.id && isOwn(id)),
    channel.permission_overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === userId),
  ];
  return steps.reduce((bits, step) => (bits & ~union(step, 'deny')) | union(step, 'allow'), base);
}

function union(step: readonly Overwrite[], kind: 'allow' | 'deny'): bigint {
  return step.reduce((bits, overwrite) => bits | BigInt(overwrite[kind]), 0n);
}
