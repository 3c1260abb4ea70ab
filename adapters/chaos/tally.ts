import { z } from 'zod';
import type { Delivery } from '../../src/digest/delivery.ts';
import type { Post } from './chat-server.ts';

export interface Tally {
  readonly deliveries: number;
  readonly posts: number;
  /** How many deliveries were begun more than once. */
  readonly repeated: number;
  /** Subscriptions whose post is not there. */
  readonly lost: number;
  /** Posts beyond the first of a subscription and due time. */
  readonly doubled: number;
  /** Papers beyond the first time in a channel. */
  readonly papersTwice: number;
  /** Deliveries of which the ledger says something else than the chat server. */
  readonly contradicted: number;
}

const text = z.object({ subscription: z.string(), due: z.number(), paperIds: z.array(z.string()) });

/** Counts what went wrong, by what the chat server holds and not by what the ledger believes. */
export function tally(
  subscriptions: readonly string[],
  deliveries: readonly Delivery[],
  posts: readonly Post[],
): Tally {
  const read = posts.map((post) => ({ ...post, ...text.parse(JSON.parse(post.text)) }));
  const slots = new Set(read.map(({ subscription, due }) => `${subscription} ${due}`));
  const papers = read.flatMap(({ channel, paperIds }) => paperIds.map((paper) => `${channel} ${paper}`));
  const posted = new Set(read.map(({ subscription }) => subscription));
  const keys = new Set(read.map(({ key }) => key));
  return {
    deliveries: deliveries.length,
    posts: posts.length,
    repeated: deliveries.filter(({ attempts }) => attempts > 1).length,
    lost: subscriptions.filter((id) => !posted.has(id)).length,
    doubled: read.length - slots.size,
    papersTwice: papers.length - new Set(papers).size,
    contradicted: deliveries.filter(({ key, state }) => (state === 'sent') !== keys.has(key)).length,
  };
}
