import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SignalCounts } from '../src/papers/signal.ts';
import { TEAM_WEIGHTS } from '../src/trending/team-points.ts';
import { learnTrackRecord, type TrackRecord } from '../src/trending/track-record.ts';
import { rankTrending, type TrendingPaper } from '../src/trending/trending.ts';
import { DAY, HOUR, observationsOf, type Voted, voted } from './voted-papers.ts';

const NOW = Date.parse('2026-03-04T08:00:00Z');
const NOTHING_LEARNED = learnTrackRecord([]);

interface Asked {
  readonly days?: number;
  readonly signals?: Readonly<Record<string, SignalCounts>>;
  readonly track?: TrackRecord;
}

function rank(all: readonly Voted[], { days = 1, signals = {}, track = NOTHING_LEARNED }: Asked = {}) {
  return rankTrending({
    papers: all.map(({ paper }) => paper),
    observations: observationsOf(all),
    signals: new Map(Object.entries(signals)),
    now: NOW,
    since: NOW - days * DAY,
    track,
  });
}

const names = (ranked: readonly TrendingPaper[]) => ranked.map(({ paper }) => paper.id);
const sums = ({ parts }: TrendingPaper) =>
  parts.map(({ label, points, arithmetic }) => `${points} ${label}: ${arithmetic}`);

describe('a paper in its first day', () => {
  const fresh = voted('Fresh', '2026-03-04', { '2026-03-04T06:00:00Z': 10, '2026-03-04T07:30:00Z': 41 });

  test('counts all its votes and those that papers like it came to', () => {
    const [first] = rank([fresh]).top;
    expect(first).toMatchObject({ votes: 41, gained: 41 });
    // e^(0.85 + 0.85 ln 42) − 1 = 55.1
    expect(first && sums(first)).toEqual([
      '41 votes since yesterday: 41 now − 0 when it was listed',
      '14.1 votes still expected: e^(0.85 + 0.85·ln(1 + 41) + 0.5·0) − 1 = 55.1, less the 41 so far',
    ]);
    expect(first?.score).toBe(55.1);
    expect(first?.reasons).toEqual(['+41 votes since yesterday', 'about 14 more expected']);
  });

  test('rises by what is still expected, and says that first', () => {
    const [first] = rank([fresh]).rising;
    expect(first?.score).toBe(14.1);
    expect(first?.parts).toHaveLength(1);
    expect(first?.reasons[0]).toBe('about 14 more expected');
  });

  test('may be expected to gain more than one with more votes', () => {
    const huge = voted('Huge', '2026-03-04', { '2026-03-04T07:00:00Z': 250 });
    const { top, rising } = rank([fresh, huge]);
    expect(names(top)).toEqual(['huge', 'fresh']);
    expect(names(rising)).toEqual(['fresh', 'huge']);
  });

  test('is never expected to lose votes', () => {
    const giant = voted('Giant', '2026-03-04', { '2026-03-04T07:00:00Z': 2000 });
    const { top, rising } = rank([giant]);
    expect(top[0]?.score).toBe(2000);
    expect(top[0] && sums(top[0])[1]).toMatch(/^0 votes still expected: .* no more than the 2000 so far$/);
    expect(rising).toEqual([]);
  });

  test('stands before another by what became of its authors’ papers, and says so', () => {
    const outcomes = Array.from({ length: 30 }, () => ({
      paper: { authors: ['Ada'], links: [] },
      votes: 10,
      outcome: 5,
    }));
    const hers = voted('Hers', '2026-03-04', { '2026-03-04T07:30:00Z': 38 }, { authors: ['Ada'] });
    const track = learnTrackRecord(outcomes);
    expect(names(rank([fresh, hers]).top)).toEqual(['fresh', 'hers']);
    const { top } = rank([fresh, hers], { track });
    expect(names(top)).toEqual(['hers', 'fresh']);
    expect(top[0]?.reasons).toContain('its authors’ papers usually gain more');
  });

  test('has a place before it has a vote', () => {
    const listed = voted('Listed', '2026-03-04', { '2026-03-04T07:30:00Z': 0 });
    expect(rank([listed]).top[0]?.reasons).toEqual(['about 1 more expected', 'just listed']);
  });
});

