import { type APITextDisplayComponent, ComponentType } from 'discord.js';
import type { ButtonRow } from './buttons.ts';
import { LIMITS } from './limits.ts';

export type Component = APITextDisplayComponent | ButtonRow;

/** Components that are read together, such as a paper with its buttons. */
export type Unit = readonly Component[];

/** As few messages as the units need. A unit is torn apart only where it is too long for a message of its own. */
export function intoParts(units: readonly Unit[]): Component[][] {
  const parts: Component[][] = [[]];
  const place = (unit: Unit) => {
    if (!fits([...parts.at(-1)!, ...unit])) parts.push([]);
    parts.at(-1)!.push(...unit);
  };
  for (const unit of units) {
    if (fits(unit)) place(unit);
    else for (const component of unit) place([component]);
  }
  return parts.filter((part) => part.length > 0);
}

function fits(components: Unit): boolean {
  let count = 0;
  let characters = 0;
  for (const component of components) {
    const buttons = component.type === ComponentType.ActionRow ? component.components : [];
    count += 1 + buttons.length;
    characters += component.type === ComponentType.TextDisplay ? component.content.length : 0;
    for (const { label = '' } of buttons) characters += label.length;
  }
  return count <= LIMITS.components && characters <= LIMITS.characters;
}
