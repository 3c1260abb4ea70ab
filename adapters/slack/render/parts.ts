import type { types } from '@slack/bolt';
import { LIMITS, weigh } from './limits.ts';

/** Blocks that are read together, such as a paper with its buttons. */
export type Unit = readonly types.KnownBlock[];

/** As few messages as the units need. A unit is torn apart only where it is too long for a message of its own. */
export function intoParts(units: readonly Unit[]): types.KnownBlock[][] {
  const parts: types.KnownBlock[][] = [[]];
  let weight = 0;
  const fits = (unit: Unit, used: number, count: number) =>
    used + weighAll(unit) <= LIMITS.message && count + unit.length <= LIMITS.blocks;
  const place = (unit: Unit) => {
    if (!fits(unit, weight, parts.at(-1)!.length)) {
      parts.push([]);
      weight = 0;
    }
    parts.at(-1)!.push(...unit);
    weight += weighAll(unit);
  };
  for (const unit of units) {
    if (fits(unit, 0, 0)) place(unit);
    else for (const block of unit) place([block]);
  }
  return parts.filter((part) => part.length > 0);
}

function weighAll(unit: Unit): number {
  return unit.reduce((sum, block) => sum + weigh(block), 0);
}
