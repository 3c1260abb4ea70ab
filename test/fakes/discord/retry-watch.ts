import type { State } from './state.ts';

const POST = /^POST \/channels\/(\d+)\/messages$/;
const LOOK = /^GET \/channels\/(\d+)\/messages$/;

export interface RetryWatch {
  /** A call comes in. @param call as `POST /channels/1/messages` */
  see(call: string, body: unknown): void;
  /** Its answer was lost, late, or one that says nothing of whether it was taken. */
  lost(call: string, body: unknown): void;
}

/** Notices a post whose answer was lost and that is sent again before anybody looked whether it is there. */
export function createRetryWatch(state: State): RetryWatch {
  const doubtful = new Map<string, Set<string>>();
  return {
    see(call, body) {
      doubtful.delete(LOOK.exec(call)?.[1] ?? '');
      if (doubtful.get(POST.exec(call)?.[1] ?? '')?.has(JSON.stringify(body)))
        state.violation(`${call}: a post whose answer was lost was sent again without looking for it`);
    },
    lost(call, body) {
      const channel = POST.exec(call)?.[1];
      if (channel === undefined) return;
      doubtful.set(channel, (doubtful.get(channel) ?? new Set()).add(JSON.stringify(body)));
    },
  };
}
