import type { IngestReport, WorkedIn } from '../../src/intake/ingest.ts';

const MOST_REJECTED = 20;

/** A line for an answer: its source, its part, and what became of it. */
export function answerLine({ source, part, outcome }: WorkedIn): string {
  const where = `${source.padEnd(13)}${part.padEnd(22)}`;
  switch (outcome.kind) {
    case 'papers':
      return `${where}  ${figures(outcome)}${outcome.rejected.length === 0 ? '' : `, ${outcome.rejected.length} rejected`}`;
    case 'unchanged':
      return `${where}  as it was`;
    case 'failed':
      return `${where}  failed: ${outcome.reason}`;
    default:
      return outcome satisfies never;
  }
}

/** What became of all of it, with the rows that could not be read and the parts that failed. */
export function summary(report: IngestReport): string {
  const { rejected, failed, asked, unchangedParts } = report;
  const answered = asked - failed.length;
  const lines = [
    `${figures(report)}; ${answered} of ${asked} ${asked === 1 ? 'part' : 'parts'} answered, ${unchangedParts} as before.`,
  ];
  if (rejected.length > 0) {
    lines.push(`${rejected.length} ${rejected.length === 1 ? 'row' : 'rows'} could not be taken in:`);
    for (const { source, part, row, reason } of rejected.slice(0, MOST_REJECTED))
      lines.push(`- ${source}, ${part}, ${row}: ${reason}`);
    if (rejected.length > MOST_REJECTED) lines.push(`- and ${rejected.length - MOST_REJECTED} more`);
  }
  if (failed.length > 0) {
    lines.push('Not everything was answered; run it again later for the rest:');
    for (const { source, part, reason } of failed) lines.push(`- ${source}, ${part}: ${reason}`);
  }
  return lines.join('\n');
}

function figures({ added, updated, observed }: Pick<IngestReport, 'added' | 'updated' | 'observed'>): string {
  return `${added} new, ${updated} updated, ${observed} counted`;
}
