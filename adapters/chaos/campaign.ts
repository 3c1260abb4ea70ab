import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { DeliveryRecords } from '../../src/digest/delivery.ts';
import type { SubscriptionStore } from '../../src/digest/subscription.ts';
import { type Random, seededRandom } from './random.ts';
import { ADAPTER, type ChildSetting, type WorkerSetting } from './settings.ts';
import { type Tally, tally } from './tally.ts';

export interface Campaign {
  /** How many rounds, each with new subscriptions that are due and a kill. */
  readonly runs: number;
  /** How many processes deliver on the one store. */
  readonly processes: number;
  readonly seed: number;
  readonly subscriptions: SubscriptionStore;
  readonly records: DeliveryRecords;
  time(): Promise<number>;
  /** Where the workers find the same store. */
  readonly location: Pick<WorkerSetting, 'home' | 'databaseUrl'>;
  /** The command that starts a child with a setting as its last argument. */
  readonly command: readonly string[];
}

export interface CampaignResult extends Tally {
  readonly kills: number;
}

const CHANNELS_A_RUN = 2;
const SUBSCRIPTIONS_A_CHANNEL = 2;
const LONGEST_LIFE_MS = 400;
const FAULT_RATE = 0.34;
const DEATH_RATE = 0.03;
const LONGEST_SETTLING_MS = 90_000;
const posts = z.array(z.object({ channel: z.string(), key: z.string(), text: z.string() }));

/**
 * Lets real processes deliver to a chat server that fails a third of all requests, kills them again and again, and counts
 * in the end what the server holds.
 *
 * @throws Error where the deliveries don't come to an end after the last kill
 */
export async function runCampaign(campaign: Campaign): Promise<CampaignResult> {
  const random = seededRandom(campaign.seed);
  const server = start(campaign, { role: 'server', seed: campaign.seed, faultRate: FAULT_RATE });
  try {
    const serverUrl = await firstLine(server);
    const workers = createWorkers(campaign, serverUrl, random);
    const ids: string[] = [];
    try {
      for (let run = 0; run < campaign.runs; run++) {
        ids.push(...(await subscribe(campaign, run)));
        await workers.killOne();
      }
      workers.spare();
      const deliveries = await settled(campaign, ids.length);
      const response = await fetch(`${serverUrl}/posts`);
      return { ...tally(ids, deliveries, posts.parse(await response.json())), kills: workers.kills() };
    } finally {
      await workers.stop();
    }
  } finally {
    server.kill('SIGKILL');
  }
}

/** Several to a channel, so that they could bring the same papers. */
async function subscribe({ subscriptions, time }: Campaign, run: number): Promise<string[]> {
  const now = await time();
  const ids: string[] = [];
  for (let channel = 0; channel < CHANNELS_A_RUN; channel++)
    for (let i = 0; i < SUBSCRIPTIONS_A_CHANNEL; i++) {
      const { id } = await subscriptions.add({
        place: { adapter: ADAPTER, workspace: 'W', channel: `C${run}-${channel}` },
        // once: the next one is on New Year's Day
        schedule: { cron: '0 0 1 1 *', zone: 'UTC' },
        count: 2,
        include: [],
        exclude: [],
        createdBy: 'U',
        createdAt: 0,
        nextDue: now,
      });
      ids.push(id);
    }
  return ids;
}

/** Keeps as many workers alive as there should be: one that ends is replaced at once. */
function createWorkers(campaign: Campaign, serverUrl: string, random: Random) {
  const alive = new Map<ChildProcess, { readonly atWork: Promise<unknown> }>();
  let kills = 0;
  let deathRate = DEATH_RATE;
  let stopping = false;
  const startOne = () => {
    const seed = Math.floor(random() * 2 ** 31);
    const worker = start(campaign, { role: 'worker', seed, serverUrl, deathRate, ...campaign.location });
    // it ends without a word where it dies young
    alive.set(worker, { atWork: firstLine(worker).catch(() => undefined) });
    worker.once('exit', () => {
      alive.delete(worker);
      kills++;
      if (!stopping) startOne();
    });
  };
  for (let i = 0; i < campaign.processes; i++) startOne();
  const killAll = () => {
    for (const worker of alive.keys()) worker.kill('SIGKILL');
  };
  return {
    kills: () => kills,
    /** Somewhere in its work, not while it starts. */
    async killOne() {
      const [worker, life] = [...alive][Math.floor(random() * alive.size)] ?? [];
      if (!worker) return;
      await life?.atWork;
      await wait(random() * LONGEST_LIFE_MS);
      if (!alive.has(worker)) return;
      const ended = once(worker, 'exit');
      worker.kill('SIGKILL');
      await ended;
    },
    /** From now on all live. */
    spare() {
      deathRate = 0;
      killAll();
    },
    async stop() {
      stopping = true;
      const ended = [...alive.keys()].map((worker) => once(worker, 'exit'));
      killAll();
      await Promise.all(ended);
    },
  };
}

/** @returns all deliveries once there is one for each subscription and all are final */
async function settled({ records, time }: Campaign, expected: number) {
  const deadline = (await time()) + LONGEST_SETTLING_MS;
  for (;;) {
    const all = await records.list({ limit: 10 * expected + 10 });
    const open = all.filter(({ wakeAt }) => wakeAt !== undefined);
    if (open.length === 0 && all.length >= expected) return all;
    if ((await time()) > deadline)
      throw new Error(
        `After ${LONGEST_SETTLING_MS / 1000} s there are ${all.length} deliveries of ${expected}, and not final: ${JSON.stringify(open.slice(0, 3))}`,
      );
    await wait(200);
  }
}

function start({ command }: Campaign, setting: ChildSetting): ChildProcess {
  const [program = process.execPath, ...args] = command;
  return spawn(program, [...args, JSON.stringify(setting)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('A process has no output.');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('A process ended without a word.');
}
