import { describe, expect, test } from 'vitest';
import { lazyAdam } from '../adapters/train/lazy-adam.ts';
import { multiplyTransposed } from '../adapters/train/matrix.ts';
import { normal, seededRandom, shuffled } from '../adapters/train/random.ts';

describe('the product of a matrix and a transposed one', () => {
  test('is that of the schoolbook, in the rows asked for and no other', () => {
    const random = seededRandom(3);
    const numbers = (count: number) => Float32Array.from({ length: count }, () => normal(random));
    const [rows, columns, depth] = [6, 8, 5];
    const a = numbers(rows * depth);
    const b = numbers(columns * depth);
    const out = new Float32Array(rows * columns);
    multiplyTransposed(a, b, out, 2, 6, columns, depth);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < depth; k++) sum += a[i * depth + k]! * b[j * depth + k]!;
        expect(out[i * columns + j]).toBeCloseTo(i < 2 ? 0 : sum, 4);
      }
  });
});

describe('lazy Adam', () => {
  test('moves a row by the rate against its gradient at first, whatever the size of that', () => {
    const table = Float32Array.of(1, 1, 1, 1);
    const adam = lazyAdam(table, 2, 0, 1);
    adam.add(1, Float32Array.of(0, 5, -0.001), 1, 2);
    adam.update(0.1, 1);
    expect(table[2]).toBeCloseTo(0.9, 4);
    expect(table[3]).toBeCloseTo(1.1, 4);
  });

  test('leaves a row without a gradient where it is, momentum or not', () => {
    const table = Float32Array.of(1, 2);
    const adam = lazyAdam(table, 1, 0, 1);
    adam.add(0, Float32Array.of(1), 0, 1);
    adam.update(0.1, 1);
    const [first] = table;
    adam.add(1, Float32Array.of(1), 0, 1);
    adam.update(0.1, 2);
    expect(table[0]).toBe(first);
    expect(table[1]).toBeLessThan(2);
  });

  test('finds the bottom of a bowl', () => {
    const table = Float32Array.of(-3);
    const adam = lazyAdam(table, 1, 0, 1);
    for (let step = 1; step <= 300; step++) {
      adam.add(0, Float32Array.of(table[0]! - 2), 0, 1);
      adam.update(0.1 * (1 - step / 301), step);
    }
    expect(table[0]).toBeCloseTo(2, 2);
  });

  test('leaves the rows of other threads to them', () => {
    const table = new Float32Array(5);
    const threads = [0, 1].map((thread) => lazyAdam(table, 1, thread, 2));
    for (let row = 0; row < 5; row++) threads[1]!.add(row, Float32Array.of(1), 0, 1);
    threads[1]!.update(0.1, 1);
    expect([...table].map((value) => value !== 0)).toEqual([false, true, false, true, false]);
    threads[0]!.update(0.1, 1);
    expect(table[0]).toBe(0);
  });
});

describe('random numbers', () => {
  test('are the same for the same seeds, and others for others', () => {
    const draw = (...seeds: number[]) => Array.from({ length: 4 }, seededRandom(...seeds));
    expect(draw(1, 2)).toEqual(draw(1, 2));
    expect(draw(1, 2)).not.toEqual(draw(2, 1));
    expect(draw(1)).not.toEqual(draw(1, 0));
  });

  test('are even, and normal where asked for', () => {
    const random = seededRandom(5);
    const even = Array.from({ length: 4000 }, random);
    const bell = Array.from({ length: 4000 }, () => normal(random));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...even)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...even)).toBeLessThan(1);
    expect(mean(even)).toBeCloseTo(0.5, 1);
    expect(mean(bell)).toBeCloseTo(0, 0);
    expect(mean(bell.map((value) => value * value))).toBeCloseTo(1, 0);
  });

  test('shuffle every number once', () => {
    const order = shuffled(100, seededRandom(1));
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
    expect([...order]).not.toEqual([...Array(100).keys()]);
  });
});
