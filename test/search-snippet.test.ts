import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatches } from '../src/search/matches.ts';
import { readPassages } from '../src/search/passages.ts';
import { makeSnippet, type Snippet } from '../src/search/snippet.ts';
import { analyse } from '../src/search/tokens.ts';
import { createVocabulary } from '../src/search/vocabulary.ts';

function snippetOf(text: string, ...words: string[]): Snippet {
  const vocabulary = createVocabulary();
  const passages = readPassages(text, vocabulary);
  const matches = words.map((word, i) => ({ term: vocabulary.number(analyse(word).parts[0]!), word: i, worth: 1 }));
  return makeSnippet(passages, createMatches(matches));
}

const marked = ({ text, marks }: Snippet): string[] => marks.map(([start, end]) => text.slice(start, end));

const ABSTRACT = `Large models think too long. ${'They repeat themselves over and over, which costs money and time. '.repeat(4)}We cut the chain of thought early, e.g. after half of its tokens, and lose little accuracy. ${'The rest of this abstract talks about other things entirely. '.repeat(4)}`;

describe('a snippet', () => {
  test('is the sentence that shows the query, whole, with its matches marked', () => {
    const snippet = snippetOf(ABSTRACT, 'chain', 'accuracy');
    expect(snippet.text).toContain(
      'We cut the chain of thought early, e.g. after half of its tokens, and lose little accuracy.',
    );
    expect(marked(snippet)).toEqual(['chain', 'accuracy']);
    expect(snippet.text.startsWith('…')).toBe(true);
    expect(snippet.text.endsWith('…')).toBe(true);
  });

  test('is the whole text where that is short', () => {
    expect(snippetOf('One sentence. Another note.', 'note')).toEqual({
      text: 'One sentence. Another note.',
      marks: [[22, 26]],
    });
  });

  test('marks matches that stand next to each other as one', () => {
    expect(marked(snippetOf('On chain-of-thought and reasoning models.', 'reasoning', 'model'))).toEqual([
      'reasoning models',
    ]);
  });

  test('of a very long sentence is cut between words, around the match', () => {
    const long = `It ${'goes on and '.repeat(60)}mentions distillation ${'and goes on '.repeat(60)}`;
    const { text, marks } = snippetOf(long, 'distillation');
    expect(text.length).toBeLessThan(270);
    expect(text.slice(...marks[0]!)).toBe('distillation');
    expect(text).toMatch(/^…(?:goes|on|and|mentions) .* (?:and|goes|on)…$/s);
  });

  test('of nothing is nothing', () => {
    expect(snippetOf('', 'x')).toEqual({ text: '', marks: [] });
  });

  test('never parts a character, however long the text without a space', () => {
    for (const { text } of [snippetOf('👩‍👩‍👧‍👦'.repeat(80), 'x'), snippetOf('e\u0301'.repeat(400), 'x')]) {
      const whole = text.replaceAll('…', '');
      expect(whole.length).toBeGreaterThan(0);
      expect(whole.replaceAll('👩‍👩‍👧‍👦', '').replaceAll('e\u0301', '')).toBe('');
    }
  });

  test('has its marks in order, within the text, and apart from each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('cat', 'dog', 'a', '.', '. The', 'ünï-cat', '😀'), { maxLength: 150 }),
        (words) => {
          const { text, marks } = snippetOf(words.join(' '), 'cat', 'dog');
          let last = 0;
          for (const [start, end] of marks) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end)).toMatch(/cat|dog/);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
