import { parseArgs } from 'node:util';
import type { DeliveryRecords, DeliveryState, Intervention } from '../../src/digest/delivery.ts';
import { LEDGER_TIMING } from '../../src/digest/ledger.ts';
import { deliveryLine, deliveryTable } from './table.ts';

const STATES = ['planned', 'claimed', 'sending', 'uncertain', 'sent', 'failed', 'skipped'] as const;
const MOST_LISTED = 50;

const USAGE = `npm run -s deliveries -- list [--state ${STATES.join('|')}] [--limit ${MOST_LISTED}]
npm run -s deliveries -- show NUMBER     what is posted, as it was decided
npm run -s deliveries -- retry NUMBER    in line again; where it may have been posted, the platform is asked first
npm run -s deliveries -- skip NUMBER     given up
`;

export interface CommandResult {
  readonly output: string;
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Runs what an operator typed.
 *
 * @param now milliseconds since the epoch
 */
export async function runCommand(
  args: readonly string[],
  records: DeliveryRecords,
  now: number,
): Promise<CommandResult> {
  const typed = parse(args);
  if (typeof typed === 'string') return { output: `${typed}\n${USAGE}`, exitCode: 2 };
  const { verb, id, states, limit } = typed;
  switch (verb) {
    case 'list':
      return ok(deliveryTable(await records.list({ limit, ...(states ? { states } : {}) })));
    case 'show': {
      const payload = await records.payload(id);
      return payload ? ok(`${JSON.stringify(payload, undefined, 2)}\n`) : failed(`Nothing was decided for ${id}.`);
    }
    case 'retry':
      return said(id, await records.retry(id, now, now + LEDGER_TIMING.settle, now + LEDGER_TIMING.window));
    case 'skip':
      return said(id, await records.skip(id));
    default:
      return verb satisfies never;
  }
}

interface Typed {
  readonly verb: 'list' | 'show' | 'retry' | 'skip';
  readonly id: number;
  readonly states?: readonly DeliveryState[];
  readonly limit: number;
}

/** @returns what is wrong with it, where something is */
function parse(args: readonly string[]): Typed | string {
  let parsed: ReturnType<typeof parseOptions>;
  try {
    parsed = parseOptions(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = parsed;
  const [verb = 'list', number, ...rest] = positionals;
  const limit = Number(values.limit ?? MOST_LISTED);
  if (!Number.isInteger(limit) || limit < 1) return '--limit takes a whole number from 1.';
  const state = STATES.find((known) => known === values.state);
  if (values.state !== undefined && state === undefined) return `--state takes one of ${STATES.join(', ')}.`;
  if (verb === 'list')
    return number === undefined
      ? { verb, id: 0, limit, ...(state ? { states: [state] } : {}) }
      : 'list takes no number.';
  if (verb !== 'show' && verb !== 'retry' && verb !== 'skip') return `There is no “${verb}”.`;
  const id = Number(number);
  if (!Number.isInteger(id) || id < 1 || rest.length > 0) return `${verb} takes the number of one delivery.`;
  return { verb, id, limit };
}

function parseOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { state: { type: 'string' }, limit: { type: 'string' } },
  });
}

function said(id: number, intervention: Intervention): CommandResult {
  switch (intervention.kind) {
    case 'done':
      return ok(deliveryLine(intervention.delivery));
    case 'unknown':
      return failed(`There is no delivery ${id}.`);
    case 'refused':
      return failed(`Delivery ${id} stays as it is. ${intervention.why}`);
    default:
      return intervention satisfies never;
  }
}

function ok(output: string): CommandResult {
  return { output, exitCode: 0 };
}

function failed(output: string): CommandResult {
  return { output: `${output}\n`, exitCode: 1 };
}
