import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Answer, Answerer } from '../../src/answers/answer.ts';
import { UserError } from '../../src/errors.ts';
import { findLinks } from '../../src/papers/links.ts';
import { type Score, score } from './answer-score.ts';
import { readJsonLines } from './json-lines.ts';

const USAGE =
  'usage: npm run -s eval -- answer --questions FILE (answers as JSON lines) or --report DIR (the scores of every question set in it)';
const QUESTION_SET = /\.jsonl(?:\.gz)?$/;

const Id = z.union([z.string(), z.number()]).transform(String);
/** A question of a question set, with what is known of its answer. */
export const QuestionLine = z.object({
  id: Id,
  kind: z.string().default('question'),
  question: z.string(),
  history: z.array(z.string()).default([]),
  papers: z.array(z.object({ id: Id, title: z.string().default(''), abstract: z.string() })).min(1),
  gold: z.array(z.tuple([z.number(), z.number()])).default([]),
  answerable: z.boolean().default(true),
});
type QuestionLine = z.infer<typeof QuestionLine>;

/**
 * Answers questions through the code that the bot uses. `--questions FILE` prints
 * `{"id", "answered", "evidence": [{"paper", "start", "end", "text"}]}` a line: at most three sentences, best first,
 * given even where the answer is that the abstract doesn't say. `--report DIR` prints the scores of each question set
 * of a folder, by kind of question.
 *
 * @throws UserError where an argument or a file is wrong
 */
export function evalAnswer(args: readonly string[], print: (line: string) => void, answerer: Answerer): void {
  const [option, path, ...rest] = args;
  if ((option !== '--questions' && option !== '--report') || path === undefined || rest.length > 0)
    throw new UserError(USAGE);
  if (option === '--questions') {
    const questions = readJsonLines(path, QuestionLine);
    for (const question of questions) {
      const answer = answerTo(question, answerer);
      const evidence = answer.ranked.map(({ paperId, start, end, text }) => ({ paper: paperId, start, end, text }));
      print(JSON.stringify({ id: question.id, answered: answer.kind === 'answered', evidence }));
    }
    return;
  }
  if (!existsSync(path)) throw new UserError(`There is no folder ${path}.`);
  const files = readdirSync(path)
    .filter((name) => QUESTION_SET.test(name))
    .sort();
  if (files.length === 0) throw new UserError(`There is no question set (.jsonl or .jsonl.gz) in ${path}.`);
  const sets = files.map((name) => ({ name: name.replace(QUESTION_SET, ''), file: join(path, name) }));
  report(sets, print, answerer);
}

function report(
  sets: readonly { name: string; file: string }[],
  print: (line: string) => void,
  answerer: Answerer,
): void {
  print(`${'set'.padEnd(34)}${COLUMNS.map(([heading]) => heading.padStart(9)).join('')}`);
  for (const { name, file } of sets) {
    const rows = readJsonLines(file, QuestionLine).map((question) => {
      const answer = answerTo(question, answerer);
      return { question, answer: { answered: answer.kind === 'answered', evidence: answer.ranked } };
    });
    const kinds = new Map([['all', rows]]);
    for (const row of rows) {
      const kind = row.question.kind + (row.question.history.length > 0 ? ', follow-up' : '');
      kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
    }
    for (const [kind, group] of kinds) {
      if (kind !== 'all' && group.length === rows.length) continue;
      const scores = score(group);
      print(`${`${name}: ${kind}`.padEnd(34)}${COLUMNS.map(([, show]) => show(scores).padStart(9)).join('')}`);
    }
  }
}

const share = (of: (score: Score) => number) => (score: Score) => of(score).toFixed(3);
const COLUMNS: readonly (readonly [heading: string, show: (score: Score) => string])[] = [
  ['n', ({ questions }) => String(questions)],
  ['P@1', share((s) => s.precisionAt1)],
  ['R@2', share((s) => s.recallAt2)],
  ['refused', share((s) => s.refused)],
  ['naRecall', share((s) => s.unansweredRecall)],
  ['naF1', share((s) => s.unansweredF1)],
  ['e2e', share((s) => s.endToEnd)],
];

function answerTo({ question, history, papers }: QuestionLine, answerer: Answerer): Answer {
  const answerable = papers.map((paper) => ({ ...paper, links: findLinks(paper.abstract) }));
  return answerer.answer({ text: question, history, papers: answerable });
}
