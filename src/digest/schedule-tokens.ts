/** A word, a comma or semicolon, or a quoted text, with its place in the text that was tokenised. */
export interface Token {
  /** Lower case, without accents and without the punctuation around it; of a quoted text what stands inside. */
  readonly word: string;
  /** As written. */
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

/** A text with plain quotes, dashes and spaces, whatever a chat client or a phone made of them. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/(?<=^|\s)(['`])([^'`"]+)\1(?=$|[\s,;])/g, '"$2"')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param text as from `plainText` */
export function tokenise(text: string): Token[] {
  return [...text.matchAll(/"([^"]*)"|[,;]|[^\s,;"]+|"/g)].map((match) => {
    const quoted = match[1] !== undefined;
    const raw = (match[1] ?? match[0]).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
    const word = quoted ? raw : raw.replace(/^[([<]+(?=.)|(?<=.)[)\]>.!?]+$/g, '');
    return { word, text: match[0], quoted, start: match.index, end: match.index + match[0].length };
  });
}

/** The word at a place; empty past the end and for a quoted text. */
export function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token && !token.quoted ? token.word : '';
}

/** Some words joined by spaces; empty where there are not as many, or one is quoted. */
export function wordsAt(tokens: readonly Token[], at: number, length: number): string {
  const part = tokens.slice(at, at + length);
  return part.length < length || part.some((token) => token.quoted) ? '' : part.map((token) => token.word).join(' ');
}

/** The same as they were written. */
export function textAt(tokens: readonly Token[], at: number, length: number): string {
  return tokens
    .slice(at, at + length)
    .map((token) => token.text)
    .join(' ');
}
