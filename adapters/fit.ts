import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RANKING, THRESHOLDS } from '../src/answers/weights.ts';
import { UserError } from '../src/errors.ts';
import { PROJECT_ROOT } from './data-files.ts';
import { QuestionLine } from './eval/answer.ts';
import { isRight, score } from './eval/answer-score.ts';
import { readJsonLines } from './eval/json-lines.ts';
import { type CrossFit, crossFit, fullFit } from './fit/cross-fit.ts';
import { joinPapers, paperShelf } from './fit/joined-papers.ts';
import { judgedAsTheyStand } from './fit/judgements.ts';
import { type FitOptions, fitOptions } from './fit/options.ts';
import type { QuestionFile } from './fit/question.ts';
import { createReader } from './fit/reader.ts';
import { reportLines } from './fit/report.ts';
import { withWeights } from './fit/weights-text.ts';
import { shippedResources } from './shipped-resources.ts';
import { duration } from './train/progress.ts';
import { seededRandom } from './train/random.ts';
import { writeWhole } from './train/whole-file.ts';

const SEED = 1;
const HINTS = join(PROJECT_ROOT, 'data', 'hints.txt');
const WEIGHTS = join(PROJECT_ROOT, 'src', 'answers', 'weights.ts');

const PaperLine = QuestionLine.shape.papers.element;
/** The text of a paper may stand elsewhere. */
const AskedLine = QuestionLine.extend({ papers: PaperLine.partial({ abstract: true }).array().min(1) });

/** Fits the ranking of sentences, the hints and the verdict on questions, and prints how well they do on new papers. */
function main(args: readonly string[]): void {
  const options = fitOptions(args);
  const began = performance.now();
  const files = readFiles(options);
  const resources = shippedResources();
  const reader = createReader(resources);
  const fit = crossFit(files, options.folds, {
    reader,
    isRight,
    random: seededRandom(SEED),
    progress: (line) => console.log(line),
  });
  console.log(`${number(fit.moved)} questions also asked of another paper\n`);
  // what ships may have been fitted on these very questions
  const before = judgedAsTheyStand(fit.cases, reader, RANKING, resources.hints);
  for (const line of reportLines(files, before, fit.judgements, score, THRESHOLDS)) console.log(line);
  console.log(`\nbefore: by the weights as they stand, whatever they were fitted on; after: by weights fitted on other papers
${duration(performance.now() - began)} in all`);
  if (options.write) write(fit);
}

function readFiles({ sources, papers }: FitOptions): QuestionFile[] {
  const shelf = papers === undefined ? undefined : paperShelf(papers, readJsonLines(papers, PaperLine));
  return sources.map(({ file, weight, ranksOnly }) => {
    const { questions, leftOut } = joinPapers(file, readJsonLines(file, AskedLine), shelf);
    const skipped = leftOut === 0 ? '' : `, ${number(leftOut)} on several papers left out`;
    const use = ranksOnly ? ', for the ranking only' : '';
    console.log(`${file}: ${number(questions.length)} questions of weight ${weight}${use}${skipped}`);
    return { name: basename(file), weight, ranksOnly, questions };
  });
}

function write(fit: CrossFit): void {
  const { weights, hints, verdict, topic } = fullFit(fit);
  const text = withWeights(readFileSync(WEIGHTS, 'utf8'), { RANKING: weights, VERDICT: verdict, TOPIC: topic });
  writeWhole(HINTS, Buffer.from(hints));
  writeWhole(WEIGHTS, Buffer.from(text));
  console.log(`${HINTS} and ${WEIGHTS} written`);
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
