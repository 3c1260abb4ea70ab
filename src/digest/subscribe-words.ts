import type { Token } from './schedule-tokens.ts';

/** Words for what a post holds. */
export const PAPERS = /^(?:papers?|articles?|items?|results?|posts?|picks?|preprints?|publications?)$/;

/** A token as a word of the grammar: empty where it is quoted, and without the colon of "topics:". */
export function bareWord(token: Token | undefined): string {
  return token && !token.quoted ? token.word.replace(/(?<=[a-z])[:=]$/, '') : '';
}
