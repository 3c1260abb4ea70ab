/** Typed arrays do not grow; this one is copied into one of twice the size, by its caller, where it is full. */
export function grown<A extends Int32Array | Float32Array | Uint8Array | Int8Array | Int16Array>(
  array: A,
  length: number,
): A {
  if (length <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(Math.max(length, array.length * 2, 16));
  larger.set(array);
  return larger;
}
