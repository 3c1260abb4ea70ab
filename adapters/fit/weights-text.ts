import { UserError } from '../../src/errors.ts';
import type { Weights } from './rounding.ts';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const BIAS = 'bias';

/**
 * A source text with the entries of its records replaced, the rest as it is: sorted by name, `bias` first, with at most
 * two decimals; what rounds to 0 is left out.
 *
 * @param records by the name of the exported constant, which must be written as in weights.ts
 * @throws UserError where a record is not in the source
 */
export function withWeights(source: string, records: Readonly<Record<string, Weights>>): string {
  let text = source;
  for (const [name, weights] of Object.entries(records)) {
    const opening = `export const ${name}: Readonly<Record<string, number>> = {\n`;
    const declared = text.indexOf(opening);
    const from = declared + opening.length;
    const to = text.indexOf('};\n', from);
    if (declared < 0 || to < 0) throw new UserError(`There is no record ${name} of weights to replace the entries of.`);
    text = text.slice(0, from) + entries(weights) + text.slice(to);
  }
  return text;
}

function entries(weights: Weights): string {
  const line = ([name, weight]: readonly [string, number]) =>
    `  ${IDENTIFIER.test(name) ? name : `'${name}'`}: ${weight},\n`;
  const rounded = Object.entries(weights).map(([name, weight]) => [name, Math.round(100 * weight) / 100] as const);
  const bias = rounded.filter(([name]) => name === BIAS);
  const others = rounded.filter(([name, weight]) => name !== BIAS && weight !== 0);
  return [...bias, ...others.sort(([a], [b]) => (a < b ? -1 : 1))].map(line).join('');
}
