import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../adapters/store/store.ts';
import type { Plan } from '../src/digest/delivery.ts';
import type { PostedPapers } from '../src/digest/subscription.ts';
import { type Ground, MONDAY_8, postgres, titleOf } from './contract/store-engines.ts';

const HOUR = 3_600_000;
const WORKERS = 4;
const SUBSCRIPTIONS = 60;
const CHANNELS = 6;

/* The embedded engine has one process and one connection; only a server sees these. */
describe.skipIf(postgres.absent)(`several processes at once on ${titleOf(postgres)}`, () => {
  let ground: Ground;
  let stores: readonly Store[];
  beforeEach(async () => {
    ground = await postgres.ground();
    stores = await Promise.all(Array.from({ length: WORKERS }, () => ground.open()));
    for (let i = 0; i < SUBSCRIPTIONS; i++)
      await stores[0]!.subscriptions.add({
        place: placeOf(i % CHANNELS),
        schedule: { cron: '0 8 * * *', zone: 'UTC' },
        count: 2,
        include: [],
        exclude: [],
        createdBy: 'U1',
        createdAt: 0,
        nextDue: MONDAY_8,
      });
  });
  afterEach(() => ground.clear());

  /** All work until nothing is left. */
  async function together<T>(step: (store: Store) => Promise<readonly T[]>): Promise<T[]> {
    const results = await Promise.all(
      stores.map(async (store) => {
        const done: T[] = [];
        for (let some = await step(store); some.length > 0; some = await step(store)) done.push(...some);
        return done;
      }),
    );
    return results.flat();
  }

  async function plan(): Promise<number> {
    const planned = await together(async (store) => {
      const count = await store.deliveries.plan(MONDAY_8, 7, (_, posted) => nextTwo(posted));
      return Array.from({ length: count }, () => 1);
    });
    return planned.length;
  }

  test('plan each slot once, and no paper twice for a channel', async () => {
    expect(await plan()).toBe(SUBSCRIPTIONS);
    const deliveries = await stores[0]!.deliveryRecords.list({ limit: 1000 });
    expect(new Set(deliveries.map(({ subscriptionId }) => subscriptionId)).size).toBe(SUBSCRIPTIONS);
    for (let channel = 0; channel < CHANNELS; channel++) {
      const here = deliveries.filter(({ place }) => place.channel === placeOf(channel).channel);
      const payloads = await Promise.all(here.map(({ id }) => stores[0]!.deliveryRecords.payload(id)));
      const papers = payloads.flatMap((payload) => payload?.topic?.paperIds ?? []);
      expect(papers).toHaveLength((2 * SUBSCRIPTIONS) / CHANNELS);
      expect(new Set(papers).size).toBe(papers.length);
    }
  });

  test('claim each delivery once, and each in doubt once', async () => {
    await plan();
    const claims = await together((store) => store.deliveries.claim(MONDAY_8, MONDAY_8 + 100, 3, ['slack']));
    expect(new Set(claims.map(({ delivery }) => delivery.id)).size).toBe(SUBSCRIPTIONS);
    expect(claims).toHaveLength(SUBSCRIPTIONS);
    const begun = await Promise.all(
      claims.flatMap((claim) =>
        stores.map((store) => store.deliveries.begin(claim, MONDAY_8, MONDAY_8 + 100, MONDAY_8 + 150)),
      ),
    );
    expect(begun.filter(Boolean)).toHaveLength(SUBSCRIPTIONS);
    const later = MONDAY_8 + 150;
    const asked = await together((store) => store.deliveries.claimInDoubt(later, later + 100, 3, ['slack']));
    expect(new Set(asked.map(({ delivery }) => delivery.id)).size).toBe(SUBSCRIPTIONS);
    expect(asked).toHaveLength(SUBSCRIPTIONS);
  });

  test('pause and plan at once leave nothing to send', async () => {
    const all = (
      await Promise.all(Array.from({ length: CHANNELS }, (_, i) => stores[0]!.subscriptions.list(placeOf(i))))
    ).flat();
    const [first, second] = [stores[0]!, stores[1]!];
    await Promise.all([
      plan(),
      ...all.map(({ id }, i) => (i % 2 ? first : second).subscriptions.change(id, { paused: 'asked' })),
    ]);
    expect(await first.deliveries.claim(MONDAY_8, MONDAY_8 + 100, 1000, ['slack'])).toEqual([]);
    const states = (await first.deliveryRecords.list({ limit: 1000 })).map(({ state }) => state);
    expect(states.filter((state) => state !== 'skipped')).toEqual([]);
  });
});

function nextTwo(posted: PostedPapers): Plan {
  const paperIds = [`paper ${posted.size}`, `paper ${posted.size + 1}`];
  return {
    due: MONDAY_8,
    nextDue: MONDAY_8 + 24 * HOUR,
    expiresAt: MONDAY_8 + 6 * HOUR,
    content: { kind: 'post', payload: { message: { summary: '', blocks: [] }, topic: { paperIds, firstNumber: 1 } } },
  };
}

function placeOf(channel: number) {
  return { adapter: 'slack', workspace: 'T1', channel: `C${channel}` };
}
