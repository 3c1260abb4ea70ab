import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRows, rowsOf } from '../../adapters/sources/hugging-face-rows.ts';
import { readPythonLiteral } from '../../adapters/sources/python-literal.ts';
import { makePaper } from '../../src/papers/paper.ts';
import { dailyRow, type FakePaper, fakePaper } from '../fakes/papers/fake-paper.ts';
import { openScene, outline, rejectedOf, type Scene, sightingsOf, THURSDAY } from './scene.ts';

const list = { day: '2026-02-26', at: THURSDAY };
const read = (...rows: readonly unknown[]) => readRows(rows, list, new Set());
const only = (row: unknown) => read(row).sightings[0];
const reasons = (...rows: readonly unknown[]) => read(...rows).rejected.map(({ row, reason }) => `${row}: ${reason}`);
const changed = (paper: Readonly<Record<string, unknown>>, beside: Readonly<Record<string, unknown>> = {}) => {
  const row = dailyRow(fakePaper('2602.12160'));
  return { ...row, ...beside, paper: { ...(row['paper'] as object), ...paper } };
};
const without = (...fields: readonly string[]) => {
  const row = changed({});
  const paper = Object.fromEntries(Object.entries(row.paper).filter(([name]) => !fields.includes(name)));
  return { paper };
};

