import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMessage } from '../../adapters/discord/render/message.ts';
import type { Message } from '../../src/messages/message.ts';
import { message, paper, readable, spans, text } from '../golden/hostile-messages.ts';
import { problemsOf, readingOf } from './render-reader.ts';

const customId = ({ command }: { readonly command: string }) => `i:${command}`;
const render = (of: Message) => renderMessage(of, { customId });

/** What is left where nobody minds spaces, lines and what keeps two marks apart. */
const flat = (words: string) => words.replace(/[\s\u200b]+/g, '');

test('any message fits every limit, and nothing in it is obeyed', () => {
  fc.assert(
    fc.property(message, (any) => {
      const parts = render(any);
      for (const part of parts) {
        expect(problemsOf(part)).toEqual([]);
        expect(readingOf(part).live).toEqual([]);
      }
      const ids = parts.flatMap((part) => readingOf(part).ids);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 300, interruptAfterTimeLimit: 30_000 },
  );
}, 60_000);

test('text shows as it is, whatever it contains and however it is cut and styled', () => {
  const unlinked = spans.map((all) => all.map(({ url: _, ...span }) => span));
  const block = fc.oneof(
    unlinked.map((all) => ({ kind: 'text', text: all }) as const),
    unlinked.map((all) => ({ kind: 'finePrint', text: all }) as const),
  );
  fc.assert(
    fc.property(block, (one) => {
      const readings = render({ summary: '', blocks: [one, { kind: 'text', text: [{ text: 'end' }] }] }).map(readingOf);
      const words = readings.map((reading) => reading.words).join('');
      expect(flat(words)).toBe(flat(`${one.text.map((span) => readable(span.text)).join('')}end`));
      const marks = new Set(readings.flatMap(({ styles }) => styles));
      expect([...marks].filter((mark) => !['**', '*', '`', '-#'].includes(mark))).toEqual([]);
    }),
    { numRuns: 500, interruptAfterTimeLimit: 30_000 },
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
      const readings = render({ summary: 'All', blocks: numbered }).map(readingOf);
      const words = readings.map((reading) => reading.words).join('\n');
      const expected = numbered.flatMap((one) => (one.kind === 'paper' ? one.buttons : []));
      expect(readings.flatMap(({ ids }) => ids)).toEqual(expected.map((one, n) => `i:${one.invocation.command}#${n}`));
      for (const one of numbered) {
        if (one.kind === 'paper') expect(words).toContain(`${one.number}. `);
        else for (const sentence of one.sentences) expect(flat(words)).toContain(flat(readable(sentence)));
      }
    }),
    { numRuns: 200, interruptAfterTimeLimit: 30_000 },
  );
}, 60_000);
