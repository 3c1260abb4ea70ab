import { readFileSync } from 'node:fs';
import { UserError } from '../src/errors.ts';
import { readTableRows } from '../src/search/semantic/read-rows.ts';
import { type TableRows, writeSemanticTable } from '../src/search/semantic/write-table.ts';
import { blendedTable } from './train/blended-table.ts';
import { encodeCorpus } from './train/corpus.ts';
import { trainOptions } from './train/options.ts';
import { readTrainingPapers } from './train/papers-file.ts';
import { duration, progressLines } from './train/progress.ts';
import { train } from './train/training.ts';
import { defaultSettings, trainingSteps } from './train/training-settings.ts';
import { bigramTypes, selectVocabulary, sharedVocabulary } from './train/vocabulary.ts';
import { writeWhole } from './train/whole-file.ts';

const FEWEST_PAPERS = 1_000;

/** Reads papers, trains semantic tables on them, joins these with the one that is to be improved, and writes it. */
async function main(args: readonly string[]): Promise<void> {
  const { papers: path, out, blend, ...chosen } = trainOptions(args);
  const start = performance.now();
  const base = blend === undefined ? undefined : readTable(blend.table);
  const { papers, skipped } = await readTrainingPapers(path);
  const count = papers.paperStart.length - 1;
  console.log(`${number(count)} papers read from ${path}${skipped === '' ? '' : `; skipped: ${skipped}`}`);
  if (count < FEWEST_PAPERS)
    throw new UserError(
      `${number(count)} papers are too few to learn from: a table needs ${number(FEWEST_PAPERS)}, a good one tens of thousands.`,
    );

  const suggested = defaultSettings(count);
  const { hashed, dimensions } = base ?? suggested;
  const settings = { ...suggested, ...chosen, hashed, dimensions };
  const vocabulary = base === undefined ? selectVocabulary(papers, settings) : sharedVocabulary(papers, base);
  const corpus = encodeCorpus(papers, vocabulary, hashed);
  const words = vocabulary.words.map((type) => papers.types[type]!);
  const bigrams = vocabulary.bigrams.map((key) =>
    bigramTypes(key)
      .map((type) => papers.types[type]!)
      .join(' '),
  );
  const tables = blend?.tables ?? 1;
  console.log(
    `${contentsOf({ words, bigrams, hashed })}; ${tables === 1 ? '' : `${tables} tables, `}${settings.epochs} × the papers in batches of ${number(settings.batch)}, ${threads(settings.threads)}`,
  );

  const steps = trainingSteps(count, settings);
  const line = progressLines(tables * steps, () => performance.now());
  const trained: Float32Array[] = [];
  for (let i = 0; i < tables; i++) {
    const values = await train(corpus, { ...settings, seed: settings.seed + i }, (step, loss) => {
      const text = line(i * steps + step, loss);
      if (text !== undefined) console.log(text);
    });
    trained.push(values);
  }

  const table =
    base === undefined
      ? { words, hashed, bigrams, dimensions, values: trained[0]! }
      : blendedTable(base, { words, bigrams }, corpus, trained, settings.seed);
  const bytes = writeSemanticTable(table);
  writeWhole(out, bytes);
  console.log(`${out} written in ${duration(performance.now() - start)}: ${contentsOf(table)}, ${dimensions} dimensions, ${(bytes.length / 1e6).toFixed(1)} MB.
To use it, put it in the place of data/papers-256.q4.bin (keep that one), and compare the two with npm run -s eval.`);
}

/** @throws UserError where the file is no table to train with */
function readTable(path: string): TableRows {
  try {
    const table = readTableRows(readFileSync(path));
    if (table.dimensions % 4 === 0) return table;
  } catch (error) {
    throw new UserError(`${path} can’t be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UserError(`${path} can’t be improved: its dimensions are no multiple of four.`);
}

function contentsOf({ words, bigrams, hashed }: Pick<TableRows, 'words' | 'bigrams' | 'hashed'>): string {
  return `${number(words.length)} words, ${number(bigrams.length)} bigrams, ${number(hashed)} hashed n-grams`;
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function threads(count: number): string {
  return count === 1 ? '1 thread' : `${count} threads`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
