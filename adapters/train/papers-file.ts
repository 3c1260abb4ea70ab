import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../src/errors.ts';
import { titleKey } from '../../src/papers/slug.ts';
import { paperTokeniser, type TokenisedPapers } from './tokenised-papers.ts';
import { type TrainingPaper, trainingPaper } from './training-paper.ts';

/** The papers of a file, and in words what of it was skipped, nothing where nothing was. */
export interface ReadPapers {
  readonly papers: TokenisedPapers;
  readonly skipped: string;
}

/**
 * Reads papers, a JSON object a line, plain or gzipped. What is no paper, has no words or has come before is skipped:
 * in one batch with itself, a paper would be its own wrong answer.
 *
 * @throws UserError where the file cannot be read
 */
export async function readTrainingPapers(path: string): Promise<ReadPapers> {
  const tokeniser = paperTokeniser();
  const titles = new Set<string>();
  const broken: number[] = [];
  let repeated = 0;
  let line = 0;
  try {
    for await (const text of lines(path)) {
      line++;
      if (text.trim() === '') continue;
      const paper = parse(text);
      if (paper === undefined) {
        broken.push(line);
        continue;
      }
      const key = titleKey(paper.title);
      if (titles.has(key)) repeated++;
      else if (tokeniser.add(paper)) titles.add(key);
      else broken.push(line);
    }
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return { papers: tokeniser.finish(), skipped: skipped(broken, repeated) };
}

async function* lines(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  const unzipped = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // an error of the file does not reach what it is piped to
  file.on('error', (error) => unzipped.destroy(error));
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of unzipped as AsyncIterable<Uint8Array>) {
    const whole = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = whole.pop() ?? '';
    yield* whole;
  }
  yield rest + decoder.decode();
}

function parse(line: string): TrainingPaper | undefined {
  try {
    return trainingPaper.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function skipped(broken: readonly number[], repeated: number): string {
  const parts: string[] = [];
  if (broken.length > 0) parts.push(`${broken.length} broken ${rows(broken.length)} (the first at line ${broken[0]})`);
  if (repeated > 0) parts.push(`${repeated} ${rows(repeated)} with a title that came before`);
  return parts.join(', ');
}

function rows(count: number): string {
  return count === 1 ? 'row' : 'rows';
}
