import { describe, expect, test } from 'vitest';
import { makePaper } from '../../src/papers/paper.ts';
import { findReferences } from '../../src/threads/reference.ts';

const titled = (title: string) => makePaper({ title, abstract: 'An abstract.' });
const PAPERS = [
  titled('Kimi-VL Technical Report'),
  titled('R1-VL: Learning to Reason Step by Step'),
  titled('SMART: Robust and Efficient Fine-Tuning'),
  titled('Fractured Chain-of-Thought Reasoning'),
];

/** The numbers of the papers that a message names, and what is left of it. */
function refer(text: string, firstNumber = 1) {
  const { papers, rest, outOfRange } = findReferences(text, PAPERS, firstNumber);
  return [papers.map((paper) => PAPERS.indexOf(paper) + firstNumber), rest, ...(outOfRange ? [outOfRange] : [])];
}

describe('numbers', () => {
  test.each<[string, number[], string]>([
    ['the second one', [2], 'it'],
    ['#3?', [3], 'it?'],
    ['what data does paper 2 use?', [2], 'what data does it use?'],
    ['does the 2nd use GRPO?', [2], 'does it use GRPO?'],
    ['and the last one?', [4], 'and it?'],
    ['compare 1 and 3', [1, 3], 'compare it and it'],
    ['1 vs 4', [1, 4], 'it vs it'],
    ['the first and the third', [1, 3], 'it and it'],
  ])('%s', (text, numbers, rest) => {
    expect(refer(text)).toEqual([numbers, rest]);
  });

  test.each([
    'how does the first stage work?',
    'is 7B enough?',
    'what are the 3 tasks?',
    'gains of 1.5 and 2.5 points?',
  ])('that count something else name no paper: %s', (text) => {
    expect(refer(text)).toEqual([[], text]);
  });

  test('that no paper has are told', () => {
    expect(refer('the ninth one')).toEqual([[], 'it', 9]);
    expect(refer('compare 1 and 9')).toEqual([[1], 'compare it and it', 9]);
  });

  test('on a later page count as shown, and from the top of the page', () => {
    expect(refer('#7', 6)[0]).toEqual([7]);
    expect(refer('the second one', 6)[0]).toEqual([7]);
  });
});

describe('names', () => {
  test.each<[string, number[], string]>([
    ['how big is kimi-vl?', [1], 'how big is it?'],
    ['how big is Kimi VL?', [1], 'how big is it?'],
    ['the kimi paper', [1], 'it'],
    ['does R1-VL use it?', [2], 'does it use it?'],
    ['what does SMART do?', [3], 'what does it do?'],
    ['the smart paper?', [3], 'it?'],
    ['the fractured one', [4], 'it'],
  ])('%s', (text, numbers, rest) => {
    expect(refer(text)).toEqual([numbers, rest]);
  });

  test('that are ordinary words name no paper by chance', () => {
    expect(refer('is it a smart choice?')[0]).toEqual([]);
  });
});
