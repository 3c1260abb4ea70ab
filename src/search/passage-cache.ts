import type { Documents } from './documents.ts';
import { type Passages, readPassages } from './passages.ts';
import type { SemanticTable } from './semantic/table.ts';
import { dot } from './semantic/vectors.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The abstracts that were read last, cut into sentences. */
export interface PassageCache {
  /** Of a living document. */
  read(document: number): CachedPassages;
}

interface CachedPassages {
  readonly passages: Passages;
  /** The cosine of each sentence with a query's vector. */
  cosines(query: Float32Array): readonly number[];
}

const MOST_REMEMBERED = 1000;

export function createPassageCache(
  documents: Documents,
  vocabulary: Vocabulary,
  table: SemanticTable | undefined,
): PassageCache {
  const remembered = new Map<number, CachedPassages>();

  function readAnew(document: number): CachedPassages {
    const passages = readPassages(documents.paper(document)?.reading.abstract ?? '', vocabulary);
    const { text, sentences } = passages;
    let vectors: readonly Float32Array[] | undefined;
    return {
      passages,
      cosines(query) {
        vectors ??= sentences.map(
          ({ start, end }) => table?.embed(text.slice(start, end)) ?? new Float32Array(query.length),
        );
        return vectors.map((vector) => dot(query, vector));
      },
    };
  }

  return {
    read(document) {
      const known = remembered.get(document);
      if (known !== undefined) return known;
      const read = readAnew(document);
      if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? document);
      remembered.set(document, read);
      return read;
    },
  };
}
