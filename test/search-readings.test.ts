import { describe, expect, test } from 'vitest';
import { readDataFile } from '../adapters/data-files.ts';
import { parsePage } from '../src/papers/page.ts';
import { makePaper } from '../src/papers/paper.ts';
import { createCollection } from '../src/search/collection.ts';
import { FIRST_TERM, type Reading } from '../src/search/readings.ts';
import { BOUNDARY } from '../src/search/vocabulary.ts';

/** Where each term of a reading stands. */
function positionsOf(reading: Reading): Map<number, number[]> {
  const terms = reading[0]!;
  const found = new Map<number, number[]>();
  for (let at = FIRST_TERM; at < FIRST_TERM + terms; at++) {
    const where = reading[at + terms]!;
    const repeated = where < 0 ? [...reading.subarray(~where + 1, ~where + 1 + reading[~where]!)] : [where];
    found.set(reading[at]!, repeated);
  }
  return found;
}

describe('a reading', () => {
  const collection = createCollection({});
  collection.add(parsePage(readDataFile('hf-papers-page.txt'), 0).papers);
  const { documents, vocabulary } = collection;

  test('says of every paper of the page what its text says, term by term', () => {
    for (let document = 0; document < documents.length; document++) {
      const text = documents.terms.subarray(documents.start[document]!, documents.bodyEnd[document]!);
      const expected = new Map<number, number[]>();
      text.forEach((term, position) => {
        expected.set(term, [...(expected.get(term) ?? []), position]);
      });
      const reading = collection.read(document);
      const [terms = 0, stops = 0, extras = 0, boundaries = 0] = reading;
      const firstExtra = FIRST_TERM + 2 * terms;
      const between = reading.subarray(firstExtra + extras, firstExtra + extras + boundaries);
      expect([...between]).toEqual(expected.get(BOUNDARY));
      expected.delete(BOUNDARY);
      expect(positionsOf(reading)).toEqual(expected);
      const stopTerms = reading.subarray(FIRST_TERM + terms - stops, FIRST_TERM + terms);
      expect([...stopTerms]).toEqual([...expected.keys()].filter((term) => vocabulary.isStop(term)));
      const others = documents.terms.subarray(documents.bodyEnd[document]!, documents.end[document]!);
      expect([...reading.subarray(firstExtra, firstExtra + extras)]).toEqual([...new Set(others)]);
    }
  });

  test('is that of a paper added later, longer than any before', () => {
    const sentence = 'Chains of thought grow and grow until nobody reads chains. ';
    collection.add([makePaper({ title: 'Endless chains', abstract: sentence.repeat(200) })]);
    const chain = vocabulary.find('chain');
    expect(positionsOf(collection.read(documents.length - 1)).get(chain)).toHaveLength(401);
  });
});
