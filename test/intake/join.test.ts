import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinSightings, type Known, type KnownPaper } from '../../src/intake/join.ts';
import type { Observation, PaperRecord } from '../../src/papers/paper.ts';
import type { Sighting } from '../../src/papers/sighting.ts';

const NOTHING: Known = { papers: [], observations: [] };
const kimi: PaperRecord = { title: 'Kimi-VL Technical Report', abstract: 'We present Kimi-VL.' };
const named = { ...kimi, arxivId: '2504.07491' };

/** What is known after batches were written one after the other. */
function written(batches: readonly (readonly Sighting[])[], before: Known = NOTHING): Known {
  return batches.reduce<Known>((known, batch) => {
    const { added, updated, observations } = joinSightings(known, batch);
    const papers = new Map(known.papers.map((paper) => [paper.id, paper]));
    for (const paper of [...added, ...updated]) papers.set(paper.id, paper);
    return { papers: [...papers.values()], observations: [...known.observations, ...observations] };
  }, before);
}

const ids = ({ papers }: Known) => papers.map(({ id }) => id);

describe('a paper is recognised', () => {
  test('by its arXiv id, under another title too', () => {
    expect(ids(written([[{ record: named }], [{ record: { ...named, title: 'Renamed' } }]]))).toEqual(['2504.07491']);
  });

  test('by its title where only one of the two knows the arXiv id, and keeps its first id', () => {
    const known = written([[{ record: kimi }], [{ record: named }], [{ record: kimi }]]);
    expect(known.papers).toMatchObject([{ id: 'kimi-vl-technical-report', record: { arxivId: '2504.07491' } }]);
  });

  test('by its title as it is read, whatever LaTeX, capitals and accents it is written in', () => {
    const latex = { ...named, title: '\\textbf{Kimi-VL}:  technical réport' };
    expect(ids(written([[{ record: kimi }, { record: latex }]]))).toHaveLength(1);
  });

  test('by a title that it no longer has', () => {
    const renamed = { ...named, title: 'Kimi-VL, Second Edition', version: 2 };
    expect(ids(written([[{ record: named }], [{ record: renamed }], [{ record: kimi }]]))).toHaveLength(1);
  });

  test('within one batch', () => {
    expect(ids(written([[{ record: named }, { record: kimi }, { record: named }]]))).toEqual(['2504.07491']);
  });
});

describe('two papers stay two', () => {
  test('with one title and two arXiv ids', () => {
    const other = { ...named, arxivId: '2601.00001' };
    expect(ids(written([[{ record: named }], [{ record: other }]]))).toEqual(['2504.07491', '2601.00001']);
  });

  test('with titles that hold no letter at all', () => {
    const known = written([[{ record: { ...kimi, title: '???' } }, { record: { ...kimi, title: '!!!' } }]]);
    expect(new Set(ids(known)).size).toBe(2);
    expect(ids(written([[{ record: { ...kimi, title: '???' } }]], known))).toEqual(ids(known));
  });
});

test('what is only said of known papers is left out until they are, in the same batch too', () => {
  const extra = { record: { ...named, authors: ['Kimi Team'] }, onlyIfKnown: true } as const;
  expect(written([[extra]])).toEqual(NOTHING);
  expect(written([[extra, { record: named }]]).papers).toMatchObject([{ record: { authors: ['Kimi Team'] } }]);
});

test('a record without a title is no paper, but may say something of one', () => {
  const untitled = { ...named, title: ' ', organization: 'Moonshot' };
  expect(written([[{ record: untitled }]]).papers).toEqual([]);
  expect(written([[{ record: named }], [{ record: untitled }]]).papers).toMatchObject([
    { record: { title: kimi.title, organization: 'Moonshot' } },
  ]);
});

