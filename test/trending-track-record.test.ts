import { describe, expect, test } from 'vitest';
import { expectedOutcome, expectedVotes, outcomeOf } from '../src/trending/expectation.ts';
import { outcomesOf } from '../src/trending/outcomes.ts';
import { type Listed, learnTrackRecord, type Outcome } from '../src/trending/track-record.ts';
import { rankTrending } from '../src/trending/trending.ts';
import { DAY, observationsOf, type Voted, voted } from './voted-papers.ts';

const NOW = Date.parse('2026-03-20T08:00:00Z');

function outcomes(all: readonly Voted[], now = NOW) {
  const papers = all.map(({ paper }) => paper);
  return outcomesOf(papers, observationsOf(all), now).map(({ votes, outcome }) => ({ votes, outcome }));
}

/** Something is counted every hour of these days. */
const everyHour = (from: string, days: number): Voted =>
  voted(
    'Busy',
    '2025-01-01',
    Object.fromEntries(
      Array.from({ length: 24 * days }, (_, hour) => [
        new Date(Date.parse(from) + hour * 3_600_000).toISOString(),
        hour,
      ]),
    ),
  );

describe('what became of a paper', () => {
  test('is read off in the morning, after a day and after a week', () => {
    const paper = voted('Paper', '2026-03-01', {
      '2026-03-01T03:00:00Z': 2,
      '2026-03-01T07:30:00Z': 9,
      '2026-03-01T13:00:00Z': 20,
      '2026-03-01T23:30:00Z': 30,
      '2026-03-08T01:00:00Z': 44,
      '2026-03-15T01:00:00Z': 70,
    });
    expect(outcomes([paper])).toEqual([{ votes: 9, outcome: (Math.log(31) + Math.log(45)) / 2 }]);
  });

  test('leaves out the week while it is not over', () => {
    const paper = voted('Paper', '2026-03-01', { '2026-03-01T07:30:00Z': 9, '2026-03-01T23:30:00Z': 30 });
    expect(outcomes([paper], Date.parse('2026-03-02T08:00:00Z'))).toEqual([{ votes: 9, outcome: Math.log(31) }]);
    expect(outcomes([paper], Date.parse('2026-03-01T19:00:00Z'))).toEqual([]);
  });

  test('knows nothing that was observed later', () => {
    const paper = voted('Paper', '2026-03-01', {
      '2026-03-01T07:30:00Z': 9,
      '2026-03-01T21:00:00Z': 30,
      '2026-03-01T23:30:00Z': 40,
    });
    expect(outcomes([paper], Date.parse('2026-03-01T22:00:00Z'))).toEqual([{ votes: 9, outcome: Math.log(31) }]);
  });

  test('is unknown where nobody looked in the morning, or at the end of the day', () => {
    const late = voted('Late', '2026-03-01', { '2026-03-01T20:00:00Z': 9, '2026-03-02T00:30:00Z': 30 });
    const left = voted('Left', '2026-03-01', { '2026-03-01T08:00:00Z': 9 });
    expect(outcomes([late])).toEqual([]);
    expect(outcomes([left])).toEqual([]);
  });

  test('is as it was where others were counted meanwhile and it was not, since only changes are kept', () => {
    const quiet = voted('Quiet', '2026-03-01', { '2026-03-01T02:00:00Z': 3 });
    expect(outcomes([quiet])).toEqual([]);
    expect(outcomes([quiet, everyHour('2026-03-01', 9)])).toEqual([{ votes: 3, outcome: Math.log(4) }]);
  });

  test('is unknown of papers that nobody votes on', () => {
    expect(outcomes([voted('Page', '2026-03-01', { '2026-03-01T08:00:00Z': { source: 'page', rank: 1 } })])).toEqual(
      [],
    );
  });
});

