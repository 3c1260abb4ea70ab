import { parseArgs } from 'node:util';
import { UserError } from '../../src/errors.ts';

/** A file of questions. */
interface Source {
  readonly file: string;
  /** What a question of it counts. */
  readonly weight: number;
  readonly ranksOnly: boolean;
}

export interface FitOptions {
  readonly sources: readonly Source[];
  readonly papers?: string;
  readonly folds: number;
  readonly write: boolean;
}

const FOLDS = 4;
const MOST_FOLDS = 20;
const USAGE = `Usage: npm run fit -- --questions FILE[=WEIGHT] ... [--rank FILE[=WEIGHT] ...] [--papers FILE] [--folds N]
                       [--write]

  --questions  questions on papers with what is known of their answers: JSON lines, plain or .gz, as eval reads them;
               a question counts WEIGHT (1)
  --rank       the same, to learn from only which sentence answers
  --papers     where questions name their papers by id only: JSON lines, plain or .gz, with "id", "title" and "abstract"
  --folds      in how many parts the papers are judged, each by what was learned from the others (${FOLDS})
  --write      learns from everything, and writes data/hints.txt and the weights in src/answers/weights.ts`;

/** @throws UserError that explains the usage */
export function fitOptions(args: readonly string[]): FitOptions {
  const { questions, rank, papers, folds, write } = parse(args);
  if (questions === undefined) throw new UserError(`Which questions? Say --questions FILE.\n\n${USAGE}`);
  return {
    sources: [
      ...questions.map((text) => ({ ...weighed('--questions', text), ranksOnly: false })),
      ...(rank ?? []).map((text) => ({ ...weighed('--rank', text), ranksOnly: true })),
    ],
    ...(papers === undefined ? {} : { papers }),
    folds: folds === undefined ? FOLDS : foldCount(folds),
    write: write ?? false,
  };
}

function parse(args: readonly string[]) {
  const type = 'string' as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        questions: { type, multiple: true },
        rank: { type, multiple: true },
        papers: { type },
        folds: { type },
        write: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UserError(`${reason}.\n\n${USAGE}`);
  }
}

function weighed(option: string, text: string): { file: string; weight: number } {
  const at = text.lastIndexOf('=');
  if (at < 0) return { file: text, weight: 1 };
  const weight = text.slice(at + 1);
  if (!/^\d*\.?\d+$/.test(weight) || Number(weight) === 0)
    throw new UserError(`${option} ${text}: a weight is a number above 0, not "${weight}".`);
  return { file: text.slice(0, at), weight: Number(weight) };
}

function foldCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 2 || count > MOST_FOLDS)
    throw new UserError(`--folds is a whole number from 2 to ${MOST_FOLDS}, not "${text}".`);
  return count;
}
