import { UserError } from '../src/errors.ts';
import { writeSemanticTable } from '../src/search/semantic/write-table.ts';
import { encodeCorpus } from './train/corpus.ts';
import { trainOptions } from './train/options.ts';
import { readTrainingPapers } from './train/papers-file.ts';
import { duration, progressLines } from './train/progress.ts';
import { train } from './train/training.ts';
import { defaultSettings, trainingSteps } from './train/training-settings.ts';
import { bigramTypes, selectVocabulary } from './train/vocabulary.ts';
import { writeWhole } from './train/whole-file.ts';

const FEWEST_PAPERS = 1_000;

/** Reads papers, trains a semantic table on them and writes it. */
async function main(args: readonly string[]): Promise<void> {
  const { papers: path, out, ...chosen } = trainOptions(args);
  const start = performance.now();
  const { papers, skipped } = await readTrainingPapers(path);
  const count = papers.paperStart.length - 1;
  console.log(`${number(count)} papers read from ${path}${skipped === '' ? '' : `; skipped: ${skipped}`}`);
  if (count < FEWEST_PAPERS)
    throw new UserError(
      `${number(count)} papers are too few to learn from: a table needs ${number(FEWEST_PAPERS)}, a good one tens of thousands.`,
    );

  const settings = { ...defaultSettings(count), ...chosen };
  const vocabulary = selectVocabulary(papers, settings);
  const corpus = encodeCorpus(papers, vocabulary, settings.hashed);
  const words = vocabulary.words.map((type) => papers.types[type]!);
  const bigrams = vocabulary.bigrams.map((key) =>
    bigramTypes(key)
      .map((type) => papers.types[type]!)
      .join(' '),
  );
  const contents = `${number(words.length)} words, ${number(bigrams.length)} bigrams, ${number(settings.hashed)} hashed n-grams`;
  console.log(
    `${contents}; ${settings.epochs} × the papers in batches of ${number(settings.batch)}, ${threads(settings.threads)}`,
  );

  const line = progressLines(trainingSteps(count, settings), () => performance.now());
  const values = await train(corpus, settings, (step, loss) => {
    const text = line(step, loss);
    if (text !== undefined) console.log(text);
  });

  const { hashed, dimensions } = settings;
  const bytes = writeSemanticTable({ words, hashed, bigrams, dimensions, values });
  writeWhole(out, bytes);
  console.log(`${out} written in ${duration(performance.now() - start)}: ${contents}, ${dimensions} dimensions, ${(bytes.length / 1e6).toFixed(1)} MB.
To use it, put it in the place of data/papers-256.q4.bin (keep that one), and compare the two with npm run -s eval.`);
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
