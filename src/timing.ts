/** Waits so many milliseconds; an aborted wait may end early, in whatever way. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Whether the work settled before so many milliseconds were over. It goes on where it did not. */
export async function settlesWithin(work: Promise<unknown>, ms: number, sleep: Sleep): Promise<boolean> {
  const timer = new AbortController();
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, sleep(ms, timer.signal).then(() => false)]);
  } finally {
    timer.abort();
  }
}
