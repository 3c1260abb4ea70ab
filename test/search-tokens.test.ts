import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { americanSpelling } from '../src/search/spelling.ts';
import { analyse, joinedTerm, runsOf, termOf } from '../src/search/tokens.ts';

describe('a run of text is found whole and by its parts', () => {
  test('text-to-SQL keeps its words in order, and is one word too', () => {
    expect(analyse('text-to-SQL')).toMatchObject({ parts: ['text', 'to', 'sql'], stops: [false, true, false] });
    expect(analyse('text-to-SQL').extras).toEqual(['texttosql']);
  });

  test.each([
    ['GPT-4o', ['gpt', '4o'], ['gpt4o']],
    ['R1-V', ['r1', 'v'], ['r1v']],
    ['o1', ['o1'], []],
    ['CoT', ['cot'], []],
    ['Qwen2.5', ['qwen2.5'], ['qwen']],
    ['WebThinker', ['webthink'], ['web', 'thinker']],
  ])('%s is %j and %j', (run, parts, extras) => {
    expect(analyse(run).parts).toEqual(parts);
    expect(analyse(run).extras).toEqual(extras);
  });

  test('runs keep their place in the text', () => {
    const text = 'We use GPT-4o, don’t we?';
    expect(runsOf(text).map((run) => text.slice(run.start, run.end))).toEqual(['We', 'use', 'GPT-4o', 'don’t', 'we']);
  });

  test('a number with a point is one part', () => {
    expect(analyse('3.14').parts).toEqual(['3.14']);
    expect(analyse('Qwen2.5-VL-7B').parts).toEqual(['qwen2.5', 'vl', '7b']);
  });

  test('words apart and a word joined have the same term', () => {
    expect(joinedTerm(['skywork', 'r1', 'v'])).toBe(joinedTerm(['skyworkr1v']));
    expect(joinedTerm(['photo', 'editing'])).toBe(joinedTerm(['photoediting']));
  });
});

describe('terms', () => {
  test.each([
    ['generalisation', 'generalizing'],
    ['behaviour', 'behaviors'],
    ['modelling', 'models'],
    ['analyse', 'analyzed'],
    ['centre', 'centers'],
    ['optimiser', 'optimizers'],
    ['naïve', 'naive'],
    ['model’s', 'model'],
  ])('%s and %s are one', (one, other) => {
    expect(analyse(one).parts).toEqual(analyse(other).parts);
  });

  test.each([
    ['generate', 'generalise'],
    ['community', 'communicate'],
    ['supervised', 'superb'],
  ])('%s and %s are two', (one, other) => {
    expect(termOf(one)).not.toBe(termOf(other));
  });

  test.each(['supervised', 'precise', 'promise', 'controlled', 'four', 'raise', 'noise'])(
    '%s is American already',
    (word) => {
      expect(americanSpelling(word)).toBe(word);
    },
  );
});

test('plain text is cut into the same runs as text with other letters in it', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'aZ09 .+&@/_-\'",:(~'), maxLength: 40 });
  fc.assert(
    fc.property(plain, (text) => {
      expect(runsOf(text)).toEqual(runsOf(`${text} é`).slice(0, -1));
    }),
  );
});