describe('a track record', () => {
  const paper = (authors: readonly string[], more: Partial<Listed> = {}): Listed => ({ authors, links: [], ...more });
  const came = (one: Listed, surplus: number, votes = 10): Outcome => ({
    paper: one,
    votes,
    outcome: expectedOutcome(votes) + surplus,
  });

  test('of nothing says nothing', () => {
    expect(learnTrackRecord([]).of(paper(['Ada'])).total).toBe(0);
  });

  test('believes the more the more papers there were: the surplus over their number + 8', () => {
    const one = learnTrackRecord([came(paper(['Ada']), 1)]).of(paper(['Ada']));
    expect(one.by.authors).toBeCloseTo(1 / 9, 9);
    const many = learnTrackRecord(Array.from({ length: 8 }, () => came(paper(['Ada']), 1))).of(paper(['Ada']));
    expect(many.by.authors).toBeCloseTo(8 / 16, 9);
  });

  test('is the mean over the authors, and the sum of the four likenesses', () => {
    const track = learnTrackRecord([came(paper(['Ada'], { organization: 'Analytical Engines' }), 0.9)]);
    const { by, total } = track.of(paper(['Ada', 'Ben'], { organization: 'Analytical Engines' }));
    expect(by).toEqual({
      authors: expect.closeTo(0.05, 9),
      organization: expect.closeTo(0.1, 9),
      projectPage: expect.closeTo(0.1, 9),
      teamSize: expect.closeTo(0.1, 9),
    });
    expect(total).toBe(0.35);
  });

  test('tells project pages, organizations and sizes of teams apart', () => {
    const page = [{ kind: 'project', url: 'https://ada.github.io' }] as const;
    const track = learnTrackRecord([came(paper(['Ada'], { links: page, organization: 'Engines' }), 1)]);
    const nobody = { authors: 0, organization: 0, projectPage: 0, teamSize: 0 };
    const four = paper(['B', 'C', 'D', 'E']);
    expect(track.of(four).by).toEqual(nobody);
    expect(track.of({ ...four, links: page }).by).toMatchObject({ projectPage: expect.closeTo(1 / 9, 9) });
    expect(track.of(paper(['B', 'C', 'D'])).by).toMatchObject({ teamSize: expect.closeTo(1 / 9, 9) });
    expect(track.of({ ...four, organization: 'Looms' }).by).toEqual(nobody);
  });

  test('moves what is expected by half of it', () => {
    expect(expectedVotes(10, 0)).toBeCloseTo(Math.exp(0.85 + 0.85 * Math.log(11)) - 1, 9);
    expect(Math.log1p(expectedVotes(10, 0.4)) - Math.log1p(expectedVotes(10, 0))).toBeCloseTo(0.2, 9);
    expect(outcomeOf([3, 7])).toBeCloseTo((Math.log(4) + Math.log(8)) / 2, 9);
  });

  test('is learned by the ranking itself from what was observed', () => {
    const authors = { authors: ['Ada'] };
    const before = Array.from({ length: 9 }, (_, i) =>
      voted(
        `Before${i}`,
        `2026-03-0${i + 1}`,
        { [`2026-03-0${i + 1}T07:00:00Z`]: 5, [`2026-03-0${i + 1}T23:30:00Z`]: 300 },
        authors,
      ),
    );
    const hers = voted('Hers', '2026-03-20', { '2026-03-20T07:00:00Z': 9 }, authors);
    const other = voted('Other', '2026-03-20', { '2026-03-20T07:00:00Z': 10 }, { authors: ['Ben'] });
    const ranked = (all: readonly Voted[]) =>
      rankTrending({
        papers: all.map(({ paper: one }) => one),
        observations: observationsOf(all),
        signals: new Map(),
        now: NOW,
        since: NOW - DAY,
      }).top.map(({ paper: { id } }) => id);
    expect(ranked([hers, other])).toEqual(['other', 'hers']);
    expect(ranked([...before, hers, other])).toEqual(['hers', 'other']);
  });
});
