import { parseArgs } from 'node:util';

const DAY = 86_400_000;
const MOST_DAYS = 3_660;

export const USAGE = `npm run -s ingest                                what the sources usually give
npm run -s ingest -- --days 30                   of the last 30 days
npm run -s ingest -- --since 2026-02-01          since that day (UTC)
npm run -s ingest -- --source arxiv              of this source only; may be given more than once
`;

export interface IngestOptions {
  /** Milliseconds since the epoch; undefined for each source's usual stretch. */
  readonly since?: number;
  /** Names of sources; none for all. */
  readonly sources: readonly string[];
}

/**
 * What an operator typed.
 *
 * @param now milliseconds since the epoch
 * @returns what is wrong with it, where something is
 */
export function readOptions(args: readonly string[], now: number): IngestOptions | { readonly problem: string } {
  let values: ReturnType<typeof parse>['values'];
  try {
    ({ values } = parse(args));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const { since, days, source: sources = [] } = values;
  if (since !== undefined && days !== undefined) return { problem: 'Give --since or --days, not both.' };
  if (since !== undefined) {
    const day = startOf(since);
    if (day === undefined || day > now)
      return { problem: `--since takes a day that has come, like 2026-02-01, and not “${since}”.` };
    return { since: day, sources };
  }
  if (days === undefined) return { sources };
  if (!/^\d{1,5}$/.test(days) || Number(days) < 1 || Number(days) > MOST_DAYS)
    return { problem: `--days takes a whole number from 1 to ${MOST_DAYS}, and not “${days}”.` };
  return { since: now - Number(days) * DAY, sources };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      since: { type: 'string' },
      days: { type: 'string' },
      source: { type: 'string', multiple: true },
    },
  });
}

/** Also not a day that no month has. */
function startOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const moment = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== text ? undefined : moment;
}
