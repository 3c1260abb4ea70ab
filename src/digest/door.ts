import type { ChatAdapter } from '../ports.ts';

/**
 * What deliveries need of a chat adapter. Where `post` and `find` know where the message's thread begins, the place of
 * what they return names it.
 *
 * `post` must give up below the ledger's `postDeadline`, must not retry by itself, and throws `PostRefused` where the
 * platform definitely did not take the message. `find` throws where it can't tell, and `direct` a
 * `PostRefused` where it can't be done.
 */
export type Door = Pick<ChatAdapter, 'name' | 'post' | 'find' | 'direct'>;
