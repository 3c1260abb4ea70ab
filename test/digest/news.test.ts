import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNews } from '../../src/digest/news.ts';
import type { SignalCounts } from '../../src/papers/signal.ts';
import { rankTrending } from '../../src/trending/trending.ts';
import { DAY, HOUR, libraryAt, MONDAY, type Story } from './channel.ts';

const NOW = MONDAY + DAY;

test('what a team made of papers moves them as if all were ranked anew', () => {
  const stories = fc
    .array(
      fc.record({
        day: fc.integer({ min: -30, max: 1 }),
        votes: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 }),
        gap: fc.integer({ min: 1, max: 60 }),
      }),
      { minLength: 1, maxLength: 15 },
    )
    .map((all) =>
      Object.fromEntries(
        all.map(({ day, votes, gap }, i): [string, Story] => {
          let sum = 0;
          const counted = votes.map((gained, k): [number, number] => {
            sum += gained;
            return [day * 24 + k * gap, sum];
          });
          return [`P${i}`, { listed: new Date(MONDAY + day * DAY).toISOString().slice(0, 10), votes: counted }];
        }),
      ),
    );
  const counts: fc.Arbitrary<SignalCounts> = fc.record({
    liked: fc.integer({ min: 0, max: 3 }),
    disliked: fc.integer({ min: 0, max: 2 }),
    opened: fc.integer({ min: 0, max: 2 }),
  });
  const signals = fc.array(fc.tuple(fc.integer({ min: 0, max: 16 }), counts), { maxLength: 6 });
  const windows = fc.integer({ min: 1, max: 7 * 24 });
  fc.assert(
    fc.property(stories, signals, windows, (all, noted, hours) => {
      const library = libraryAt(all, NOW);
      const team = new Map<string, SignalCounts>(noted.map(([i, count]) => [`p${i}`, count]));
      const since = NOW - hours * HOUR;
      const { candidates, basis } = createNews(library, NOW)(since, team);
      const anew = rankTrending({
        papers: [...library.papers()],
        observations: library.observations(),
        signals: team,
        now: NOW,
        since,
      });
      const place = ({ paper, score, gained }: (typeof candidates)[number]) => ({ id: paper.id, score, gained });
      const bare = anew.top.filter(
        ({ paper, gained }) => gained > 0 || candidates.some((one) => one.paper.id === paper.id),
      );
      const ordered = (places: ReturnType<typeof place>[]) =>
        places.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      expect(basis).toBe(anew.basis);
      expect(candidates.map(({ score }) => score)).toEqual(bare.map(({ score }) => score));
      expect(ordered(candidates.map(place))).toEqual(ordered(bare.map(place)));
      const listed = anew.top.filter(({ paper }) => (team.get(paper.id)?.liked ?? 0) > 0);
      for (const { paper } of listed) expect(candidates.map((one) => one.paper.id)).toContain(paper.id);
    }),
    { numRuns: 100 },
  );
});
