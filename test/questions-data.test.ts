import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../adapters/data-files.ts';

interface Question {
  readonly question: string;
  readonly history: readonly string[];
  readonly papers: readonly { readonly id: string }[];
  readonly gold: readonly (readonly [start: number, end: number])[];
  readonly answerable: boolean;
}

const read = (name: string): Question[] =>
  gunzipSync(readFileSync(join(PROJECT_ROOT, 'data', name)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const fitted = read('questions.jsonl.gz');
const gist = read('questions-gist.jsonl.gz');
const heldOut = read('questions-held-out.jsonl.gz');
const papersOf = (questions: readonly Question[]) => new Set(questions.map(({ papers }) => papers[0]!.id));

test('there are as many questions as data/README.md says', () => {
  const readme = readFileSync(join(PROJECT_ROOT, 'data', 'README.md'), 'utf8');
  const number = (value: number) => value.toLocaleString('en-GB');
  expect(readme).toContain(`${number(fitted.length)} questions on ${number(papersOf(fitted).size)} abstracts`);
  expect(readme).toContain(`${heldOut.length} on ${papersOf(heldOut).size} others`);
  expect(readme).toContain(`The ${gist.length} questions for the gist`);
});

test('nothing is fitted on a paper that is held out', () => {
  const known = papersOf([...fitted, ...gist]);
  expect([...papersOf(heldOut)].filter((id) => known.has(id))).toEqual([]);
});

test('a question has a right sentence exactly where it is answerable, and asks one paper', () => {
  for (const question of [...fitted, ...gist, ...heldOut]) {
    expect(question.gold.length > 0, question.question).toBe(question.answerable);
    expect(question.gold.every(([start, end]) => 0 <= start && start < end)).toBe(true);
    expect(question.papers).toHaveLength(1);
    expect(question.question.trim()).not.toBe('');
  }
});
