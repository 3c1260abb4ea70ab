import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { makePaper } from '../../src/papers/paper.ts';
import type { SearchEngine } from '../../src/search/search-engine.ts';
import { readJsonLines } from './json-lines.ts';

const USAGE = 'usage: npm run -s eval -- search --corpus FILE --queries FILE';
const MOST_RESULTS = 100;

const Id = z.union([z.string(), z.number()]).transform(String);
const CorpusLine = z.object({ id: Id, title: z.string().default(''), abstract: z.string().default('') });
const QueryLine = z.object({ id: Id, text: z.string() });

/**
 * Searches a collection and prints, for each query, `{"id", "results": [{"id", "score"}]}`,
 * best first, at most 100. Files are JSON lines, plain or gzipped: `{id, title, abstract}` and `{id, text}`.
 *
 * @param engine without papers, with the settings to evaluate
 * @throws UserError where an argument or a file is wrong
 */
export function evalSearch(args: readonly string[], print: (line: string) => void, engine: SearchEngine): void {
  const files = readArguments(args);
  const corpus = readJsonLines(files.corpus, CorpusLine);
  const queries = readJsonLines(files.queries, QueryLine);
  engine.add(corpus.map(({ id, title, abstract }) => ({ ...makePaper({ title, abstract }), id })));
  for (const { id, text } of queries) {
    const { hits } = engine.search(text, { limit: MOST_RESULTS });
    print(JSON.stringify({ id, results: hits.map((hit) => ({ id: hit.paper.id, score: hit.score })) }));
  }
}

function readArguments(args: readonly string[]): { corpus: string; queries: string } {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]!;
    const value = args[i + 1];
    if ((name !== '--corpus' && name !== '--queries') || value === undefined)
      throw new UserError(`eval search does not understand ${name}; ${USAGE}`);
    given.set(name, value);
  }
  const corpus = given.get('--corpus');
  const queries = given.get('--queries');
  if (corpus === undefined || queries === undefined) throw new UserError(USAGE);
  return { corpus, queries };
}
