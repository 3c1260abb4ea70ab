/** Rows of different lengths in one array: row i goes from `start[i]` to `start[i + 1]`. */
interface Rows<Values> {
  readonly start: Int32Array;
  readonly values: Values;
}

/** Where each of the lists starts when they stand one after the other, and last where all end. */
export function rowStarts(lists: readonly { readonly length: number }[]): Int32Array {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    start[i + 1] = start[i]! + list.length;
  });
  return start;
}

export function intRows(lists: readonly Int32Array[]): Rows<Int32Array> {
  const start = rowStarts(lists);
  const values = new Int32Array(start.at(-1)!);
  lists.forEach((list, i) => {
    values.set(list, start[i]);
  });
  return { start, values };
}

export function floatRows(lists: readonly Float32Array[]): Rows<Float32Array> {
  const start = rowStarts(lists);
  const values = new Float32Array(start.at(-1)!);
  lists.forEach((list, i) => {
    values.set(list, start[i]);
  });
  return { start, values };
}
