import type { Documents } from './documents.ts';
import { type Passages, readPassages } from './passages.ts';
import { remembered } from './remembered.ts';
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
  function readAnew(document: number): CachedPassages {
    const passages = readPassages(documents.paper(document)?.reading.abstract ?? '', vocabulary);
    const { text, sentences, sentenceStart, sentenceEnd } = passages;
    let vectors: readonly Float32Array[] | undefined;
    return {
      passages,
      cosines(query) {
        vectors ??= Array.from(
          { length: sentences },
          (_, i) => table?.embed(text.slice(sentenceStart[i], sentenceEnd[i])) ?? new Float32Array(query.length),
        );
        const cosines: number[] = [];
        for (const vector of vectors) cosines.push(dot(query, vector));
        return cosines;
      },
    };
  }

  return { read: remembered(MOST_REMEMBERED, readAnew) };
}
