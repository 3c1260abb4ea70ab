import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { renderMessage } from '../../adapters/discord/render/message.ts';
import { cards } from '../golden/cards.ts';
import { problemsOf, readingOf } from './render-reader.ts';

const FILE = fileURLToPath(new URL('../golden/discord-cards.json', import.meta.url));
const HEAD =
  'What people see in Discord: the body of each message, Components V2. To look at one, send it with a webhook or build it again at https://discord.builders. After a wanted change: UPDATE_GOLDEN=1 npx vitest run test/discord/render-golden.test.ts';

let rendered: readonly { readonly name: string; readonly parts: ReturnType<typeof renderMessage> }[];

beforeAll(async () => {
  rendered = (await cards()).map(({ name, message }) => ({
    name,
    parts: renderMessage(message, { customId: ({ command }) => `i:${command.padEnd(22, '.')}` }),
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

test('each card is one message that Discord takes, with nothing live in it but moments', () => {
  for (const { name, parts } of rendered) {
    expect(parts, name).toHaveLength(1);
    expect(problemsOf(parts[0]!), name).toEqual([]);
    const live = readingOf(parts[0]!).live.filter((one) => !/^<t:\d+:[FR]>$/.test(one));
    expect(live, name).toEqual([]);
  }
});
