import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../src/answers/sentences.ts';

const sentences = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('the sentences of an abstract', () => {
  it('end at full stops, not within abbreviations, initials or numbers', () => {
    expect(
      sentences('We beat prior work (e.g. Smith et al. 2023) by 4.5%. It is cheap, i.e. Free. Code: J. Doe has it.'),
    ).toEqual([
      'We beat prior work (e.g. Smith et al. 2023) by 4.5%.',
      'It is cheap, i.e. Free.',
      'Code: J. Doe has it.',
    ]);
  });

  it('end after an abbreviation where a new one plainly begins', () => {
    expect(sentences('We test maths, code, etc. We find gains.')).toEqual([
      'We test maths, code, etc.',
      'We find gains.',
    ]);
  });

  it('begin with the items of a list, but only after a full stop', () => {
    expect(sentences('It has two parts: (i) a planner. (ii) We add a judge.')).toEqual([
      'It has two parts: (i) a planner.',
      '(ii) We add a judge.',
    ]);
    expect(sentences('We find (1) gains; (2) Longer answers.')).toHaveLength(1);
  });

  it('are found where the space after a full stop was lost, but not within links', () => {
    expect(sentences('This needs no tuning.Our method is fast.')).toEqual([
      'This needs no tuning.',
      'Our method is fast.',
    ]);
    expect(sentences('See https://example.com/some.Page for it.')).toHaveLength(1);
  });

  it('run over the line breaks of wrapped text and stop at empty lines', () => {
    expect(sentences('A model that\nreasons. It is\nsmall.')).toEqual(['A model that\nreasons.', 'It is\nsmall.']);
    expect(sentences('A heading\n\nA sentence.')).toEqual(['A heading', 'A sentence.']);
  });

  it('lie in order within the text, without overlap, and leave no letter out', () => {
    const pieces = fc.constantFrom(
      'We ',
      'win. ',
      'e.g. ',
      '(ii) ',
      'Our',
      '.',
      '\n',
      '\n\n',
      '"Yes." ',
      'U.S. ',
      '3.5 ',
      '?! ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (text) => {
          let covered = '';
          let last = 0;
          for (const { start, end } of splitSentences(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            covered += text.slice(start, end);
            last = end;
          }
          const letters = (part: string) => part.replace(/[^\p{L}\p{N}]/gu, '');
          expect(letters(covered)).toBe(letters(text));
        },
      ),
    );
  });
});
