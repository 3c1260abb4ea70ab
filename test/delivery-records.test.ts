import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../adapters/deliveries/command.ts';
import type { Store } from '../adapters/store/store.ts';
import type { Claim, Payload, Verdict } from '../src/digest/delivery.ts';
import { ENGINES, type Ground, MONDAY_8, titleOf } from './contract/store-engines.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const place = { adapter: 'slack', workspace: 'T1', channel: 'C1' };

for (const engine of ENGINES) {
  describe.skipIf(engine.absent)(`npm run deliveries, on ${titleOf(engine)}`, () => {
    let ground: Ground;
    let store: Store;
    let now: number;
    beforeEach(async () => {
      now = MONDAY_8;
      ground = await engine.ground();
      store = await ground.open();
    });
    afterEach(() => ground.clear());

    /** Types a command and gives what is then shown, with `!` before an error. */
    async function type(line: string): Promise<string> {
      const { output, exitCode } = await runCommand(line.split(' '), store.deliveryRecords, now);
      return `${exitCode === 0 ? '' : '! '}${output.trimEnd()}`;
    }

    async function plan(paperIds: readonly string[] = ['a', 'b']): Promise<void> {
      const payload: Payload = { message: { summary: 'Papers', blocks: [] }, topic: { paperIds, firstNumber: 1 } };
      await store.deliveries.plan(now, 10, ({ nextDue }) => ({
        due: nextDue,
        nextDue: nextDue + 24 * HOUR,
        expiresAt: nextDue + 6 * HOUR,
        content: { kind: 'post', payload },
      }));
    }

    async function begin(): Promise<Claim> {
      const [claim] = await store.deliveries.claim(now, now + MINUTE, 1, ['slack']);
      await store.deliveries.begin(claim!, now, now + MINUTE, now + 2 * MINUTE);
      return claim!;
    }

    async function conclude(verdict: Verdict): Promise<void> {
      await store.deliveries.conclude(await begin(), verdict, now);
    }

    function subscribe() {
      return store.subscriptions.add({
        place,
        schedule: { cron: '0 8 * * *', zone: 'UTC' },
        count: 2,
        include: [],
        exclude: [],
        createdBy: 'U1',
        createdAt: 0,
        nextDue: MONDAY_8,
      });
    }

    test('shows what was planned, sent and refused, and why', async () => {
      expect(await type('list')).toBe('No deliveries.');
      await subscribe();
      await plan();
      expect(await type('list')).toBe(
        [
          'number  state    due (UTC)            channel      tries  what is known',
          '1       planned  2026-11-23 08:00:00  slack/T1/C1  0',
        ].join('\n'),
      );
      await conclude({ kind: 'again', at: now + MINUTE, reason: 'Too many requests.' });
      expect(await type('list')).toContain('1      Too many requests. Next try 2026-11-23 08:01:00.');
      now += MINUTE;
      await conclude({ kind: 'sent', ref: { place, id: '17.5' } });
      expect(await type('list --state sent')).toMatch(/ sent .* message 17\.5$/);
      expect(await type('list --state failed')).toBe('No deliveries.');
      expect(JSON.parse(await type('show 1'))).toMatchObject({ message: { summary: 'Papers' } });
    });

    test('retries what failed with the same text, after the platform was asked', async () => {
      await subscribe();
      await plan();
      await conclude({ kind: 'failed', reason: 'Too long.' });
      now += HOUR;
      expect(await type('retry 1')).toBe(
        '1 uncertain, due 2026-11-23 08:00:00, slack/T1/C1: Too long. The platform is asked 2026-11-23 09:01:00.',
      );
      expect([...(await store.subscriptions.posted(place)).keys()]).toEqual(['a', 'b']);
      now += MINUTE;
      const [claim] = await store.deliveries.claimInDoubt(now, now + MINUTE, 1, ['slack']);
      expect(claim?.payload.topic?.paperIds).toEqual(['a', 'b']);
    });

    test('tries at once what was never begun', async () => {
      await subscribe();
      await plan();
      expect(await type('skip 1')).toBe('1 skipped, due 2026-11-23 08:00:00, slack/T1/C1: Skipped by hand.');
      expect([...(await store.subscriptions.posted(place)).keys()]).toEqual([]);
      expect(await type('retry 1')).toMatch(/^1 planned/);
      expect(await store.deliveries.claim(now, now + MINUTE, 10, ['slack'])).toHaveLength(1);
    });

    test('does not retry what would bring a paper twice, or what nobody wants any more', async () => {
      const { id } = await subscribe();
      await plan();
      await conclude({ kind: 'failed', reason: 'Too long.' });
      now += 24 * HOUR;
      await plan(['b', 'c']);
      expect(await type('retry 1')).toBe(
        '! Delivery 1 stays as it is. The channel got some of its papers in a later post.',
      );
      expect([...(await store.subscriptions.posted(place)).keys()]).toEqual(['b', 'c']);
      await store.subscriptions.change(id, { paused: 'asked' });
      expect(await type('retry 2')).toMatch(/^! Delivery 2 stays as it is\. Its subscription is paused/);
      await store.subscriptions.remove(id);
      expect(await type('retry 2')).toMatch(/Its subscription has ended\.$/);
    });

    test('leaves alone what is sent or on its way', async () => {
      await subscribe();
      await plan();
      const claim = await begin();
      expect(await type('retry 1')).toMatch(/being sent right now/);
      expect(await type('skip 1')).toMatch(/being sent right now/);
      await store.deliveries.conclude(claim, { kind: 'sent', ref: { place, id: '1' } }, now);
      expect(await type('retry 1')).toMatch(/^! .* It was sent\.$/);
      expect(await type('skip 1')).toMatch(/^! .* It was sent\.$/);
    });

    test('what is given up in doubt may be there, so its papers don’t come again', async () => {
      await subscribe();
      await plan();
      await conclude({ kind: 'uncertain', askAt: now + MINUTE, reason: 'No answer.' });
      expect(await type('skip 1')).toMatch(/^1 skipped/);
      expect([...(await store.subscriptions.posted(place)).keys()]).toEqual(['a', 'b']);
      expect(await type('retry 1')).toMatch(/^1 uncertain/);
    });

    test('says what can be typed', async () => {
      for (const line of [
        'dance',
        'retry',
        'retry x',
        'skip 1 2',
        'list --state lost',
        'list --limit 0',
        'list --loud',
      ])
        expect(await type(line), line).toMatch(/^! .*\nnpm run -s deliveries -- list/);
      expect(await type('retry 99')).toBe('! There is no delivery 99.');
      expect(await type('show 99')).toBe('! Nothing was decided for 99.');
    });
  });
}
