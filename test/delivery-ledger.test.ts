import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../adapters/store/store.ts';
import type { Claim, Payload, Plan, Verdict } from '../src/digest/delivery.ts';
import type { PostedPapers } from '../src/digest/subscription.ts';
import { ENGINES, type Engine, type Ground, MONDAY_8, titleOf } from './contract/store-engines.ts';
import { LedgerModel, slotOf } from './delivery-model.ts';

/*
 * The ledger of a real database against one in plain maps: both get the same random story of claims, posts, crashes, lost
 * answers, pauses and clock jumps, and must say the same at each step. A platform keeps what was really posted.
 */

const HOUR = 3_600_000;
const LEASE = 100;
const SETTLE = 50;
const CHANNELS = ['C1', 'C2'];
const PAPERS = Array.from({ length: 400 }, (_, i) => `paper ${i}`);
const NOTICE: Payload = { message: { summary: 'paused', blocks: [] } };

type Act =
  | { readonly do: 'subscribe'; readonly channel: number; readonly in: number }
  | { readonly do: 'wait'; readonly for: number }
  | { readonly do: 'plan' | 'claim' | 'expire' }
  | { readonly do: 'ask'; readonly slowly: boolean }
  | { readonly do: 'begin' | 'crash' | 'speak'; readonly which: number }
  | {
      readonly do: 'post';
      readonly which: number;
      readonly outcome: 'heard' | 'lostAnswer' | 'neverArrived' | 'busy' | 'gone';
      /** Whether the worker is slow to say what came of it. */
      readonly slowly: boolean;
    }
  | { readonly do: 'pause' | 'resume' | 'remove'; readonly which: number };

const which = fc.nat({ max: 7 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      channel: fc.nat({ max: 1 }),
      in: fc.integer({ min: -5, max: 30 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      for: fc.constantFrom(-60, 1, 10, 40, 60, 80, 120, 160, 200, HOUR, 7 * HOUR),
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: fc.constantFrom('plan' as const, 'claim' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ask' as const), slowly: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('speak' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('begin' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      which,
      outcome: fc.constantFrom(
        'heard' as const,
        'heard' as const,
        'lostAnswer' as const,
        'neverArrived' as const,
        'busy' as const,
        'gone' as const,
      ),
      slowly: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const, 'remove' as const), which }),
  },
);

/** A claim in a worker's hands. */
interface Held {
  readonly claim: Claim;
  begunUntil?: number;
}

class Story {
  readonly model = new LedgerModel();
  readonly platform = new Map<string, number>();
  held: Held[] = [];
  /** What workers know and have not said yet. */
  unsaid: { readonly claim: Claim; readonly verdict: Verdict }[] = [];
  now = MONDAY_8;

  constructor(readonly store: Store) {}

  async act(step: Act): Promise<void> {
    const { store, model } = this;
    switch (step.do) {
      case 'subscribe': {
        const channel = CHANNELS[step.channel]!;
        const { id } = await store.subscriptions.add(this.wish(channel, this.now + step.in));
        return model.subscribe(id, channel, this.now + step.in);
      }
      case 'wait':
        this.now += step.for;
        return;
      case 'plan':
        return this.plan();
      case 'claim':
        return this.claim();
      case 'ask':
        return this.ask(step.slowly);
      case 'speak': {
        const [said] = this.unsaid.splice(step.which, 1);
        return said && this.conclude(said.claim, said.verdict);
      }
      case 'expire':
        expect(await store.deliveries.expire(this.now)).toBe(model.expire(this.now));
        return;
      case 'begin':
        return this.begin(step.which);
      case 'crash':
        this.held = this.held.filter((_, i) => i !== step.which);
        return;
      case 'post':
        return this.post(step.which, step.outcome, step.slowly);
      case 'pause':
      case 'resume':
      case 'remove': {
        const id = [...model.wishes.keys()][step.which];
        if (id === undefined) return;
        if (step.do === 'remove') await store.subscriptions.remove(id);
        else await store.subscriptions.change(id, { paused: step.do === 'pause' ? 'asked' : undefined });
        return model[step.do](id);
      }
      default:
        step satisfies never;
    }
  }

  async plan(): Promise<void> {
    const planned = await this.store.deliveries.plan(this.now, 100, ({ nextDue }, posted) =>
      this.decide(nextDue, posted),
    );
    expect(planned).toBe(this.model.plan(this.now, (_, nextDue, posted) => this.decide(nextDue, posted)));
  }

  async claim(): Promise<void> {
    const claims = await this.store.deliveries.claim(this.now, this.now + LEASE, 100, ['slack']);
    expect(claims.map(named).sort()).toEqual(this.model.claim(this.now, this.now + LEASE).sort());
    this.held.push(...claims.map((claim) => ({ claim })));
  }

