const LONGEST = 40;

/**
 * The name that a title gives its work: what stands before the colon ("Kimi-VL" of "Kimi-VL: ...") when it
 * reads as a name and not as a clause, the word before "Technical Report", or the name in brackets
 * ("Mixture of insighTful Experts (MoTE): ..." is "MoTE").
 *
 * @param title in its reading form
 * @returns undefined where the title names nothing
 */
export function shortName(title: string): string | undefined {
  const report = /^(\S+(?: \S+)?) Technical Report$/.exec(title);
  if (report) return report[1];
  const colon = /^(.+?)\s*:\s+\S/.exec(title);
  const comma = /^([A-Z][A-Z0-9-]{2,}),\s/.exec(title);
  const head = colon?.[1] ?? comma?.[1];
  if (head === undefined) return undefined;
  const bracketed = /\(([^()\s]{2,20})\)$/.exec(head);
  if (bracketed && looksCoined(bracketed[1]!)) return bracketed[1];
  if (head.length > LONGEST) return undefined;
  const words = head.split(' ');
  if (words.length === 1) return looksCoined(head) || /^\p{Lu}/u.test(head) ? head : undefined;
  return words.length <= 3 && /^[\p{L}\p{N}]/u.test(head) && !/[?!.]\s/.test(head) ? head : undefined;
}

/** A capital or digit after the first letter marks a coined name: "SoftCoT", "R1-VL", "xCoT", "GPT-4o". */
function looksCoined(word: string): boolean {
  return /^.[^\s]*[\p{Lu}\d]/u.test(word) && !/^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)+$/u.test(word);
}
