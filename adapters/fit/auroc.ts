/**
 * The area under the receiver operating characteristic: how likely a positive has a higher score than a negative,
 * where the same score counts half. Undefined where there are no positives or no negatives.
 */
export function auroc(scored: readonly { readonly score: number; readonly positive: boolean }[]): number | undefined {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  const positives = sorted.filter(({ positive }) => positive).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  let wins = 0;
  let below = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) to++;
    const tied = sorted.slice(from, to).filter(({ positive }) => positive).length;
    const tiedNegatives = to - from - tied;
    wins += tied * (below + tiedNegatives / 2);
    below += tiedNegatives;
    from = to;
  }
  return wins / (positives * negatives);
}
