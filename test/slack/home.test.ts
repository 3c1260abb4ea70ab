import { expect, test } from 'vitest';
import { homeView } from '../../adapters/slack/forms/home.ts';
import { say } from '../../src/messages/markup.ts';
import type { Block, Message } from '../../src/messages/message.ts';

const OPTIONS = { value: (invocation: object) => JSON.stringify(invocation) };
const message = (blocks: readonly Block[]): Message => ({ summary: 'Home', blocks });

function paper(number: number): Block {
  return {
    kind: 'paper',
    number,
    title: `Paper ${number}`,
    why: ['new today'],
    links: [],
    buttons: [{ label: 'Abstract', invocation: { command: 'show', args: { paper: `p${number}` } } }],
  };
}

test('a message becomes a home with its buttons', () => {
  const view = homeView(message([{ kind: 'heading', text: 'Paperboy' }, paper(1)]), OPTIONS);
  expect(view.type).toBe('home');
  expect(JSON.stringify(view.blocks)).toContain('Paper 1');
  expect(JSON.stringify(view.blocks)).toContain(JSON.stringify('{"command":"show","args":{"paper":"p1"}}'));
});

test('more than a message holds still fits, with ids that come once', () => {
  const papers = Array.from({ length: 22 }, (_, i) => paper(i + 1));
  const { blocks } = homeView(message(papers), OPTIONS);
  expect(blocks.length).toBeGreaterThan(50);
  expect(blocks.length).toBeLessThanOrEqual(100);
  expect(JSON.stringify(blocks)).toContain('Paper 22');
  const ids = blocks.flatMap((block) => block.block_id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([0, 1, 2, 3])(
  'more than a home holds is cut between papers, and the home says so (%i lines before)',
  (lines) => {
    const before: Block[] = Array.from({ length: lines }, () => ({ kind: 'text', text: say`a line` }));
    const papers = Array.from({ length: 90 }, (_, i) => paper(i + 1));
    const { blocks } = homeView(message([...before, ...papers]), OPTIONS);
    expect(blocks.length).toBeLessThanOrEqual(100);
    expect(blocks.length).toBeGreaterThan(90);
    const text = JSON.stringify(blocks);
    expect(text).toContain('There is more than fits here');
    const last = Math.max(...[...text.matchAll(/Paper (\d+)/g)].map(([, number]) => Number(number)));
    expect(text).toContain(`p${last}\\"`);
  },
);

test('a table, which a home does not take, becomes lines', () => {
  const table: Block = {
    kind: 'table',
    header: ['Paper', 'Data'],
    rows: [
      [say`First`, say`MMLU`],
      [say`Second`, say`GSM8K`],
    ],
  };
  const { blocks } = homeView(message([table]), OPTIONS);
  expect(blocks.every(({ type }) => type !== 'table')).toBe(true);
  for (const word of ['First', 'MMLU', 'Second', 'GSM8K']) expect(JSON.stringify(blocks)).toContain(word);
});
