import { readFileSync } from 'node:fs';
import { UserError } from '../src/errors.ts';
import { createLibrary, type GrowingLibrary } from '../src/library.ts';
import { parsePage } from '../src/papers/page.ts';
import { readSemanticTable, type SemanticTable } from '../src/search/semantic/table.ts';
import { readDataFile } from './data-files.ts';
import { shippedResources } from './shipped-resources.ts';

const PAGE = 'hf-papers-page.txt';

/**
 * A library without papers, with the semantic table, the lexicon and the hints of `data/`.
 *
 * @param tablePath of another semantic table to read instead
 * @throws UserError where that is none
 */
export function emptyLibrary(tablePath?: string): GrowingLibrary {
  return createLibrary(shippedResources(tablePath === undefined ? undefined : readTable(tablePath)));
}

/** The library as it ships: `emptyLibrary` with the papers page. */
export function loadShippedLibrary(seenAt: number, tablePath?: string): { library: GrowingLibrary; loaded: string } {
  const library = emptyLibrary(tablePath);
  const { papers, observations } = parsePage(readDataFile(PAGE), seenAt);
  library.add(papers, observations);
  return { library, loaded: `${papers.length} papers from data/${PAGE}` };
}

function readTable(path: string): SemanticTable {
  try {
    return readSemanticTable(readFileSync(path));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`PAPERBOY_SEMANTIC_TABLE names ${path}, and that can’t be read: ${why}`);
  }
}
