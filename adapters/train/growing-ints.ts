/** A list of int32 in a fraction of the memory of an array of numbers. */
export interface GrowingInts {
  readonly length: number;
  push(value: number): void;
  at(index: number): number;
  set(index: number, value: number): void;
  finish(): Int32Array;
}

export function growingInts(): GrowingInts {
  let values = new Int32Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const longer = new Int32Array(2 * length);
        longer.set(values);
        values = longer;
      }
      values[length++] = value;
    },
    at: (index) => values[index]!,
    set(index, value) {
      values[index] = value;
    },
    finish: () => values.slice(0, length),
  };
}
