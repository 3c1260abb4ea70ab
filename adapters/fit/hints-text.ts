const HEADING = '# What words of questions say of the sentences that answer them: see README.md.';
/** In hundredths. What weighs less is left out. */
const LEAST = 6;

/**
 * Hints as parseHints reads them: phrases in the order of their code units, the signs of each by falling weight.
 *
 * @param weights a row of signs a phrase
 */
export function hintsText(phrases: readonly string[], signs: readonly string[], weights: ArrayLike<number>): string {
  const lines = phrases.flatMap((phrase, p) => {
    const kept = signs
      .map((sign, z) => ({ sign, hundredths: Math.round(100 * weights[p * signs.length + z]!) }))
      .filter(({ hundredths }) => Math.abs(hundredths) >= LEAST)
      .sort((a, b) => b.hundredths - a.hundredths || (a.sign < b.sign ? -1 : 1));
    if (kept.length === 0) return [];
    return [{ phrase, line: `${phrase}\t${kept.map(({ sign, hundredths }) => `${sign} ${hundredths}`).join(' ')}` }];
  });
  lines.sort((a, b) => (a.phrase < b.phrase ? -1 : 1));
  return `${[HEADING, ...lines.map(({ line }) => line)].join('\n')}\n`;
}
