import type { Library } from '../library.ts';
import type { Paper } from '../papers/paper.ts';
import { askedOnce } from './asked-once.ts';

/** What a channel's topics and words say of papers. Asked for once a topic and once a paper, whatever the number of channels. */
export interface Fitting {
  /** Those of the topics that the paper is about. */
  topicsOf(paper: Paper, include: readonly string[]): string[];
  /** The first of the words that the paper mentions. */
  unwantedIn(paper: Paper, exclude: readonly string[]): string | undefined;
}

export function createFitting(library: Pick<Library, 'search'>): Fitting {
  const about = askedOnce((topic: string) => papersAbout(topic, library));
  const words = askedOnce((paper: Paper) => spaced(`${paper.reading.title} ${paper.reading.abstract}`));
  const unwanted = askedOnce(spaced);
  return {
    topicsOf: (paper, include) => include.filter((topic) => about(topic).has(paper.id)),
    unwantedIn: (paper, exclude) => exclude.find((one) => words(paper).includes(unwanted(one))),
  };
}

/** Ids of all papers that a search for the topic finds. */
export function papersAbout(topic: string, { search }: Pick<Library, 'search'>): ReadonlySet<string> {
  const outcome = search.search(topic, { limit: search.size });
  return new Set(outcome.kind === 'found' ? outcome.hits.map((hit) => hit.paper.id) : []);
}

/** Lower-case words with a space around each, so that "rag" is not found in "storage". */
function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
