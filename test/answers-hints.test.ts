import { describe, expect, it } from 'vitest';
import { shippedResources } from '../adapters/shipped-resources.ts';
import { createAnswerer } from '../src/answers/answer.ts';
import { cuesOf } from '../src/answers/cues.ts';
import { hinted, parseHints, phrasesOf } from '../src/answers/hints.ts';
import { signsOf } from '../src/answers/signs.ts';

const resources = shippedResources();
const { hints: _, ...withoutHints } = resources;

const ABSTRACT =
  'Ranking songs by taste has become a common service. Existing systems forget a listener after a week. We present LARK, a small memory that is kept for each person. It stores ten numbers and is written after every song. On two public collections LARK finds the next song more often than five earlier systems.';

describe('hints', () => {
  it('are read a phrase a line, with weights in hundredths', () => {
    const hints = parseHints('# a comment\nhow come\treason 50 @first -25\ntough\tproblem 100\n');
    expect([...hints.of(['how come'])]).toEqual([
      ['reason', 0.5],
      ['@first', -0.25],
    ]);
    expect(hinted(hints.of(['how come']), ['reason', '@first', 'digits'])).toBeCloseTo(0.25);
  });

  it('say the same however many phrases of a question are known', () => {
    const hints = parseHints('a\treason 100\nb\treason 100\nc\treason 100\nd\treason 100\n');
    expect(hints.of(['a', 'b', 'c', 'd', 'unknown']).get('reason')).toBeCloseTo(2);
    expect(hints.of(['unknown']).size).toBe(0);
  });

  it('name the line that is none', () => {
    expect(() => parseHints('how come\treason 50\nhow come reason\n')).toThrow(/Line 2 of the hints/);
    expect(() => parseHints('how come\treason much\n')).toThrow(/Line 1 of the hints/);
  });
});

describe('the phrases of a question', () => {
  it('are its stems, its pairs and how it opens; numbers are all the same', () => {
    expect(phrasesOf('Does it beat 13 others?')).toEqual([
      ...['doe', 'it', 'beat', '0', 'other', '?'],
      ...['doe it', 'it beat', 'beat 0', '0 other', 'other ?'],
      ...['^doe', '^doe it'],
    ]);
  });

  it('are none where there is no word', () => {
    expect(phrasesOf('')).toEqual([]);
    expect(phrasesOf('…!')).toEqual([]);
    expect(phrasesOf('?')).toEqual(['?', '^?']);
  });
});

describe('the signs of a sentence', () => {
  const outline = { length: 5, oursFrom: 2, thesis: 2, outcomeFrom: 4 };
  const places = (i: number) => signsOf(new Set(), i, outline);

  it('tell where in an abstract it stands', () => {
    expect(places(0)).toEqual(['@before', '@quarter1', '@first', '@ahead']);
    expect(places(1)).toEqual(['@before', '@quarter1', '@ahead', '@beforeThesis']);
    expect(places(2)).toEqual(['@after', '@quarter2', '@opensOurs', '@thesis']);
    expect(places(3)).toEqual(['@after', '@quarter3', '@afterThesis']);
    expect(places(4)).toEqual(['@after', '@quarter4', '@outcome', '@last']);
  });

  it('are none in a text that speaks of no work of its own', () => {
    expect(signsOf(cuesOf('However, 3 of 4 fail.'), 0, { ...outline, oursFrom: -1 })).toEqual([]);
  });
});

describe('with the hints that ship, a question that shares no word with its answer finds it', () => {
  const ask = (text: string, known: Parameters<typeof createAnswerer>[0]) =>
    createAnswerer(known).answer({
      text,
      history: [],
      papers: [{ id: 'p', title: 'LARK', abstract: ABSTRACT, links: [] }],
    }).ranked[0]?.text;

  it.each([
    ["what's so bad about what people do nowadays?", /^Existing systems forget/],
    ['does it actually do better?', /^On two public collections/],
    ['so what did they come up with?', /^We present LARK/],
  ])('%s', (question, sentence) => {
    expect(ask(question, resources)).toMatch(sentence);
    expect(ask(question, withoutHints)).toBeDefined();
  });
});