describe('an older paper', () => {
  const old = voted('Old', '2026-03-01', {
    '2026-03-01T08:00:00Z': 10,
    '2026-03-03T07:00:00Z': 22,
    '2026-03-03T20:00:00Z': 40,
    '2026-03-04T07:00:00Z': 63,
  });

  test('counts what it gained in the window and a third of its last day', () => {
    const [first] = rank([old]).top;
    expect(first && sums(first)).toEqual([
      '41 votes since yesterday: 63 now − 22 then',
      '13.7 votes still expected: a third of the 41 of the last 24 hours',
    ]);
    expect(first?.score).toBe(54.7);
    expect(first?.reasons).toEqual(['+41 votes since yesterday (63 in all)', 'about 14 more expected']);
  });

  test('counts from its listing in a window that is longer', () => {
    const [first] = rank([old], { days: 7 }).top;
    expect(first && sums(first)[0]).toBe('63 votes this week: 63 now − 0 when it was listed');
    expect(first?.reasons[0]).toBe('+63 votes this week');
    expect(rank([old], { days: 30 }).top[0]?.reasons[0]).toBe('+63 votes this month');
    expect(rank([old], { days: 2 }).top[0]?.reasons[0]).toBe('+53 votes in 2 days (63 in all)');
  });

  test('counts from the first count where nobody looked before, and says so', () => {
    const late = voted('Late', '2026-02-20', { '2026-03-04T02:00:00Z': 60, '2026-03-04T07:00:00Z': 63 });
    const [first] = rank([late], { days: 7 }).top;
    expect(first && sums(first)[0]).toBe('3 votes since first counted: 63 now − 60 when first counted');
    expect(first?.reasons[0]).toBe('+3 votes since first counted (63 in all)');
  });

  test('has no place in a window in which nothing happened to it', () => {
    const quiet = voted('Quiet', '2026-03-01', { '2026-03-01T08:00:00Z': 10, '2026-03-02T08:00:00Z': 90 });
    expect(names(rank([old, quiet]).top)).toEqual(['old']);
    expect(names(rank([old, quiet], { days: 7 }).top)).toEqual(['quiet', 'old']);
    expect(names(rank([old, quiet], { days: 7 }).rising)).toEqual(['old']);
    expect(rank([quiet])).toEqual({ basis: 'votes', lists: [], top: [], rising: [] });
  });

  test('gains nothing by votes that were taken back', () => {
    const falling = voted('Falling', '2026-03-01', { '2026-03-02T08:00:00Z': 22, '2026-03-04T07:00:00Z': 20 });
    const [first] = rank([falling], { signals: { falling: { saved: 1 } } }).top;
    expect(first && sums(first)).toEqual([
      '0 votes since yesterday: 20 now, not below the 22 then',
      '0 votes still expected: a third of the 0 of the last 24 hours',
      '3 saved here: 1 × 3',
    ]);
    expect(first?.reasons).toEqual(['saved here', '20 votes']);
  });

  test('may have been counted before the day of its list began', () => {
    const early = voted('Early', '2026-03-05', { '2026-03-04T03:00:00Z': 4 });
    expect(rank([early]).top[0]?.gained).toBe(4);
    const longAgo = voted('LongAgo', '2026-03-04', { '2026-03-03T05:00:00Z': 5, '2026-03-04T07:00:00Z': 9 });
    expect(rank([longAgo]).top[0]).toMatchObject({ votes: 9, gained: 4 });
  });
});

test('what was observed later than now is not known yet', () => {
  const paper = voted('Paper', '2026-03-04', {
    '2026-03-04T07:00:00Z': { votes: 5, hasCode: false },
    '2026-03-04T09:00:00Z': { votes: 500, hasCode: true, comments: 7 },
  });
  expect(rank([paper]).top[0]).toMatchObject({
    votes: 5,
    reasons: ['+5 votes since yesterday', 'about 5 more expected'],
  });
  const page = voted('Page', undefined, { '2026-03-04T09:00:00Z': { source: 'page', rank: 1 } });
  expect(rank([page]).top).toEqual([]);
});

test('of several sources the one that counts most is believed', () => {
  const paper = voted('Paper', '2026-03-01', {
    '2026-03-02T08:00:00Z': { votes: 10 },
    '2026-03-02T09:00:00Z': { votes: 3, source: 'other' },
    '2026-03-04T07:00:00Z': { votes: 12 },
    '2026-03-04T07:30:00Z': { votes: 4, source: 'other' },
  });
  expect(rank([paper]).top[0]).toMatchObject({ votes: 12, gained: 2 });
  const later = voted('Later', '2026-03-01', { '2026-03-04T07:40:00Z': { votes: 15, source: 'other' } });
  const both = { ...paper, observations: [...paper.observations, ...later.observations] };
  expect(rank([both]).top[0]).toMatchObject({ votes: 15, gained: 5 });
});

