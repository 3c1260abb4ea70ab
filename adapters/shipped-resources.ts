import { type Hints, parseHints } from '../src/answers/hints.ts';
import { type Lexicon, parseLexicon } from '../src/search/lexicon.ts';
import { readSemanticTable, type SemanticTable } from '../src/search/semantic/table.ts';
import { readDataFile } from './data-files.ts';

/** What search and answers know beforehand, from `data/`. */
export interface ShippedResources {
  readonly semantic: SemanticTable;
  readonly lexicon: Lexicon;
  readonly hints: Hints;
}

/** @param semantic another table to use instead of the shipped one */
export function shippedResources(semantic?: SemanticTable): ShippedResources {
  return {
    semantic: semantic ?? readSemanticTable(readDataFile('papers-256.q4.bin')),
    lexicon: parseLexicon(readDataFile('lexicon.txt').toString('utf8')),
    hints: parseHints(readDataFile('hints.txt').toString('utf8')),
  };
}
