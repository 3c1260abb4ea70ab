import { createHash } from 'node:crypto';
import { UserError } from '../../src/errors.ts';
import { parsePage } from '../../src/papers/page.ts';
import type { SourceAnswer } from '../../src/papers/sighting.ts';
import type { Clock, PaperSource } from '../../src/ports.ts';

interface PageOptions {
  /** What it is called, for people. */
  readonly name: string;
  /** The file as it stands now. */
  readonly read: () => Uint8Array;
  readonly clock: Clock;
}

/** A papers page of this machine, such as the one that ships. The order of its papers is all that it counts. */
export function createPage({ name, read, clock }: PageOptions): PaperSource {
  return {
    name: 'page',
    async *read(_since, known) {
      const bytes = read();
      const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
      const before = await known(name);
      yield before?.etag === etag ? { kind: 'unchanged', part: name } : answerOf(name, bytes, etag, clock);
    },
  };
}

function answerOf(part: string, bytes: Uint8Array, etag: string, clock: Clock): SourceAnswer {
  try {
    const { papers, observations } = parsePage(bytes, clock.now().getTime());
    const sightings = papers.map(({ title, abstract }, i) => {
      const { paperId: _, ...observation } = observations[i]!;
      return { record: { title, abstract }, observation };
    });
    return { kind: 'papers', part, sightings, rejected: [], validator: { etag } };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'failed', part, reason: error.message };
    throw error;
  }
}
