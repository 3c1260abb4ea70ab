import { describe, expect, test } from 'vitest';
import { blendedTable } from '../adapters/train/blended-table.ts';
import { blend } from '../adapters/train/blending.ts';
import { coOccurrenceVectors } from '../adapters/train/co-occurrence.ts';
import { encodeCorpus } from '../adapters/train/corpus.ts';
import { crossProduct, timesSquare } from '../adapters/train/matrix.ts';
import { normal, seededRandom } from '../adapters/train/random.ts';
import { symmetricPower } from '../adapters/train/symmetric-power.ts';
import { paperTokeniser } from '../adapters/train/tokenised-papers.ts';
import { bigramTypes, sharedVocabulary } from '../adapters/train/vocabulary.ts';
import { dot } from '../src/search/semantic/vectors.ts';
import type { TableRows } from '../src/search/semantic/write-table.ts';

const random = seededRandom(8);
const numbers = (count: number) => Float32Array.from({ length: count }, () => normal(random));

function rowOf(values: Float32Array, row: number, dimensions: number): Float32Array {
  return values.slice(row * dimensions, (row + 1) * dimensions);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('a power of a symmetric matrix', () => {
  const n = 12;
  const some = numbers(40 * n);
  const matrix = crossProduct(some, some, n);
  const times = (a: Float64Array, b: Float64Array) =>
    Float64Array.from(a, (_, at) => {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[Math.floor(at / n) * n + k]! * b[k * n + (at % n)]!;
      return sum;
    });

  test('of a half, times itself, is the matrix', () => {
    const root = symmetricPower(matrix, n, 1 / 2);
    times(root, root).forEach((value, at) => {
      expect(value).toBeCloseTo(matrix[at]!, 8);
    });
  });

  test('of minus a half on either side leaves the identity', () => {
    const root = symmetricPower(matrix, n, -1 / 2);
    times(times(root, matrix), root).forEach((value, at) => {
      expect(value).toBeCloseTo(at % (n + 1) === 0 ? 1 : 0, 8);
    });
  });

  test('of nothing is nothing', () => {
    expect([...symmetricPower(new Float64Array(4), 2, -1 / 2)]).toEqual([0, 0, 0, 0]);
  });
});

describe('tables added up', () => {
  const dimensions = 8;
  const rows = 60;
  const truth = numbers(rows * dimensions);
  const often = new Float64Array(rows).fill(1);
  const some = numbers(20 * dimensions);
  // c (c'c)^(-1/2) is a rotation for any c
  const cross = crossProduct(some, numbers(20 * dimensions), dimensions);
  const inverseRoot = symmetricPower(crossProduct(cross, cross, dimensions), dimensions, -1 / 2);
  const turned = timesSquare(timesSquare(truth, cross, dimensions), inverseRoot, dimensions);

  test('are turned onto the first, whatever their axes and size', () => {
    const other = turned.map((value) => 40 * value);
    const sum = blend(truth, dimensions, often, [{ values: other, weight: 1 }]);
    sum.forEach((value, at) => {
      expect(value).toBeCloseTo(truth[at]!, 4);
    });
  });

  test('lose what is chance in each', () => {
    const noisy = () => truth.map((value) => value + normal(random));
    const quality = (values: Float32Array) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += cosine(rowOf(values, row, dimensions), rowOf(truth, row, dimensions));
      return sum / rows;
    };
    const first = noisy();
    const others = [noisy(), noisy(), noisy()].map((values) => ({ values, weight: 1 }));
    expect(quality(blend(first, dimensions, often, others))).toBeGreaterThan(quality(first) + 0.1);
  });

  test('keep the length of every row, and the whole row where only the first has it', () => {
    const other = numbers(rows * dimensions);
    other.fill(0, 0, dimensions);
    const sum = blend(truth, dimensions, often, [{ values: other, weight: 1 }]);
    for (let row = 0; row < rows; row++) {
      const before = rowOf(truth, row, dimensions);
      const after = rowOf(sum, row, dimensions);
      expect(dot(after, after)).toBeCloseTo(dot(before, before), 3);
    }
    rowOf(sum, 0, dimensions).forEach((value, k) => {
      expect(value).toBeCloseTo(truth[k]!, 6);
    });
  });
});

/** Sentences in which "picture" and "image" have the same neighbours and never meet; "graph" has others. */
function papers() {
  const tokeniser = paperTokeniser();
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
  const colours = ['red', 'green', 'blue', 'gold'];
  const shapes = ['vertex', 'edge', 'path', 'cycle'];
  for (let i = 0; i < 200; i++) {
    const seen = i % 2 === 0 ? 'picture' : 'image';
    tokeniser.add({
      title: `paper ${pick(colours)}`,
      abstract: `${pick(colours)} ${seen} ${pick(colours)}. Then ${pick(shapes)} graph ${pick(shapes)} graph ${pick(shapes)}.`,
    });
  }
  return tokeniser.finish();
}

describe('what papers teach of a table’s words', () => {
  const tokenised = papers();
  const dimensions = 8;
  const words = ['imag', 'pictur', 'graph', 'absent', 'red', 'green', 'blue', 'gold', 'vertex', 'edg', 'path', 'cycl'];
  const bigrams = ['red imag', 'absent graph', 'gold cycl', 'graph edg'];
  const hashed = 16;
  const table: TableRows = {
    words,
    hashed,
    bigrams,
    dimensions,
    values: numbers((words.length + hashed + bigrams.length) * dimensions),
  };
  const vocabulary = sharedVocabulary(tokenised, table);
  const corpus = encodeCorpus(tokenised, vocabulary, hashed);
  const known = {
    words: vocabulary.words.map((type) => tokenised.types[type]!),
    bigrams: vocabulary.bigrams.map((key) =>
      bigramTypes(key)
        .map((type) => tokenised.types[type]!)
        .join(' '),
    ),
  };
  const company = coOccurrenceVectors(corpus, known.words.length, dimensions, 1);
  const trained = numbers(corpus.rows * dimensions);
  const blended = blendedTable(table, known, corpus, [trained], 1);
  const alike = (values: Float32Array, all: readonly string[], a: string, b: string) =>
    cosine(rowOf(values, all.indexOf(a), dimensions), rowOf(values, all.indexOf(b), dimensions));

  test('is taught of those that they have', () => {
    expect(known.words).toEqual(words.filter((word) => word !== 'absent'));
    expect(known.bigrams).toEqual(['red imag', 'graph edg']);
  });

  test('words with the same neighbours are alike, though they never meet', () => {
    expect(alike(company, known.words, 'pictur', 'imag')).toBeGreaterThan(0.8);
    // what all words share is taken out, so that strangers lie on different sides
    expect(alike(company, known.words, 'pictur', 'graph')).toBeLessThan(-0.1);
  });

  test('brings such words nearer, and leaves the others', () => {
    expect(alike(blended.values, words, 'pictur', 'imag')).toBeGreaterThan(
      alike(table.values, words, 'pictur', 'imag'),
    );
    const absent = words.indexOf('absent');
    rowOf(blended.values, absent, dimensions).forEach((value, k) => {
      expect(value).toBeCloseTo(rowOf(table.values, absent, dimensions)[k]!, 6);
    });
    expect(blended).toMatchObject({ words, bigrams, hashed, dimensions });
  });

  test('is the same each time', () => {
    expect(blendedTable(table, known, corpus, [trained], 1)).toEqual(blended);
    expect(coOccurrenceVectors(corpus, known.words.length, dimensions, 1)).toEqual(company);
  });
});
