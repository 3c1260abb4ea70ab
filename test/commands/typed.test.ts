import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/commands/command.ts';
import { positional } from '../../src/commands/command.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { checkInvocation, formatInvocation, parseTyped } from '../../src/commands/typed.ts';
import type { ArgumentValue, Invocation } from '../../src/messages/invocation.ts';

function args(text: string): Invocation['args'] {
  const typed = parseTyped(text, COMMANDS);
  if (typed.kind !== 'invocation') throw new Error(`“${text}” is no command.`);
  return typed.invocation.args;
}

describe('what is typed after a command', () => {
  test.each([
    ['trending', {}],
    ['trending rising week agents', { view: 'rising', window: 'week', topic: 'agents' }],
    ['trending WEEK Rising', { view: 'rising', window: 'week' }],
    ['trending explain', { explain: true }],
    ['trending today explain kimi-vl', { window: 'day', explain: true, topic: 'kimi-vl' }],
    ['trending this  month in robotics', { window: 'month', topic: 'in robotics' }],
    ['trending weekly', { window: 'week' }],
    ['trending agents week', { topic: 'agents week' }],
    ['trending week month', { window: 'week', topic: 'month' }],
    ['trending top-k sampling', { topic: 'top-k sampling' }],
    ['trending "week" of work', { topic: '"week" of work' }],
    ['trending -- week of work', { topic: 'week of work' }],
    ['trending rising -- --page 3', { view: 'rising', topic: '--page 3' }],
    ['trending --window=week --view rising agents', { window: 'week', view: 'rising', topic: 'agents' }],
    ['trending --window today week', { window: 'day', topic: 'week' }],
    ['search explain week', { query: 'explain week' }],
    ['search rag --page 2 --explain', { query: 'rag', page: 2, explain: true }],
    ['share trending -- week', { what: 'trending -- week' }],
  ])('%s', (text, expected) => {
    expect(args(text)).toEqual(expected);
  });

  test('is refused where a choice is none', () => {
    expect(() => args('trending --window year')).toThrow('`--window` takes `day`, `week` or `month`.');
    const invocation = { command: 'trending', args: { view: 'best' } };
    expect(() => checkInvocation(invocation, COMMANDS)).toThrow('`--view` takes `top` or `rising`.');
  });
});

/** Any invocation that a command can be given. */
function anyInvocation(command: Command): fc.Arbitrary<Invocation> {
  const target = positional(command);
  const values: Record<string, fc.Arbitrary<ArgumentValue>> = {};
  for (const option of command.options) {
    switch (option.kind) {
      case 'integer':
        values[option.name] = fc.integer({ min: option.min, max: option.max });
        break;
      case 'flag':
        values[option.name] = fc.constant(true);
        break;
      case 'choice':
        values[option.name] = fc.constantFrom(...option.choices);
        break;
      case 'text':
      case 'paper':
        values[option.name] = words.filter((text) => text.trim() !== '').map((text) => text.trim());
        break;
      default:
        option satisfies never;
    }
  }
  return fc
    .record(values, { requiredKeys: target ? [target.name] : [] })
    .map((given) => ({ command: command.name, args: given }));
}

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom('week', 'rising', 'this', 'explain', '--', '--page', '3', '--view', '"top"', 'agents', '-'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((all) => all.join(' ')),
);

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  'an invocation of %s, written and typed again, is the same',
  (_, command) => {
    fc.assert(
      fc.property(anyInvocation(command), (invocation) => {
        const text = formatInvocation(invocation, COMMANDS);
        expect(parseTyped(text, COMMANDS)).toEqual({ kind: 'invocation', invocation });
      }),
      { numRuns: 300 },
    );
  },
);
