import { readTableFile } from './table-file.ts';
import type { TableRows } from './write-table.ts';

/**
 * The rows of a table's file as numbers, to go on working with.
 *
 * @throws Error where the bytes are not a table
 */
export function readTableRows(bytes: Uint8Array): TableRows {
  const { words, hashed, bigrams, dimensions, bits, scales, values: packed } = readTableFile(bytes);
  const values = new Float32Array(scales.length * dimensions);
  const signed = new Int8Array(packed.buffer, packed.byteOffset, packed.length);
  for (let at = 0; at < values.length; at++) {
    const half = at % 2 === 0 ? packed[at >> 1]! & 15 : packed[at >> 1]! >> 4;
    values[at] = scales[Math.floor(at / dimensions)]! * (bits === 8 ? signed[at]! : half - 8);
  }
  return { words, hashed, bigrams, dimensions, values };
}
