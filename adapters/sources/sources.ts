import type { Clock, Log, PaperSource } from '../../src/ports.ts';
import { createArxiv } from './arxiv.ts';
import { createHuggingFace } from './hugging-face.ts';
import { createPoliteClient } from './polite.ts';

/** arXiv's terms: one request in three seconds, over all that it offers (https://info.arxiv.org/help/api/tou.html). */
const ARXIV_GAP = 3_000;
const HUGGING_FACE_GAP = 500;
const ARXIV_QUERIES = 'https://export.arxiv.org';
const ARXIV_FEEDS = 'https://rss.arxiv.org';

export interface SourcesOptions {
  readonly huggingFace?: { readonly url: string } | undefined;
  /** arXiv ids of older papers whose votes are still of interest; none where it is not told. */
  readonly followed?: (() => readonly string[]) | undefined;
  readonly arxiv?: { readonly url?: string; readonly categories: readonly string[] } | undefined;
  /** Of this program, as package.json has them. */
  readonly version: string;
  readonly homepage?: string | undefined;
  readonly clock: Clock;
  /** Rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: Log;
  /** For one try of a request, in milliseconds. */
  readonly timeoutMs?: number;
}

/** The sources of the network that were asked for, each with a client of its own. */
export function createSources(options: SourcesOptions): readonly PaperSource[] {
  const { huggingFace, arxiv, followed = () => [], version, homepage, clock, sleep, random, log, timeoutMs } = options;
  const userAgent = `Paperboy/${version}${homepage === undefined ? '' : ` (+${homepage})`}`;
  const client = (name: string, minGapMs: number) =>
    createPoliteClient({
      name,
      minGapMs,
      userAgent,
      clock,
      sleep,
      random,
      log,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  return [
    ...(huggingFace === undefined
      ? []
      : [
          createHuggingFace({
            url: huggingFace.url,
            client: client('hugging-face', HUGGING_FACE_GAP),
            clock,
            followed,
          }),
        ]),
    ...(arxiv === undefined
      ? []
      : [
          createArxiv({
            queryUrl: arxiv.url ?? ARXIV_QUERIES,
            feedUrl: arxiv.url ?? ARXIV_FEEDS,
            categories: arxiv.categories,
            client: client('arxiv', ARXIV_GAP),
            clock,
          }),
        ]),
  ];
}
