import type { types } from '@slack/bolt';
import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Invocation } from '../../../src/messages/invocation.ts';
import type { Button } from '../../../src/messages/message.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import { BLOCK_WEIGHT, fill, LIMITS } from './limits.ts';
import { plainText } from './small-print.ts';

/** Rows of buttons. `of` is what they are about, for those who hear them one by one. */
export type ButtonRows = (buttons: readonly Button[], of?: string) => types.ActionsBlock[];

/** The rows of one message: action_id is `invoke:<n>` and block_id `b<n>`, both counted from 0 over all its parts. */
export function createButtonRows(value: (invocation: Invocation) => string): ButtonRows {
  let buttonCount = 0;
  let rowCount = 0;

  function render({ label, invocation }: Button, of: string | undefined): types.Button {
    const text = shorten(cleanText(label), LIMITS.buttonLabel) || '…';
    const held = value(invocation);
    if (held.length > LIMITS.buttonValue) throw new RangeError(`The value of the button “${text}” is too long.`);
    return {
      type: 'button',
      action_id: `invoke:${buttonCount++}`,
      text: plainText(text),
      value: held,
      ...(of === undefined ? {} : { accessibility_label: shorten(`${text}: ${cleanText(of)}`, LIMITS.buttonLabel) }),
    };
  }

  return (buttons, of) =>
    fill(
      buttons.map((button) => render(button, of)),
      BLOCK_WEIGHT,
      LIMITS.buttonsInRow,
    ).map((elements) => ({ type: 'actions', block_id: `b${rowCount++}`, elements }));
}
