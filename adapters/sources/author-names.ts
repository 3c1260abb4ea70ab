import { plainText } from './row-fields.ts';

const MARKS: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
};
const LETTERS: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'i',
  j: 'j',
};

const ACCENT = /\\(['`^"~=.]|[uvHckrd](?![A-Za-z]))\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))/g;
const LETTER = /\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![A-Za-z])(?:\{\}| )?/g;
/** What stands behind a comma and is no author. */
const SUFFIX = /^(?:Jr|Sr)\.?$|^(?:II|III|IV)$/;

/** The authors of a list in one text: "Ada Lovelace (1), Sammy Davis, Jr". Affiliations in brackets are left out. */
export function splitAuthors(list: string): string[] {
  const names: string[] = [];
  for (const part of withoutBrackets(list).split(',')) {
    const last = names.at(-1);
    if (last !== undefined && SUFFIX.test(part.trim())) names[names.length - 1] = `${last}, ${part.trim()}`;
    else if (part.trim() !== '') names.push(part);
  }
  return names.flatMap((name) => authorName(name) || []);
}

/** A name as a person writes it: LaTeX's accents resolved, and what was encoded twice decoded once more. */
export function authorName(text: string): string {
  const accented = text
    .replace(ACCENT, (_, mark: string, braced: string | undefined, bare: string | undefined) =>
      `${braced ?? bare ?? ''}${MARKS[mark] ?? ''}`.normalize('NFC'),
    )
    .replace(LETTER, (_, letter: string) => LETTERS[letter] ?? '')
    .replace(/[{}]/g, '')
    .replace(/(?<=\S)~(?=\S)/g, ' ');
  return plainText(decodedOnce(accented));
}

/**
 * UTF-8 that was taken for Latin-1 ("RamÃ­rez"). A name that was not is hardly ever valid UTF-8 once its characters are
 * read as bytes: "José" is not.
 */
function decodedOnce(name: string): string {
  if (!/[\u0080-\u00ff]/.test(name) || /[^\0-\u00ff]/.test(name)) return name;
  const bytes = Uint8Array.from(name, (char) => char.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return name;
  }
}

/** Brackets may hold commas, and brackets. */
function withoutBrackets(list: string): string {
  let text = list;
  for (;;) {
    const shorter = text.replace(/\s*\([^()]*\)/g, '');
    if (shorter === text) return text;
    text = shorter;
  }
}