  async begin(index: number): Promise<void> {
    const held = this.held[index];
    if (!held || held.begunUntil !== undefined) return;
    const { claim } = held;
    const until = this.now + LEASE;
    const begun = await this.store.deliveries.begin(claim, this.now, until, until + SETTLE);
    expect(begun).toBe(this.model.begin(slot(claim), claim.fence, this.now, until, until + SETTLE));
    if (begun) held.begunUntil = until;
    else this.held.splice(index, 1);
  }

  /** A worker posts only within its lease; what is documented as left, a process frozen for longer, is not tried. */
  async post(index: number, outcome: (Act & { do: 'post' })['outcome'], slowly: boolean): Promise<void> {
    const held = this.held[index];
    if (held?.begunUntil === undefined) return;
    this.held.splice(index, 1);
    if (this.now >= held.begunUntil || this.now < held.begunUntil - LEASE) return;
    const { claim } = held;
    if (outcome === 'heard' || outcome === 'lostAnswer') this.arrive(claim);
    await this.say(claim, this.verdictOn(claim, outcome), slowly);
  }

  verdictOn(claim: Claim, outcome: (Act & { do: 'post' })['outcome']): Verdict {
    const { key, place, kind } = claim.delivery;
    switch (outcome) {
      case 'heard':
        return { kind: 'sent', ref: { place, id: key } };
      case 'busy':
        return { kind: 'again', at: this.now + 20, reason: 'busy' };
      case 'gone':
        return {
          kind: 'failed',
          reason: 'gone',
          ...(kind === 'digest' ? { pause: { pause: 'gone', notice: NOTICE, noticeExpiresAt: this.now + HOUR } } : {}),
        };
      default:
        return { kind: 'uncertain', askAt: this.now + SETTLE, reason: 'no answer' };
    }
  }

  async ask(slowly: boolean): Promise<void> {
    const claims = await this.store.deliveries.claimInDoubt(this.now, this.now + LEASE, 100, ['slack']);
    expect(claims.map(named).sort()).toEqual(this.model.claimInDoubt(this.now, this.now + LEASE).sort());
    for (const claim of claims) {
      const { key, place } = claim.delivery;
      const found = this.platform.has(slot(claim));
      await this.say(
        claim,
        found ? { kind: 'sent', ref: { place, id: key } } : { kind: 'again', at: this.now, reason: 'not there' },
        slowly,
      );
    }
  }

  arrive(claim: Claim): void {
    this.platform.set(slot(claim), (this.platform.get(slot(claim)) ?? 0) + 1);
  }

  async say(claim: Claim, verdict: Verdict, slowly: boolean): Promise<void> {
    if (slowly) this.unsaid.push({ claim, verdict });
    else await this.conclude(claim, verdict);
  }

  async conclude(claim: Claim, verdict: Verdict): Promise<void> {
    const concluded = await this.store.deliveries.conclude(claim, verdict, this.now);
    expect(concluded).toBe(this.model.conclude(slot(claim), claim.fence, verdict, this.now));
  }

  /** Every worker is healthy again and the platform answers: what can be sent is sent. */
  async settle(): Promise<void> {
    this.held = [];
    this.unsaid = [];
    for (let round = 0; round < 4; round++) {
      this.now += LEASE + SETTLE + 1;
      await this.ask(false);
      await this.claim();
      while (this.held.length > 0) {
        await this.begin(0);
        await this.post(0, 'heard', false);
      }
    }
    await this.act({ do: 'expire' });
  }

  async check(): Promise<void> {
    const rows = await this.store.deliveryRecords.list({ limit: 10_000 });
    const row = (entry: { state: string; attempts: number; wakeAt?: number | undefined }) =>
      `${entry.state} ${entry.attempts} ${entry.wakeAt}`;
    expect(
      new Map(rows.map((delivery) => [slotOf(delivery.subscriptionId, delivery.due, delivery.kind), row(delivery)])),
    ).toEqual(new Map([...this.model.entries].map(([key, entry]) => [key, row(entry)])));
    for (const channel of CHANNELS)
      expect(await this.store.subscriptions.posted(this.wish(channel, 0).place)).toEqual(this.model.posted(channel));
    for (const [key, times] of this.platform) expect(times, `posts of ${key}`).toBe(1);
  }

  /** Nothing is left lying about, and what is marked as sent is there, once. */
  checkEnd(): void {
    for (const [key, entry] of this.model.entries) {
      expect(['sent', 'failed', 'skipped', 'planned'], key).toContain(entry.state);
      expect(this.platform.get(key) ?? 0, key).toBe(entry.state === 'sent' ? 1 : 0);
      const wish = this.model.wishes.get(entry.subscription);
      if (entry.state === 'planned') expect(wish?.isPaused, key).not.toBe(false);
    }
  }

  decide(nextDue: number, posted: PostedPapers): Plan {
    const papers = PAPERS.filter((paper) => !posted.has(paper)).slice(0, 2);
    const tooLate = this.now - nextDue >= 6 * HOUR;
    return {
      due: nextDue,
      nextDue: Math.max(this.now, nextDue) + 40,
      expiresAt: nextDue + 6 * HOUR,
      content: tooLate
        ? { kind: 'skip', reason: 'too late' }
        : { kind: 'post', payload: { ...NOTICE, topic: { paperIds: papers, firstNumber: 1 } } },
    };
  }

