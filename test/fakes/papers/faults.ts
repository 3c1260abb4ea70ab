/** What goes wrong with one request. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** Half of the body, as if it were whole. */
  | { readonly kind: 'half' }
  /** 304, whatever was asked. */
  | { readonly kind: 'not-modified' }
  /** The answer with an ETag that no other has. */
  | { readonly kind: 'etag'; readonly etag: string }
  /** No answer at all. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Only so many entries of a page of a query, though the total stays. */
  | { readonly kind: 'short'; readonly entries: number }
  | { readonly kind: 'body'; readonly body: string };