describe('what is counted', () => {
  const counted = (at: number, counts: Partial<Observation>): Sighting => ({
    record: named,
    observation: { source: 'hugging-face', at, ...counts },
  });

  test('is kept where it says something else than the last time', () => {
    const { observations } = written([
      [counted(1, { votes: 5 })],
      [counted(2, { votes: 5 })],
      [counted(3, { votes: 6 })],
      [counted(4, { votes: 5 })],
    ]);
    expect(observations.map(({ at }) => at)).toEqual([1, 3, 4]);
  });

  test('is as it last was where the source leaves it out', () => {
    const { observations } = written([
      [counted(1, { votes: 5, stars: 3 })],
      [counted(2, { votes: 6 }), counted(3, {})],
    ]);
    expect(observations).toMatchObject([
      { at: 1, votes: 5, stars: 3 },
      { at: 2, votes: 6, stars: 3 },
    ]);
  });

  test('at a moment is never said anew', () => {
    const known = written([[counted(1, { votes: 5 }), counted(1, { votes: 9 })], [counted(1, { votes: 7 })]]);
    expect(known.observations).toMatchObject([{ at: 1, votes: 5 }]);
  });

  test('by one source says nothing of another', () => {
    const other: Sighting = { record: named, observation: { source: 'page', at: 2, rank: 1 } };
    expect(written([[counted(1, { votes: 5 })], [other]]).observations).toHaveLength(2);
  });
});

describe('whatever comes in whatever order', () => {
  /** Of a handful of papers, some of which some sources know without an arXiv id. Sources set aside what has no abstract. */
  const sighting = fc
    .record({
      paper: fc.nat({ max: 4 }),
      knowsId: fc.boolean(),
      version: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      wording: fc.constantFrom(
        'Text.',
        'Text. ',
        'A  longer\n text.',
        'Other text.',
        'A longer text.',
        'A longer text!',
      ),
      authors: fc.subarray(['Ada', 'Bob', 'Eve']),
      keywords: fc.subarray(['agents', 'vision']),
      links: fc.subarray(['https://a.example/x', 'https://b.example/y']),
      listedOn: fc.option(fc.constantFrom('2026-02-01', '2026-02-02', '2026-02-03'), { nil: undefined }),
      publishedAt: fc.option(fc.constantFrom('2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z', '2026-01-30'), {
        nil: undefined,
      }),
    })
    .map(({ paper, knowsId, version, wording, authors, links, listedOn, publishedAt, ...rest }): Sighting => {
      // arXiv, which alone knows versions, knows ids and authors, too
      const people = version === undefined ? authors : [`Author ${version}`, ...authors];
      return {
        record: {
          title: paper % 2 ? `Paper ${paper}` : `PAPER   ${paper}`,
          abstract: wording,
          ...(knowsId || version !== undefined ? { arxivId: `2601.0000${paper}` } : {}),
          ...(version === undefined ? {} : { version }),
          authors: people,
          links: links.map((url) => ({ kind: 'link', url })),
          ...(listedOn === undefined ? {} : { listedOn }),
          ...(publishedAt === undefined ? {} : { publishedAt }),
          ...rest,
        },
      };
    });
  const batches = fc.array(fc.array(sighting, { maxLength: 6 }), { maxLength: 6 });

  /** But for ids, and for the order of links, which go by who came first. */
  const contents = ({ papers }: Known) =>
    papers
      .map(({ record }: KnownPaper) => ({ ...record, links: (record.links ?? []).map(({ url }) => url).sort() }))
      .map((record) => JSON.stringify(record))
      .sort();

  test('the same papers come of it', () => {
    fc.assert(
      fc.property(batches, fc.infiniteStream(fc.nat()), (given, random) => {
        const shuffled = given
          .flat()
          .map((one) => ({ one, place: random.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(contents(written(shuffled.map((one) => [one])))).toEqual(contents(written(given)));
      }),
      { numRuns: 300 },
    );
  });

  test('the same again changes nothing', () => {
    fc.assert(
      fc.property(batches, (given) => {
        const known = written(given);
        for (const batch of given) {
          const { added, updated, observations } = joinSightings(known, batch);
          expect([added, updated, observations]).toEqual([[], [], []]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('nothing that was known is lost', () => {
    fc.assert(
      fc.property(batches, batches, (before, later) => {
        const known = written(before);
        const now = new Map(written(later, known).papers.map(({ id, record }) => [id, record]));
        for (const { id, record: was } of known.papers) {
          const is = now.get(id);
          expect(is).toBeDefined();
          if (was.arxivId) expect(is?.arxivId).toBe(was.arxivId);
          if (was.abstract) expect(is?.abstract).not.toBe('');
          expect(is?.version ?? 0).toBeGreaterThanOrEqual(was.version ?? 0);
          if (was.authors) expect(is?.authors?.length).toBeGreaterThan(0);
          expect(is?.links ?? []).toEqual(expect.arrayContaining([...(was.links ?? [])]));
          if (was.listedOn) expect((is?.listedOn ?? '') <= was.listedOn).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
