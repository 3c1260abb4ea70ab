import { createAnswerer } from '../src/answers/answer.ts';
import type { Library } from '../src/library.ts';
import { parsePage } from '../src/papers/page.ts';
import { parseLexicon } from '../src/search/lexicon.ts';
import { createSearchEngine } from '../src/search/search-engine.ts';
import { readSemanticTable } from '../src/search/semantic/table.ts';
import { readDataFile } from './data-files.ts';

const PAGE = 'hf-papers-page.txt';

/** The library as it ships: the papers page, the semantic table and the lexicon of `data/`. */
export function loadShippedLibrary(seenAt: number): { library: Library; loaded: string } {
  const semantic = readSemanticTable(readDataFile('papers-256.q4.bin'));
  const lexicon = parseLexicon(readDataFile('lexicon.txt').toString('utf8'));
  const { papers, observations } = parsePage(readDataFile(PAGE), seenAt);
  const search = createSearchEngine({ semantic, lexicon });
  search.add(papers);
  return {
    library: {
      search,
      answers: createAnswerer({ semantic, lexicon }),
      papers: () => papers,
      observations: () => observations,
    },
    loaded: `${papers.length} papers from data/${PAGE}`,
  };
}
