/** What changes, and tells so. */
interface Changing {
  /** @returns what ends it */
  onChange(listener: () => void): () => void;
}

/** Conditions may look at more than the fake, so they are tried again without a change of it. */
const RECHECK_MS = 25;

/** Waits until the condition holds. @throws Error with what was seen, after `ms` of wall time */
export async function waitUntil(
  state: Changing,
  condition: () => boolean,
  what: string,
  ms: number,
  seenSoFar: () => string,
): Promise<void> {
  if (condition()) return;
  await new Promise<void>((resolve, reject) => {
    const end = () => {
      off();
      clearInterval(recheck);
      clearTimeout(deadline);
    };
    const check = () => {
      try {
        if (!condition()) return;
      } catch (error) {
        end();
        reject(error);
        return;
      }
      end();
      resolve();
    };
    const off = state.onChange(check);
    const recheck = setInterval(check, RECHECK_MS);
    const deadline = setTimeout(() => {
      end();
      reject(new Error(`not within ${ms} ms: ${what}\n${seenSoFar()}`));
    }, ms);
  });
}
