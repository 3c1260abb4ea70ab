import type { PaperLink } from '../papers/links.ts';
import type { PaperRecord } from '../papers/paper.ts';

/**
 * What is known of a paper once another record of it came. Nothing known is lost, and which record came first does not
 * matter as long as records that have a version have authors and an abstract, too: the text of the higher version stands,
 * of one version the longer text, so that two sources that disagree about a comma don't undo each other for ever.
 */
export function mergeRecords(known: PaperRecord, incoming: PaperRecord): PaperRecord {
  const isBetter = compareTexts(incoming, known) > 0;
  const text = isBetter ? incoming : known;
  const title = text.title.trim() || known.title.trim() || incoming.title.trim();
  return tidyRecord({
    arxivId: known.arxivId ?? incoming.arxivId,
    title,
    abstract: text.abstract,
    authors: newerList(known, incoming, known.authors, incoming.authors),
    keywords: richerList(known.keywords ?? [], incoming.keywords ?? []),
    links: unitedLinks(known.links ?? [], incoming.links ?? []),
    publishedAt: earlier(known.publishedAt, incoming.publishedAt),
    organization: incoming.organization?.trim() || known.organization,
    listedOn: smaller(known.listedOn, incoming.listedOn),
    version: text.version,
  });
}

/** The same record in one form: no empty fields, always in the same order, so that equal ones are equal as JSON. */
export function tidyRecord(record: { readonly [Field in keyof PaperRecord]: PaperRecord[Field] | undefined }) {
  const { arxivId, abstract = '', title = '', authors, keywords, links, ...rest } = record;
  const { publishedAt, organization, listedOn, version } = rest;
  const tidy: PaperRecord = {
    ...(arxivId ? { arxivId } : {}),
    title: title.trim(),
    abstract: abstract.trim(),
    ...(authors?.length ? { authors } : {}),
    ...(keywords?.length ? { keywords } : {}),
    ...(links?.length ? { links: links.map(({ kind, url }) => ({ kind, url })) } : {}),
    ...(publishedAt ? { publishedAt } : {}),
    ...(organization ? { organization } : {}),
    ...(listedOn ? { listedOn } : {}),
    ...(version === undefined ? {} : { version }),
  };
  return tidy;
}

/**
 * Positive where the first is the one to show. A record without an abstract never takes the place of one that has it;
 * where two differ in nothing but their white space, the one with less of it stands.
 */
function compareTexts(a: PaperRecord, b: PaperRecord): number {
  const [ours, theirs] = [folded(a.abstract), folded(b.abstract)];
  return (
    Number(ours !== '') - Number(theirs !== '') ||
    (a.version ?? 0) - (b.version ?? 0) ||
    ours.length - theirs.length ||
    compareStrings(ours, theirs) ||
    compareStrings(folded(a.title), folded(b.title)) ||
    b.title.length + b.abstract.length - a.title.length - a.abstract.length ||
    compareStrings(a.abstract, b.abstract) ||
    compareStrings(a.title, b.title)
  );
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function newerList(
  known: PaperRecord,
  incoming: PaperRecord,
  was: readonly string[] = [],
  is: readonly string[] = [],
): readonly string[] {
  if (was.length === 0 || is.length === 0) return was.length === 0 ? is : was;
  const newer = (incoming.version ?? 0) - (known.version ?? 0);
  if (newer === 0) return richerList(was, is);
  return newer > 0 ? is : was;
}

function richerList(a: readonly string[], b: readonly string[]): readonly string[] {
  return (a.length - b.length || compareStrings(JSON.stringify(a), JSON.stringify(b))) >= 0 ? a : b;
}

function unitedLinks(known: readonly PaperLink[], incoming: readonly PaperLink[]): readonly PaperLink[] {
  const byUrl = new Map<string, PaperLink>();
  for (const link of [...known, ...incoming]) {
    const key = link.url.replace(/\/$/, '').toLowerCase();
    if (!byUrl.has(key)) byUrl.set(key, link);
  }
  return [...byUrl.values()];
}

/** Of two ways to write a moment, the earlier; a text that is none is later than any. */
function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [x, y] = [momentOf(a), momentOf(b)];
  if (x === y) return smaller(a, b);
  return x < y ? a : b;
}

function momentOf(text: string): number {
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? Number.POSITIVE_INFINITY : moment;
}

function smaller(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareStrings(a, b) <= 0 ? a : b;
}

function compareStrings(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
