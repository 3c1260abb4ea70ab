import { type Abbreviation, findAbbreviations } from './abbreviations.ts';
import { findLinks, type PaperLink } from './links.ts';
import { readingForm } from './reading-form.ts';
import { shortName } from './short-name.ts';
import { paperSlug } from './slug.ts';

/** What a source said of a paper, and nothing else. */
export interface PaperRecord {
  /** The arXiv id without its version ("2504.07491"), where the source knows it. */
  readonly arxivId?: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[];
  readonly keywords?: readonly string[];
  readonly links?: readonly PaperLink[];
  /** ISO 8601, as the source gave it. */
  readonly publishedAt?: string;
  /** Whose paper it is, as the source names it ("ByteDance-Seed"). */
  readonly organization?: string;
  /** The day (YYYY-MM-DD) of the daily list that named it first. */
  readonly listedOn?: string;
  /** The arXiv version that title and abstract are of, where the source knows it. */
  readonly version?: number;
}

/** A paper as Paperboy knows it: the record, and what can be read off its text. Never an invented date or author. */
export interface Paper {
  /** The arXiv id where known when it was first seen, else a slug of the title. It stays, whatever is learned later. */
  readonly id: string;
  readonly arxivId?: string;
  /** Verbatim: quotes and their positions refer to these two. */
  readonly title: string;
  readonly abstract: string;
  /** The same without LaTeX remnants, to show and to search. */
  readonly reading: { readonly title: string; readonly abstract: string };
  /** The name before the title's colon ("Kimi-VL"), where there is one. */
  readonly name?: string;
  readonly authors: readonly string[];
  readonly keywords: readonly string[];
  readonly links: readonly PaperLink[];
  readonly abbreviations: readonly Abbreviation[];
  readonly publishedAt?: string;
  readonly organization?: string;
  readonly listedOn?: string;
  readonly version?: number;
  /** When Paperboy first saw it, milliseconds since the epoch. */
  readonly firstSeen?: number;
}

/** What a source said of a paper at a moment. Append-only. */
export interface Observation {
  readonly paperId: string;
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly votes?: number;
  readonly comments?: number;
  readonly stars?: number;
  /** Place on the source's page, 1 is the top. */
  readonly rank?: number;
  /** The source knew where its code is. */
  readonly hasCode?: boolean;
}

/** @param kept what is known of it from before */
export function makePaper(
  record: PaperRecord,
  kept: { readonly id?: string; readonly firstSeen?: number } = {},
): Paper {
  const title = record.title.trim();
  const abstract = record.abstract.trim();
  const reading = { title: readingForm(title), abstract: readingForm(abstract) };
  const name = shortName(reading.title);
  const links = mergeLinks(record.links ?? [], findLinks(abstract));
  return {
    id: kept.id ?? record.arxivId ?? paperSlug(title),
    ...(record.arxivId === undefined ? {} : { arxivId: record.arxivId }),
    title,
    abstract,
    reading,
    ...(name === undefined ? {} : { name }),
    authors: record.authors ?? [],
    keywords: record.keywords ?? [],
    links,
    abbreviations: findAbbreviations(`${reading.title}. ${reading.abstract}`),
    ...(record.publishedAt === undefined ? {} : { publishedAt: record.publishedAt }),
    ...(record.organization === undefined ? {} : { organization: record.organization }),
    ...(record.listedOn === undefined ? {} : { listedOn: record.listedOn }),
    ...(record.version === undefined ? {} : { version: record.version }),
    ...(kept.firstSeen === undefined ? {} : { firstSeen: kept.firstSeen }),
  };
}

function mergeLinks(given: readonly PaperLink[], found: readonly PaperLink[]): PaperLink[] {
  const byUrl = new Map<string, PaperLink>();
  for (const link of [...given, ...found]) {
    const key = link.url.replace(/\/$/, '').toLowerCase();
    if (!byUrl.has(key)) byUrl.set(key, link);
  }
  return [...byUrl.values()];
}
