import { UserError } from '../errors.ts';
import { makePaper, type Observation, type Paper } from './paper.ts';
import { titleKey } from './slug.ts';

const HEADER = /^Get trending papers in your email inbox/;
const LONGEST_LINE = 100_000;
const LONGEST_TITLE = 500;

/** The papers of a page and, as observations of rank, the order in which it lists them. */
export interface Page {
  readonly papers: readonly Paper[];
  readonly observations: readonly Observation[];
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * Parses the text of a papers page: two header lines, then a title and an abstract in turn, one a line.
 *
 * @param bytes the file as it came; must be UTF-8
 * @param seenAt when the page was taken, milliseconds since the epoch
 * @throws UserError naming the line that is wrong; a page is taken whole or not at all
 */
export function parsePage(bytes: Uint8Array, seenAt: number): Page {
  const lines = splitLines(bytes);
  const headers = lines.findIndex((line) => !HEADER.test(line.text));
  const body = headers < 0 ? [] : lines.slice(headers);
  const first = body[0];
  if (first && headers > 0) body[0] = { number: first.number, text: first.text.replace(/^Subscribe(?=\S)/, '') };
  if (body.length === 0) throw new UserError('The papers page is empty: it needs a title and an abstract, one a line.');

  const papers: Paper[] = [];
  const seen = new Map<string, number>();
  for (let i = 0; i < body.length; i += 2) {
    const title = body[i]!;
    const abstract = body[i + 1];
    if (title.text.trim() === '') throw broken(title.number, 'a title is expected here, and the line is empty');
    if (title.text.length > LONGEST_TITLE)
      throw broken(
        title.number,
        `a title is expected here, but it has ${title.text.length} characters and looks like an abstract; is the title before it missing?`,
      );
    if (abstract === undefined)
      throw broken(title.number, 'the last title has no abstract; titles and abstracts must come in pairs');
    if (abstract.text.trim() === '')
      throw broken(abstract.number, 'an abstract is expected here, and the line is empty');
    const key = titleKey(title.text);
    const earlier = seen.get(key);
    if (earlier !== undefined)
      throw broken(title.number, `this paper stands at line ${earlier} already; remove one of the two`);
    seen.set(key, title.number);
    papers.push(makePaper({ title: title.text, abstract: abstract.text }));
  }
  return {
    papers,
    observations: papers.map((paper, i) => ({ paperId: paper.id, source: 'page', at: seenAt, rank: i + 1 })),
  };
}

function splitLines(bytes: Uint8Array): Line[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines: Line[] = [];
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    if (end - start > LONGEST_LINE)
      throw broken(number, `it has ${end - start} bytes; a title or an abstract has at most ${LONGEST_LINE}`);
    try {
      lines.push({ number, text: decoder.decode(bytes.subarray(start, end)).replace(/\r$/, '') });
    } catch {
      throw broken(number, 'it is not UTF-8; save the page as UTF-8');
    }
    start = end + 1;
  }
  while (lines.at(-1)?.text.trim() === '') lines.pop();
  return lines;
}

function broken(line: number, what: string): UserError {
  return new UserError(`The papers page is broken at line ${line}: ${what}.`);
}
