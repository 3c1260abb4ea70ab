/** The field's vocabulary: groups of words and phrases that mean the same or belong together. */
export interface Lexicon {
  readonly groups: readonly (readonly string[])[];
}

/** Reads a lexicon: one group a line, members separated by "|", lines with "#" are comments. */
export function parseLexicon(text: string): Lexicon {
  const groups: string[][] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const members = line
      .split('|')
      .map((member) => member.trim())
      .filter((member) => member !== '');
    if (members.length > 1) groups.push(members);
  }
  return { groups };
}
