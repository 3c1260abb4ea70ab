import { z } from 'zod';
import { findLinks } from '../../src/papers/links.ts';
import type { RejectedRow, Sighting } from '../../src/papers/sighting.ts';
import type { AtomEntry, AtomFeed } from './atom.ts';
import { authorName, splitAuthors } from './author-names.ts';
import { abstract, arxivId, moment, rowName, title } from './row-fields.ts';

const schema = z.object({ id: arxivId, title, abstract, published: moment });
const ID_PREFIX = /^(?:oai:arXiv\.org:|https?:\/\/(?:export\.)?arxiv\.org\/abs\/)/;
/** Stands before the abstract in the daily feeds. */
const PREAMBLE = /^arXiv:\S+\s+Announce Type:\s*([\w-]+)\s+Abstract:\s*/;
const ERROR = /\/api\/errors(?:#|$)/;

interface Read {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly RejectedRow[];
}

/** What arXiv says instead of papers; it looks like an entry. */
export function errorOf({ entries }: AtomFeed): string | undefined {
  return entries.find(({ id }) => ERROR.test(id))?.summary;
}

/**
 * The entries of a daily feed, each with its place among those that are announced for the first time in the feed's
 * categories. What was replaced is news only of papers that are known.
 *
 * @param at when it was asked for, milliseconds since the epoch
 */
export function readFeedEntries(feed: AtomFeed, at: number): Read {
  let place = 0;
  const placed = (read: Sighting | string): Sighting | string =>
    typeof read === 'string' ? read : { ...read, observation: { source: 'arxiv', at, rank: ++place } };
  return readAll(feed, (entry) => {
    const preamble = PREAMBLE.exec(entry.summary);
    const type = entry.announceType || (preamble?.[1] ?? '');
    switch (type) {
      case 'new':
        return placed(readEntry(entry, entry.summary.replace(PREAMBLE, '')));
      // a feed's date is that of the announcement, which says nothing of when these were published
      case 'cross':
        return placed(readEntry({ ...entry, published: '' }, entry.summary.replace(PREAMBLE, '')));
      case 'replace':
      case 'replace-cross': {
        const read = readEntry({ ...entry, published: '' }, entry.summary.replace(PREAMBLE, ''));
        return typeof read === 'string' ? read : { ...read, onlyIfKnown: true };
      }
      default:
        return type === '' ? 'it doesn’t say how it is announced' : `“${rowName(type)}” is no way to be announced`;
    }
  });
}

/** The entries of an answer to a query. */
export function readQueryEntries(feed: AtomFeed): Read {
  return readAll(feed, (entry) => readEntry(entry, entry.summary));
}

function readAll({ entries }: AtomFeed, read: (entry: AtomEntry) => Sighting | string): Read {
  const sightings: Sighting[] = [];
  const rejected: RejectedRow[] = [];
  for (const [i, entry] of entries.entries()) {
    const result = read(entry);
    if (typeof result === 'string') rejected.push({ row: rowName(shortId(entry)) || `row ${i + 1}`, reason: result });
    else sightings.push(result);
  }
  return { sightings, rejected };
}

/** @returns what is wrong with it, where it is no sighting */
function readEntry(entry: AtomEntry, summary: string): Sighting | string {
  const read = schema.safeParse({
    id: shortId(entry),
    title: entry.title,
    abstract: summary,
    published: entry.published,
  });
  if (!read.success) return read.error.issues[0]?.message ?? 'it can’t be read';
  const { id, published, ...text } = read.data;
  return {
    record: {
      arxivId: id.id,
      ...text,
      authors:
        entry.authors.length > 0
          ? entry.authors.flatMap((name) => authorName(name) || [])
          : splitAuthors(entry.creator),
      links: findLinks(entry.comment),
      ...(published === undefined ? {} : { publishedAt: published }),
      ...(id.version === undefined ? {} : { version: id.version }),
    },
  };
}

function shortId({ id }: AtomEntry): string {
  return id.replace(ID_PREFIX, '');
}
