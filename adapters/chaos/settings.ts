import { z } from 'zod';
import type { LedgerTiming } from '../../src/digest/ledger.ts';

/**
 * The ledger's times, a fortieth of the real ones or less, in the same order: the deadline far below the lease, and
 * `settle` above everything that the chat server holds back.
 */
export const CHAOS_TIMING: LedgerTiming = {
  lease: 2500,
  postDeadline: 500,
  settle: 1500,
  shortestWait: 50,
  longestWait: 400,
  window: 3_600_000,
  lateAfter: 600_000,
  noticeWindow: 3_600_000,
};

/** The name under which the chat server's door is registered. */
export const ADAPTER = 'chaos';

/** The longest that the chat server holds back an answer or a post. */
export const LONGEST_DELAY_MS = 900;

/** What a child process is told, as one JSON argument. */
const setting = z.discriminatedUnion('role', [
  z.object({
    role: z.literal('server'),
    seed: z.number(),
    /** Of all requests, 0 to 1. */
    faultRate: z.number(),
  }),
  z.object({
    role: z.literal('worker'),
    seed: z.number(),
    serverUrl: z.string(),
    home: z.string(),
    databaseUrl: z.string().optional(),
    /** How likely the process ends at each of its steps, 0 to 1. */
    deathRate: z.number(),
  }),
]);

export type ChildSetting = z.infer<typeof setting>;
export type WorkerSetting = Extract<ChildSetting, { readonly role: 'worker' }>;
export type ServerSetting = Extract<ChildSetting, { readonly role: 'server' }>;

export function parseSetting(json: string): ChildSetting {
  return setting.parse(JSON.parse(json));
}
