import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { makePaper, type Observation } from '../../src/papers/paper.ts';
import { outcomeOf } from '../../src/trending/expectation.ts';
import { learnTrackRecord, type Outcome } from '../../src/trending/track-record.ts';
import { rankTrending, type TrendingPaper } from '../../src/trending/trending.ts';
import { WINDOW_LENGTH } from '../../src/trending/windows.ts';
import { readJsonLines } from './json-lines.ts';

const USAGE = 'usage: npm run -s eval -- trending --days FILE';
const SOURCE = 'hugging-face';

const Count = z.int().min(0);
const Unsaid = z.string().nullish();
const PaperRow = z.object({
  id: z.string().min(1),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()).default([]),
  organization: Unsaid,
  projectPage: Unsaid,
  observations: z
    .array(
      z.object({
        at: z.iso.datetime({ offset: true }),
        upvotes: Count,
        comments: Count.nullish(),
        githubStars: Count.nullish(),
      }),
    )
    .min(1),
});
const DayLine = z
  .object({
    day: z.iso.date(),
    now: z.iso.datetime({ offset: true }),
    papers: z.array(PaperRow).min(1),
    /** Of papers that are not in it nothing is learned. */
    future: z.record(z.string(), z.object({ endOfDay: Count, week: Count.optional() })).default({}),
  })
  .superRefine(({ papers }, context) => {
    const ids = new Set<string>();
    papers.forEach(({ id }, i) => {
      if (ids.has(id)) context.addIssue({ code: 'custom', path: ['papers', i, 'id'], message: 'repeated' });
      ids.add(id);
    });
  });
type DayLine = z.infer<typeof DayLine>;

/**
 * Ranks the papers of each day through the code that the bot uses and prints `{"day", "top", "rising"}` a line, every id of
 * the day in both, best first. What became of the papers of a day is learned from once the day is ranked.
 *
 * @param args `--days FILE`: JSON lines, plain or gzipped, in the order of their days
 * @throws UserError where an argument or the file is wrong
 */
export function evalTrending(args: readonly string[], print: (line: string) => void): void {
  const [option, file, ...rest] = args;
  if (option !== '--days' || file === undefined || rest.length > 0) throw new UserError(USAGE);
  const outcomes: Outcome[] = [];
  let before = '';
  for (const line of readJsonLines(file, DayLine)) {
    if (line.day <= before) throw new UserError(`${file}: ${line.day} must not stand after ${before}.`);
    before = line.day;
    const papers = line.papers.map((row) => paperOf(row, line.day));
    const now = Date.parse(line.now);
    const { top, rising } = rankTrending({
      papers,
      observations: new Map(line.papers.map((row) => [row.id, observationsOf(row)])),
      signals: new Map(),
      now,
      since: now - WINDOW_LENGTH.day,
      track: learnTrackRecord(outcomes),
    });
    const ids = papers.map(({ id }) => id);
    print(JSON.stringify({ day: line.day, top: inFull(top, ids), rising: inFull(rising, ids) }));
    for (const [i, row] of line.papers.entries()) outcomes.push(...outcomesOfRow(papers[i]!, row, line));
  }
}

type PaperRow = z.infer<typeof PaperRow>;

function paperOf({ id, title, abstract, authors, organization, projectPage }: PaperRow, listedOn: string) {
  const paper = makePaper({
    title,
    abstract,
    authors,
    listedOn,
    ...(organization ? { organization } : {}),
    ...(projectPage ? { links: [{ kind: 'project', url: projectPage }] } : {}),
  });
  return { ...paper, id };
}

function observationsOf({ id, observations }: PaperRow): Observation[] {
  return observations
    .map(({ at, upvotes, comments, githubStars }) => ({
      paperId: id,
      source: SOURCE,
      at: Date.parse(at),
      votes: upvotes,
      ...(comments == null ? {} : { comments }),
      ...(githubStars == null ? {} : { stars: githubStars }),
    }))
    .sort((a, b) => a.at - b.at);
}

function outcomesOfRow(paper: Outcome['paper'], { id, observations }: PaperRow, { future }: DayLine): Outcome[] {
  const later = future[id];
  if (later === undefined) return [];
  const { endOfDay, week } = later;
  const outcome = outcomeOf(week === undefined ? [endOfDay] : [endOfDay, week]);
  return [{ paper, votes: observations.at(-1)!.upvotes, outcome }];
}

/** All ids of the day: those without a place come last, in their order. */
function inFull(ranked: readonly TrendingPaper[], ids: readonly string[]): string[] {
  const placed = new Set(ranked.map(({ paper }) => paper.id));
  return [...placed, ...ids.filter((id) => !placed.has(id)).sort()];
}
