import type { Invocation } from '../../src/messages/invocation.ts';
import type { Message } from '../../src/messages/message.ts';
import type { CallbackStore } from '../../src/stores.ts';

/**
 * What has to be known of a button before anything can be looked up, as the first response must come at once and settles
 * who sees the answer: `page` turns a page, `all` shows something to the channel.
 */
export type Manner = 'page' | 'all' | 'own';

const CUSTOM_ID = /^i:([^:#]{1,64})(?::(page|all))?(?:#\d+)?$/;

/** The custom ids of a message's buttons. What they do is kept first. */
export async function buttonIds(
  message: Message,
  callbacks: Pick<CallbackStore, 'keep'>,
): Promise<(invocation: Invocation) => string> {
  const kept = new Map<string, string>();
  for (const invocation of invocationsOf(message)) {
    const key = written(invocation);
    if (!kept.has(key)) kept.set(key, customId(await callbacks.keep(invocation), invocation));
  }
  return (invocation) => kept.get(written(invocation)) ?? 'i:unknown';
}

/** @returns undefined where the custom id is none of Paperboy's */
export function readCustomId(customId: string): { readonly id: string; readonly manner: Manner } | undefined {
  const [, id, manner] = CUSTOM_ID.exec(customId) ?? [];
  if (id === undefined) return undefined;
  return { id, manner: manner === 'page' || manner === 'all' ? manner : 'own' };
}

function customId(id: string, { command, args }: Invocation): string {
  if (command === 'share') return `i:${id}:all`;
  return typeof args['page'] === 'number' ? `i:${id}:page` : `i:${id}`;
}

function written({ command, args }: Invocation): string {
  return JSON.stringify({ command, args });
}

function invocationsOf(message: Message): Invocation[] {
  return message.blocks.flatMap((block) =>
    block.kind === 'paper' || block.kind === 'actions' ? block.buttons.map((button) => button.invocation) : [],
  );
}
