import type { SourceAnswer, Validator } from '../../src/papers/sighting.ts';
import type { PaperSource } from '../../src/ports.ts';

/** What a source says when it is asked: its answers in order, each perhaps made from what is known of a part. */
export type Script = (
  known: (part: string) => Promise<Validator | undefined>,
  since: number | undefined,
) => Iterable<SourceAnswer> | AsyncIterable<SourceAnswer>;

/** A source that says what a test wants. */
export function scripted(name: string, script: Script): PaperSource {
  return {
    name,
    async *read(since, known) {
      yield* script(known, since);
    },
  };
}

/** An answer that names papers by their arXiv ids. */
export function papersNamed(part: string, ids: readonly string[], validator?: Validator): SourceAnswer {
  const sightings = ids.map((arxivId) => ({
    record: { arxivId, title: `Paper ${arxivId}`, abstract: `About ${arxivId}.` },
  }));
  return { kind: 'papers', part, sightings, rejected: [], ...(validator ? { validator } : {}) };
}