test('equal papers stand in the order of their ids', () => {
  const papers = ['B', 'C', 'A'].map((name) => voted(name, '2026-03-04', { '2026-03-04T07:00:00Z': 5 }));
  expect(names(rank(papers).top)).toEqual(['a', 'b', 'c']);
  expect(names(rank(papers).rising)).toEqual(['a', 'b', 'c']);
});

describe('what else happened to a paper', () => {
  test('is a reason without points', () => {
    const paper = voted('Paper', '2026-03-01', {
      '2026-03-02T08:00:00Z': { votes: 10, comments: 2, stars: 100, hasCode: false },
      '2026-03-04T07:00:00Z': { votes: 10, comments: 14, stars: 101, hasCode: true },
    });
    const [first] = rank([paper], { signals: { paper: { asked: 2 } } }).top;
    expect(first?.reasons).toEqual(['discussed by 2 here', '10 votes', 'code released', '+12 comments']);
    expect(first?.score).toBe(2);
  });

  test('stars that a repository had before are not gained', () => {
    const known = voted('Known', '2026-03-04', { '2026-03-04T07:00:00Z': { votes: 9, stars: 5000 } });
    expect(rank([known]).top[0]?.reasons).toEqual(['+9 votes since yesterday', 'about 7 more expected']);
    const starred = {
      '2026-03-04T05:00:00Z': { votes: 9, stars: 5000 },
      '2026-03-04T07:00:00Z': { votes: 9, stars: 5300 },
    };
    expect(rank([voted('Starred', '2026-03-04', starred)]).top[0]?.reasons).toContain('+300 stars');
  });

  test('code that was there from the start was not released, nor is what was released before the window', () => {
    const always = voted('Always', '2026-03-04', { '2026-03-04T07:00:00Z': { votes: 9, hasCode: true } });
    const earlier = voted('Earlier', '2026-03-01', {
      '2026-03-01T08:00:00Z': { votes: 1, hasCode: false },
      '2026-03-02T08:00:00Z': { votes: 2, hasCode: true },
      '2026-03-04T07:00:00Z': { votes: 9, hasCode: true },
    });
    for (const { reasons } of rank([always, earlier]).top) expect(reasons).not.toContain('code released');
    const [earlierThisWeek] = rank([earlier], { days: 7 }).top;
    expect(earlierThisWeek?.reasons).toContain('code released');
  });
});

describe('the team', () => {
  const paper = voted('Paper', '2026-01-01', { '2026-01-02T08:00:00Z': 30 });

  test('counts by what was done, each person with their share', () => {
    const counts = { saved: 2, shared: 1, liked: 0.4, asked: 3, disliked: 1, opened: 5 };
    const [first] = rank([paper], { signals: { paper: counts } }).top;
    expect(first && sums(first).slice(2)).toEqual([
      '0.8 liked here: 0.4 × 2',
      '-2 disliked here: 1 × −2',
      '6 saved here: 2 × 3',
      '3 shown to the channel: 1 × 3',
      '3 discussed here: 3 × 1',
      '2.5 opened here: 5 × 0.5',
    ]);
    expect(first?.score).toBe(13.3);
    expect(first?.reasons).toEqual(['saved by 2 here', 'shared here', 'discussed by 3 here', 'opened by 5 here']);
  });

  test('a part of a person is still one', () => {
    const [first] = rank([paper], { signals: { paper: { liked: 1.4, saved: 0.2 } } }).top;
    expect(first?.reasons).toEqual(['liked by at least 2 here', 'saved here', '30 votes']);
  });

  test('brings no paper on the list by disliking it, and may move one down', () => {
    expect(rank([paper], { signals: { paper: { disliked: 3 } } }).top).toEqual([]);
    const others = [
      voted('One', '2026-03-01', { '2026-03-01T08:00:00Z': 0, '2026-03-04T07:00:00Z': 6 }),
      voted('Two', '2026-03-01', { '2026-03-01T08:00:00Z': 0, '2026-03-04T07:00:00Z': 5 }),
    ];
    expect(names(rank(others).top)).toEqual(['one', 'two']);
    expect(names(rank(others, { signals: { one: { disliked: 2 } } }).top)).toEqual(['two', 'one']);
  });

  test('every weight says why', () => {
    for (const { points, why } of Object.values(TEAM_WEIGHTS)) {
      expect(points).not.toBe(0);
      expect(why).not.toBe('');
    }
  });
});

