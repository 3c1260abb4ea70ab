import { z } from 'zod';
import type { Invocation } from '../../src/messages/invocation.ts';
import type { Message } from '../../src/messages/message.ts';
import type { CallbackStore } from '../../src/stores.ts';

/** Slack's limit of a button's value (https://docs.slack.dev/reference/block-kit/block-elements/button-element). */
const LONGEST_VALUE = 2_000;
const KEPT = 'cb:';

const invocationSchema = z.object({
  command: z.string().min(1),
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** The values of a message's buttons: the invocation itself where it fits, else where it is kept. */
export async function buttonValues(
  message: Message,
  callbacks: Pick<CallbackStore, 'keep'>,
): Promise<(invocation: Invocation) => string> {
  const kept = new Map<string, string>();
  for (const invocation of invocationsOf(message)) {
    const value = written(invocation);
    if (value.length > LONGEST_VALUE) kept.set(value, `${KEPT}${await callbacks.keep(invocation)}`);
  }
  return (invocation) => {
    const value = written(invocation);
    return kept.get(value) ?? value;
  };
}

/** What a button does. @returns undefined where that is not known (any more) */
export async function readButton(
  value: string,
  callbacks: Pick<CallbackStore, 'recall'>,
): Promise<Invocation | undefined> {
  if (value.startsWith(KEPT)) return callbacks.recall(value.slice(KEPT.length));
  try {
    const read = invocationSchema.safeParse(JSON.parse(value));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

function written({ command, args }: Invocation): string {
  return JSON.stringify({ command, args });
}

function invocationsOf(message: Message): Invocation[] {
  return message.blocks.flatMap((block) =>
    block.kind === 'paper' || block.kind === 'actions' ? block.buttons.map((button) => button.invocation) : [],
  );
}
