import type { Clock, Log, MessageRef, Place, ThreadStore } from '../ports.ts';
import type { Claim, DeliveryStore, Verdict } from './delivery.ts';
import type { Door } from './door.ts';
import { afterFind, afterPost, type Finding, type LedgerTiming, type Outcome, plannerAt } from './ledger.ts';
import { type DigestPayload, pausedNotice } from './payload.ts';
import { PostRefused } from './post-refused.ts';

export interface RunnerParts {
  readonly deliveries: DeliveryStore;
  readonly threads: ThreadStore;
  /** By the adapter's name. What is due for an adapter that is not here is left to other processes. */
  readonly doors: ReadonlyMap<string, Door>;
  /** What is posted, decided afresh for each tick. */
  payloads(): Promise<DigestPayload>;
  /** The ledger's clock, in milliseconds; the same for all processes on one store. */
  time(): Promise<number>;
  /** This process's own clock, to notice that it slept. */
  readonly clock: Clock;
  readonly log: Log;
  readonly timing: LedgerTiming;
  /** Lets others run between two batches. */
  breathe(): Promise<void>;
}

/** What a tick did. */
interface Tick {
  readonly expired: number;
  readonly planned: number;
  readonly posted: number;
  /** How many in doubt were asked for. */
  readonly asked: number;
}

export interface DeliveryRunner {
  /** Plans what is due, posts what is planned, and asks for what is in doubt. One at a time: a second call joins the first. */
  tick(): Promise<Tick>;
  /** Begins nothing more, and waits for what is on its way. */
  stop(): Promise<void>;
}

const BATCH = 200;
/** Posts on their way at once, so that a slow channel stalls no other. */
const LANES = 8;

/** Carries out what the ledger says. Any number of these may run on one store, and any may end at any moment. */
export function createDeliveryRunner(parts: RunnerParts): DeliveryRunner {
  const { deliveries, doors, log, timing, time } = parts;
  const adapters = [...doors.keys()];
  let running: Promise<Tick> | undefined;
  let stopping = false;

  async function plan(now: number): Promise<number> {
    if (!(await deliveries.isAnyDue(now))) return 0;
    const planned = plannerAt(now, timing);
    const payload = await parts.payloads();
    for (let total = 0; ; await parts.breathe()) {
      if (stopping) return total;
      const count = await deliveries.plan(now, BATCH, (subscription, posted) =>
        planned(subscription, (slot) => payload(subscription, slot, posted)),
      );
      total += count;
      if (count < BATCH) return total;
    }
  }

  /** Works through what `take` gives, in lanes, until it gives nothing more. */
  async function work(
    take: DeliveryStore['claim'],
    handle: (claim: Claim, door: Door) => Promise<void>,
  ): Promise<number> {
    let done = 0;
    const next = async (limit: number) => {
      if (stopping) return [];
      const now = await time();
      return take(now, now + timing.lease, limit, adapters);
    };
    const lane = async (first: Claim) => {
      for (let claim: Claim | undefined = first; claim; [claim] = await next(1)) {
        const door = doors.get(claim.delivery.place.adapter);
        if (!door) continue;
        await handle(claim, door);
        done++;
      }
    };
    const lanes = await Promise.allSettled((await next(LANES)).map(lane));
    const failed = lanes.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return done;
  }

  async function send(claim: Claim, door: Door): Promise<void> {
    const place = await placeFor(claim, door);
    const asked = parts.clock.now().getTime();
    if (place.kind === 'place') {
      const now = await time();
      const leaseUntil = now + timing.lease;
      if (!(await deliveries.begin(claim, now, leaseUntil, leaseUntil + timing.settle))) return;
      // asleep since: another process may be asking for this post already, and it must not appear behind its back
      if (parts.clock.now().getTime() - asked > timing.lease - timing.postDeadline) return;
    }
    const outcome = place.kind === 'place' ? await post(claim, door, place.place) : place;
    if (outcome.kind === 'threw') warn('A post was not confirmed.', claim, outcome.error);
    else await openThread(claim, outcome.ref);
    await conclude(claim, (now) =>
      afterPost(claim, outcome, now, timing, (problem) => pausedNotice(claim.delivery.place, problem)),
    );
  }

  async function ask(claim: Claim, door: Door): Promise<void> {
    // the platform's clock may be behind the ledger's
    const since = new Date(claim.delivery.plannedAt - timing.settle);
    const finding = await find(claim, door, since);
    if (finding.kind === 'threw') warn('A post in doubt could not be looked for.', claim, finding.error);
    if (finding.kind === 'found') await openThread(claim, finding.ref);
    await conclude(claim, (now) =>
      afterFind(claim, finding, now, timing, (problem) => pausedNotice(claim.delivery.place, problem)),
    );
  }

  async function openThread({ payload }: Claim, { place }: MessageRef): Promise<void> {
    if (payload.topic && place.thread !== undefined)
      await parts.threads.save(place, { topic: payload.topic, turns: [] });
  }

  async function conclude(claim: Claim, decide: (now: number) => Verdict): Promise<void> {
    const now = await time();
    const verdict = decide(now);
    if (!(await deliveries.conclude(claim, verdict, now))) return;
    const { id, place } = claim.delivery;
    if (verdict.kind === 'failed') log.error('A post failed.', { delivery: id, place, reason: verdict.reason });
    else log.info('A delivery went on.', { delivery: id, place, verdict: verdict.kind });
  }

  function warn(message: string, { delivery }: Claim, error: unknown): void {
    log.warn(message, { delivery: delivery.id, place: delivery.place, error });
  }

  async function run(): Promise<Tick> {
    const now = await time();
    const expired = await deliveries.expire(now);
    const planned = await plan(now);
    const [posted, asked] = await Promise.all([work(deliveries.claim, send), work(deliveries.claimInDoubt, ask)]);
    return { expired, planned, posted, asked };
  }

  return {
    tick() {
      running ??= run().finally(() => {
        running = undefined;
      });
      return running;
    },
    async stop() {
      stopping = true;
      await running?.catch(() => {});
    },
  };
}

async function post({ delivery, payload }: Claim, door: Door, place: Place): Promise<Outcome> {
  try {
    return { kind: 'posted', ref: await door.post(place, payload.message, delivery.key, payload.topic) };
  } catch (error) {
    return { kind: 'threw', error };
  }
}

async function find(claim: Claim, door: Door, since: Date): Promise<Finding> {
  try {
    const place = await placeFor(claim, door);
    if (place.kind === 'threw') return place;
    const ref = await door.find(place.place, claim.delivery.key, since);
    return ref ? { kind: 'found', ref } : { kind: 'absent' };
  } catch (error) {
    return { kind: 'threw', error };
  }
}

type Target = { readonly kind: 'place'; readonly place: Place } | Extract<Outcome, { kind: 'threw' }>;

/** Where a delivery goes. Nothing was posted yet, so whatever goes wrong here may be tried again. */
async function placeFor({ delivery }: Claim, door: Door): Promise<Target> {
  const { place, recipient } = delivery;
  if (recipient === undefined) return { kind: 'place', place };
  try {
    return { kind: 'place', place: await door.direct(place.workspace, recipient) };
  } catch (error) {
    if (error instanceof PostRefused) return { kind: 'threw', error };
    return {
      kind: 'threw',
      error: new PostRefused('The person can’t be reached at the moment.', { kind: 'later' }, { cause: error }),
    };
  }
}
