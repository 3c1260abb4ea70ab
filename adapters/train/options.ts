import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { UserError } from '../../src/errors.ts';

export interface TrainOptions {
  readonly papers: string;
  readonly out: string;
  readonly threads: number;
  /** What the size of the corpus suggests, where not given. */
  readonly epochs?: number;
  readonly seed: number;
  /** A table's file, to be improved by tables trained on the papers. */
  readonly blend?: { readonly table: string; readonly tables: number };
}

const USAGE = `Usage: npm run train -- --papers FILE [--out FILE] [--threads N] [--epochs N] [--seed N]
                         [--blend TABLE [--tables N]]

  --papers   papers to learn from: JSON lines, plain or .gz, with "title" and "abstract",
             and where known "tldr" (a text) and "keywords" (a list)
  --out      where the table goes (semantic-table.bin)
  --threads  as many as the machine has cores, where not given; the table is the same for any number
  --epochs   how often every paper is seen; fewer is faster and worse
  --seed     another table of the same quality (1)
  --blend    a table to improve: it keeps its words, and what the papers teach of them is added
  --tables   how many are trained and added to it (3); more take longer and cancel more of each other's chance`;

/** @throws UserError that explains the usage */
export function trainOptions(args: readonly string[]): TrainOptions {
  const { papers, out, threads, epochs, seed, blend, tables } = parse(args);
  if (papers === undefined) throw new UserError(`Which papers? Say --papers FILE.\n\n${USAGE}`);
  if (tables !== undefined && blend === undefined)
    throw new UserError(`--tables goes with --blend: which table should be improved?\n\n${USAGE}`);
  const count = tables === undefined ? 3 : wholeNumber('--tables', tables, 1, 16);
  return {
    papers,
    out: out ?? 'semantic-table.bin',
    threads: threads === undefined ? availableParallelism() : wholeNumber('--threads', threads, 1, 64),
    ...(epochs === undefined ? {} : { epochs: wholeNumber('--epochs', epochs, 1, 1000) }),
    seed: seed === undefined ? 1 : wholeNumber('--seed', seed, 0, 2 ** 31 - 1),
    ...(blend === undefined ? {} : { blend: { table: blend, tables: count } }),
  };
}

function parse(args: readonly string[]) {
  const type = 'string' as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        papers: { type },
        out: { type },
        threads: { type },
        epochs: { type },
        seed: { type },
        blend: { type },
        tables: { type },
      },
    }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UserError(`${reason}.\n\n${USAGE}`);
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UserError(`${option} is a whole number from ${least} to ${most}, not "${text}".`);
  return value;
}
