import type { ConceptTable } from './concepts.ts';
import { createFamiliarity, type Familiarity } from './familiarity.ts';
import type { SemanticTable } from './semantic/table.ts';
import { unitVector } from './semantic/vectors.ts';
import { createSemanticIndex, type SemanticIndex } from './semantic-index.ts';

/** All that is known of the papers' meaning. */
export interface Semantics {
  readonly table: SemanticTable;
  /** Of title and abstract. */
  readonly index: SemanticIndex;
  readonly titles: SemanticIndex;
  readonly familiarity: Familiarity;
  add(document: number, title: string, abstract: string): void;
  forget(document: number): void;
  /** The share of a query's words that the table knows; what it makes of others is a guess from their letters. */
  knownShare(query: string): number;
  /** What the members of some concepts mean together; undefined where there are none. */
  topicOf(concepts: readonly number[]): Float32Array | undefined;
}

export function createSemantics(table: SemanticTable, concepts: ConceptTable): Semantics {
  const index = createSemanticIndex(table);
  const titles = createSemanticIndex(table);
  const familiarity = createFamiliarity(table);
  const members = new Map<string, Float32Array>();

  function meaningOf(member: string): Float32Array {
    let vector = members.get(member);
    if (vector === undefined) {
      vector = table.embed(member);
      members.set(member, vector);
    }
    return vector;
  }

  return {
    table,
    index,
    titles,
    familiarity,
    add(document, title, abstract) {
      const text = `${title}\n${abstract}`;
      index.add(document, text);
      titles.add(document, title);
      familiarity.read(text);
    },
    forget(document) {
      index.forget(document);
      titles.forget(document);
    },
    knownShare(query) {
      let words = 0;
      let known = 0;
      for (const word of query.split(' ')) {
        if (word === '') continue;
        words++;
        if (table.knows(word)) known++;
      }
      return words === 0 ? 0 : known / words;
    },
    topicOf(spoken) {
      const texts = new Set(spoken.flatMap((concept) => concepts.members(concept).map((member) => member.text)));
      if (texts.size === 0) return undefined;
      const sum = new Float32Array(table.dimensions);
      for (const text of texts) {
        const vector = meaningOf(text);
        for (let k = 0; k < sum.length; k++) sum[k]! += vector[k]!;
      }
      return unitVector(sum);
    },
  };
}