describe('a row', () => {
  const paper: FakePaper = fakePaper('2602.12160', {
    title: 'DreamID-Omni: Unified\n  Framework',
    abstract: 'We propose DreamID-Omni,\na framework.',
    authors: ['Xu Guo', 'Fulong Ye'],
    submitted: '2026-02-12T16:41:52Z',
    votes: 19,
    comments: 3,
    code: 'https://github.com/Guoxu1233/DreamID-Omni',
    stars: 26,
    project: 'https://guoxu1233.github.io/DreamID-Omni/',
    keywords: ['diffusion', 'audio-video generation'],
    organization: 'ByteDance',
  });

  test('gives the paper and what was counted of it, votes from under `paper`', () => {
    expect(only(dailyRow(paper))).toEqual({
      record: {
        arxivId: '2602.12160',
        title: 'DreamID-Omni: Unified Framework',
        abstract: 'We propose DreamID-Omni, a framework.',
        authors: ['Xu Guo', 'Fulong Ye'],
        keywords: ['diffusion', 'audio-video generation'],
        links: [
          { kind: 'code', url: 'https://github.com/Guoxu1233/DreamID-Omni' },
          { kind: 'project', url: 'https://guoxu1233.github.io/DreamID-Omni/' },
        ],
        publishedAt: '2026-02-12T16:41:52.000Z',
        organization: 'ByteDance',
        listedOn: '2026-02-26',
      },
      observation: { source: 'hugging-face', at: THURSDAY, votes: 19, comments: 3, stars: 26, hasCode: true },
    });
  });

  test('of 2024 has none of the newer fields', () => {
    const row = {
      paper: {
        id: '2405.15738',
        authors: [{ _id: 'a', name: 'Chunjiang Ge', hidden: false }],
        publishedAt: '2024-05-24T17:34:15.000Z',
        title: 'ConvLLaVA',
        summary: 'High-resolution models are costly.',
        upvotes: 43,
      },
      publishedAt: '2024-05-27T03:50:58.348Z',
      title: 'ConvLLaVA',
      mediaUrl: 'https://cdn.example/a.png',
      numComments: 3,
    };
    expect(only(row)).toEqual({
      record: {
        arxivId: '2405.15738',
        title: 'ConvLLaVA',
        abstract: 'High-resolution models are costly.',
        authors: ['Chunjiang Ge'],
        keywords: [],
        links: [],
        publishedAt: '2024-05-24T17:34:15.000Z',
        listedOn: '2026-02-26',
      },
      observation: { source: 'hugging-face', at: THURSDAY, votes: 43, comments: 3, hasCode: false },
    });
  });

  test('loses only the optional field that is wrong', () => {
    const odd = changed(
      {
        upvotes: '19',
        githubRepo: 'javascript:alert(1)',
        projectPage: 'not an address',
        githubStars: -1,
        publishedAt: 'yesterday',
        ai_keywords: ['good', 7, ''],
        authors: [{ name: 'Ada' }, { name: 'Hidden', hidden: true }, null, { name: 9 }, 'Bob'],
        organization: 'Lab',
      },
      { numComments: null, organization: { name: '' } },
    );
    expect(only(odd)).toEqual({
      record: {
        arxivId: '2602.12160',
        title: 'Paper 2602.12160: A Study',
        abstract: 'We study what 2602.12160 is about, and find that it is so.',
        authors: ['Ada'],
        keywords: ['good'],
        links: [],
        listedOn: '2026-02-26',
      },
      observation: { source: 'hugging-face', at: THURSDAY, hasCode: false },
    });
  });

  test('has the title and abstract beside `paper` where there is none under it', () => {
    const row = { ...without('title', 'summary'), title: 'Beside', summary: 'Also beside.' };
    expect(only(row)?.record).toMatchObject({ title: 'Beside', abstract: 'Also beside.' });
  });

  test('holds nothing that a database refuses', () => {
    const { record } = only(
      changed({ title: 'A\u0000B \ud800C', summary: 'x\u0000\u0007y', authors: [{ name: 'N\u0000M' }] }),
    )!;
    expect(record).toMatchObject({ title: 'A B \ufffdC', abstract: 'x y', authors: ['N M'] });
  });

  test.each([
    ['its id is none of arXiv', changed({ id: 'my-paper' }), 'my-paper: its id “my-paper” is no arXiv id'],
    ['its month is none', changed({ id: '2613.00001' }), '2613.00001: its id “2613.00001” is no arXiv id'],
    ['it has no id', without('id'), 'row 1: it has no id'],
    ['it has no title', without('title'), '2602.12160: its title is missing'],
    ['its title is a number', changed({ title: 7 }), '2602.12160: its title is no text'],
    ['its title is blank', changed({ title: ' \n ' }), '2602.12160: its title is empty'],
    ['its abstract is empty', changed({ summary: '' }), '2602.12160: its abstract is empty'],
    [
      'its title is an abstract',
      changed({ title: 'x'.repeat(501) }),
      '2602.12160: its title has more than 500 characters',
    ],
    [
      'its abstract is a book',
      changed({ summary: 'x'.repeat(20_001) }),
      '2602.12160: its abstract has more than 20,000 characters',
    ],
    ['it is null', null, 'row 1: it is no object'],
    ['it has no paper', { title: 'A' }, 'row 1: it names no paper'],
    ['it is some text', 'hello', 'row 1: it is text that is neither JSON nor a Python literal'],
  ])('is set aside where %s, and the others are taken', (_, bad, reason) => {
    expect(reasons(bad)).toEqual([reason]);
    const both = read(bad, dailyRow(fakePaper('2602.00001')));
    expect(both.sightings.map(({ record }) => record.arxivId)).toEqual(['2602.00001']);
    expect(both.rejected).toHaveLength(1);
  });

  test('that stands on the list twice counts once, the first time', () => {
    const first = dailyRow(fakePaper('2602.00001', { votes: 5 }));
    const again = dailyRow(fakePaper('2602.00001', { votes: 9 }));
    expect(read(first, again).sightings.map(({ observation }) => observation?.votes)).toEqual([5]);
    expect(reasons(first, again)).toEqual(['2602.00001: it stands on the list twice, and the first counts']);
  });

  test('above the thousandth is set aside', () => {
    const rows = Array.from({ length: 1_001 }, (_, i) => dailyRow(fakePaper(`2602.${String(i).padStart(5, '0')}`)));
    expect(read(...rows).sightings).toHaveLength(1_000);
    expect(reasons(...rows)).toEqual(['2602.01000: the day has more than 1,000 rows']);
  });

  test('whatever it is, is a sighting or set aside with a reason', () => {
    const field = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('2602.12160', 'hep-th/9901001', 'https://x.org', '2026-02-26', 3),
    );
    const record = (...names: string[]) =>
      fc.record(Object.fromEntries(names.map((name) => [name, field])), { requiredKeys: [] });
    const alike = fc
      .tuple(
        record(
          'id',
          'title',
          'summary',
          'authors',
          'upvotes',
          'githubRepo',
          'projectPage',
          'organization',
          'publishedAt',
          'ai_keywords',
        ),
        record('title', 'summary', 'numComments', 'organization'),
      )
      .map(([paper, beside]) => ({ ...beside, paper }));
    const rows = fc.array(
      fc.oneof(
        fc.jsonValue(),
        alike,
        fc.string(),
        fc.jsonValue().map((value) => JSON.stringify(value)),
      ),
    );
    fc.assert(
      fc.property(rows, (given) => {
        const { sightings, rejected } = read(...given);
        expect(sightings.length + rejected.length).toBe(given.length);
        for (const { reason, row } of rejected) expect(row.length * reason.length).toBeGreaterThan(0);
        for (const { record } of sightings) expect(makePaper(record).id).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the archived shapes of a day', () => {
  test('a bare number is a day without papers', () => {
    expect(rowsOf('0')).toEqual([]);
  });

  test('an object holds rows that are written as text, in JSON or in Python', () => {
    const inPython = `{'paper': {'id': '2501.05441', 'authors': [{'name': "Conan O'Brien", 'hidden': False}, {'name': '\\u015eaziye \\xd6z', 'user': None}], 'title': 'The GAN is dead; long live the GAN!', 'summary': 'It isn\\'t:\\n$\\\\alpha$ holds.', 'upvotes': 51}, 'numComments': 4, 'ratio': -1.5e3}`;
    const broken = `{'paper': {'id': '2501.00001', 'at': datetime.datetime(2025, 1, 10)}}`;
    const body = JSON.stringify({
      status: 'success',
      date: '2025-01-10',
      count: 3,
      data: [inPython, JSON.stringify(dailyRow(fakePaper('2501.05453'))), broken],
    });
    const { sightings, rejected } = read(...rowsOf(body));
    expect(sightings.map(({ record }) => record.arxivId)).toEqual(['2501.05441', '2501.05453']);
    expect(sightings[0]).toMatchObject({
      record: { authors: ["Conan O'Brien", 'Şaziye Öz'], abstract: "It isn't: $\\alpha$ holds." },
      observation: { votes: 51, comments: 4 },
    });
    expect(rejected).toEqual([{ row: 'row 3', reason: 'it is text that is neither JSON nor a Python literal' }]);
  });

  test.each(['null', '"soon"', '{}', '{"error":"no"}', 'true', '', '[1,'])('%s is no day', (body) => {
    expect(() => rowsOf(body)).toThrow();
  });

  test('a Python literal is what the same JSON says', () => {
    const inPython = (value: unknown): string => {
      if (value === null) return 'None';
      if (typeof value === 'boolean') return value ? 'True' : 'False';
      if (Array.isArray(value)) return `[${value.map(inPython).join(', ')}]`;
      if (typeof value === 'object')
        return `{${Object.entries(value)
          .map(([key, one]) => `${inPython(key)}: ${inPython(one)}`)
          .join(', ')}}`;
      if (typeof value !== 'string') return String(value);
      return `'${value.replace(/[\\'\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))}'`;
    };
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, noUnicodeString: false }), (value) => {
        // JSON knows no -0
        expect(readPythonLiteral(inPython(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    '',
    '{',
    "{'a'}",
    '{1: 2}',
    "['a'",
    "'a",
    'print(1)',
    "'a' 'b'",
    "'\\x4'",
    `${'['.repeat(60)}${']'.repeat(60)}`,
  ])('%s is no Python literal', (text) => {
    expect(() => readPythonLiteral(text)).toThrow(SyntaxError);
  });
});

describe('the days', () => {
  let scene: Scene;
  const papersOf = (day: string, count: number) =>
    Array.from({ length: count }, (_, i) =>
      dailyRow(fakePaper(`${day.slice(2, 4)}${day.slice(5, 7)}.${String(i + 1).padStart(5, '0')}`)),
    );

  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(async () => {
    await scene.fake.stop();
    expect(scene.fake.violations).toEqual([]);
  });

  test('are those of a week unless told, today first, half a second between the requests', async () => {
    scene.fake.day('2026-02-26', papersOf('2026-02-26', 3));
    expect(outline(await scene.read(scene.huggingFace))).toEqual([
      '2026-02-26: 3 papers, 0 rejected',
      ...['25', '24', '23', '22', '21', '20', '19'].map((day) => `2026-02-${day}: 0 papers, 0 rejected`),
    ]);
    expect(scene.fake.requests.map(({ at }) => at - THURSDAY)).toEqual([
      0, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500,
    ]);
  });

  test.each([
    ['this morning', Date.UTC(2026, 1, 26, 3), 1],
    ['yesterday, late', Date.UTC(2026, 1, 25, 23), 2],
    ['tomorrow', Date.UTC(2026, 1, 27), 1],
    ['a month ago', Date.UTC(2026, 0, 26), 32],
  ])('since %s', async (_, since, count) => {
    expect(await scene.read(scene.huggingFace, since)).toHaveLength(count);
  });

  test('are none from before there was a daily list', async () => {
    scene.clock.set(Date.UTC(2023, 4, 6, 12));
    expect(outline(await scene.read(scene.huggingFace, 0))).toEqual([
      '2023-05-06: 0 papers, 0 rejected',
      '2023-05-05: 0 papers, 0 rejected',
      '2023-05-04: 0 papers, 0 rejected',
    ]);
  });

  test('are not sent again while they are as they were', async () => {
    scene.fake.day('2026-02-26', papersOf('2026-02-26', 3));
    const since = Date.UTC(2026, 1, 26);
    await scene.read(scene.huggingFace, since);
    scene.clock.set(THURSDAY + 3_600_000);
    expect(outline(await scene.read(scene.huggingFace, since))).toEqual(['2026-02-26: unchanged']);
    expect(scene.fake.requests.at(-1)?.ifNoneMatch).toMatch(/^W\/"/);
    scene.fake.day('2026-02-26', papersOf('2026-02-26', 4));
    scene.clock.set(THURSDAY + 2 * 3_600_000);
    expect(outline(await scene.read(scene.huggingFace, since))).toEqual(['2026-02-26: 4 papers, 0 rejected']);
  });

  test('whose ETag changes though nothing else does are read again', async () => {
    scene.fake.fault('hugging-face', { kind: 'etag', etag: '"a"' }, { kind: 'etag', etag: '"b"' });
    const since = Date.UTC(2026, 1, 26);
    expect(outline(await scene.read(scene.huggingFace, since))).toEqual(['2026-02-26: 0 papers, 0 rejected']);
    scene.clock.set(THURSDAY + 3_600_000);
    expect(outline(await scene.read(scene.huggingFace, since))).toEqual(['2026-02-26: 0 papers, 0 rejected']);
  });

  test('of more than fifty papers come in pages, and are asked for in full each time', async () => {
    scene.fake.day('2026-02-26', papersOf('2026-02-26', 120));
    const since = Date.UTC(2026, 1, 26);
    for (const later of [0, 3_600_000]) {
      scene.clock.set(THURSDAY + later);
      const answers = await scene.read(scene.huggingFace, since);
      expect(outline(answers)).toEqual([
        '2026-02-26: 50 papers, 0 rejected',
        '2026-02-26, page 2: 50 papers, 0 rejected',
        '2026-02-26, page 3: 20 papers, 0 rejected',
      ]);
      expect(new Set(sightingsOf(answers).map(({ record }) => record.arxivId)).size).toBe(120);
    }
  });

  test('of exactly fifty have no second page, also where the server knows no pages', async () => {
    const rows = papersOf('2026-02-26', 50);
    const since = Date.UTC(2026, 1, 26);
    scene.fake.day('2026-02-26', rows);
    expect(outline(await scene.read(scene.huggingFace, since))).toEqual(['2026-02-26: 50 papers, 0 rejected']);
    scene.clock.set(THURSDAY + 3_600_000);
    scene.fake.fault('hugging-face', ...Array(2).fill({ kind: 'body', body: JSON.stringify(rows) }));
    const answers = await scene.read(scene.huggingFace, since);
    expect(outline(answers)).toEqual(['2026-02-26: 50 papers, 0 rejected']);
    expect(rejectedOf(answers)).toEqual([]);
  });
});
