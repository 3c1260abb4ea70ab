import SearchableMap from 'minisearch/SearchableMap';
import type { Paper } from '../papers/paper.ts';
import { typingDistance } from './corrections.ts';
import { createHashFilter } from './text-hash.ts';
import { fold } from './tokens.ts';

/** The short names of papers, "Kimi-VL" and "SoftCoT", by their letters and digits alone. */
export interface NameIndex {
  add(document: number, paper: Paper): void;
  remove(document: number, paper: Paper): void;
  /** The documents that bear a name written like this, hyphens and spaces apart. */
  exactly(text: string): readonly number[];
  /** The same for a text that is folded and without spaces already. */
  withKey(key: string): readonly number[];
  /** Whether a key with this hash value may be there. */
  mayHaveKey(hash: number): boolean;
  /** The documents whose names begin like this, the shorter names first. */
  beginning(text: string): readonly number[];
  /** The documents whose names are a typing mistake away, two where the name is long. */
  resembling(text: string): readonly number[];
}

const SHORTEST_TO_RESEMBLE = 4;
const LONG = 8;
const NONE: readonly number[] = [];

export function createNameIndex(): NameIndex {
  const byKey = new SearchableMap<number[]>();
  const exact = new Map<string, number[]>();
  const filter = createHashFilter();

  function set(key: string, documents: number[]): void {
    if (documents.length === 0) {
      byKey.delete(key);
      exact.delete(key);
    } else {
      byKey.set(key, documents);
      filter.add(key);
      exact.set(key, documents);
    }
  }

  return {
    add(document, paper) {
      for (const key of keysOf(paper)) set(key, [...(exact.get(key) ?? []), document]);
    },
    remove(document, paper) {
      for (const key of keysOf(paper))
        set(
          key,
          (exact.get(key) ?? []).filter((other) => other !== document),
        );
    },
    exactly: (text) => exact.get(nameKey(text)) ?? NONE,
    withKey: (key) => exact.get(key) ?? NONE,
    mayHaveKey: (hash) => filter.mayHave(hash),
    beginning(text) {
      const key = nameKey(text);
      if (key.length === 0) return [];
      return [...byKey.atPrefix(key)].sort(([a], [b]) => a.length - b.length).flatMap(([, documents]) => documents);
    },
    resembling(text) {
      const key = nameKey(text);
      if (key.length < SHORTEST_TO_RESEMBLE) return [];
      const allowed = key.length >= LONG ? 2 : 1;
      // a swap of neighbours is one mistake to a person and two to the radix tree
      return [...byKey.fuzzyGet(key, allowed + 1)]
        .map(([name, [documents]]) => ({ mistakes: typingDistance(key, name), documents }))
        .filter(({ mistakes }) => mistakes <= allowed)
        .sort((a, b) => a.mistakes - b.mistakes)
        .flatMap(({ documents }) => documents);
    },
  };
}

/** Letters and digits of a name: "Kimi-VL", "kimi vl" and "KimiVL" are one. */
function nameKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

function keysOf(paper: Paper): string[] {
  return paper.name === undefined ? [] : [nameKey(paper.name)].filter((key) => key !== '');
}
