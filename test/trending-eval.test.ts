import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readJsonLines } from '../adapters/eval/json-lines.ts';
import { evalTrending } from '../adapters/eval/trending.ts';

const DAYS = fileURLToPath(new URL('../../shared/trending/days-until-2026-02.jsonl.gz', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'paperboy-trending-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ranked {
  readonly day: string;
  readonly top: readonly string[];
  readonly rising: readonly string[];
}

function ranked(path: string): Ranked[] {
  const printed: Ranked[] = [];
  evalTrending(['--days', path], (line) => printed.push(JSON.parse(line)));
  return printed;
}

let files = 0;
function file(days: readonly object[]): string {
  const path = join(folder, `days-${++files}.jsonl.gz`);
  writeFileSync(path, gzipSync(days.map((day) => JSON.stringify(day)).join('\n')));
  return path;
}

const row = (id: string, upvotes: number, authors: readonly string[], day: string) => ({
  id,
  title: `Paper ${id}`,
  abstract: 'We study papers.',
  authors,
  organization: null,
  projectPage: null,
  observations: [{ at: `${day}T07:49:45Z`, upvotes, comments: 1, githubStars: null }],
});

/** Ada's papers come to more than Ben's. */
function days(future: (day: number) => object = () => ({ ada: { endOfDay: 90, week: 140 }, ben: { endOfDay: 12 } })) {
  return [2, 3, 4].map((day) => {
    const name = `2026-03-0${day}`;
    return {
      day: name,
      now: `${name}T08:00:00Z`,
      papers: [row('ben', 10, ['Ben'], name), row('ada', 10 - (day === 4 ? 1 : 0), ['Ada'], name)],
      future: future(day),
    };
  });
}

describe('eval trending', () => {
  test('prints every paper of each day in both orders, and learns from the days before', () => {
    expect(ranked(file(days()))).toEqual([
      { day: '2026-03-02', top: ['ada', 'ben'], rising: ['ada', 'ben'] },
      { day: '2026-03-03', top: ['ada', 'ben'], rising: ['ada', 'ben'] },
      { day: '2026-03-04', top: ['ada', 'ben'], rising: ['ada', 'ben'] },
    ]);
    const unlearned = days(() => ({ ada: { endOfDay: 12 }, ben: { endOfDay: 90 } }));
    expect(ranked(file(unlearned)).map(({ top }) => top[0])).toEqual(['ada', 'ben', 'ben']);
  });

  test('knows nothing of what becomes of the day that it ranks', () => {
    const known = ranked(file(days()));
    for (const changed of [2, 3, 4]) {
      const other = ranked(
        file(days((day) => (day === changed ? { ada: { endOfDay: 0 }, ben: { endOfDay: 5000 } } : days()[0]!.future))),
      );
      const until = known.findIndex(({ day }) => day === `2026-03-0${changed}`) + 1;
      expect(other.slice(0, until)).toEqual(known.slice(0, until));
    }
  });

  test('has papers of which nothing is expected, too', () => {
    const [day] = days();
    const { papers, ...rest } = day!;
    const huge = {
      ...rest,
      papers: [...papers, row('huge', 900, [], day!.day)],
      future: { ...day!.future, huge: { endOfDay: 901 } },
    };
    expect(ranked(file([huge]))).toEqual([
      { day: '2026-03-02', top: ['huge', 'ada', 'ben'], rising: ['ada', 'ben', 'huge'] },
    ]);
  });

  const [first, second, third] = days();
  test.each<readonly [string, readonly object[], RegExp]>([
    [
      'votes that are no number',
      [first!, { ...second, papers: [row('ada', Number.NaN, [], '2026-03-03')] }],
      /line 2: papers\.0\.observations\.0\.upvotes is not/,
    ],
    ['a paper twice', [{ ...first, papers: [...first!.papers, ...first!.papers] }], /line 1: papers\.2\.id is not/],
    [
      'a future that is none',
      [{ ...first, future: { ben: { endOfDay: 'many' } } }],
      /line 1: future\.ben\.endOfDay is not/,
    ],
    ['a day that is none', [{ ...first, day: 'Monday' }], /line 1: day is not/],
    ['days that are not in order', [third!, first!], /2026-03-02 must not stand after 2026-03-04/],
  ])('%s: one line says what is wrong', (_, wrong, message) => {
    expect(() => ranked(file(wrong))).toThrow(message);
  });

  test('days whose future is not told are ranked, and nothing is learned from them', () => {
    const untold = days().map(({ future: _, ...day }) => day);
    expect(ranked(file(untold)).map(({ top }) => [...top].sort())).toEqual(days().map(() => ['ada', 'ben']));
  });

  test.each([[[]], [['--days']], [['--file', 'x']], [['--days', 'x', 'y']]])('arguments %j: usage', (args) => {
    expect(() => evalTrending(args, () => undefined)).toThrow(/^usage: npm run -s eval -- trending --days FILE$/);
  });
});

/** The figures of the scorer beside the days: recall of the best five, ties at the cut counted in. */
function recall(order: readonly string[], truth: ReadonlyMap<string, number>): number {
  const sorted = [...truth].sort(([a, votes], [b, others]) => others - votes || (a < b ? -1 : 1));
  const cut = sorted[4]?.[1] ?? 0;
  return order.slice(0, 5).filter((id) => (truth.get(id) ?? -1) >= cut).length / 5;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const Truth = z.object({
  day: z.string(),
  papers: z.array(z.object({ id: z.string(), observations: z.array(z.object({ upvotes: z.number() })) })),
  future: z.record(z.string(), z.object({ endOfDay: z.number(), week: z.number().optional() })),
});

test.skipIf(!existsSync(DAYS))(
  'on real days finds the five that matter (skipped where ../shared/trending is absent)',
  () => {
    const scores: Record<'top' | 'rising' | 'week', number[]> = { top: [], rising: [], week: [] };
    const orders = new Map(ranked(DAYS).map((one) => [one.day, one]));
    for (const { day, papers, future } of readJsonLines(DAYS, Truth)) {
      const { top = [], rising = [] } = orders.get(day) ?? {};
      const ofEach = (what: (id: string, votes: number) => number | undefined) =>
        new Map(
          papers.flatMap(({ id, observations }) => {
            const value = what(id, observations.at(-1)?.upvotes ?? 0);
            return value === undefined ? [] : [[id, value] as const];
          }),
        );
      const week = ofEach((id) => future[id]?.week);
      scores.top.push(
        recall(
          top,
          ofEach((id) => future[id]?.endOfDay),
        ),
      );
      scores.rising.push(
        recall(
          rising,
          ofEach((id, votes) => (future[id]?.endOfDay ?? 0) - votes),
        ),
      );
      if (week.size >= 12)
        scores.week.push(
          recall(
            top.filter((id) => week.has(id)),
            week,
          ),
        );
    }
    expect(mean(scores.top)).toBeGreaterThanOrEqual(0.85);
    expect(mean(scores.rising)).toBeGreaterThanOrEqual(0.67);
    expect(mean(scores.week)).toBeGreaterThanOrEqual(0.79);
  },
);
