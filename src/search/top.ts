/**
 * What a view's value is measured by: its k-th largest of values[0..to], but no less than a share of the largest, so
 * that a view that few documents have does not count for more than its weight. 0 where no value is above 0.
 */
export function parOf(values: Float32Array, to: number, k: number, shareOfLargest: number): number {
  const best = new Float32Array(k);
  let smallest = 0;
  for (let i = 0; i < to; i++) {
    const value = values[i]!;
    if (value <= smallest) continue;
    let at = k - 1;
    while (at > 0 && best[at - 1]! < value) {
      best[at] = best[at - 1]!;
      at--;
    }
    best[at] = value;
    smallest = best[k - 1]!;
  }
  return Math.max(smallest, shareOfLargest * best[0]!);
}

/**
 * The indexes 0..to with the k largest scores, best first, equal ones in their order. With a heap of k, as k is small
 * next to a collection.
 */
export function topIndexes(
  scores: Float32Array,
  to: number,
  k: number,
  allowed: (index: number) => boolean,
): Int32Array {
  const heap = new Int32Array(Math.max(0, Math.min(Math.round(k), to)));
  let size = 0;
  const worse = (a: number, b: number): boolean => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);

  function sink(from: number): void {
    const index = heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && worse(heap[child + 1]!, heap[child]!)) child++;
      if (!worse(heap[child]!, index)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = index;
  }

  for (let i = 0; i < to; i++) {
    if (size === heap.length && (size === 0 || !worse(heap[0]!, i))) continue;
    if (!allowed(i)) continue;
    if (size < heap.length) {
      heap[size++] = i;
      if (size === heap.length) for (let at = (size >> 1) - 1; at >= 0; at--) sink(at);
    } else {
      heap[0] = i;
      sink(0);
    }
  }
  const found = size;
  if (found < heap.length) for (let at = (size >> 1) - 1; at >= 0; at--) sink(at);
  // the worst of what is left goes to the end, again and again
  while (size > 1) {
    size--;
    const worst = heap[0]!;
    heap[0] = heap[size]!;
    heap[size] = worst;
    sink(0);
  }
  return found === heap.length ? heap : heap.subarray(0, found);
}
