import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT, readDataFile } from '../adapters/data-files.ts';
import { shippedResources } from '../adapters/shipped-resources.ts';
import { parsePage } from '../src/papers/page.ts';
import { createSearchEngine } from '../src/search/search-engine.ts';

const FOLDER = join(PROJECT_ROOT, 'test/collections/search');
const present = existsSync(join(FOLDER, 'queries.jsonl'));

interface Query {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
}

function lines(file: string): string[] {
  return present ? readFileSync(join(FOLDER, file), 'utf8').trim().split('\n') : [];
}

const queries = lines('queries.jsonl').map((line): Query => JSON.parse(line));
const judgements = new Map<string, Map<string, number>>();
for (const line of lines('qrels.tsv')) {
  const [query = '', paper = '', grade = '0'] = line.split('\t');
  judgements.set(query, (judgements.get(query) ?? new Map()).set(paper, Number(grade)));
}

const papers = parsePage(readDataFile('hf-papers-page.txt'), 0).papers;
const engine = createSearchEngine(shippedResources());
engine.add(papers);
const plain = new MiniSearch({ fields: ['title', 'abstract'] });
plain.addAll(papers);

const byEngine = (text: string): string[] => engine.search(text).hits.map((hit) => hit.paper.id);
const byMiniSearch = (text: string): string[] => plain.search(text).map((result) => String(result.id));

/** nDCG@10 with linear gains over graded judgements (Järvelin and Kekäläinen, 2002). */
function ndcg(results: readonly string[], grades: ReadonlyMap<string, number>): number {
  const gain = (values: readonly number[]): number =>
    values.slice(0, 10).reduce((sum, value, rank) => sum + value / Math.log2(rank + 2), 0);
  const ideal = [...grades.values()].sort((a, b) => b - a);
  return gain(results.map((id) => grades.get(id) ?? 0)) / gain(ideal);
}

function mean(kinds: readonly string[], search: (text: string) => string[]): number {
  const judged = queries.filter((query) => kinds.includes(query.kind) && judgements.has(query.id));
  const values = judged.map((query) => ndcg(search(query.text), judgements.get(query.id)!));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe.skipIf(!present)('the judged queries of test/collections/search (skipped where that folder is absent)', () => {
  const natural = ['known-item', 'topical'];

  test('are of all kinds, and each is judged', () => {
    expect(queries.length).toBeGreaterThanOrEqual(80);
    for (const query of queries) expect(judgements.has(query.id)).toBe(query.kind !== 'none');
  });

  test('natural questions: well above plain MiniSearch', () => {
    expect(mean(natural, byEngine)).toBeGreaterThanOrEqual(mean(natural, byMiniSearch) + 0.15);
  });

  test.each([
    ['name', 0.99],
    ['known-item', 0.52],
    ['topical', 0.35],
    ['typo', 0.97],
    ['abbreviation', 0.94],
    ['variant', 0.9],
    ['operator', 0.95],
  ])('%s: nDCG@10 of at least %d', (kind, floor) => {
    expect(mean([kind], byEngine)).toBeGreaterThanOrEqual(floor);
  });

  test('results end: half of the queries have at most two dozen', () => {
    const counts = queries.map((query) => byEngine(query.text).length).sort((a, b) => a - b);
    expect(counts[counts.length >> 1]).toBeLessThanOrEqual(25);
    expect(counts.at(-1)).toBeLessThanOrEqual(100);
  });
});
