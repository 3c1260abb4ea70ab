import { z } from 'zod';
import type { RejectedRow, Sighting } from '../../src/papers/sighting.ts';
import { readPythonLiteral } from './python-literal.ts';
import { abstract, arxivId, count, moment, name, plainText, rowName, title, webAddress } from './row-fields.ts';

const MOST_ROWS = 1_000;
const MOST_KEYWORDS = 50;

const author = z.object({ name: z.string(), hidden: z.boolean().optional().catch(undefined) });
const organization = z.object({ name }).optional().catch(undefined);

const schema = z.object(
  {
    paper: z.object(
      {
        id: arxivId,
        title: z.unknown().optional(),
        summary: z.unknown().optional(),
        authors: z.array(z.unknown()).catch([]),
        ai_keywords: z.array(z.unknown()).catch([]),
        publishedAt: moment,
        upvotes: count,
        githubRepo: webAddress,
        githubStars: count,
        projectPage: webAddress,
        organization,
      },
      'it names no paper',
    ),
    title: z.unknown().optional(),
    summary: z.unknown().optional(),
    numComments: count,
    organization,
  },
  'it is no object',
);

/** Title and abstract stand under `paper`, and in some rows a second time beside it. */
const text = z.object({ title, abstract });

/** What was asked for, and when. */
export interface DailyList {
  /** YYYY-MM-DD; absent where a paper was asked for by itself. */
  readonly day?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * The rows of a daily list as they came in any of its years: a list, a list of rows written as text in an object, and on
 * days without papers a bare number.
 *
 * @throws Error where it is none of these
 */
export function rowsOf(body: string): readonly unknown[] {
  const json: unknown = JSON.parse(body);
  if (Array.isArray(json)) return json;
  if (typeof json === 'number') return [];
  if (typeof json === 'object' && json !== null && 'data' in json && Array.isArray(json.data)) return json.data;
  throw new Error('it holds no list of papers');
}

/**
 * The answer to a question about one paper, as a row.
 *
 * @throws Error where it is no object
 */
export function paperRowOf(body: string): { readonly paper: object } {
  const paper: unknown = JSON.parse(body);
  if (typeof paper !== 'object' || paper === null) throw new Error('it holds no paper');
  return { paper };
}

/** @param seen the ids that the list named before these rows; those that it names now are added */
export function readRows(
  rows: readonly unknown[],
  list: DailyList,
  seen: Set<string>,
): { readonly sightings: readonly Sighting[]; readonly rejected: readonly RejectedRow[] } {
  const sightings: Sighting[] = [];
  const rejected: RejectedRow[] = [];
  for (const [i, given] of rows.entries()) {
    const row = unpacked(given);
    const read = i < MOST_ROWS ? readRow(row, list) : `the day has more than ${MOST_ROWS.toLocaleString('en')} rows`;
    const id = typeof read === 'string' ? undefined : (read.record.arxivId ?? '');
    if (typeof read !== 'string' && id !== undefined && !seen.has(id)) {
      seen.add(id);
      sightings.push(read);
    } else {
      const reason = typeof read === 'string' ? read : 'it stands on the list twice, and the first counts';
      rejected.push({ row: nameOf(row) ?? `row ${i + 1}`, reason });
    }
  }
  return { sightings, rejected };
}

/** Of a row that was written as text, what the text says. */
function unpacked(row: unknown): unknown {
  if (typeof row !== 'string') return row;
  for (const read of [JSON.parse, readPythonLiteral]) {
    try {
      return read(row);
    } catch {}
  }
  return row;
}

/** @returns what is wrong with it, where it is no sighting */
function readRow(row: unknown, { day, at }: DailyList): Sighting | string {
  if (typeof row === 'string') return 'it is text that is neither JSON nor a Python literal';
  const whole = schema.safeParse(row);
  if (!whole.success) return whole.error.issues[0]?.message ?? 'it can’t be read';
  const { paper, ...beside } = whole.data;
  const named = text.safeParse({ title: paper.title ?? beside.title, abstract: paper.summary ?? beside.summary });
  if (!named.success) return named.error.issues[0]?.message ?? 'it can’t be read';
  const { githubRepo: code, projectPage: project, publishedAt, upvotes: votes, githubStars: stars } = paper;
  const owner = beside.organization?.name ?? paper.organization?.name;
  return {
    record: {
      arxivId: paper.id.id,
      ...named.data,
      authors: paper.authors.flatMap(authorName),
      keywords: paper.ai_keywords.flatMap((word) => name.parse(word) ?? []).slice(0, MOST_KEYWORDS),
      links: [
        ...(code === undefined ? [] : [{ kind: 'code', url: code } as const]),
        ...(project === undefined ? [] : [{ kind: 'project', url: project } as const]),
      ],
      ...(publishedAt === undefined ? {} : { publishedAt }),
      ...(owner === undefined ? {} : { organization: owner }),
      ...(day === undefined ? {} : { listedOn: day }),
    },
    observation: {
      source: 'hugging-face',
      at,
      ...(votes === undefined ? {} : { votes }),
      ...(beside.numComments === undefined ? {} : { comments: beside.numComments }),
      ...(stars === undefined ? {} : { stars }),
      hasCode: code !== undefined,
    },
  };
}

function authorName(given: unknown): string | [] {
  const read = author.safeParse(given);
  return read.success && read.data.hidden !== true ? (name.parse(read.data.name) ?? []) : [];
}

function nameOf(row: unknown): string | undefined {
  const read = z.object({ paper: z.object({ id: z.string() }) }).safeParse(row);
  const id = read.success ? rowName(read.data.paper.id) : '';
  return plainText(id) === '' ? undefined : id;
}
