import { all, flag, must, object, oneOf, text } from '../shape.ts';
import { isObject, listOf } from '../values.ts';
import { viewBlocks } from './block-shapes.ts';
import { plainText } from './element-shapes.ts';
import { doubles } from './limits.ts';
import type { Json } from './types.ts';

const content = { private_metadata: text(3000, 0), callback_id: text(255), external_id: text(255) };

const home = object({ type: oneOf('home'), blocks: viewBlocks }, content);
const modal = all(
  object(
    { type: oneOf('modal'), title: plainText(24), blocks: viewBlocks },
    { ...content, submit: plainText(24), close: plainText(24), clear_on_close: flag, notify_on_close: flag },
  ),
  must(
    (view) =>
      view['submit'] !== undefined ||
      !listOf(view['blocks'])
        .filter(isObject)
        .some((block) => block['type'] === 'input'),
    'missing required field: submit, as there are inputs',
  ),
);

/** What Slack would refuse about a view. */
export function checkView(view: Json, type: 'modal' | 'home'): string[] {
  const problems: string[] = [];
  (type === 'modal' ? modal : home)(view, '/view', problems);
  return [...problems, ...doubles(listOf(view['blocks']))];
}
