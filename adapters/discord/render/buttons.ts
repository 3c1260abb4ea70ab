import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { cleanText } from '../../../src/messages/clean-text.ts';
import type { Invocation } from '../../../src/messages/invocation.ts';
import type { Button } from '../../../src/messages/message.ts';
import { shorten } from '../../../src/messages/shorten.ts';
import { LIMITS } from './limits.ts';

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;
export type ButtonRows = (buttons: readonly Button[]) => ButtonRow[];

/** The rows of one message. A button's id is what `customId` gave, and `#<n>`, counted from 0 over all its parts. */
export function createButtonRows(customId: (invocation: Invocation) => string): ButtonRows {
  let count = 0;

  function render({ label, invocation }: Button): APIButtonComponentWithCustomId {
    const text = shorten(cleanText(label).trim(), LIMITS.buttonLabel) || '…';
    const id = customId(invocation);
    if (id.length > LIMITS.customId) throw new RangeError(`The id of the button “${text}” is too long.`);
    return { type: ComponentType.Button, style: ButtonStyle.Secondary, label: text, custom_id: `${id}#${count++}` };
  }

  return (buttons) => {
    const rendered = buttons.map(render);
    return Array.from({ length: Math.ceil(rendered.length / LIMITS.buttonsInRow) }, (_, i) => ({
      type: ComponentType.ActionRow,
      components: rendered.slice(i * LIMITS.buttonsInRow, (i + 1) * LIMITS.buttonsInRow),
    }));
  };
}
