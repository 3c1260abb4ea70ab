const most = new Float32Array(16);

/**
 * What a view's value is measured by: its k-th largest of values[0..to], but no less than a share of the largest, so
 * that a view that few documents have does not count for more than its weight. 0 where no value is above 0.
 *
 * @param k at most 16
 */
export function parOf(values: Float32Array, to: number, k: number, shareOfLargest: number): number {
  const best = most.fill(0);
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
 *
 * @param room for the answer, which then holds until it is used again; where it is too small, the answer has its own
 */
export function topIndexes(
  scores: Float32Array,
  to: number,
  k: number,
  allowed?: (index: number) => boolean,
  room?: Int32Array,
): Int32Array {
  const length = Math.max(0, Math.min(Math.round(k), to));
  const heap = room !== undefined && room.length >= length ? room : new Int32Array(length);
  let size = 0;
  for (let i = 0; i < to; i++) {
    if (size === length && (size === 0 || !worse(scores, heap[0]!, i))) continue;
    if (allowed !== undefined && !allowed(i)) continue;
    if (size < length) {
      heap[size++] = i;
      if (size === length) heapify(scores, heap, size);
    } else {
      heap[0] = i;
      sink(scores, heap, size, 0);
    }
  }
  const found = size;
  if (found < length) heapify(scores, heap, found);
  // the worst of what is left goes to the end, again and again
  while (size > 1) {
    size--;
    const worst = heap[0]!;
    heap[0] = heap[size]!;
    heap[size] = worst;
    sink(scores, heap, size, 0);
  }
  return found === heap.length ? heap : heap.subarray(0, found);
}

function worse(scores: Float32Array, a: number, b: number): boolean {
  const scoreOfA = scores[a]!;
  const scoreOfB = scores[b]!;
  return scoreOfA < scoreOfB || (scoreOfA === scoreOfB && a > b);
}

function heapify(scores: Float32Array, heap: Int32Array, size: number): void {
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(scores, heap, size, at);
}

function sink(scores: Float32Array, heap: Int32Array, size: number, from: number): void {
  const index = heap[from]!;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && worse(scores, heap[child + 1]!, heap[child]!)) child++;
    if (!worse(scores, heap[child]!, index)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = index;
}
