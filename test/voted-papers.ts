import { createLibrary, type GrowingLibrary } from '../src/library.ts';
import { makePaper, type Observation, type Paper, type PaperRecord } from '../src/papers/paper.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A paper with what Hugging Face counted of it. */
export interface Voted {
  readonly paper: Paper;
  readonly observations: readonly Observation[];
}

type Counts = Partial<Pick<Observation, 'votes' | 'comments' | 'stars' | 'hasCode' | 'source' | 'rank'>>;

/**
 * A paper by its name, listed on a day, and what was counted when.
 *
 * @param counts ISO times with the votes, or with more than these
 */
export function voted(
  name: string,
  listedOn: string | undefined,
  counts: Readonly<Record<string, number | Counts>>,
  record: Partial<PaperRecord> = {},
): Voted {
  const paper = {
    ...makePaper({
      title: `${name}: a paper on ${name.toLowerCase()}`,
      abstract: `We study ${name.toLowerCase()}.`,
      ...(listedOn === undefined ? {} : { listedOn }),
      ...record,
    }),
    id: name.toLowerCase(),
  };
  const observations = Object.entries(counts).map(([at, count]) => ({
    paperId: paper.id,
    source: 'hugging-face',
    at: Date.parse(at),
    ...(typeof count === 'number' ? { votes: count } : count),
  }));
  return { paper, observations };
}

export function observationsOf(all: readonly Voted[]): Map<string, readonly Observation[]> {
  return new Map(all.map(({ paper, observations }) => [paper.id, observations]));
}

export function libraryOf(all: readonly Voted[]): GrowingLibrary {
  const library = createLibrary({ lexicon: { groups: [] } });
  library.add(
    all.map(({ paper }) => paper),
    all.flatMap(({ observations }) => observations),
  );
  return library;
}
