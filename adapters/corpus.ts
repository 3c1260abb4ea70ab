import { readFileSync } from 'node:fs';
import { createAnswerer } from '../src/answers/answer.ts';
import { UserError } from '../src/errors.ts';
import type { Library } from '../src/library.ts';
import { parsePage } from '../src/papers/page.ts';
import { parseLexicon } from '../src/search/lexicon.ts';
import { createSearchEngine } from '../src/search/search-engine.ts';
import { readSemanticTable, type SemanticTable } from '../src/search/semantic/table.ts';
import { readDataFile } from './data-files.ts';

const PAGE = 'hf-papers-page.txt';

/**
 * The library as it ships: the papers page, the semantic table and the lexicon of `data/`.
 *
 * @param tablePath of another semantic table to read instead
 * @throws UserError where that is none
 */
export function loadShippedLibrary(seenAt: number, tablePath?: string): { library: Library; loaded: string } {
  const semantic =
    tablePath === undefined ? readSemanticTable(readDataFile('papers-256.q4.bin')) : readTable(tablePath);
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
      topics: lexicon.groups.flatMap(([name]) => name ?? []),
    },
    loaded: `${papers.length} papers from data/${PAGE}`,
  };
}

function readTable(path: string): SemanticTable {
  try {
    return readSemanticTable(readFileSync(path));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`PAPERBOY_SEMANTIC_TABLE names ${path}, and that can’t be read: ${why}`);
  }
}
