import { isObject, textOf } from '../values.ts';
import { checkMessageBlocks } from './limits.ts';
import { liveSequences } from './live.ts';
import { Refusal, refusalWith } from './refusal.ts';
import type { State } from './state.ts';
import type { Json } from './types.ts';

const LONGEST_TEXT = 40_000;
const LONGEST_GOOD_TEXT = 4000;

export interface Content {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/**
 * The text and blocks of a message, checked as Slack does and noted where a careful bot would not say them so.
 * @throws Refusal no_text, msg_too_long, invalid_blocks, msg_blocks_too_long
 */
export function readContent(state: State, method: string, args: Json): Content {
  const text = textOf(args['text']);
  const given = args['blocks'];
  const refuse = (refusal: Refusal): never => {
    const problems = refusal.details['errors'];
    state.violation(`${method}: ${refusal.code}${Array.isArray(problems) ? `: ${problems.join('; ')}` : ''}`);
    throw refusal;
  };
  if (given !== undefined && !Array.isArray(given)) refuse(new Refusal('invalid_blocks_format'));
  const blocks: readonly unknown[] = Array.isArray(given) ? given : [];
  if (text === '' && blocks.length === 0) refuse(new Refusal('no_text'));
  if (text.length > LONGEST_TEXT) refuse(new Refusal('msg_too_long'));
  if (text.length > LONGEST_GOOD_TEXT) state.violation(`${method}: a text of ${text.length} characters`);
  if (text === '') state.violation(`${method}: blocks without a text for notifications and screen readers`);
  const { problems, tooLong } = checkMessageBlocks(blocks);
  if (problems.length > 0) refuse(refusalWith('invalid_blocks', problems));
  if (tooLong) refuse(new Refusal('msg_blocks_too_long'));
  for (const sequence of liveSequences(text, blocks)) state.live.push({ ...sequence, method });
  return { text, blocks: withBlockIds(state, blocks) };
}

/** Notes where a message with blocks would be followed by previews of its links. */
export function checkUnfurls(state: State, method: string, args: Json): void {
  for (const name of ['unfurl_links', 'unfurl_media'])
    if (args['blocks'] !== undefined && !isFalse(args[name])) state.violation(`${method}: ${name} is not false`);
}

function isFalse(value: unknown): boolean {
  return value === false || value === 'false' || value === '0';
}

/** Slack gives blocks and elements an id where they have none. */
export function withBlockIds(state: State, blocks: readonly unknown[]): readonly unknown[] {
  return blocks.map((block) =>
    isObject(block) && block['block_id'] === undefined ? { ...block, block_id: state.nextId('blk') } : block,
  );
}
