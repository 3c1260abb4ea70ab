import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../adapters/data-files.ts';
import { COMMANDS } from '../src/commands/table.ts';
import { startConversation } from './conversation.ts';

const readme = readFileSync(join(PROJECT_ROOT, 'README.md'), 'utf8');
const PROMPT = 'paperboy> ';

describe('the README', () => {
  test('shows a session that goes just so', async () => {
    const session = /```console\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const exchanges = session.split(new RegExp(`^${PROMPT}`, 'm')).slice(1);
    expect(exchanges.length).toBeGreaterThan(4);
    const say = startConversation({ width: 96 });
    for (const exchange of exchanges) {
      const [line = '', ...answer] = exchange.trimEnd().split('\n');
      expect(await say(line), line).toBe(answer.join('\n'));
    }
  });

  test('lists the commands as they are', () => {
    const rows = COMMANDS.map(({ name, summary }) => `| \`/papers ${name}\` | ${summary} |`);
    expect(readme).toContain(`| command | what it does |\n| --- | --- |\n${rows.join('\n')}\n\n`);
  });
});
