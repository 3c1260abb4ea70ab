import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { renderMessage } from '../../adapters/slack/render/message.ts';
import { cards } from '../golden/cards.ts';
import { liveIn, problemsOf } from './block-kit.ts';

const FILE = fileURLToPath(new URL('../golden/slack-cards.json', import.meta.url));
const HEAD =
  'What people see in Slack. To look at one, paste the object of a card (with "text" and "blocks") into the Block Kit Builder: https://app.slack.com/block-kit-builder. After a wanted change: UPDATE_GOLDEN=1 npx vitest run test/slack/render-golden.test.ts';

let rendered: readonly { readonly name: string; readonly parts: ReturnType<typeof renderMessage> }[];

beforeAll(async () => {
  rendered = (await cards()).map(({ name, message }) => ({
    name,
    parts: renderMessage(message, { value: (invocation) => JSON.stringify(invocation) }),
  }));
});

test('the cards are what the file shows', () => {
  const shown = Object.fromEntries(
    rendered.flatMap(({ name, parts }) =>
      parts.map((part, i) => [parts.length === 1 ? name : `${name} (${i + 1} of ${parts.length})`, part]),
    ),
  );
  const json = `${JSON.stringify({ head: HEAD, cards: shown }, undefined, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, json);
  expect(json).toBe(readFileSync(FILE, 'utf8'));
});

test('each card is one message that Slack takes, with nothing live but what is meant', () => {
  for (const { name, parts } of rendered) {
    expect(parts, name).toHaveLength(1);
    expect(problemsOf(parts[0]!), name).toEqual([]);
    const isMeant = (one: string) => one === 'channel' || /^<!date\^\d+\^[^|<>]+\|[^|<>]+>$/.test(one);
    const others = liveIn(parts[0]!).filter((one) => !isMeant(one));
    expect(others, name).toEqual([]);
  }
});

test('a page of results is compact: few blocks, and no more than two buttons a paper', () => {
  const [search] = rendered.find(({ name }) => name === 'search results')!.parts;
  expect(search!.blocks.map((block) => block.type)).toEqual([
    'header',
    ...Array.from({ length: 5 }, () => ['rich_text', 'context', 'actions']).flat(),
    'context',
    'actions',
  ]);
});
