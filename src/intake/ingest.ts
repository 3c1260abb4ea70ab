import type { RejectedRow, SourceAnswer, Validator } from '../papers/sighting.ts';
import type { Clock, Log, PaperSource } from '../ports.ts';
import type { PaperStore, Recorded, SourceStateStore } from '../stores.ts';

const HOUR = 3_600_000;
/** A server that wrongly says that nothing changed is not believed for longer. */
const LONGEST_VALID = 6 * HOUR;

export interface IngestParts {
  readonly sources: readonly PaperSource[];
  readonly papers: Pick<PaperStore, 'record'>;
  readonly states: SourceStateStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Told of each answer once it is worked in. */
  readonly onAnswer?: ((answer: WorkedIn) => void) | undefined;
}

/** A part of a source, and what became of it. */
export interface WorkedIn {
  readonly source: string;
  readonly part: string;
  readonly outcome:
    | (Recorded & { readonly kind: 'papers'; readonly rejected: readonly RejectedRow[] })
    | { readonly kind: 'unchanged' }
    | { readonly kind: 'failed'; readonly reason: string };
}

export interface IngestReport extends Recorded {
  readonly rejected: readonly (RejectedRow & { readonly source: string; readonly part: string })[];
  readonly failed: readonly { readonly source: string; readonly part: string; readonly reason: string }[];
  /** Parts that were asked for. */
  readonly asked: number;
  /** Of them, those that were as they had been. */
  readonly unchangedParts: number;
}

/**
 * Asks the sources one after the other and takes in what they answer, a part at a time. The order matters: who names a
 * paper first gives it its id, and what updates known papers only comes after what names them. Nothing that one source does
 * or fails to do keeps the others from being worked in, and nothing that is missing from an answer is taken for gone.
 *
 * @param since milliseconds since the epoch; undefined for each source's usual stretch
 */
export async function ingest(parts: IngestParts, since?: number): Promise<IngestReport> {
  const answers: WorkedIn[] = [];
  for (const source of parts.sources) {
    if (parts.signal.aborted) break;
    answers.push(...(await workThrough(source, parts, since)));
  }
  return report(answers);
}

async function workThrough(
  source: PaperSource,
  { papers, states, clock, log, signal, onAnswer }: IngestParts,
  since: number | undefined,
): Promise<readonly WorkedIn[]> {
  const done: WorkedIn[] = [];
  const finish = (part: string, outcome: WorkedIn['outcome']) => {
    const answer = { source: source.name, part, outcome };
    done.push(answer);
    tellRejected(answer, log);
    onAnswer?.(answer);
  };
  const known = async (part: string): Promise<Validator | undefined> => {
    const state = await states.load(source.name, part);
    if (state === undefined || clock.now().getTime() - state.at > LONGEST_VALID) return undefined;
    const { at: _, ...validator } = state;
    return validator;
  };
  const workIn = async (answer: SourceAnswer): Promise<WorkedIn['outcome']> => {
    switch (answer.kind) {
      case 'papers': {
        const asked = clock.now().getTime();
        const recorded = await papers.record(answer.sightings);
        // only then: what was not recorded must be asked for again
        if (answer.validator) await states.save(source.name, answer.part, answer.validator, asked);
        return { kind: 'papers', ...recorded, rejected: answer.rejected };
      }
      case 'unchanged':
        return { kind: 'unchanged' };
      case 'failed':
        return { kind: 'failed', reason: answer.reason };
      default:
        return answer satisfies never;
    }
  };
  try {
    for await (const answer of source.read(since, known, signal)) {
      finish(answer.part, await orWhyNot(() => workIn(answer)));
      if (signal.aborted) break;
    }
  } catch (error) {
    finish('everything else', failure(error));
  }
  tellFailures(source.name, done, log);
  return done;
}

/** What could not be recorded fails alone; the next part may go well. */
async function orWhyNot(work: () => Promise<WorkedIn['outcome']>): Promise<WorkedIn['outcome']> {
  try {
    return await work();
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): WorkedIn['outcome'] {
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
}

/** One warning for all parts that fail alike: a source that is away is away for all. */
function tellFailures(source: string, answers: readonly WorkedIn[], log: Log): void {
  const parts = new Map<string, string[]>();
  for (const { part, outcome } of answers)
    if (outcome.kind === 'failed') parts.set(outcome.reason, [...(parts.get(outcome.reason) ?? []), part]);
  for (const [reason, of] of parts) log.warn(`${source} could not be read: ${reason}`, { source, parts: of });
}

function tellRejected({ source, part, outcome }: WorkedIn, log: Log): void {
  if (outcome.kind !== 'papers') return;
  const told = new Set<string>();
  for (const { row, reason } of outcome.rejected) {
    const message = `${source} named something that can’t be taken in (${part}, ${row}): ${reason}`;
    if (told.has(message)) continue;
    told.add(message);
    log.warn(message, { source, part, row, reason });
  }
}

function report(answers: readonly WorkedIn[]): IngestReport {
  const total = { added: 0, updated: 0, unchanged: 0, observed: 0, unchangedParts: 0 };
  const rejected: IngestReport['rejected'][number][] = [];
  const failed: IngestReport['failed'][number][] = [];
  for (const { source, part, outcome } of answers)
    switch (outcome.kind) {
      case 'papers':
        total.added += outcome.added;
        total.updated += outcome.updated;
        total.unchanged += outcome.unchanged;
        total.observed += outcome.observed;
        rejected.push(...outcome.rejected.map((row) => ({ source, part, ...row })));
        break;
      case 'unchanged':
        total.unchangedParts += 1;
        break;
      case 'failed':
        failed.push({ source, part, reason: outcome.reason });
        break;
      default:
        outcome satisfies never;
    }
  return { ...total, rejected, failed, asked: answers.length };
}