  wish(channel: string, nextDue: number) {
    return {
      place: { adapter: 'slack', workspace: 'T1', channel },
      schedule: { cron: '0 9 * * *', zone: 'UTC' },
      count: 2,
      include: [],
      exclude: [],
      createdBy: 'U1',
      createdAt: 0,
      nextDue,
    };
  }
}

function slot({ delivery }: Claim): string {
  return slotOf(delivery.subscriptionId, delivery.due, delivery.kind);
}

function named(claim: Claim): string {
  return `${slot(claim)} ${claim.fence}`;
}

const RUNS: Readonly<Record<string, number>> = { SQLite: 100, PostgreSQL: 10 };

async function tell(engine: Engine, acts: readonly Act[]): Promise<void> {
  const ground = await engine.ground();
  try {
    const story = new Story(await ground.open());
    for (const step of acts) {
      await story.act(step);
      await story.check();
    }
    await story.settle();
    await story.check();
    story.checkEnd();
  } finally {
    await ground.clear();
  }
}

for (const engine of ENGINES) {
  describe.skipIf(engine.absent)(`the ledger on ${titleOf(engine)}`, () => {
    test('does what a plain model does, whatever happens to its workers, and never posts twice', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 30, maxLength: 80 }), (acts) => tell(engine, acts)),
        { numRuns: RUNS[engine.name]! },
      );
    }, 60_000);

    describe('holds to it that', () => {
      let ground: Ground;
      let store: Store;
      let story: Story;
      beforeEach(async () => {
        ground = await engine.ground();
        store = await ground.open();
        story = new Story(store);
      });
      afterEach(() => ground.clear());

      async function planned(dues: readonly number[]): Promise<Claim[]> {
        const { id } = await store.subscriptions.add(story.wish('C1', dues[0]!));
        for (const due of dues) {
          await store.subscriptions.change(id, { nextDue: due });
          await store.deliveries.plan(MONDAY_8, 1, ({ nextDue }, posted) => story.decide(nextDue, posted));
        }
        return [...(await store.deliveries.claim(MONDAY_8, MONDAY_8 + LEASE, 10, ['slack']))];
      }

      test('a worker that slept changes nothing once another has taken over', async () => {
        const [stale] = await planned([MONDAY_8]);
        await store.deliveries.begin(stale!, MONDAY_8, MONDAY_8 + LEASE, MONDAY_8 + LEASE + SETTLE);
        const later = MONDAY_8 + LEASE + SETTLE;
        const [fresh] = await store.deliveries.claimInDoubt(later, later + LEASE, 1, ['slack']);
        const ref = { place: stale!.delivery.place, id: '1' };
        expect(await store.deliveries.conclude(stale!, { kind: 'again', at: later, reason: '' }, later)).toBe(false);
        expect(await store.deliveries.conclude(stale!, { kind: 'failed', reason: '' }, later)).toBe(false);
        expect(await store.deliveries.conclude(fresh!, { kind: 'sent', ref }, later)).toBe(true);
        expect(await store.deliveries.conclude(fresh!, { kind: 'failed', reason: '' }, later)).toBe(false);
        expect((await store.deliveryRecords.list({ limit: 1 }))[0]).toMatchObject({ state: 'sent' });
      });

      test('what is paused while it is in doubt is not sent again, and its papers are free', async () => {
        const [claim] = await planned([MONDAY_8]);
        await store.deliveries.begin(claim!, MONDAY_8, MONDAY_8 + LEASE, MONDAY_8 + LEASE + SETTLE);
        await store.subscriptions.change(claim!.delivery.subscriptionId, { paused: 'asked' });
        await store.deliveries.conclude(claim!, { kind: 'again', at: MONDAY_8, reason: 'busy' }, MONDAY_8);
        expect((await store.deliveryRecords.list({ limit: 1 }))[0]).toMatchObject({ state: 'skipped' });
        expect([...(await store.subscriptions.posted(claim!.delivery.place)).keys()]).toEqual([]);
      });

      test('the person is told once, however many posts find the channel gone', async () => {
        const claims = await planned([MONDAY_8 - 1, MONDAY_8]);
        expect(claims).toHaveLength(2);
        for (const claim of claims)
          await store.deliveries.begin(claim, MONDAY_8, MONDAY_8 + LEASE, MONDAY_8 + LEASE + SETTLE);
        for (const claim of claims) await store.deliveries.conclude(claim, story.verdictOn(claim, 'gone'), MONDAY_8);
        const notices = (await store.deliveryRecords.list({ limit: 10 })).filter(({ kind }) => kind === 'notice');
        expect(notices).toMatchObject([{ recipient: 'U1', state: 'planned' }]);
      });
    });
  });
}
