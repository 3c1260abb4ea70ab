import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMessage } from '../../adapters/slack/render/message.ts';
import type { Button, Message } from '../../src/messages/message.ts';
import { message, paper, readable, text } from '../golden/hostile-messages.ts';
import { liveIn, problemsOf, wordsOf } from './block-kit.ts';

/** As the door does: short invocations as they are, others under an id. */
const value = (invocation: Button['invocation']) => {
  const json = JSON.stringify(invocation);
  return json.length <= 2000 ? json : 'cb:0123456789abcdefghijkl';
};

const render = (of: Message) => renderMessage(of, { value });

test('any message fits every limit, and nothing in it is obeyed', () => {
  fc.assert(
    fc.property(message, (any) => {
      for (const part of render(any)) {
        expect(problemsOf(part)).toEqual([]);
        expect(liveIn(part)).toEqual([]);
      }
    }),
    { numRuns: 300, interruptAfterTimeLimit: 30_000 },
  );
}, 60_000);

test('no paper, no quoted sentence and no button is lost', () => {
  const shown = fc.array(
    fc.oneof(
      paper,
      fc.record({ kind: fc.constant('quote' as const), sentences: fc.array(text, { minLength: 1, maxLength: 3 }) }),
    ),
    { minLength: 1, maxLength: 40, size: 'max' },
  );
  fc.assert(
    fc.property(shown, (blocks) => {
      const numbered = blocks.map((one, i) => (one.kind === 'paper' ? { ...one, number: 1000 + i } : one));
      const parts = render({ summary: 'All', blocks: numbered });
      const words = parts.flatMap((part) => wordsOf(part.blocks)).join('\n');
      const flat = words.replace(/\s+/g, '');
      const pressed = parts.flatMap((part) =>
        part.blocks.flatMap((one) => (one.type === 'actions' ? one.elements : [])),
      );
      const expected = numbered.flatMap((one) => (one.kind === 'paper' ? one.buttons : []));
      expect(pressed.map((one) => (one.type === 'button' ? one.value : ''))).toEqual(
        expected.map((one) => value(one.invocation)),
      );
      for (const one of numbered) {
        if (one.kind === 'paper') expect(words).toContain(`${one.number}. `);
        else for (const sentence of one.sentences) expect(flat).toContain(readable(sentence).replace(/\s+/g, ''));
      }
    }),
    { numRuns: 200, interruptAfterTimeLimit: 30_000 },
  );
}, 60_000);