describe('without any votes', () => {
  const page = ['First', 'Second', 'Third'].map((name, i) =>
    voted(name, undefined, { '2026-02-01T00:00:00Z': { source: 'page', rank: i + 1 } }),
  );

  test('the order is that of the page, whatever the window', () => {
    const ranked = rank(page);
    expect(ranked.basis).toBe('page');
    expect(names(ranked.top)).toEqual(['first', 'second', 'third']);
    expect(ranked.rising).toEqual(ranked.top);
    expect(ranked.top[0] && sums(ranked.top[0])).toEqual(['20 place on the papers page: 400 / (19 + 1)']);
    expect(ranked.top[0]?.reasons).toEqual(['#1 on the papers page']);
  });

  test('the team may move it', () => {
    const { top } = rank(page, { signals: { third: { saved: 1 } } });
    expect(names(top)).toEqual(['third', 'first', 'second']);
    expect(top[0]?.reasons).toEqual(['#3 on the papers page', 'saved here']);
  });

  test('once there are votes, a place on the page is none among them', () => {
    const listed = voted('Listed', '2026-03-04', { '2026-03-04T07:00:00Z': 0 });
    expect(rank([...page, listed])).toMatchObject({ basis: 'votes', top: [{ paper: { id: 'listed' } }] });
  });

  test('a list of the day counts, and then a page without dates no more', () => {
    const announced = (name: string, at: string, place: number) =>
      voted(name, undefined, { [at]: { source: 'arxiv', rank: place } });
    const today = [announced('Fresh', '2026-03-04T06:00:00Z', 2), announced('Newest', '2026-03-04T06:00:00Z', 1)];
    const ranked = rank([...page, ...today, announced('Stale', '2026-02-20T06:00:00Z', 1)]);
    expect(ranked).toMatchObject({ basis: 'page', lists: ['arxiv'] });
    expect(names(ranked.top)).toEqual(['newest', 'fresh']);
    expect(ranked.top[0]?.reasons).toEqual(['#1 on arXiv’s list of the day']);
    expect(names(rank([...page, announced('Stale', '2026-02-20T06:00:00Z', 1)]).top)).toEqual([]);
  });

  test('nothing is known of nothing', () => {
    expect(rank([])).toEqual({ basis: 'page', lists: [], top: [], rising: [] });
  });
});

/** A paper with any history of counts and any signals. */
const anyPaper = fc.record({
  listed: fc.integer({ min: 0, max: 40 }),
  counts: fc.array(fc.record({ hours: fc.integer({ min: -10, max: 900 }), votes: fc.nat(400) }), { maxLength: 8 }),
  team: fc.record(
    { saved: fc.nat(3), liked: fc.nat(30).map((tenths) => tenths / 10), disliked: fc.nat(2), opened: fc.nat(9) },
    { requiredKeys: [] },
  ),
});

test('every score is the sum of its parts, orders are sorted, and what they are made from does not matter in its order', () => {
  fc.assert(
    fc.property(fc.array(anyPaper, { maxLength: 12 }), fc.constantFrom(1, 7, 30), (wishes, days) => {
      const signals = Object.fromEntries(wishes.map(({ team }, i) => [`p${i}`, team]));
      const papers = wishes.map(({ listed, counts }, i) => {
        const day = Date.parse('2026-03-04') - listed * DAY;
        const at = ({ hours }: { hours: number }) => new Date(day + hours * HOUR).toISOString();
        const sorted = counts.toSorted((a, b) => a.hours - b.hours);
        return voted(
          `P${i}`,
          new Date(day).toISOString().slice(0, 10),
          Object.fromEntries(sorted.map((one) => [at(one), one.votes])),
        );
      });
      const ranked = rank(papers, { days, signals });
      for (const order of [ranked.top, ranked.rising]) {
        for (const { score, parts, reasons, votes, gained } of order) {
          expect(score).toBeCloseTo(
            parts.reduce((sum, { points }) => sum + points, 0),
            6,
          );
          for (const { points } of parts) expect(Math.round(points * 10) / 10).toBe(points);
          expect(reasons.length).toBeGreaterThan(0);
          expect(reasons.length).toBeLessThanOrEqual(4);
          expect(gained).toBeLessThanOrEqual(votes);
        }
        const scores = order.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }
      expect(rank(papers.toReversed(), { days, signals })).toEqual(ranked);
    }),
    { numRuns: 200 },
  );
});
