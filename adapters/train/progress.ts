/** Milliseconds between two lines. */
const INTERVAL = 5_000;

/**
 * Progress in lines that come at most every five seconds: "step 140 of 595 (24 %), loss 1.416, 3 min 10 s left".
 *
 * @param now milliseconds since any fixed moment
 * @returns a function to call after every step, which gives a line when it is time for one
 */
export function progressLines(steps: number, now: () => number): (step: number, loss: number) => string | undefined {
  const start = now();
  let last = start;
  let losses = 0;
  let count = 0;
  return (step, loss) => {
    losses += loss;
    count++;
    const time = now();
    if (time - last < INTERVAL && step < steps) return undefined;
    const left = ((time - start) / step) * (steps - step);
    const line = `step ${step} of ${steps} (${Math.floor((100 * step) / steps)} %), loss ${(losses / count).toFixed(3)}, ${duration(left)} left`;
    last = time;
    losses = 0;
    count = 0;
    return line;
  };
}

/** "45 s", "3 min 10 s". */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
