import { describe, expect, test } from 'vitest';
import { readDataFile } from '../adapters/data-files.ts';
import { readTableRows } from '../src/search/semantic/read-rows.ts';
import { readSemanticTable } from '../src/search/semantic/table.ts';
import { dot } from '../src/search/semantic/vectors.ts';
import { type TableRows, writeSemanticTable } from '../src/search/semantic/write-table.ts';

/** Two words, two hashed rows and a bigram in four dimensions. */
const small: TableRows = {
  words: ['graph', 'node'],
  hashed: 2,
  bigrams: ['graph node'],
  dimensions: 4,
  values: Float32Array.of(7, 0, 0, 0, 0, -3.5, 0, 1, 0, 0, 7, 0, 0, 0, 7, 0, 0, 0, 0, 14),
};

describe('a table that was written', () => {
  const table = readSemanticTable(writeSemanticTable(small));

  test('gives a word its row, of length 1', () => {
    expect([...table.embed('graph')]).toEqual([1, 0, 0, 0]);
  });

  test('adds the square root of how often a word occurs', () => {
    const vector = table.embed('graph graph graph graph node');
    // 2 x (7, 0, 0, 0) + (0, -3.5, 0, 1) + (0, 0, 0, 14)
    expect(vector[1]! / vector[0]!).toBeCloseTo(-3.5 / 14, 5);
    expect(vector[3]! / vector[0]!).toBeCloseTo(15 / 14, 5);
  });

  test('knows a bigram only side by side', () => {
    expect(table.embed('graph node')[3]).toBeGreaterThan(0.8);
    expect(table.embed('node graph')[3]).toBeLessThan(0.2);
  });

  test('makes an unknown word of its character n-grams', () => {
    const vector = table.embed('grapf');
    expect(vector[2]).toBeCloseTo(1, 5);
    expect(vector[0]).toBe(0);
  });

  test('gives zeros where nothing is known', () => {
    expect([...table.embed('of the')]).toEqual([0, 0, 0, 0]);
    expect([...table.embed('')]).toEqual([0, 0, 0, 0]);
  });

  test('keeps a row to within its 15 steps, whatever its size', () => {
    const dimensions = 256;
    const sizes = { small: 1e-4, middling: 1, large: 1e4 };
    const row = Float32Array.from({ length: dimensions }, (_, k) => Math.sin(k * k));
    const length = Math.sqrt(dot(row, row));
    const values = Float32Array.from(Object.values(sizes).flatMap((size) => [...row].map((value) => value * size)));
    const read = readSemanticTable(
      writeSemanticTable({ words: ['small', 'middl', 'larg'], hashed: 0, bigrams: [], dimensions, values }),
    );
    for (const word of Object.keys(sizes)) expect(dot(read.embed(word), row) / length).toBeGreaterThan(0.99);
  });

  test('keeps a row of zeros', () => {
    const values = new Float32Array(20);
    expect([...readSemanticTable(writeSemanticTable({ ...small, values })).embed('graph')]).toEqual([0, 0, 0, 0]);
  });

  test('may begin anywhere in memory', () => {
    const bytes = writeSemanticTable(small);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect(readSemanticTable(moved.subarray(3)).embed('graph node')).toEqual(table.embed('graph node'));
  });

  test('fits its words', () => {
    expect(() => writeSemanticTable({ ...small, words: ['graph'] })).toThrow('4 rows of 4 need 16 values, not 20.');
    expect(() => writeSemanticTable({ ...small, dimensions: 5 })).toThrow('even number of dimensions');
  });
});

function tableOfEightBits(): Uint8Array {
  const list = new TextEncoder().encode('graph\n\n\n\n');
  const bytes = new Uint8Array(32 + 8 + 4 + 2);
  new Int32Array(bytes.buffer, 0, 8).set([0x31424d45, 1, 0, 2, 0, 8, 7, 0]);
  bytes.set(list.subarray(0, 7), 32);
  new Float32Array(bytes.buffer, 40, 1)[0] = 0.5;
  new Int8Array(bytes.buffer, 44, 2).set([-60, 80]);
  return bytes;
}

test('a table of eight bits is read too', () => {
  const vector = readSemanticTable(tableOfEightBits()).embed('graphs');
  expect(vector[0]).toBeCloseTo(-0.6, 5);
  expect(vector[1]).toBeCloseTo(0.8, 5);
});

describe('the rows of a table that was written', () => {
  test('are those that went in, to within a step', () => {
    const { values, ...rest } = readTableRows(writeSemanticTable(small));
    expect({ ...rest, values: small.values }).toEqual(small);
    values.forEach((value, at) => {
      expect(Math.abs(value - small.values[at]!)).toBeLessThanOrEqual(1);
    });
    expect([...values.subarray(0, 4)]).toEqual([7, 0, 0, 0]);
  });

  test('are read from eight bits, too', () => {
    expect([...readTableRows(tableOfEightBits()).values]).toEqual([-30, 40]);
  });
});

describe('what is no table is refused', () => {
  const broken = (change: (header: Int32Array) => void) => {
    const bytes = writeSemanticTable(small);
    change(new Int32Array(bytes.buffer, 0, 8));
    return () => readSemanticTable(bytes);
  };

  test.each([
    ['nothing', () => readSemanticTable(new Uint8Array(0)), 'too short'],
    [
      'another file',
      () => readSemanticTable(new TextEncoder().encode('title\tabstract\n'.repeat(9))),
      'not a semantic',
    ],
    ['half a table', () => readSemanticTable(writeSemanticTable(small).subarray(0, 60)), 'cut short'],
    ['a table without its last byte', () => readSemanticTable(writeSemanticTable(small).slice(0, -1)), 'cut short'],
    ['two bits a value', broken((header) => header.fill(2, 5, 6)), 'not a semantic'],
    ['fewer than no words', broken((header) => header.fill(-1, 1, 2)), 'not a semantic'],
    ['an odd number of dimensions', broken((header) => header.fill(3, 3, 4)), 'not a semantic'],
    ['a word list of other length', broken((header) => header.set([3, 1], 1)), 'do not fit'],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(message);
  });
});

describe('the shipped table', () => {
  const table = readSemanticTable(readDataFile('papers-256.q4.bin'));
  const cosine = (a: string, b: string) => dot(table.embed(a), table.embed(b));

  test('has 256 dimensions', () => {
    expect(table.dimensions).toBe(256);
  });

  test.each([
    ['drawing pictures from text', 'text-to-image diffusion', 'proving theorems in Lean'],
    ['made-up facts', 'hallucination in language models', 'robot grasping'],
    ['halucination', 'hallucination', 'segmentation'],
  ])('puts "%s" nearer to "%s" than to "%s"', (text, near, far) => {
    expect(cosine(text, near)).toBeGreaterThan(cosine(text, far) + 0.1);
  });
});
