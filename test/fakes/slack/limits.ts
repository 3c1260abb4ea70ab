import { isObject, listOf, textOf } from '../values.ts';
import { messageBlocks } from './block-shapes.ts';

const LONGEST_MARKDOWN = 12_000;
/** Not documented; seen by people at about so many characters of JSON. */
const LONGEST_BLOCKS = 13_200;

export interface Verdict {
  readonly problems: readonly string[];
  /** Each block is fine, all together are too long: `msg_blocks_too_long`. */
  readonly tooLong: boolean;
}

/** What Slack would refuse about the blocks of a message. */
export function checkMessageBlocks(blocks: readonly unknown[]): Verdict {
  const problems: string[] = [];
  messageBlocks(blocks, '/blocks', problems);
  problems.push(...doubles(blocks));
  const ofType = (type: string) => blocks.filter(isObject).filter((block) => block['type'] === type);
  if (ofType('table').length > 1) problems.push('only one table block is allowed [json-pointer:/blocks]');
  const markdown = ofType('markdown').reduce((sum, block) => sum + textOf(block['text']).length, 0);
  if (markdown > LONGEST_MARKDOWN)
    problems.push(`markdown must be less than ${LONGEST_MARKDOWN + 1} characters in all [json-pointer:/blocks]`);
  return { problems, tooLong: JSON.stringify(blocks).length > LONGEST_BLOCKS };
}

/** Ids that stand twice in a message or view, so that nobody can tell what was clicked on. */
export function doubles(blocks: readonly unknown[]): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const see = (name: string, id: unknown, path: string) => {
    if (id === undefined) return;
    const key = `${name} "${textOf(id)}"`;
    if (seen.has(key)) problems.push(`${key} already exists [json-pointer:${path}/${name}]`);
    seen.add(key);
  };
  for (const [i, block] of blocks.entries()) {
    if (!isObject(block)) continue;
    see('block_id', block['block_id'], `/blocks/${i}`);
    const elements = [...listOf(block['elements']), block['accessory'], block['element']];
    for (const element of elements) if (isObject(element)) see('action_id', element['action_id'], `/blocks/${i}`);
  }
  return problems;
}
