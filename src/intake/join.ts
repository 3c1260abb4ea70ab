import type { Observation, PaperRecord } from '../papers/paper.ts';
import type { Sighting } from '../papers/sighting.ts';
import { fnv1a } from '../papers/slug.ts';
import { firstId, titleIdentity } from './identity.ts';
import { mergeRecords, tidyRecord } from './merge.ts';
import { createTimelines } from './observing.ts';

/** A paper as it is kept. */
export interface KnownPaper {
  /** For ever the same. */
  readonly id: string;
  readonly record: PaperRecord;
  /** `titleIdentity` of every title that it was ever named by, so that a renamed paper is recognised by its old one. */
  readonly titles: readonly string[];
}

/** What is known of the papers that sightings may be of. */
export interface Known {
  /** Those with an arXiv id, a title or an id of a sighting, the first seen first. */
  readonly papers: readonly KnownPaper[];
  /** Of them, each source's since its last one before the earliest sighting. */
  readonly observations: readonly Observation[];
}

/** What is to be written. */
export interface Joined {
  readonly added: readonly KnownPaper[];
  readonly updated: readonly KnownPaper[];
  /** How many known papers were named and are as they were. */
  readonly unchanged: number;
  readonly observations: readonly Observation[];
}

/**
 * Joins what sources named with what is known: by the arXiv id first, else by the title where the other has no arXiv id
 * of its own or the same. The same again joins to nothing, and the order of sightings makes no difference to what is
 * known of a paper; observations are to come in the order of their time, or two that agree may hide one between them.
 */
export function joinSightings(known: Known, sightings: readonly Sighting[]): Joined {
  const shelf = createShelf(known.papers);
  const observed: Observation[] = [];
  for (const { record, observation, onlyIfKnown } of adderFirst(sightings)) {
    const paperId = shelf.put(record, onlyIfKnown === true);
    if (paperId !== undefined && observation) observed.push({ ...observation, paperId });
  }
  observed.sort((a, b) => a.at - b.at);
  const timelines = createTimelines(known.observations);
  return { ...shelf.changed(), observations: observed.flatMap((observation) => timelines.add(observation) ?? []) };
}

/** What only adds to known papers may be of one that comes later in the batch. */
function adderFirst(sightings: readonly Sighting[]): readonly Sighting[] {
  return [...sightings.filter((one) => !one.onlyIfKnown), ...sightings.filter((one) => one.onlyIfKnown)];
}

interface Shelf {
  /** @returns the id of the paper, undefined where it is none */
  put(record: PaperRecord, onlyIfKnown: boolean): string | undefined;
  changed(): Omit<Joined, 'observations'>;
}

function createShelf(before: readonly KnownPaper[]): Shelf {
  const papers = new Map<string, KnownPaper>();
  const byArxivId = new Map<string, string>();
  const byTitle = new Map<string, string[]>();
  const named = new Set<string>();

  const place = (paper: KnownPaper) => {
    papers.set(paper.id, paper);
    if (paper.record.arxivId !== undefined) byArxivId.set(paper.record.arxivId, paper.id);
    for (const title of paper.titles) {
      const ids = byTitle.get(title) ?? [];
      byTitle.set(title, ids);
      if (!ids.includes(paper.id)) ids.push(paper.id);
    }
  };
  for (const paper of before) place(paper);

  const find = ({ arxivId }: PaperRecord, title: string): KnownPaper | undefined => {
    const same = arxivId === undefined ? undefined : byArxivId.get(arxivId);
    if (same !== undefined) return papers.get(same);
    const alike = (byTitle.get(title) ?? []).flatMap((id) => papers.get(id) ?? []);
    return alike.find(({ record }) => arxivId === undefined || record.arxivId === undefined);
  };

  return {
    put(record, onlyIfKnown) {
      const title = titleIdentity(record.title);
      const found = find(record, title);
      if (found === undefined) {
        if (onlyIfKnown || record.title.trim() === '') return undefined;
        const id = freeId(firstId(record), title, papers);
        place({ id, record: tidyRecord(record), titles: [title] });
        named.add(id);
        return id;
      }
      const titles =
        found.titles.includes(title) || record.title.trim() === '' ? found.titles : [...found.titles, title];
      place({ id: found.id, record: mergeRecords(found.record, record), titles });
      named.add(found.id);
      return found.id;
    },

    changed() {
      const was = new Map(before.map((paper) => [paper.id, paper]));
      const now = [...named].flatMap((id) => papers.get(id) ?? []);
      const added = now.filter(({ id }) => !was.has(id));
      const updated = now.filter((paper) => {
        const earlier = was.get(paper.id);
        return earlier !== undefined && !isSame(earlier, paper);
      });
      return { added, updated, unchanged: now.length - added.length - updated.length };
    },
  };
}

function isSame(a: KnownPaper, b: KnownPaper): boolean {
  return (
    a.titles.length === b.titles.length && JSON.stringify(tidyRecord(a.record)) === JSON.stringify(tidyRecord(b.record))
  );
}

/** Two titles may have one slug and still not be the same. */
function freeId(wished: string, title: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(wished) ? `${wished}-${fnv1a(title).toString(16).padStart(8, '0')}` : wished;
}
