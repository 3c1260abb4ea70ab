import type { Lexicon } from '../search/lexicon.ts';
import { EVERYDAY_SPEECH } from './everyday-speech.ts';
import { PLAIN_SPEECH } from './plain-speech.ts';
import { readWords, type Word } from './words.ts';

/** Which groups of synonyms each phrase belongs to. */
export interface Synonyms {
  /** The groups of the phrases that these words hold, with the words' places. */
  groupsIn(words: readonly Word[]): ReadonlyMap<number, readonly number[]>;
}

/** The groups of the field's lexicon and those of plain speech, ready for look-up. */
export function createSynonyms(lexicon: Lexicon | undefined): Synonyms {
  const spoken = `${PLAIN_SPEECH}\n${EVERYDAY_SPEECH}`
    .split('\n')
    .map((line) => line.split('|').map((member) => member.trim()));
  const groupsOf = new Map<string, number[]>();
  let longest = 1;
  [...spoken, ...(lexicon?.groups ?? [])].forEach((members, group) => {
    for (const member of members) {
      const stems = keyStems(readWords(member.toLowerCase()));
      longest = Math.max(longest, stems.length);
      const key = stems.join(' ');
      const groups = groupsOf.get(key) ?? [];
      if (!groups.includes(group)) groups.push(group);
      groupsOf.set(key, groups);
    }
  });
  return {
    groupsIn(words) {
      const parts = words.flatMap((word, at) => keyStems([word]).map((stem) => ({ stem, at })));
      const found = new Map<number, number[]>();
      for (let i = 0; i < parts.length; i++) {
        let key = '';
        for (let n = 0; n < longest && i + n < parts.length; n++) {
          key = n === 0 ? parts[i]!.stem : `${key} ${parts[i + n]!.stem}`;
          for (const group of groupsOf.get(key) ?? []) {
            const places = found.get(group);
            if (places) places.push(parts[i]!.at);
            else found.set(group, [parts[i]!.at]);
          }
        }
      }
      return found;
    },
  };
}

/** Hyphens do not matter: "open-source" is "open source". */
function keyStems(words: readonly Word[]): string[] {
  return words.flatMap((word) => (word.stems.length > 1 ? word.stems.slice(0, -1) : word.stems));
}
