import type { State } from './state.ts';
import { visible } from './visible.ts';

/** Conditions may look at more than the fake, so they are tried again without a change of it. */
const RECHECK_MS = 25;

/** Waits until the condition holds. @throws Error with what was seen, after `ms` of wall time */
export async function waitUntil(state: State, condition: () => boolean, what: string, ms: number): Promise<void> {
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
      reject(new Error(`not within ${ms} ms: ${what}\n${seenSoFar(state)}`));
    }, ms);
  });
}

function seenSoFar(state: State): string {
  const said = (kind: string, list: State['messages']) =>
    list.slice(-5).map((one) => `${kind}: ${visible(one).slice(0, 500)}`);
  const calls = state.calls
    .slice(-20)
    .map((one) => `${one.method} ${one.route} ${one.status} ${one.code ?? ''}`.trim());
  return [
    ...said('message', state.messages),
    ...said('ephemeral', state.ephemerals),
    `calls: ${calls.join(', ')}`,
    `violations: ${state.violations.join('; ') || 'none'}`,
  ].join('\n');
}
