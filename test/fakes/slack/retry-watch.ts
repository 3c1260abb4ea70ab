import type { State } from './state.ts';
import type { Json } from './types.ts';

const LOOKING = ['conversations.history', 'conversations.replies'];

export interface RetryWatch {
  /** A call comes in. */
  see(method: string, args: Json): void;
  /** It was taken, but its answer is lost or late. */
  lost(method: string, args: Json): void;
}

/** Notices a post whose answer was lost and that is sent again before anybody looked whether it is there. */
export function createRetryWatch(state: State): RetryWatch {
  const doubtful = new Set<string>();
  const fingerprint = (args: Json) =>
    JSON.stringify([args['channel'], args['thread_ts'], args['text'], args['blocks'], args['metadata']]);
  return {
    see(method, args) {
      if (LOOKING.includes(method)) doubtful.clear();
      if (method === 'chat.postMessage' && doubtful.has(fingerprint(args)))
        state.violation('chat.postMessage: a post whose answer was lost was sent again without looking for it');
    },
    lost(method, args) {
      if (method === 'chat.postMessage') doubtful.add(fingerprint(args));
    },
  };
}
