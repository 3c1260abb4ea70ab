import type { Paper } from '../papers/paper.ts';
import { type AbbreviationIndex, createAbbreviationIndex } from './abbreviation-index.ts';
import { type ConceptTable, createConceptTable } from './concepts.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createGramIndex, type GramIndex } from './grams.ts';
import type { Lexicon } from './lexicon.ts';
import { createNameIndex, type NameIndex } from './names.ts';
import { createPassageCache, type PassageCache } from './passage-cache.ts';
import { createPostings, type Postings } from './postings.ts';
import { createReadings, type Reading } from './readings.ts';
import type { SemanticTable } from './semantic/table.ts';
import { createSemantics, type Semantics } from './semantics.ts';
import { STANDING_ABBREVIATIONS } from './standing-abbreviations.ts';
import { createTitleIndex, type TitleIndex } from './titles.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** The papers and every index over them. */
export interface Collection {
  readonly vocabulary: Vocabulary;
  readonly concepts: ConceptTable;
  readonly documents: Documents;
  readonly postings: Postings;
  readonly grams: GramIndex;
  readonly abbreviations: AbbreviationIndex;
  readonly names: NameIndex;
  readonly titles: TitleIndex;
  readonly passages: PassageCache;
  /** A document by its distinct terms. */
  read(document: number): Reading;
  readonly semantic?: Semantics;
  add(papers: readonly Paper[]): void;
  remove(id: string): boolean;
  get(id: string): Paper | undefined;
}

export function createCollection(resources: { semantic?: SemanticTable; lexicon?: Lexicon }): Collection {
  const vocabulary = createVocabulary();
  const concepts = createConceptTable(resources.lexicon, vocabulary);
  const documents = createDocuments(vocabulary, concepts);
  const grams = createGramIndex(vocabulary);
  const postings = createPostings(documents, vocabulary, grams);
  const abbreviations = createAbbreviationIndex(STANDING_ABBREVIATIONS);
  const names = createNameIndex();
  const titles = createTitleIndex();
  const semantic = resources.semantic && createSemantics(resources.semantic, concepts);

  function remove(id: string): boolean {
    const document = documents.numberOf(id);
    const paper = document === undefined ? undefined : documents.paper(document);
    if (document === undefined || paper === undefined) return false;
    postings.forget(document);
    names.remove(document, paper);
    titles.remove(document);
    abbreviations.remove(paper.abbreviations);
    semantic?.forget(document);
    documents.remove(document);
    return true;
  }

  return {
    vocabulary,
    concepts,
    documents,
    postings,
    grams,
    abbreviations,
    names,
    titles,
    read: createReadings(documents, vocabulary),
    passages: createPassageCache(documents, vocabulary, resources.semantic),
    ...(semantic ? { semantic } : {}),
    add(papers) {
      const from = documents.length;
      const last = new Map(papers.map((paper) => [paper.id, paper]));
      for (const paper of last.values()) {
        remove(paper.id);
        const document = documents.add(paper);
        names.add(document, paper);
        titles.add(document, paper);
        abbreviations.add(paper.abbreviations);
        semantic?.add(document, paper.reading.title, paper.reading.abstract);
      }
      if (documents.length > from) postings.extend(from, documents.length);
    },
    remove,
    get(id) {
      const document = documents.numberOf(id);
      return document === undefined ? undefined : documents.paper(document);
    },
  };
}
