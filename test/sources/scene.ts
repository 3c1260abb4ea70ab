import { createSources } from '../../adapters/sources/sources.ts';
import type { SourceAnswer, Validator } from '../../src/papers/sighting.ts';
import type { Clock, Log, PaperSource } from '../../src/ports.ts';
import { type FakePapers, startFakePapers } from '../fakes/papers/fake-papers.ts';

/** Thursday 26 February 2026, 12:00 UTC, 07:00 in New York. */
export const THURSDAY = Date.UTC(2026, 1, 26, 12);

/** A clock that only sleeping moves. */
export interface SleepingClock extends Clock {
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  set(at: number): void;
}

export function sleepingClock(start: number): SleepingClock {
  let time = start;
  return {
    now: () => new Date(time),
    async sleep(ms, signal) {
      signal.throwIfAborted();
      time += ms;
    },
    set(at) {
      time = at;
    },
  };
}

export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
export const never = new AbortController().signal;

export interface Scene {
  readonly fake: FakePapers;
  readonly clock: SleepingClock;
  readonly huggingFace: PaperSource;
  readonly arxiv: PaperSource;
  /** Everything that a source answers; validators are kept from one reading to the next. */
  read(source: PaperSource, since?: number): Promise<readonly SourceAnswer[]>;
}

export async function openScene(
  options: {
    readonly at?: number;
    readonly categories?: readonly string[];
    readonly random?: () => number;
    readonly timeoutMs?: number;
    readonly followed?: () => readonly string[];
  } = {},
): Promise<Scene> {
  const { at = THURSDAY, categories = ['cs.CL'], random = () => 0.5, timeoutMs, followed } = options;
  const clock = sleepingClock(at);
  const fake = await startFakePapers(clock);
  const [huggingFace, arxiv] = createSources({
    huggingFace: { url: fake.url },
    arxiv: { url: fake.url, categories },
    followed,
    version: '1.2.3',
    clock,
    sleep: clock.sleep,
    random,
    log: silent,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const kept = new Map<string, Validator>();
  return {
    fake,
    clock,
    huggingFace: huggingFace!,
    arxiv: arxiv!,
    async read(source, since) {
      const answers: SourceAnswer[] = [];
      const keyOf = (part: string) => `${source.name} ${part}`;
      for await (const answer of source.read(since, async (part) => kept.get(keyOf(part)), never)) {
        answers.push(answer);
        if (answer.kind === 'papers' && answer.validator) kept.set(keyOf(answer.part), answer.validator);
      }
      return answers;
    },
  };
}

/** What became of each part: how many papers and rejected rows, or a word. */
export function outline(answers: readonly SourceAnswer[]): readonly string[] {
  return answers.map((answer) => {
    switch (answer.kind) {
      case 'papers':
        return `${answer.part}: ${answer.sightings.length} papers, ${answer.rejected.length} rejected`;
      case 'unchanged':
        return `${answer.part}: unchanged`;
      case 'failed':
        return `${answer.part}: ${answer.reason}`;
      default:
        return answer satisfies never;
    }
  });
}

export const sightingsOf = (answers: readonly SourceAnswer[]) =>
  answers.flatMap((answer) => (answer.kind === 'papers' ? answer.sightings : []));
export const rejectedOf = (answers: readonly SourceAnswer[]) =>
  answers.flatMap((answer) => (answer.kind === 'papers' ? answer.rejected : []));
