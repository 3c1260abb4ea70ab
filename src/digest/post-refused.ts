/** How a platform refused a post. Whatever it was, nothing was posted. */
export type Refusal =
  /** It may work later: too many requests, no connection. `after` in milliseconds, where the platform says. */
  | { readonly kind: 'later'; readonly after?: number }
  /** The channel can't be posted to any more. */
  | { readonly kind: 'channel'; readonly problem: 'gone' | 'archived' | 'forbidden' }
  /** This message will never be taken: too long, malformed. */
  | { readonly kind: 'message' };

/**
 * What a chat adapter throws where the platform definitely did not take a post. Anything else that it throws (a timeout,
 * a reset, a 5xx) leaves the post in doubt, and the adapter is asked before it is tried again. Thrown by `find`, a
 * refusal of the channel means that it can't be looked into any more.
 */
export class PostRefused extends Error {
  override readonly name = 'PostRefused';
  constructor(
    message: string,
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
