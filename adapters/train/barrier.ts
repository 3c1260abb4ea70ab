const ARRIVED = 0;
const ROUND = 1;

/**
 * A point that no thread passes before all have reached it, as often as it is called.
 *
 * @param shared two numbers that all threads share, zero at first
 */
export function barrier(shared: Int32Array, threads: number): () => void {
  return () => {
    const round = Atomics.load(shared, ROUND);
    if (Atomics.add(shared, ARRIVED, 1) === threads - 1) {
      Atomics.store(shared, ARRIVED, 0);
      Atomics.add(shared, ROUND, 1);
      Atomics.notify(shared, ROUND);
    } else {
      while (Atomics.load(shared, ROUND) === round) Atomics.wait(shared, ROUND, round);
    }
  };
}
