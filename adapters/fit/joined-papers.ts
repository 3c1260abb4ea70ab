import { UserError } from '../../src/errors.ts';
import type { FitQuestion, Gold, PaperText } from './question.ts';

/** A question as it stands in a file. */
interface Line {
  readonly kind: string;
  readonly question: string;
  readonly history: readonly string[];
  readonly papers: readonly {
    readonly id: string;
    readonly title: string;
    readonly abstract?: string | undefined;
  }[];
  readonly gold: Gold;
  readonly answerable: boolean;
}

/** Where papers are looked up by their ids. */
export interface PaperShelf {
  readonly file: string;
  readonly papers: ReadonlyMap<string, PaperText>;
}

/** Papers by their ids; runs of white space in their texts are one space, and none is at the ends. */
export function paperShelf(
  file: string,
  papers: readonly { readonly id: string; readonly title: string; readonly abstract: string }[],
): PaperShelf {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  return {
    file,
    papers: new Map(
      papers.map(({ id, title, abstract }) => [id, { title: plain(title), abstract: plain(abstract) }] as const),
    ),
  };
}

/**
 * Gives questions the texts of their papers. Those on several papers are left out.
 *
 * @param file named where something is wrong
 * @throws UserError where a paper without an abstract is not on the shelf
 */
export function joinPapers(
  file: string,
  lines: readonly Line[],
  shelf: PaperShelf | undefined,
): { readonly questions: readonly FitQuestion[]; readonly leftOut: number } {
  const missing = new Set<string>();
  const questions = lines.flatMap(({ question: text, papers: [paper, ...others], kind, history, answerable, gold }) => {
    if (paper === undefined || others.length > 0) return [];
    const { id, title, abstract } = paper;
    const joined = abstract === undefined;
    const found = joined ? shelf?.papers.get(id) : { title, abstract };
    if (found === undefined) {
      missing.add(id);
      return [];
    }
    return [{ kind, text, history, answerable, gold, paper: found, joined }];
  });
  const [first] = missing;
  if (first === undefined) return { questions, leftOut: lines.length - questions.length };
  const count = missing.size === 1 ? 'a paper' : `${missing.size} papers`;
  throw new UserError(
    shelf === undefined
      ? `${file} names ${count} by id only (${first}): say --papers FILE to tell their titles and abstracts.`
      : `${file} names ${count} not in ${shelf.file}, the first of them ${first}: add what is missing, or leave those questions out.`,
  );
}
