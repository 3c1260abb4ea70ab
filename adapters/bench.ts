import { z } from 'zod';
import { UserError } from '../src/errors.ts';
import { parsePage } from '../src/papers/page.ts';
import { makePaper, type Paper } from '../src/papers/paper.ts';
import { benchPapers } from './bench/papers.ts';
import { benchQueries } from './bench/queries.ts';
import { type Measurement, measureSearch } from './bench/search.ts';
import { benchIngest } from './bench-ingest.ts';
import { readDataFile } from './data-files.ts';
import { readJsonLines } from './eval/json-lines.ts';
import { shippedResources } from './shipped-resources.ts';

const USAGE = 'usage: npm run bench -- [ingest] [--sizes 248,10000,100000] [--papers FILE]';
const SIZES = [248, 10_000, 100_000];
const INGEST_SIZES = [10_000];

const PaperLine = z.object({ id: z.string().optional(), title: z.string(), abstract: z.string() });

function readArguments(args: readonly string[]): { sizes?: readonly number[]; papers: readonly Paper[] } {
  let sizes: readonly number[] | undefined;
  let papers: readonly Paper[] | undefined;
  for (let i = 0; i < args.length; i += 2) {
    const value = args[i + 1];
    if (args[i] === '--sizes' && value !== undefined && /^\d+(?:,\d+)*$/.test(value))
      sizes = value.split(',').map(Number);
    else if (args[i] === '--papers' && value !== undefined)
      papers = readJsonLines(value, PaperLine).map(({ id, title, abstract }) =>
        makePaper({ title, abstract, ...(id === undefined ? {} : { arxivId: id }) }),
      );
    else throw new UserError(`bench does not understand ${args[i]} ${value ?? ''}; ${USAGE}`);
  }
  return { ...(sizes ? { sizes } : {}), papers: papers ?? parsePage(readDataFile('hf-papers-page.txt'), 0).papers };
}

function row(size: number, engine: string, { buildSeconds, megabytes, p50, p99 }: Measurement, ratio: string): string {
  return [
    String(size).padStart(7),
    engine.padEnd(10),
    `${buildSeconds.toFixed(2)} s`.padStart(9),
    `${megabytes.toFixed(0)} MB`.padStart(8),
    `${p50.toFixed(3)} ms`.padStart(11),
    `${p99.toFixed(3)} ms`.padStart(11),
    ratio.padStart(9),
  ].join('  ');
}

function benchSearch(papers: readonly Paper[], sizes: readonly number[]): void {
  const begun = performance.now();
  const resources = shippedResources();
  console.log(`semantic table, lexicon and hints read in ${(performance.now() - begun).toFixed(0)} ms`);
  console.log('ranking, snippets and reasons of ten results, next to raw MiniSearch on the same papers\n');
  console.log(' papers  engine          build    memory  p50 a query  p99 a query  ratio p50');
  const queries = benchQueries(papers);
  for (const size of sizes) {
    const corpus = benchPapers(papers, size);
    const { paperboy, miniSearch } = measureSearch(corpus, queries, resources);
    console.log(row(size, 'paperboy', paperboy, `${(paperboy.p50 / miniSearch.p50).toFixed(3)} x`));
    console.log(row(size, 'minisearch', miniSearch, ''));
  }
}

try {
  const [first, ...rest] = process.argv.slice(2);
  const isIngest = first === 'ingest';
  const { sizes = isIngest ? INGEST_SIZES : SIZES, papers } = readArguments(isIngest ? rest : process.argv.slice(2));
  if (isIngest)
    for (const size of sizes) await benchIngest(benchPapers(papers, size), process.env['TEST_DATABASE_URL']);
  else benchSearch(papers, sizes);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
