import type { Lexicon } from './lexicon.ts';
import { runsOf } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The lexicon's groups as terms: a text that holds any member of a group holds the group's term. */
export interface ConceptTable {
  /**
   * Appends the concepts of the terms from..to, one an occurrence of a member.
   *
   * @returns how many
   */
  collect(terms: ArrayLike<number>, from: number, to: number, into: number[]): number;
  /** The words and phrases of a concept. */
  members(concept: number): readonly Member[];
}

export interface Member {
  readonly text: string;
  readonly terms: readonly number[];
}

interface Node {
  readonly next: Map<number, Node>;
  readonly concepts: number[];
}

/** Members are looked up with a trie over term numbers; of nested members ("rl" in "rl agent") each counts. */
export function createConceptTable(lexicon: Lexicon | undefined, vocabulary: Vocabulary): ConceptTable {
  const root: Node = { next: new Map(), concepts: [] };
  const membersOf = new Map<number, Member[]>();
  lexicon?.groups.forEach((group, i) => {
    const concept = vocabulary.number(`\u0000concept ${i}`);
    const members: Member[] = [];
    membersOf.set(concept, members);
    for (const member of group) {
      const terms = runsOf(member).flatMap((run) => vocabulary.read(run.text).parts);
      members.push({ text: member, terms });
      let node = root;
      for (const term of terms) {
        let next = node.next.get(term);
        if (next === undefined) {
          next = { next: new Map(), concepts: [] };
          node.next.set(term, next);
        }
        node = next;
      }
      if (node !== root && !node.concepts.includes(concept)) node.concepts.push(concept);
    }
  });

  return {
    collect(terms, from, to, into) {
      const before = into.length;
      for (let i = from; i < to; i++) {
        let node = root.next.get(terms[i]!);
        for (let j = i + 1; node !== undefined; j++) {
          for (const concept of node.concepts) into.push(concept);
          node = j < to ? node.next.get(terms[j]!) : undefined;
        }
      }
      return into.length - before;
    },
    members: (concept) => membersOf.get(concept) ?? [],
  };
}
